/** Parts of an import's form: what each column means, and what the words in the stage column mean. */

import { html, nothing } from 'lit';
import { count, nameOf, words } from '../language.js';
import { AMOUNTS } from './amounts.js';
import { FIELDS } from './columns.js';
import { FORMATS, guessFormat } from './dates.js';
import { cellsOf, dateCells, distinct } from './mapping.js';
import { fieldHelp, fieldName } from './words.js';

const t = words({
  columns: ['What the columns mean', '各列的含义'],
  here: ['In Dealflow', '系统字段'],
  column: ['Column of the file', '文件中的列'],
  values: ['For example', '示例值'],
  none: ['–', '–'],
  required: ['required', '必填'],
  dates: ['Dates are written as', '日期格式'],
  custom: ['another way…', '其他格式…'],
  patterns: ['Patterns, one a line, such as dd MMM yyyy HH:mm', '格式，每行一个，例如 yyyy年M月d日 HH:mm'],
  either: ['Day or month first? Both are possible; please look.', '日在前还是月在前？两种都可能，请确认。'],
  amounts: ['Amounts are written as', '金额格式'],
  zone: ['Times without a zone are of', '未注明时区的时间属于'],
  currency: ['Currency of all amounts', '全部金额的币种'],
  nulls: ['Cells that mean nothing', '视为空白的内容'],
  stages: ['What the stages mean', '各阶段的对应关系'],
  inFile: ['In the file', '文件中'],
  lines: ['Lines', '行数'],
  stage: ['Stage', '销售阶段'],
  refuse: ['(refuse these lines)', '（拒绝这些行）'],
  won: ['Won', '赢单'],
  lost: ['Lost', '输单'],
  begins: ['A deal that is further now began in', '现已推进的商机最初处于'],
  beginsWhy: ['The file tells one stage of each deal only. From the day of its creation it counts in the first one.', '文件只记录每笔商机的一个阶段；自创建日起，它计入起始阶段。'],
  ofSample: ['Counted in the beginning of the file. A value that comes later and is not listed here has its line refused.', '仅统计文件开头部分。后面若出现此处未列出的值，该行将被拒绝。'],
  owners: ['Other names for owners', '负责人名称对照'],
  ownersWhy: ['Reps find their own deals only under the name they log in with.', '销售人员只能看到登录名与负责人一致的商机。'],
  inDealflow: ['Name here', '系统中的名称'],
});

const REQUIRED = ['externalId', 'owner'];
const MOST_OWNERS = 50;

/** @param {any} form the element */
export function columnSection(form) {
  const { settings, sample, pipeline } = form;
  return html`
    <h2>${t('columns')}</h2>
    <div class="scroll"><table class="import-columns">
      <thead><tr><th scope="col">${t('here')}</th><th scope="col">${t('column')}</th><th scope="col">${t('values')}</th></tr></thead>
      <tbody>${FIELDS.map(field => columnRow(form, field))}</tbody>
    </table></div>
    <div class="row import-options">
      ${dateChoice(form)}
      ${settings.columns.amount ? amountChoice(form) : nothing}
      <label><span>${t('zone')}</span>
        <select @change=${(/** @type {any} */ event) => form.set({ timeZone: event.target.value })}>
          ${zones(pipeline, settings).map(zone => html`<option .selected=${zone === settings.timeZone}>${zone}</option>`)}
        </select></label>
      ${settings.columns.amount && !settings.columns.currency ? html`
        <label><span>${t('currency')}</span>
          <input class="short" pattern="[A-Z]{3}" maxlength="3" .value=${settings.currency}
                 @change=${(/** @type {any} */ event) => form.set({ currency: event.target.value.toUpperCase() })}></label>` : nothing}
      <label><span>${t('nulls')}</span>
        <input .value=${settings.nulls.join(', ')} placeholder="NA, -" @change=${(/** @type {any} */ event) =>
          form.set({ nulls: event.target.value.split(',').map((/** @type {string} */ word) => word.trim()).filter(Boolean) })}></label>
    </div>
    ${guessFormat(dateCells(sample, settings)).others.some(other => other === 'monthFirst' || other === 'dayFirst')
      ? html`<p class="warning">${t('either')}</p>` : nothing}`;
}

/** @param {any} form @param {import('./columns.js').Field} field */
function columnRow(form, field) {
  const { settings, sample } = form;
  const chosen = settings.columns[field] ?? '';
  const help = fieldHelp(/** @type {any} */ (field));
  const isLacking = REQUIRED.includes(field) && !chosen;
  return html`
    <tr>
      <th scope="row"><label for=${'column-' + field}>${fieldName(field)}</label>
        ${REQUIRED.includes(field) ? html`<span class=${isLacking ? 'tag lost' : 'note'}>${t('required')}</span>` : nothing}
        ${help === field ? nothing : html`<small class="block">${help}</small>`}</th>
      <td><select id=${'column-' + field} @change=${(/** @type {any} */ event) =>
          form.set({ columns: { ...settings.columns, [field]: event.target.value || undefined } })}>
        <option value="" .selected=${!chosen}>${t('none')}</option>
        ${sample.header.filter(Boolean).map((/** @type {string} */ column) => html`
          <option .selected=${column === chosen}>${column}</option>`)}
      </select></td>
      <td class="note">${distinct(cellsOf(sample, chosen, settings.nulls)).slice(0, 3).join(' · ')}</td>
    </tr>`;
}

