/** How the first rows of a file will be understood, and which of those looked at will be refused. */

import { html, nothing } from 'lit';
import { count, day, moment, nameOf, words } from '../language.js';
import { fieldName, problemName } from './words.js';

const t = words({
  preview: ['What will come of it', '导入后的结果'],
  line: ['Line', '行'],
  moves: ['History', '历史'],
  lead: ['a lead, from now on', '线索，自现在起'],
  refused: ['Will be refused: {why}', '将被拒绝：{why}'],
  allWell: ['All {n} lines looked at can be read.', '已检查的 {n} 行均可导入。'],
  someRefused: ['{n} of the {of} lines looked at will be refused:', '已检查的 {of} 行中有 {n} 行将被拒绝：'],
  times: ['{n} ×', '{n} 行'],
  such: ['such as line {line}', '例如第 {line} 行'],
  won: ['Won', '赢单'],
  lost: ['Lost', '输单'],
});

const ROWS = 5;

/** @param {any} form the element @param {import('./preview.js').Understood[]} rows */
export function previewSection(form, rows) {
  const refused = rows.filter(row => row.problems.length);
  const { columns } = form.settings;
  const fields = /** @type {const} */ (['externalId', 'title', 'customer', 'owner', 'team', 'product', 'source', 'region'])
    .filter(field => columns[field] || field === 'externalId' || field === 'owner');
  return html`
    <h2>${t('preview')}</h2>
    <div class="scroll"><table class="import-preview">
      <thead><tr><th scope="col">${t('line')}</th>${fields.map(field => html`<th scope="col">${fieldName(field)}</th>`)}
        ${columns.amount ? html`<th scope="col" class="number">${fieldName('amount')}</th>` : nothing}
        <th scope="col">${t('moves')}</th>
        ${columns.expectedCloseOn ? html`<th scope="col">${fieldName('expectedCloseOn')}</th>` : nothing}</tr></thead>
      <tbody>${rows.slice(0, ROWS).map(row => previewRow(row, fields, form))}</tbody>
    </table></div>
    ${refused.length === 0 ? html`<p class="done">✓ ${t('allWell', { n: count(rows.length) })}</p>` : html`
      <div class="warning">
        <p>${t('someRefused', { n: count(refused.length), of: count(rows.length) })}</p>
        <ul>${summary(refused).map(each => html`
          <li>${t('times', { n: count(each.count) })} ${problemName(/** @type {any} */ (each.problem.kind), each.problem)}
            <span class="note">${t('such', { line: each.line })}</span></li>`)}</ul>
      </div>`}`;
}

/** @param {import('./preview.js').Understood} row @param {readonly string[]} fields @param {any} form */
function previewRow(row, fields, { pipeline, settings: { columns } }) {
  const width = fields.length + 2 + (columns.amount ? 1 : 0) + (columns.expectedCloseOn ? 1 : 0);
  const { fields: values } = row;
  const isNumber = values.amount !== undefined && !Number.isNaN(Number(values.amount));
  return html`
    <tr class=${row.problems.length ? 'is-refused' : ''}>
      <th scope="row">${row.line}</th>
      ${fields.map(field => html`<td>${values[field]}</td>`)}
      ${columns.amount ? html`<td class="number">${isNumber ? `${values.currency} ${count(values.amount)}` : values.amount}</td>` : nothing}
      <td><ol class="import-moves">${row.moves.map(move => html`<li>${stageName(move.to, pipeline)} <span class="note">${timeOf(move.at)}</span></li>`)}</ol>
        ${row.moves.length === 0 && row.problems.length === 0 ? t('lead') : nothing}</td>
      ${columns.expectedCloseOn ? html`<td>${timeOf(values.expectedCloseOn)}</td>` : nothing}
    </tr>
    ${row.problems.length ? html`
      <tr class="is-refused"><td colspan=${width} class="refused">✕ ${t('refused', {
        why: row.problems.map(each => problemName(/** @type {any} */ (each.kind), each)).join('; ') })}</td></tr>` : nothing}`;
}

/** As the file's own clock has it: what zone that is, is told beside. @param {string | undefined} at */
function timeOf(at) {
  if (!at || !/^\d{4}-\d\d-\d\d/.test(at)) {
    return at ?? '';
  }
  return at.length === 10 ? day(at) : moment(at.slice(0, 16));
}

/** @param {string} key @param {any} pipeline */
function stageName(key, pipeline) {
  if (key === 'won' || key === 'lost') {
    return t(key);
  }
  return nameOf(pipeline.stages.find((/** @type {any} */ stage) => stage.key === key)?.names, key);
}

/** The kinds of problems, the frequent ones first. @param {import('./preview.js').Understood[]} refused */
function summary(refused) {
  /** @type {Map<string, {count: number, line: number, problem: any}>} */
  const kinds = new Map();
  for (const { line, problems: [problem] } of refused) {
    const key = problem.kind + '|' + problem.column + (problem.kind === 'stage' ? '|' + problem.cell : '');
    const known = kinds.get(key);
    kinds.set(key, { count: (known?.count ?? 0) + 1, line: known?.line ?? line, problem: known?.problem ?? problem });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count).slice(0, 8);
}
