/** Part of an import's form: how the service reads the first rows, and which of those looked at it would refuse. */

import { html, nothing } from 'lit';
import { count, day, momentIn, words } from '../language.js';
import { exact, stageName } from '../deal/words.js';
import { fieldName } from './words.js';

const t = words({
  preview: ['What will come of it', '导入后的结果'],
  line: ['Line', '行'],
  moves: ['History', '历史'],
  lead: ['a lead, from now on', '线索，自现在起'],
  refused: ['Would be refused: {why}', '将被拒绝：{why}'],
  allWell: ['All {n} lines looked at can be read.', '已检查的 {n} 行均可导入。'],
  someRefused: ['{n} of the {of} lines looked at would be refused; the first of them are among these.', '已检查的 {of} 行中有 {n} 行将被拒绝，其中前几行列于上方。'],
});

const TEXTS = /** @type {const} */ (['externalId', 'title', 'customer', 'owner', 'team', 'product', 'source', 'region']);

/** @param {any} found @param {any} pipeline */
export function previewSection(found, pipeline) {
  const fields = TEXTS.filter(field => found.fields[field]);
  const { amount, expectedCloseOn } = found.fields;
  return html`
    <h2>${t('preview')}</h2>
    <div class="scroll"><table class="import-preview">
      <thead><tr><th scope="col">${t('line')}</th>${fields.map(field => html`<th scope="col">${fieldName(field)}</th>`)}
        ${amount ? html`<th scope="col" class="number">${fieldName('amount')}</th>` : nothing}
        <th scope="col">${t('moves')}</th>
        ${expectedCloseOn ? html`<th scope="col">${fieldName('expectedCloseOn')}</th>` : nothing}</tr></thead>
      <tbody>${found.rows.map((/** @type {any} */ row) => previewRow(row, fields, found, pipeline))}</tbody>
    </table></div>
    ${found.refused ? html`<p class="warning">${t('someRefused', { n: count(found.refused), of: count(found.looked) })}</p>`
      : html`<p class="done">✓ ${t('allWell', { n: count(found.looked) })}</p>`}`;
}

/** @param {any} row @param {readonly string[]} fields @param {any} found @param {any} pipeline */
function previewRow(row, fields, { fields: { amount, expectedCloseOn }, timeZone }, pipeline) {
  const width = fields.length + 2 + (amount ? 1 : 0) + (expectedCloseOn ? 1 : 0);
  return html`
    <tr class=${row.problem ? 'is-refused' : ''}>
      <th scope="row">${row.line}</th>
      ${fields.map(field => html`<td>${row[field]}</td>`)}
      ${amount ? html`<td class="number">${row.amount ? exact(row.amount) : nothing}</td>` : nothing}
      <td><ol class="import-moves">${row.history.map((/** @type {any} */ step) => html`
          <li>${stageName(pipeline, step.to)} <span class="note">${momentIn(timeZone, step.at)}</span></li>`)}</ol>
        ${row.history.length === 0 && !row.problem ? t('lead') : nothing}</td>
      ${expectedCloseOn ? html`<td>${row.expectedCloseOn ? day(row.expectedCloseOn) : nothing}</td>` : nothing}
    </tr>
    ${row.problem ? html`
      <tr class="is-refused"><td colspan=${width} class="refused">✕ ${t('refused', { why: [row.field, row.problem].filter(Boolean).join(' ') })}</td></tr>` : nothing}`;
}
