/** One stage in a pipeline's editor. */

import { html, nothing } from 'lit';
import { nameOf, words } from '../language.js';
import { mayMove, moved, withNewStage } from './draft.js';
import { said } from './effects.js';
import { listField, namesFields, textsFields } from './fields.js';
import { PHASES, confirmedByName, phaseName, signalName, stanceName } from './words.js';

const t = words({
  unnamed: ['New stage', '新阶段'],
  outside: ['outside the funnel', '漏斗之外'],
  isNew: ['new', '新'],
  changed: ['changed', '已修改'],
  phase: ['Buying phase', '采购阶段'],
  stance: ['Price stance', '价格立场'],
  stalled: ['Stalled after', '停滞期限'],
  stalledPlaceholder: ['as usual', '按常规'],
  period: ['days, or a period such as P2M', '天，或 P2M 这样的期间'],
  calendar: ['days of the calendar', '自然日'],
  business: ['business days', '工作日'],
  kind: ['Counted in', '计算方式'],
  signals: ['Confirmed by one of these signals, one a line; none: by any', '确认信号，每行一个；留空表示任何信号'],
  checklist: ['Before the next stage', '进入下一阶段前'],
  itemEn: ['Item in English', '检查项（英文）'],
  itemZh: ['Item in Chinese', '检查项（中文）'],
  required: ['Required', '必需'],
  by: ['Confirmed', '确认方'],
  removeItem: ['Remove the item “{name}”', '移除检查项“{name}”'],
  addItem: ['Add an item', '添加检查项'],
  guidance: ['Guidance', '指引'],
  concerns: ['What the customer cares about', '客户关注什么'],
  actions: ['What we do', '我们做什么'],
  up: ['Move “{name}” up', '上移“{name}”'],
  down: ['Move “{name}” down', '下移“{name}”'],
  remove: ['Remove or merge…', '移除或合并…'],
  drop: ['Remove', '移除'],
  addStage: ['Add a stage after it', '在其后新增阶段'],
});

/** @param {any} editor the element @param {any} stage @param {number} i */
export function stageEditor(editor, stage, i) {
  const { stages } = editor.draft.pipeline;
  const was = editor.loaded.pipeline.stages.find((/** @type {any} */ each) => each.key === stage.key);
  const name = nameOf(stage.names) || stage.key || t('unnamed');
  const errors = editor.errorsAt(`stages[${i}]`);
  const set = (/** @type {any} */ changes) => editor.setStage(i, changes);
  const isLast = stages.filter((/** @type {any} */ each) => each.place === stage.place).length === 1;
  return html`
    <details class="card" ?open=${stage.isNew || errors.length > 0}>
      <summary><span class="way-number">${i + 1}</span> <b>${name}</b>
        ${stage.place === 'OUTSIDE' ? html`<span class="tag">${t('outside')}</span>` : nothing}
        ${stage.isNew ? html`<span class="tag open">${t('isNew')}</span>` : html`<span class="note">${said(editor.loaded.counts[stage.key], stage)}</span>`}
        ${was && JSON.stringify(was) !== JSON.stringify(stage) ? html`<span class="tag open">${t('changed')}</span>` : nothing}
        ${errors.length ? html`<span class="tag lost">✕ ${errors[0].message}</span>` : nothing}</summary>
      <div class="stack">
        ${errors.map((/** @type {any} */ error) => html`<p class="refused">✕ ${fieldOf(error.field)}: ${error.message}</p>`)}
        <div class="row">
          ${namesFields(stage.names, names => set({ names }))}
          ${choice(t('phase'), stage.buyingPhase, PHASES, phaseName, buyingPhase => set({ buyingPhase }))}
          ${choice(t('stance'), stage.priceStance, ['NOT_YET', 'HOLD', 'RISK_REVIEW'], stanceName, priceStance => set({ priceStance }))}
        </div>
        <div class="row">${thresholdFields(stage, set)}</div>
        ${checklistFields(stage, set)}
        <div class="row">${listField(t('signals'), stage.signals, signals => set({ signals }), [], signalName)}</div>
        <details><summary>${t('guidance')}</summary>
          <div class="row">${textsFields(t('concerns'), stage.concerns, concerns => set({ concerns }))}</div>
          <div class="row">${textsFields(t('actions'), stage.actions, actions => set({ actions }))}</div></details>
        <p class="row">
          <button type="button" aria-label=${t('up', { name })} title=${t('up', { name })} ?disabled=${!mayMove(stages, i, -1)}
            @click=${() => editor.change(moved(editor.draft, i, -1))}>↑</button>
          <button type="button" aria-label=${t('down', { name })} title=${t('down', { name })} ?disabled=${!mayMove(stages, i, 1)}
            @click=${() => editor.change(moved(editor.draft, i, 1))}>↓</button>
          <button type="button" @click=${() => editor.change(withNewStage(editor.draft, i))}>${t('addStage')}</button>
          <button type="button" ?disabled=${isLast && stage.place === 'FUNNEL'} @click=${() => editor.removeStage(stage)}>${stage.isNew ? t('drop') : t('remove')}</button>
        </p>
      </div>
    </details>`;
}

