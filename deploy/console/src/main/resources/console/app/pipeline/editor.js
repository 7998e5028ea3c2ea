/** The next version of a pipeline: written here, shown what it does to deals under way, then saved. */

import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Problem, deals } from '../api.js';
import { nameOf, words } from '../language.js';
import { problem } from '../page.js';
import { act } from '../operations/action.js';
import { begin, drop, finished, keep, nearest, targets, withoutStage } from './draft.js';
import { changesOf, longerThan, said } from './effects.js';
import { listField, namesFields } from './fields.js';
import { checklistFields, stageEditor } from './stage.js';
import { reasonName, signalName, skipName } from './words.js';

const t = words({
  back: ['Back to the pipeline', '返回销售流程'],
  title: ['Edit “{name}”', '编辑“{name}”'],
  about: ['Saving makes version {n}. Before that you see what it does to deals under way.', '保存后生成版本 {n}。保存前会显示对进行中商机的影响。'],
  whole: ['The whole', '整体'],
  won: ['The end that is won', '赢单阶段'],
  wonSignals: ['An order by one of these signals, one a line; none: by any', '下单信号，每行一个；留空表示任何信号'],
  wonItems: ['What must be true of the order', '订单必须满足'],
  skips: ['Stages', '阶段'],
  lossReasons: ['Reasons of a loss, one a line', '输单原因，每行一个'],
  winReasons: ['Reasons of a win, one a line; none: a win needs no reason', '赢单原因，每行一个；留空则无需填写'],
  holidays: ['Days off beside weekends, one a line, such as 2026-10-01', '周末之外的节假日，每行一个，例如 2026-10-01'],
  stages: ['Stages', '阶段'],
  gone: ['Stages that go', '将移除的阶段'],
  goneInto: ['“{name}” → “{into}”', '“{name}” → “{into}”'],
  goneNothing: ['“{name}”, which no deal was ever in', '“{name}”（从未有商机进入）'],
  putBack: ['Put back', '恢复'],
  review: ['See what it does', '查看影响'],
  discard: ['Discard the changes', '放弃修改'],
  noChanges: ['Nothing is changed yet.', '尚未修改任何内容。'],
  reviewTitle: ['Save version {n}?', '保存版本 {n}？'],
  save: ['Save', '保存'],
  stale: ['Somebody else has saved a version meanwhile: open the newest one and make your changes again.', '期间他人已保存新版本：请打开最新版本后重新修改。'],
  newest: ['Open the newest', '打开最新版本'],
  removeTitle: ['Remove “{name}”?', '移除“{name}”？'],
  removeText: ['The deals in it ({deals}), and the history of all that ever were, have to count somewhere.', '其中的商机（{deals}）以及曾处于该阶段的历史需要归入其他阶段。'],
  into: ['From now on they count in', '今后计入'],
  nowhere: ['nowhere: no deal was ever in it', '不归入：从未有商机进入'],
  remove: ['Remove', '移除'],
});

