/** A file on its way in: what the service takes it for, corrected by whoever knows better, and then it is sent. */

import { LitElement, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { nameOf, percent, words } from '../language.js';
import { problem } from '../page.js';
import { go } from '../router.js';
import { act } from '../operations/action.js';
import { beginningOf, isLines } from './file.js';
import { previewSection } from './look.js';
import { fitting, recognise } from './recognition.js';
import { fileSection, keepSection, linesSection, warningSection } from './sections.js';
import { columnSection } from './tables.js';
import { wordSections } from './vocabulary.js';
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
  asking: ['Looking at the file…', '正在识别文件…'],
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
    found: { state: true },
    isAsking: { state: true },
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
    this.beginning = { text: '', isCut: false };
    /** What somebody chose to read it by; '' for what the service takes it for. */
    this.charset = '';
    /** @type {import('./recognition.js').Corrections} */
    this.corrections = {};
    /** @type {any} what the service takes the file for */
    this.found = null;
    this.isAsking = false;
    /** Whether dates are written in a way of the user's own. */
    this.isCustom = false;
    this.used = '';
    this.kept = '';
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
    this.asking?.abort();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('pipeline') && this.found && this.pipeline) {
      // What was said of the other's stages and money says nothing of this one.
      const { stages, begins, reasons, currency, timeZone, ...others } = this.corrections;
      this.corrections = others;
      this.look();
    }
  }

  /** @param {File} file */
  async take(file) {
    this.asking?.abort();
    this.beginning = await beginningOf(file);
    Object.assign(this, { file, found: null, problem: null, charset: '', corrections: {}, isCustom: false, used: '', kept: '' });
    this.kind = isLines(file.name, this.beginning.text) ? 'lines' : 'csv';
    if (this.kind === 'csv') {
      await this.look();
    }
  }

  /** Asks the service what the file is, as far as nobody has said it. */
  async look() {
    this.asking?.abort();
    const mine = this.asking = new AbortController();
    this.isAsking = true;
    try {
      const found = await recognise(/** @type {File} */ (this.file), this.charset, this.pipeline.key, this.corrections, mine.signal);
      if (this.asking === mine) {
        this.found = found;
        this.problem = null;
      }
    } catch (error) {
      if (this.asking === mine && !mine.signal.aborted) {
        this.problem = error;
      }
    }
    if (this.asking === mine) {
      this.isAsking = false;
    }
  }

  /** One knows better. @param {import('./recognition.js').Corrections} changes */
  correct(changes) {
    this.corrections = { ...this.corrections, ...changes };
    return this.look();
  }

  /** Columns and words are others then, so what was said of them is forgotten. @param {import('./recognition.js').Corrections} changes */
  restart(changes) {
    const { preset, separator } = { ...this.corrections, ...changes };
    this.corrections = { preset, separator };
    return this.look();
  }

  /** @param {string} charset */
  read(charset) {
    this.charset = charset;
    return this.restart({});
  }

  /** @param {import('./store.js').Mapping | null} mapping null for what the service takes the file for */
  async use(mapping) {
    this.charset = mapping?.charset ?? '';
    this.corrections = mapping ? { separator: mapping.corrections.separator } : {};
    await this.look();
    if (mapping && this.found) {
      await this.correct(fitting(mapping.corrections, this.found));
    }
  }

  mapping() {
    return this.kind === 'csv' ? this.found.mapping : null;
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
    const { refused, looked } = this.found ?? {};
    const pipeline = nameOf(this.pipeline.names, this.pipeline.key);
    if (this.isTooLong(mapping)) {
      return;
    }
    await act({
      title: t('sure', { file: file.name }),
      text: html`${mapping ? html`<p>${t('forEver', { pipeline })}</p>` : nothing}
        ${refused ? html`<p class="warning">${t('someRefused', { n: refused, of: looked })}</p>` : nothing}`,
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
      const type = `${mapping ? 'text/csv' : 'application/x-ndjson'}; charset=${mapping ? this.found.charset : 'UTF-8'}`;
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
    const { found } = this;
    const isReady = this.kind === 'lines' ? this.file !== null : found?.mapping;
    return html`
      ${fileSection(this)}
      ${this.file && this.kind === 'lines' ? linesSection(this.beginning.text, this.beginning.isCut) : nothing}
      ${this.isAsking && !found ? html`<p class="loading" role="status">${t('asking')}</p>` : nothing}
      ${found ? keyed(this.file, html`<div class=${this.isAsking ? 'stale' : ''} aria-busy=${this.isAsking}>
        ${warningSection(found.warnings)}
        ${columnSection(this, found)}
        ${wordSections(this, found)}
        ${found.mapping ? html`${previewSection(found, this.pipeline)}${keepSection(this)}` : nothing}</div>`) : nothing}
      ${this.problem ? problem(this.problem) : nothing}
      ${isReady ? html`
        <p><label><span>${t('mode')}</span>
          <select name="mode" @change=${(/** @type {any} */ event) => this.mode = event.target.value}>
            ${/** @type {const} */ (['create', 'update', 'upsert']).map(mode => html`
              <option value=${mode} .selected=${mode === this.mode}>${modeName(mode)}</option>`)}
          </select></label></p>
        <p class="note">${t('tryWhy')}</p>
        <p class="row"><button type="button" ?disabled=${this.isAsking} @click=${this.tryOut}>${t('tryIt')}</button>
          <button type="button" class="main" ?disabled=${this.isAsking} @click=${this.send}>${
          this.kind === 'lines' ? t('button') : t('send', { pipeline: nameOf(this.pipeline.names, this.pipeline.key) })}</button></p>` : nothing}`;
  }
}

customElements.define('dealflow-import-form', ImportForm);
