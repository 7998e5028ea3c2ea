/** One import: how far it is, and the lines that were refused. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { count, moment, percent, words } from '../language.js';
import { Page, problem } from '../page.js';
import { save, tableOf } from './csv.js';
import { act } from '../operations/action.js';
import { changesSection, effectsSection } from './trial.js';
import { jobs } from './store.js';
import { jobStatus } from './words.js';

const t = words({
  title: ['Import', '导入'],
  titleOf: ['Import of {file}', '导入：{file}'],
  began: ['Begun {at}', '开始于 {at}'],
  finished: ['finished {at}', '完成于 {at}'],
  processed: ['{n} of {of} lines', '{n} / {of} 行'],
  imported: ['Imported', '已导入'],
  unchanged: ['Unchanged', '无变化'],
  unchangedWhy: ['on record already', '系统中已存在'],
  errors: ['Refused', '被拒绝'],
  refused: ['Refused lines', '被拒绝的行'],
  noneRefused: ['No line was refused.', '没有行被拒绝。'],
  line: ['Line', '行'],
  key: ['Key', '编号'],
  field: ['Column', '列'],
  why: ['Reason', '原因'],
  more: ['Show more', '显示更多'],
  shown: ['{n} of {of}', '{n} / {of}'],
  download: ['Download as CSV', '下载 CSV'],
  mend: ['Mend these lines in the file and import it again: what is in already stays as it is.', '修正这些行后重新导入即可：已导入的内容不受影响。'],
  address: ['The import goes on without this page. This address shows how far it is.', '离开此页面不影响导入，随时可通过此地址查看进度。'],
  changed: ['Changed', '已更改'],
  trial: ['Nothing was written: this was a try. These are the numbers that the import would have.', '这是试运行，未写入任何内容。以下为实际导入时的数字。'],
  cancel: ['Cancel the import', '取消导入'],
  cancelSure: ['Cancel this import?', '取消此导入？'],
  cancelWhy: ['What is in stays; no other line comes in.', '已导入的内容保留，其余不再导入。'],
  another: ['Import another file', '导入其他文件'],
  board: ['To the board', '查看看板'],
});

const POLL_MILLIS = 1000;
const MOST_ERRORS = 100_000;

class ImportJob extends Page {
  static properties = { ...Page.properties, errors: { state: true }, next: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    /** @type {any[]} */
    this.errors = [];
    /** @type {string | null} */
    this.next = null;
    /** @type {any} */
    this.trouble = null;
    /** @type {any[]} */
    this.changes = [];
    /** @type {any[]} */
    this.effects = [];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    clearTimeout(this.timer);
    const address = `/imports/${encodeURIComponent(this.path[0])}`;
    const job = await deals.get(address, {}, signal);
    // While it runs the first page says what is wrong; there is no need to follow each line.
    if (job.errors > 0 && (this.errors.length < 50 || job.status !== 'RUNNING')) {
      const page = await deals.get(`${address}/errors`, {}, signal);
      this.errors = page.items;
      this.next = page.next;
    }
    if (job.dryRun && job.status !== 'RUNNING') {
      this.changes = (await deals.get(`${address}/changes`, {}, signal)).items;
      this.effects = (await deals.get(`${address}/effects`, {}, signal)).items;
    }
    if (job.status === 'RUNNING') {
      this.timer = setTimeout(() => this.reload(), POLL_MILLIS);
    }
    return job;
  }

  async cancel() {
    await act({
      title: t('cancelSure'),
      text: t('cancelWhy'),
      button: t('cancel'),
      run: () => deals.post(`/imports/${this.path[0]}/cancellation`),
    });
    this.reload();
  }

  async more() {
    const page = await deals.get(`/imports/${this.path[0]}/errors`, { cursor: this.next });
    this.errors = [...this.errors, ...page.items];
    this.next = page.next;
  }

  async download() {
    try {
      const all = await deals.all(`/imports/${this.path[0]}/errors`, {}, MOST_ERRORS);
      const rows = all.map(error => [error.line, error.externalId, error.field, error.message]);
      save(tableOf([[t('line'), t('key'), t('field'), t('why')], ...rows]), `import-${this.path[0]}-refused.csv`);
    } catch (error) {
      this.trouble = error;
    }
  }

  /** @param {any} job */
  view(job) {
    const known = jobs(this.me.name).find(each => each.id === job.id);
    const share = job.total ? job.processed / job.total : job.status === 'RUNNING' ? 0 : 1;
    return html`
      <h1>${known ? t('titleOf', { file: known.file }) : t('title')}</h1>
      <p><span class=${'tag ' + ({ DONE: 'won', FAILED: 'lost', RUNNING: 'open', CANCELLED: 'lost' })[/** @type {string} */ (job.status)]}>${jobStatus(job.status)}</span>
        <span class="note">${t('began', { at: moment(job.createdAt) })}${job.finishedAt ? ', ' + t('finished', { at: moment(job.finishedAt) }) : ''}</span></p>
      <p class="import-progress">
        <progress max="1" .value=${share} aria-label=${t('processed', { n: count(job.processed), of: count(job.total) })}></progress>
        <span role="status">${t('processed', { n: count(job.processed), of: count(job.total) })} · ${percent(share)}</span></p>
      ${job.status === 'RUNNING' ? html`<p class="note">${t('address')}</p>
        <p><button type="button" @click=${this.cancel}>${t('cancel')}</button></p>` : nothing}
      ${job.dryRun ? html`<p class="warning">${t('trial')}</p>` : nothing}
      ${job.problem ? html`<p class="problem">${job.problem}</p>` : nothing}
      <div class="cards import-counts">
        ${this.card(t('imported'), job.imported, 'won')}
        ${this.card(t('changed'), job.changed, job.changed ? 'open' : '')}
        ${this.card(t('unchanged'), job.unchanged, '', t('unchangedWhy'))}
        ${this.card(t('errors'), job.errors, job.errors ? 'lost' : '')}
      </div>
      ${effectsSection(this.effects)}
      ${changesSection(this.changes)}
      ${job.errors ? this.refused(job) : job.status === 'DONE' ? html`<p class="done">✓ ${t('noneRefused')}</p>` : nothing}
      <p class="row"><a class="button" href="/import">${t('another')}</a>
        ${job.status === 'DONE' && !job.dryRun && job.imported && known?.pipeline ? html`
          <a class="button" href=${'/board?pipeline=' + encodeURIComponent(known.pipeline)}>${t('board')}</a>` : nothing}</p>`;
  }

  /** @param {string} name @param {number} number @param {string} kind @param {string} [note] */
  card(name, number, kind, note) {
    return html`<div class="card"><h2>${name}</h2><div class=${'big ' + kind}>${count(number)}</div>${note ? html`<small>${note}</small>` : nothing}</div>`;
  }

  /** @param {any} job */
  refused(job) {
    return html`
      <h2>${t('refused')}</h2>
      <p class="note">${t('mend')}</p>
      ${this.trouble ? problem(this.trouble) : nothing}
      <div class="scroll"><table>
        <thead><tr><th scope="col" class="number">${t('line')}</th><th scope="col">${t('key')}</th><th scope="col">${t('field')}</th><th scope="col">${t('why')}</th></tr></thead>
        <tbody>${this.errors.map(error => html`
          <tr><th scope="row" class="number">${count(error.line)}</th><td>${error.externalId ?? '–'}</td>
            <td>${error.field ? html`<code>${error.field}</code>` : '–'}</td><td>${error.message}</td></tr>`)}</tbody>
      </table></div>
      <p class="row">
        <span class="note">${t('shown', { n: count(this.errors.length), of: count(job.errors) })}</span>
        ${this.next ? html`<button type="button" @click=${this.more}>${t('more')}</button>` : nothing}
        <button type="button" @click=${this.download}>${t('download')}</button></p>`;
  }
}

customElements.define('dealflow-import-job', ImportJob);