class PipelineEditor extends LitElement {
  static properties = {
    loaded: { attribute: false },
    page: { attribute: false },
    draft: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    /** @type {any} the definition as it is, its ETag, and how many deals are in each stage */
    this.loaded = null;
    /** @type {any} */
    this.page = null;
    /** @type {import('./draft.js').Draft} */
    this.draft = { pipeline: null, mapping: {} };
    /** @type {any} */
    this.problem = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('loaded')) {
      this.draft = begin(this.loaded.pipeline);
    }
  }

  /** @param {import('./draft.js').Draft} draft */
  change(draft) {
    this.draft = draft;
    keep(this.loaded.pipeline, draft);
  }

  /** @param {any} changes */
  set(changes) {
    this.change({ ...this.draft, pipeline: { ...this.draft.pipeline, ...changes } });
  }

  /** @param {number} index @param {any} changes */
  setStage(index, changes) {
    this.set({ stages: this.draft.pipeline.stages.map((/** @type {any} */ stage, /** @type {number} */ i) => i === index ? { ...stage, ...changes } : stage) });
  }

  /** @param {any} changes */
  setWon(changes) {
    this.set({ won: { ...this.draft.pipeline.won, ...changes } });
  }

  /** @param {any} stage */
  async removeStage(stage) {
    if (stage.isNew) {
      this.change(withoutStage(this.draft, stage, ''));
      return;
    }
    const name = nameOf(stage.names, stage.key);
    const possible = targets(this.draft, stage);
    await act({
      title: t('removeTitle', { name }),
      text: html`<p>${t('removeText', { deals: said(this.loaded.counts[stage.key], stage) })}</p>`,
      fields: () => html`
        <label><span>${t('into')}</span><select name="into">
          ${possible.map(each => html`<option value=${each.key} .selected=${each === nearest(this.draft, stage)}>${nameOf(each.names, each.key)}</option>`)}
          <option value="">${t('nowhere')}</option>
        </select></label>`,
      button: t('remove'),
      run: async form => this.change(withoutStage(this.draft, stage, String(form.get('into')))),
    });
  }

  /** @param {string} key */
  putBack(key) {
    const { stages } = this.loaded.pipeline;
    const { [key]: gone, ...mapping } = this.draft.mapping;
    const stage = stages.find((/** @type {any} */ each) => each.key === key);
    const before = stages.slice(0, stages.indexOf(stage)).map((/** @type {any} */ each) => each.key);
    const now = this.draft.pipeline.stages;
    const place = now.findLastIndex((/** @type {any} */ each) => before.includes(each.key)) + 1;
    this.change({ pipeline: { ...this.draft.pipeline, stages: now.toSpliced(place, 0, stage) }, mapping });
  }

  /** @param {SubmitEvent} event */
  async review(event) {
    event.preventDefault();
    const { pipeline, tag, counts } = this.loaded;
    const next = finished(this.draft);
    this.problem = null;
    const measured = { ...next, stages: await Promise.all(next.stages.map((/** @type {any} */ stage) => this.measured(stage))) };
    const changes = changesOf(pipeline, measured, this.draft.mapping, counts);
    const stageMapping = Object.fromEntries(Object.entries(this.draft.mapping).filter(([, into]) => into));
    const saved = changes.length && await act({
      title: t('reviewTitle', { n: pipeline.version + 1 }),
      text: html`<ul class="changes">${changes.map(each => html`
        <li><b>${each.what}</b>${each.effect ? html`<small class="block">${each.effect}</small>` : nothing}</li>`)}</ul>`,
      button: t('save'),
      run: async () => {
        try {
          return await deals.put(`/pipelines/${encodeURIComponent(pipeline.key)}`, { ...next, stageMapping }, { ifMatch: tag });
        } catch (error) {
          this.problem = error;
          throw error;
        }
      },
    });
    if (!changes.length) {
      this.problem = new Error(t('noChanges'));
    }
    if (saved) {
      drop(pipeline);
      // The menu knows the pipelines, too: it begins anew.
      location.assign(`/pipelines/${encodeURIComponent(pipeline.key)}?saved=${saved.version}`);
    }
  }

  /** With how many of its deals have been there for longer than its new threshold. @param {any} stage */
  async measured(stage) {
    const was = this.loaded.pipeline.stages.find((/** @type {any} */ each) => each.key === stage.key);
    const [, days] = /^P(\d+)D$/.exec(stage.stalledAfter ?? '') ?? [];
    return was && days && was.stalledAfter !== stage.stalledAfter && !stage.stalledCountsBusinessDays && this.loaded.counts[stage.key]
      ? { ...stage, longer: await longerThan(this.loaded.pipeline.key, stage.key, Number(days)) } : stage;
  }

  discard() {
    drop(this.loaded.pipeline);
    this.problem = null;
    this.draft = begin(this.loaded.pipeline);
  }

  /** What the service said of a field and those below it. @param {string} field */
  errorsAt(field) {
    const errors = this.problem instanceof Problem ? this.problem.errors : [];
    return errors.filter(error => error.field === field || error.field.startsWith(field + '.') || error.field.startsWith(field + '['));
  }

  render() {
    const { pipeline, mapping } = this.draft;
    const now = this.loaded.pipeline;
    const isStale = this.problem instanceof Problem && this.problem.status === 412;
    return html`
      <p class="crumb"><a href=${'/pipelines/' + encodeURIComponent(now.key)}>← ${t('back')}</a></p>
      <h1>${t('title', { name: nameOf(now.names, now.key) })}</h1>
      <p class="note">${t('about', { n: now.version + 1 })}</p>
      <form class="pipeline-editor" @submit=${this.review}>
        <fieldset><legend>${t('whole')}</legend>
          <div class="row">${namesFields(pipeline.names, names => this.set({ names }))}
            <label><span>${t('skips')}</span><select @change=${(/** @type {any} */ event) => this.set({ skips: event.target.value })}>
              ${/** @type {const} */ (['ALLOWED', 'FORBIDDEN']).map(each => html`
                <option value=${each} .selected=${each === pipeline.skips}>${skipName(each)}</option>`)}</select></label></div>
          <div class="row">
            ${listField(t('lossReasons'), pipeline.lossReasons, lossReasons => this.set({ lossReasons }), this.errorsAt('lossReasons'), reasonName)}
            ${listField(t('winReasons'), pipeline.winReasons, winReasons => this.set({ winReasons }), this.errorsAt('winReasons'), reasonName)}
            ${listField(t('holidays'), pipeline.holidays, holidays => this.set({ holidays }), this.errorsAt('holidays'))}
          </div>
        </fieldset>
        <h2>${t('stages')}</h2>
        <ol class="stage-editors">${repeat(pipeline.stages, (/** @type {any} */ stage) => stage.key || stage.isNew,
          (/** @type {any} */ stage, /** @type {number} */ i) => html`<li>${stageEditor(this, stage, i)}</li>`)}</ol>
        <fieldset><legend>${t('won')}</legend>
          <div class="row">${namesFields(pipeline.won.names, names => this.setWon({ names }))}</div>
          ${checklistFields(pipeline.won, changes => this.setWon(changes), t('wonItems'))}
          <div class="row">${listField(t('wonSignals'), pipeline.won.signals, signals => this.setWon({ signals }), this.errorsAt('won'), signalName)}</div></fieldset>
        ${Object.keys(mapping).length ? html`
          <h2>${t('gone')}</h2>
          <ul>${Object.entries(mapping).map(([old, into]) => html`
            <li>${this.goneText(old, into)} <button type="button" class="plain" @click=${() => this.putBack(old)}>${t('putBack')}</button></li>`)}</ul>
          ${this.errorsAt('stageMapping').map(error => html`<p class="refused">${error.message}</p>`)}` : nothing}
        ${isStale ? html`<p class="warning">${t('stale')} <button type="button" @click=${() => this.page.reload()}>${t('newest')}</button></p>`
          : this.problem ? problem(this.problem) : nothing}
        <p class="row sticky"><button class="main">${t('review')}</button>
          <button type="button" @click=${this.discard}>${t('discard')}</button></p>
      </form>`;
  }

  /** @param {string} old @param {string} into */
  goneText(old, into) {
    const name = (/** @type {string} */ key) => nameOf(
      [...this.draft.pipeline.stages, ...this.loaded.pipeline.stages].find(each => each.key === key)?.names, key);
    return into ? t('goneInto', { name: name(old), into: name(into) }) : t('goneNothing', { name: name(old) });
  }
}

customElements.define('dealflow-pipeline-editor', PipelineEditor);
