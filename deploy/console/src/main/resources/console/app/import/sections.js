/** Parts of an import's form: the file and what it seems to be, lines of JSON, mappings that were kept. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { ENCODINGS, SEPARATORS, SYSTEMS } from './file.js';
import { asCorrections } from './recognition.js';
import { forgetMapping, keepMapping, mappings } from './store.js';
import { size, warningText } from './words.js';

const t = words({
  drop: ['Drop a file here, or choose one', '将文件拖到此处，或点击选择'],
  kinds: ['CSV with a header, from any CRM or spreadsheet; or NDJSON, as the deal service exports it', '带表头的 CSV（来自任何 CRM 或表格软件），或商机服务导出的 NDJSON'],
  another: ['Choose another file', '更换文件'],
  encoding: ['Encoding', '文字编码'],
  separator: ['Separator', '分隔符'],
  comma: ['Comma ,', '逗号 ,'],
  semicolon: ['Semicolon ;', '分号 ;'],
  tab: ['Tab', '制表符'],
  table: ['Table with {n} columns', '共 {n} 列的表格'],
  lines: ['Lines of JSON', 'JSON 行'],
  linesAre: ['The first lines: each is a deal with its whole history, and says itself what it means.', '前几行：每行是一笔商机及其完整历史，无需映射。'],
  line: ['Line', '行'],
  key: ['Key', '编号'],
  pipeline: ['Pipeline', '销售流程'],
  title: ['Title', '标题'],
  owner: ['Owner', '负责人'],
  moves: ['Moves', '变动次数'],
  bad: ['is not JSON', '不是 JSON'],
  kept: ['Mapping kept in this browser', '本浏览器保存的映射'],
  none: ['as recognised', '自动识别'],
  system: ['Export of', '来源系统'],
  noSystem: ['no system known', '未识别'],
  warnings: ['Please look at this', '请确认'],
  name: ['Keep this mapping as', '将此映射保存为'],
  keep: ['Keep', '保存'],
  forget: ['Forget', '删除'],
  isKept: ['Kept as “{name}”', '已保存为“{name}”'],
});

/** @param {any} form the element */
export function fileSection(form) {
  const choose = (/** @type {any} */ event) => event.target.files[0] && form.take(event.target.files[0]);
  return html`
    <label class=${form.file ? 'drop chosen' : 'drop'} @dragover=${over} @dragleave=${out} @drop=${(/** @type {DragEvent} */ event) => {
      out(event);
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) {
        form.take(file);
      }
    }}>
      <span>${form.file ? html`<b>${form.file.name}</b> · ${size(form.file.size)}${form.found ? ' · ' + t('table', { n: form.found.columns.length })
        : form.kind === 'lines' ? ' · ' + t('lines') : ''}` : html`<b>${t('drop')}</b>`}</span>
      <small>${form.file ? html`<span class="button">${t('another')}</span>` : t('kinds')}</small>
      <input type="file" accept=".csv,.tsv,.txt,.ndjson,.jsonl" aria-label=${t('drop')} @change=${choose}>
    </label>
    ${form.found ? html`<div class="row">${recognisedChoices(form, form.found)}${mappingChoice(form)}</div>` : nothing}`;
}

/** What the service takes the whole file for. @param {any} form the element @param {any} found */
function recognisedChoices(form, found) {
  const encodings = found.charset in ENCODINGS ? ENCODINGS : { [found.charset]: found.charset, ...ENCODINGS };
  const separators = SEPARATORS.includes(found.separator) ? SEPARATORS : [...SEPARATORS, found.separator];
  return html`
    <label><span>${t('system')}</span>
      <select name="system" @change=${(/** @type {any} */ event) => form.restart({ preset: event.target.value || undefined })}>
        <option value="" .selected=${!found.preset}>${found.preset ? t('none') : t('noSystem')}</option>
        ${Object.entries(SYSTEMS).map(([key, name]) => html`<option value=${key} .selected=${key === found.preset}>${name}</option>`)}
      </select></label>
    <label><span>${t('encoding')}</span>
      <select @change=${(/** @type {any} */ event) => form.read(event.target.value)}>
        ${Object.entries(encodings).map(([value, name]) => html`<option value=${value} .selected=${value === found.charset}>${name}</option>`)}
      </select></label>
    <label><span>${t('separator')}</span>
      <select @change=${(/** @type {any} */ event) => form.restart({ separator: event.target.value })}>
        ${separators.map((value, i) => html`
          <option value=${value} .selected=${value === found.separator}>${[t('comma'), t('semicolon'), t('tab')][i] ?? value}</option>`)}
      </select></label>`;
}