/** @param {any} form the element */
function dateChoice(form) {
  const { settings } = form;
  return html`
    <label><span>${t('dates')}</span>
      <select @change=${(/** @type {any} */ event) => form.set({ dates: event.target.value })}>
        ${Object.entries(FORMATS).map(([name, format]) => html`
          <option value=${name} .selected=${name === settings.dates}>${format.example}</option>`)}
        <option value="custom" .selected=${settings.dates === 'custom'}>${t('custom')}</option>
      </select></label>
    ${settings.dates === 'custom' ? html`
      <label><span>${t('patterns')}</span>
        <textarea rows="2" .value=${settings.patterns}
                  @change=${(/** @type {any} */ event) => form.set({ patterns: event.target.value })}></textarea></label>` : nothing}`;
}

/** @param {any} form the element */
const amountChoice = form => html`
  <label><span>${t('amounts')}</span>
    <select @change=${(/** @type {any} */ event) => form.set({ decimal: event.target.value })}>
      ${Object.entries(AMOUNTS).map(([decimal, example]) => html`
        <option value=${decimal} .selected=${decimal === form.settings.decimal}>${example}</option>`)}
    </select></label>`;

/** @param {any} pipeline @param {any} settings */
const zones = (pipeline, settings) =>
  [...new Set([pipeline.timeZone, settings.timeZone, Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC'])];

/** @param {any} form the element */
export function stageSection(form) {
  const { settings, sample, pipeline } = form;
  const cells = cellsOf(sample, settings.columns.stage, settings.nulls);
  const isFurther = settings.columns.created && Object.values(settings.stages).some(to => to === 'won' || to === 'lost' || to && settings.columns.since);
  const choose = (/** @type {string} */ cell) => (/** @type {any} */ event) =>
    form.set({ stages: { ...settings.stages, [cell]: event.target.value } });
  return settings.columns.stage ? html`
    <h2>${t('stages')}</h2>
    <div class="scroll"><table class="import-stages">
      <thead><tr><th scope="col">${t('inFile')}</th><th scope="col" class="number">${t('lines')}</th><th scope="col">${t('stage')}</th></tr></thead>
      <tbody>${Object.entries(settings.stages).map(([cell, to], i) => html`
        <tr>
          <th scope="row"><label for=${'stage-' + i}>${cell}</label></th>
          <td class="number">${count(cells.filter(each => each === cell).length)}</td>
          <td><select id=${'stage-' + i} @change=${choose(cell)}>
            ${stageOptions(pipeline, to)}
            <option value="won" .selected=${to === 'won'}>✓ ${t('won')} · ${nameOf(pipeline.won.names, pipeline.won.key)}</option>
            <option value="lost" .selected=${to === 'lost'}>✕ ${t('lost')}</option>
            <option value="" .selected=${!to}>${t('refuse')}</option>
          </select></td>
        </tr>`)}</tbody>
    </table></div>
    <p class="note">${t('ofSample')}</p>
    ${isFurther ? html`
      <label><span>${t('begins')}</span>
        <select @change=${(/** @type {any} */ event) => form.set({ begins: event.target.value })}>${stageOptions(pipeline, settings.begins)}</select></label>
      <p class="note">${t('beginsWhy')}</p>` : nothing}
    ${ownerSection(form)}` : ownerSection(form);
}

/** @param {any} pipeline @param {unknown} chosen */
const stageOptions = (pipeline, chosen) => pipeline.stages.map((/** @type {any} */ stage) => html`
  <option value=${stage.key} .selected=${stage.key === chosen}>${nameOf(stage.names, stage.key)}</option>`);

/** @param {any} form the element */
function ownerSection(form) {
  const { settings, sample } = form;
  const owners = distinct(cellsOf(sample, settings.columns.owner, settings.nulls)).slice(0, MOST_OWNERS);
  return owners.length ? html`
    <details class="import-owners" ?open=${Object.keys(settings.owners).length > 0}>
      <summary>${t('owners')}</summary>
      <p class="note">${t('ownersWhy')}</p>
      <div class="scroll"><table>
        <thead><tr><th scope="col">${t('inFile')}</th><th scope="col">${t('inDealflow')}</th></tr></thead>
        <tbody>${owners.map((owner, i) => html`
          <tr><th scope="row"><label for=${'owner-' + i}>${owner}</label></th>
            <td><input id=${'owner-' + i} .value=${settings.owners[owner] ?? ''} placeholder=${owner} @change=${(/** @type {any} */ event) =>
              form.set({ owners: { ...settings.owners, [owner]: event.target.value.trim() } })}></td></tr>`)}</tbody>
      </table></div>
    </details>` : nothing;
}
