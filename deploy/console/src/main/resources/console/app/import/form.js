/** A file on its way in: what it is, what its columns mean, what will come of it, and then it is sent. */

import { LitElement, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { nameOf, percent, words } from '../language.js';
import { problem } from '../page.js';
import { go } from '../router.js';
import { act } from '../operations/action.js';
import { parse } from './csv.js';
import { beginningOf, guessEncoding, guessSeparator, isLines, textOf } from './file.js';
import { guess, mappingOf, withStages } from './mapping.js';
import { understand } from './preview.js';
import { fileSection, keepSection, linesSection } from './sections.js';
import { columnSection, stageSection } from './tables.js';
import { previewSection } from './look.js';
import { keepJob } from './store.js';
import { modeName } from './words.js';
import { upload } from './upload.js';

const t = words({
  send: ['Import into “{pipeline}”', '导入到“{pipeline}”'],
  sure: ['Import “{file}”?', '导入“{file}”？'],
  mode: ['Known deals', '已有商机'],
  tryIt: ['Try it first', '先试运行'],
  tryWhy: [
    'A try goes through every line, tells what would change, and writes nothing. Of a known deal a file changes what people write; never its stage, history or payments.',
    '试运行会检查每一行并说明将有哪些变化，但不写入任何内容。对于已有商机，文件只更改人工填写的字段，不会更改阶段、历史或回款。'],
  forEver: [
    'Its deals will be in the pipeline “{pipeline}”, with the history that the file tells. An import cannot be taken back; the same file again changes nothing.',
    '文件中的商机及其历史将进入销售流程“{pipeline}”。导入无法撤销；重复导入同一文件不会产生变化。'],
  someRefused: ['{n} of the {of} lines looked at will be refused; all others come in.', '已检查的 {of} 行中有 {n} 行将被拒绝，其余照常导入。'],
  button: ['Import', '导入'],
  sending: ['Sending “{file}”: {share}', '正在上传“{file}”：{share}'],
  stay: ['Keep this page open until it has arrived.', '上传完成前请不要关闭此页面。'],
  stop: ['Stop', '停止'],
  noHeader: ['This file has no columns that could be told apart: is the separator right?', '无法区分该文件的列：分隔符是否正确？'],
  tooLong: ['The mapping has become too long for the service to take: choose fewer columns or values.', '映射过长，服务无法接收：请减少列或取值。'],
  gone: ['The service cannot be reached; nothing was imported.', '无法连接服务，未导入任何内容。'],
});

/** As much as the services' addresses may hold, with some room. */
const LONGEST_MAPPING = 3800;

class ImportForm extends LitElement {
  static properties = {
    pipeline: { attribute: false },
    me: { attribute: false },
    file: { state: true },
    kind: { state: true },
    encoding: { state: true },
    separator: { state: true },
    settings: { state: true },
    mode: { state: true },
    share: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.pipeline = null;
    /** @type {any} */
    this.me = null;
    /** @type {File | null} */
    this.file = null;
    /** @type {'csv' | 'lines'} */
    this.kind = 'csv';
    /** @type {Uint8Array} */
    this.bytes = new Uint8Array();
    this.isCut = false;
    this.encoding = 'UTF-8';
    this.separator = ',';
    /** @type {import('./mapping.js').Sample} */
    this.sample = { header: [], rows: [] };
    /** @type {import('./mapping.js').Settings | null} */
    this.settings = null;
    this.mode = 'create';
    /** @type {number | null} how much of it has been sent; null while it is not */
    this.share = null;
    /** @type {any} */
    this.problem = null;
    this.warn = (/** @type {Event} */ event) => event.preventDefault();
  }

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sending?.abort();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('pipeline') && this.settings && this.pipeline) {
      this.settings = withStages({ ...this.settings, currency: this.pipeline.currency, timeZone: this.pipeline.timeZone }, this.sample, this.pipeline);
    }
  }

  /** @param {File} file */
  async take(file) {
    const { bytes, isCut } = await beginningOf(file);
    this.bytes = bytes;
    this.isCut = isCut;
    this.problem = null;
    this.file = file;
    this.encoding = guessEncoding(bytes);
    const text = textOf(bytes, this.encoding);
    this.kind = isLines(file.name, text) ? 'lines' : 'csv';
    this.separator = guessSeparator(text);
    this.look(null);
  }

  /** Reads the beginning anew. @param {import('./mapping.js').Settings | null} settings those to go on with */
  look(settings) {
    const rows = this.kind === 'csv' ? parse(textOf(this.bytes, this.encoding), this.separator, this.isCut) : [];
    this.sample = { header: rows[0]?.cells ?? [], rows: rows.slice(1) };
    if (this.kind === 'lines' || this.sample.header.length < 2) {
      this.settings = null;
    } else {
      this.settings = settings ? withStages(settings, this.sample, this.pipeline) : guess(this.sample, this.pipeline);
    }
  }

  /** @param {{encoding?: string, separator?: string}} how */
  reread({ encoding = this.encoding, separator = this.separator }) {
    this.encoding = encoding;
    this.separator = separator;
    this.look(null);
  }

  /** @param {Partial<import('./mapping.js').Settings>} changes */
  set(changes) {
    const settings = /** @type {import('./mapping.js').Settings} */ ({ ...this.settings, ...changes });
    this.settings = changes.columns || changes.nulls ? withStages(settings, this.sample, this.pipeline) : settings;
  }

  /** @param {{encoding: string, separator: string, settings: import('./mapping.js').Settings}} preset */
  use(preset) {
    const wanted = /** @type {[string, string][]} */ (Object.entries(preset.settings.columns));
    const there = () => wanted.filter(([, column]) => this.sample.header.includes(column));
    const before = { encoding: this.encoding, separator: this.separator, count: there().length };
    this.reread(preset);
    if (there().length < before.count) {
      this.reread(before);
    }
    this.look({ ...preset.settings, columns: Object.fromEntries(there()) });
  }

  understood() {
    const { settings } = this;
    return settings ? this.sample.rows.map(row => understand(row, this.sample.header, settings, this.pipeline)) : [];
  }

  mapping() {
    return this.settings && mappingOf(this.settings, this.separator, this.pipeline);
  }

  /** @param {object | null} mapping */
  isTooLong(mapping) {
    this.problem = mapping && encodeURIComponent(JSON.stringify(mapping)).length > LONGEST_MAPPING ? new Error(t('tooLong')) : null;
    return this.problem !== null;
  }

  /** Goes through every line on the service, which writes nothing. */
  tryOut() {
    const mapping = this.mapping();
    if (!this.isTooLong(mapping)) {
      this.transfer(/** @type {File} */ (this.file), mapping, true);
    }
  }

  async send() {
    const file = /** @type {File} */ (this.file);
    const mapping = this.mapping();
    const rows = this.understood();
    const refused = rows.filter(row => row.problems.length).length;
    const pipeline = nameOf(this.pipeline.names, this.pipeline.key);
    if (this.isTooLong(mapping)) {
      return;
    }
    await act({
      title: t('sure', { file: file.name }),
      text: html`${mapping ? html`<p>${t('forEver', { pipeline })}</p>` : nothing}
        ${refused ? html`<p class="warning">${t('someRefused', { n: refused, of: rows.length })}</p>` : nothing}`,
      button: t('button'),
      run: async () => {
        this.transfer(file, mapping, false);
      },
    });
  }

  /** @param {File} file @param {object | null} mapping @param {boolean} dryRun */
  async transfer(file, mapping, dryRun) {
    this.sending = new AbortController();
    this.share = 0;
    addEventListener('beforeunload', this.warn);
    try {
      const type = `${mapping ? 'text/csv' : 'application/x-ndjson'}; charset=${this.encoding}`;
      const job = await upload(file, type, mapping, { mode: this.mode, dryRun }, share => this.share = share, this.sending.signal);
      keepJob({ id: job.id, file: file.name, pipeline: mapping ? this.pipeline.key : '', by: this.me.name, at: job.createdAt });
      if (this.isConnected) {
        go(`/import/${job.id}?pipeline=${encodeURIComponent(this.pipeline.key)}`);
      }
    } catch (error) {
      const status = /** @type {any} */ (error).status;
      this.problem = this.sending.signal.aborted ? null : status === 0 ? new Error(t('gone')) : error;
    } finally {
      this.share = null;
      removeEventListener('beforeunload', this.warn);
    }
  }

  render() {
    if (this.share !== null) {
      return html`
        <section class="card import-sending">
          <p role="status">${t('sending', { file: this.file?.name, share: percent(this.share) })}</p>
          <progress max="1" .value=${this.share} aria-label=${t('sending', { file: this.file?.name, share: '' })}></progress>
          <p class="note">${t('stay')}</p>
          <button type="button" @click=${() => this.sending?.abort()}>${t('stop')}</button>
        </section>`;
    }
    const rows = this.understood();
    return html`
      ${fileSection(this)}
      ${this.file && this.kind === 'csv' && !this.settings ? html`<p class="warning">${t('noHeader')}</p>` : nothing}
      ${this.file && this.kind === 'lines' ? linesSection(textOf(this.bytes, this.encoding), this.isCut) : nothing}
      ${this.settings ? keyed(this.file, html`
        ${columnSection(this)}
        ${stageSection(this)}
        ${previewSection(this, rows)}
        ${keepSection(this)}`) : nothing}
      ${this.problem ? problem(this.problem) : nothing}
      ${this.settings || this.file && this.kind === 'lines' ? html`
        <p><label><span>${t('mode')}</span>
          <select name="mode" @change=${(/** @type {any} */ event) => this.mode = event.target.value}>
            ${/** @type {const} */ (['create', 'update', 'upsert']).map(mode => html`
              <option value=${mode} .selected=${mode === this.mode}>${modeName(mode)}</option>`)}
          </select></label></p>
        <p class="note">${t('tryWhy')}</p>
        <p class="row"><button type="button" @click=${this.tryOut}>${t('tryIt')}</button>
          <button type="button" class="main" @click=${this.send}>${
          this.kind === 'lines' ? t('button') : t('send', { pipeline: nameOf(this.pipeline.names, this.pipeline.key) })}</button></p>` : nothing}`;
  }
}

customElements.define('dealflow-import-form', ImportForm);