/** What the service calls a field, as it is called here. @param {string} field such as `stages[2].stalledAfter` */
function fieldOf(field) {
  const name = field.replace(/^stages\[\d+\]\.?/, '');
  return name === 'stalledAfter' ? t('stalled') : name.startsWith('checklist') ? t('checklist') : name;
}

/** @param {string} title @param {string | null} value @param {string[]} values @param {(key: any) => string} name @param {(value: string) => void} set */
const choice = (title, value, values, name, set) => html`
  <label><span>${title}</span><select @change=${(/** @type {any} */ event) => set(event.target.value)}>
    ${values.map(each => html`<option value=${each} .selected=${each === value}>${name(each)}</option>`)}</select></label>`;

/** @param {any} stage @param {(changes: any) => void} set */
function thresholdFields(stage, set) {
  const [, days] = /^P(\d+)D$/.exec(stage.stalledAfter ?? '') ?? [];
  const read = (/** @type {string} */ text) => text === '' ? null : /^\d+$/.test(text) ? `P${Number(text)}D` : text.toUpperCase();
  return html`
    <label><span>${t('stalled')}</span><input class="short" pattern="\\d{1,4}|[Pp](\\d+[YyMmWwDd])+" title=${t('period')} placeholder=${t('stalledPlaceholder')}
      .value=${days ?? stage.stalledAfter ?? ''} @change=${(/** @type {any} */ event) => set({ stalledAfter: read(event.target.value.trim()) })}></label>
    <label><span>${t('kind')}</span><select @change=${(/** @type {any} */ event) => set({ stalledCountsBusinessDays: event.target.value === 'business' })}>
      <option value="calendar" .selected=${!stage.stalledCountsBusinessDays}>${t('calendar')}</option>
      <option value="business" .selected=${stage.stalledCountsBusinessDays}>${t('business')}</option></select></label>`;
}

/** @param {any} stage @param {(changes: any) => void} set @param {string} [title] */
export function checklistFields(stage, set, title = t('checklist')) {
  const change = (/** @type {number} */ i, /** @type {any} */ changes) =>
    set({ checklist: stage.checklist.map((/** @type {any} */ item, /** @type {number} */ j) => i === j ? { ...item, ...changes } : item) });
  const nameField = (/** @type {any} */ item, /** @type {number} */ i, /** @type {'en' | 'zh'} */ each) => html`
    <label class="grow"><span>${t(each === 'en' ? 'itemEn' : 'itemZh')}</span><input lang=${each} maxlength="200" .value=${item.names[each] ?? ''}
      ?required=${!item.names[each === 'en' ? 'zh' : 'en']}
      @change=${(/** @type {any} */ event) => {
        const { [each]: before, ...others } = item.names;
        const name = event.target.value.trim();
        change(i, { names: name ? { ...item.names, [each]: name } : others });
      }}></label>`;
  return html`
    <fieldset class="items"><legend>${title}</legend>
      ${stage.checklist.map((/** @type {any} */ item, /** @type {number} */ i) => html`
        <div class="row">
          ${nameField(item, i, 'en')}${nameField(item, i, 'zh')}
          ${choice(t('by'), item.confirmedBy, ['CUSTOMER', 'US'], confirmedByName, confirmedBy => change(i, { confirmedBy }))}
          <label class="tick"><input type="checkbox" .checked=${item.required} @change=${(/** @type {any} */ event) => change(i, { required: event.target.checked })}>
            ${t('required')}</label>
          <button type="button" aria-label=${t('removeItem', { name: nameOf(item.names, item.key) })} title=${t('removeItem', { name: nameOf(item.names, item.key) })}
            @click=${() => set({ checklist: stage.checklist.toSpliced(i, 1) })}>✕</button>
        </div>`)}
      <button type="button" @click=${() => set({ checklist: [...stage.checklist, { key: '', names: {}, required: false, confirmedBy: 'US', isNew: true }] })}>${t('addItem')}</button>
    </fieldset>`;
}