/** What is not sure. @param {any[]} warnings */
export const warningSection = warnings => warnings.length ? html`
  <div class="warning import-warnings">
    <p><b>${t('warnings')}</b></p>
    <ul>${warnings.map(each => html`<li>${warningText(/** @type {any} */ (each.code), each)}</li>`)}</ul>
  </div>` : nothing;

/** @param {any} event */
function over(event) {
  event.preventDefault();
  event.currentTarget.classList.add('over');
}

/** @param {any} event */
const out = event => event.currentTarget.classList.remove('over');

/** What the first lines of JSON say. @param {string} text @param {boolean} isCut */
export function linesSection(text, isCut) {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const whole = (isCut ? lines.slice(0, -1) : lines).filter(line => line.trim()).slice(0, 5);
  return html`
    <p class="note">${t('linesAre')}</p>
    <div class="scroll"><table>
      <thead><tr>${/** @type {const} */ (['line', 'key', 'pipeline', 'title', 'owner']).map(name => html`<th scope="col">${t(name)}</th>`)}
        <th scope="col" class="number">${t('moves')}</th></tr></thead>
      <tbody>${whole.map((line, i) => lineRow(line, i + 1))}</tbody>
    </table></div>`;
}

/** @param {string} line @param {number} number */
function lineRow(line, number) {
  try {
    const deal = JSON.parse(line);
    const moves = (deal.history ?? deal.moves ?? []).length;
    return html`<tr><th scope="row">${number}</th><td>${deal.externalId}</td><td>${deal.pipeline}</td><td>${deal.title}</td>
      <td>${deal.owner ?? deal.history?.[0]?.owner}</td><td class="number">${moves}</td></tr>`;
  } catch {
    return html`<tr><th scope="row">${number}</th><td colspan="5" class="refused">✕ ${t('bad')}</td></tr>`;
  }
}

/** Which mapping to go on with: as recognised, or one that was kept. @param {any} form the element */
function mappingChoice(form) {
  const all = mappings();
  if (!Object.keys(all).length) {
    return nothing;
  }
  const use = (/** @type {any} */ event) => {
    form.used = event.target.value;
    form.kept = '';
    form.use(all[form.used] ?? null);
  };
  const forget = () => {
    forgetMapping(form.used);
    form.used = '';
    form.requestUpdate();
  };
  return html`
    <label><span>${t('kept')}</span>
      <select @change=${use}>
        <option value="" .selected=${!form.used}>${t('none')}</option>
        ${Object.keys(all).map(name => html`<option value=${name} .selected=${name === form.used}>${name}</option>`)}
      </select></label>
    ${form.used ? html`<button type="button" class="plain" @click=${forget}>${t('forget')}</button>` : nothing}`;
}

/** Keeps the mapping for the next file of the kind. @param {any} form the element */
export function keepSection(form) {
  const keep = (/** @type {any} */ event) => {
    event.preventDefault();
    const name = String(new FormData(event.target).get('name'));
    keepMapping(name, { charset: form.found.charset, corrections: asCorrections(form.found) });
    form.used = name;
    form.kept = t('isKept', { name });
    form.requestUpdate();
  };
  return html`
    <form class="row" @submit=${keep}>
      <label><span>${t('name')}</span><input name="name" required maxlength="60" autocomplete="off" .value=${form.used ?? ''}></label>
      <button>${t('keep')}</button>
      <span role="status" class="done">${form.kept}</span>
    </form>`;
}
