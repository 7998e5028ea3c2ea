/** Part of an import's form: what each column means, and how the cells are written. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { AMOUNT_EXAMPLES, CUSTOM, DATE_EXAMPLES, patternsOf, wayOf } from './formats.js';
import { FIELDS } from './recognition.js';
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
  amounts: ['Amounts are written as', '金额格式'],
  zone: ['Times without a zone are of', '未注明时区的时间属于'],
  currency: ['Currency of all amounts', '全部金额的币种'],
  nulls: ['Cells that mean nothing', '视为空白的内容'],
});

const REQUIRED = ['externalId', 'owner'];

/** @param {any} form the element @param {any} found */
export const columnSection = (form, found) => html`
  <h2>${t('columns')}</h2>
  <div class="scroll"><table class="import-columns">
    <thead><tr><th scope="col">${t('here')}</th><th scope="col">${t('column')}</th><th scope="col">${t('values')}</th></tr></thead>
    <tbody>${FIELDS.map(field => columnRow(form, found, field))}</tbody>
  </table></div>
  <div class="row import-options">
    ${dateChoice(form, found)}
    ${found.fields.amount ? amountChoice(form, found) : nothing}
    <label><span>${t('zone')}</span>
      <select @change=${(/** @type {any} */ event) => form.correct({ timeZone: event.target.value })}>
        ${zones(form.pipeline, found).map(zone => html`<option .selected=${zone === found.timeZone}>${zone}</option>`)}
      </select></label>
    ${found.fields.amount && !found.fields.currency ? html`
      <label><span>${t('currency')}</span>
        <input class="short" pattern="[A-Z]{3}" maxlength="3" .value=${found.currency}
               @change=${(/** @type {any} */ event) => form.correct({ currency: event.target.value.toUpperCase() })}></label>` : nothing}
    <label><span>${t('nulls')}</span>
      <input .value=${found.nulls.join(', ')} placeholder="NA, -" @change=${(/** @type {any} */ event) =>
        form.correct({ nulls: list(event.target.value, ',') })}></label>
  </div>`;

/** @param {string} text @param {string} separator */
const list = (text, separator) => text.split(separator).map(word => word.trim()).filter(Boolean);

/** @param {any} form @param {any} found @param {typeof FIELDS[number]} field */
function columnRow(form, found, field) {
  const chosen = found.fields[field] ?? '';
  const help = fieldHelp(/** @type {any} */ (field));
  const isLacking = REQUIRED.includes(field) && !chosen;
  const choose = (/** @type {any} */ event) => form.correct({
    columns: { ...form.corrections.columns, [field]: event.target.value || null },
    // The words of another column are other words.
    ...(field === 'stage' ? { stages: {} } : field === 'status' ? { statuses: {} } : field === 'owner' ? { owners: {} } : {}),
  });
  return html`
    <tr>
      <th scope="row"><label for=${'column-' + field}>${fieldName(field)}</label>
        ${REQUIRED.includes(field) ? html`<span class=${isLacking ? 'tag lost' : 'note'}>${t('required')}</span>` : nothing}
        ${help === field ? nothing : html`<small class="block">${help}</small>`}</th>
      <td><select id=${'column-' + field} @change=${choose}>
        <option value="" .selected=${!chosen}>${t('none')}</option>
        ${found.columns.map((/** @type {any} */ column) => html`<option .selected=${column.name === chosen}>${column.name}</option>`)}
      </select></td>
      <td class="note">${found.columns.find((/** @type {any} */ column) => column.name === chosen)?.examples.join(' · ')}</td>
    </tr>`;
}

/** @param {any} form the element @param {any} found */
function dateChoice(form, found) {
  const way = form.isCustom ? CUSTOM : wayOf(found.dateFormats);
  const choose = (/** @type {any} */ event) => {
    form.isCustom = event.target.value === CUSTOM;
    if (form.isCustom) {
      form.requestUpdate();
    } else {
      form.correct({ dateFormats: patternsOf(event.target.value) });
    }
  };
  return html`
    <label><span>${t('dates')}</span>
      <select name="dates" @change=${choose}>
        ${Object.entries(DATE_EXAMPLES).map(([name, example]) => html`<option value=${name} .selected=${name === way}>${example}</option>`)}
        <option value=${CUSTOM} .selected=${way === CUSTOM}>${t('custom')}</option>
      </select></label>
    ${way === CUSTOM ? html`
      <label><span>${t('patterns')}</span>
        <textarea rows="2" .value=${found.dateFormats.join('\n')} @change=${(/** @type {any} */ event) =>
          form.correct({ dateFormats: list(event.target.value, '\n') })}></textarea></label>` : nothing}`;
}

/** @param {any} form the element @param {any} found */
const amountChoice = (form, found) => html`
  <label><span>${t('amounts')}</span>
    <select @change=${(/** @type {any} */ event) => form.correct({ decimal: event.target.value })}>
      ${Object.entries(AMOUNT_EXAMPLES).map(([decimal, example]) => html`
        <option value=${decimal} .selected=${decimal === (found.decimal ?? '')}>${example}</option>`)}
    </select></label>`;

/** @param {any} pipeline @param {any} found */
const zones = (pipeline, found) =>
  [...new Set([pipeline.timeZone, found.timeZone, Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC'])];
