/** What a try of an import has found out: the numbers of each stage, and the first lines that would change something. */

import { html, nothing } from 'lit';
import { count, words } from '../language.js';

const t = words({
  effects: ['What it would change', '将改变的数字'],
  stage: ['Stage', '销售阶段'],
  deals: ['Deals', '商机数'],
  amount: ['Amount', '金额'],
  now: ['now {n}', '现为 {n}'],
  changes: ['The first lines that would do something', '将产生变化的前几行'],
  line: ['Line', '行'],
  key: ['Key', '编号'],
  kind: ['What', '变化'],
  before: ['Before', '之前'],
  after: ['After', '之后'],
  leftOut: ['Not taken from the file: {fields}', '不采用文件中的：{fields}'],
  CREATED: ['new', '新建'],
  CHANGED: ['changed', '更改'],
  MOVED: ['moved', '移动'],
});

/** @param {any[]} effects */
export const effectsSection = effects => effects.length ? html`
  <h2>${t('effects')}</h2>
  <div class="scroll"><table class="import-effects">
    <thead><tr><th scope="col">${t('stage')}</th><th scope="col" class="number">${t('deals')}</th><th scope="col" class="number">${t('amount')}</th></tr></thead>
    <tbody>${effects.map(({ stage, now, then }) => html`
      <tr><th scope="row">${stage}</th>
        <td class="number">${count(then.count)} <small>${t('now', { n: count(now.count) })}</small></td>
        <td class="number">${then.amount.currency} ${count(then.amount.amount)} <small>${t('now', { n: count(now.amount.amount) })}</small></td></tr>`)}</tbody>
  </table></div>` : nothing;

/** @param {any[]} changes */
export const changesSection = changes => changes.length ? html`
  <h2>${t('changes')}</h2>
  <div class="scroll"><table class="import-changes">
    <thead><tr><th scope="col" class="number">${t('line')}</th><th scope="col">${t('key')}</th><th scope="col">${t('kind')}</th>
      <th scope="col">${t('before')}</th><th scope="col">${t('after')}</th></tr></thead>
    <tbody>${changes.map(change => html`
      <tr><th scope="row" class="number">${count(change.line)}</th><td>${change.externalId}</td><td>${t(change.kind)}</td>
        <td>${fields(change.before)}</td>
        <td>${fields(change.after)}${change.leftOut.length ? html`<div class="note">${t('leftOut', { fields: change.leftOut.join(', ') })}</div>` : nothing}</td></tr>`)}</tbody>
  </table></div>` : nothing;

/** What follows from the amount is not told twice. @param {Record<string, any>} values */
const fields = values => Object.entries(values).filter(([name, value]) => name !== 'reportingAmount' && value !== null && String(value) !== '')
  .map(([name, value]) => html`<div><code>${name}</code> ${text(value)}</div>`);

/** @param {any} value */
function text(value) {
  if (value === null || typeof value !== 'object') {
    return value ?? '–';
  }
  return value.currency ? `${value.currency} ${count(value.amount)}` : value.name ?? JSON.stringify(value);
}
