/** What won deals owe, by how long that has been due, and what of it is expected soon. */

import { html, nothing, svg } from 'lit';
import { count, words } from '../language.js';
import { amount, ask, filters, freshness, notes, orWhy } from './common.js';
import { distinct } from './notices.js';

const own = words({
  title: ['Unpaid instalments', '未付款项'],
  age: ['Age', '账龄'],
  count: ['Instalments', '笔数'],
  owed: ['Owed', '应收'],
  within30: ['Expected in 30 days', '30 天内预计'],
  within60: ['in 60 days', '60 天内'],
  within90: ['in 90 days', '90 天内'],
  all: ['All', '合计'],
  none: ['Nothing is owed.', '没有应收款。'],
  'milestone-not-reached': ['milestone not reached yet', '节点未到'],
  'not-yet-due': ['not due yet', '未到期'],
  'due-0-to-30-days': ['due for up to 30 days', '逾期 30 天以内'],
  'due-31-to-60-days': ['due for 31 to 60 days', '逾期 31–60 天'],
  'due-61-to-90-days': ['due for 61 to 90 days', '逾期 61–90 天'],
  'due-over-90-days': ['due for more than 90 days', '逾期 90 天以上'],
  says: ['Bar: what is owed; the full part is expected within 90 days. What has waited long already is paid more slowly.', '条：应收金额；实心部分预计 90 天内到账。拖得越久，回款越慢。'],
  bar: ['{all} owed, {soon} of it expected within 90 days', '应收 {all}，其中 {soon} 预计 90 天内到账'],
  some: ['Where nothing is said: {reason}.', '未给出预期的原因：{reason}。'],
});

const WITHIN = /** @type {const} */ (['within30', 'within60', 'within90']);

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export const load = (page, signal) => ask(page, '/receivables', {}, signal);

export const form = filters;

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  const items = answer.items;
  const most = Math.max(1, ...items.map(each => Number(each.amount)));
  const reasons = answer.reason ? [] : distinct(items.filter(each => each.count).map(each => each.reason));
  /** @param {string} name */
  const sum = name => items.some(each => each.count && each[name] == null) ? null : items.reduce((all, each) => all + Number(each[name] ?? 0), 0);
  return html`
    ${notes(answer)}
    ${items.some(each => each.count) ? html`
      <h2>${own('title')}</h2>
      <div class="scroll" tabindex="0" role="group" aria-label=${own('title')}><table class="forecast-narrow">
        <thead><tr><th scope="col">${own('age')}</th><th scope="col" class="number">${own('count')}</th><th scope="col" class="number">${own('owed')}, ${answer.currency}</th><td></td>
          ${WITHIN.map(name => html`<th scope="col" class="number">${own(name)}</th>`)}</tr></thead>
        <tbody>${items.map(each => html`<tr><th scope="row">${own(each.age)}</th><td class="number">${count(each.count)}</td><td class="number">${amount(each.amount)}</td>
          <td>${bar(each, most)}</td>${WITHIN.map(name => html`<td class="number">${orWhy(amount(each[name]), each[name] != null, each.reason)}</td>`)}</tr>`)}</tbody>
        <tfoot><tr><th scope="row">${own('all')}</th><td class="number">${count(items.reduce((all, each) => all + each.count, 0))}</td>
          <td class="number">${amount(sum('amount'))}</td><td></td>
          ${WITHIN.map(name => html`<td class="number">${orWhy(amount(sum(name)), sum(name) != null, reasons[0] ?? answer.reason)}</td>`)}</tr></tfoot></table></div>
      <p class="note">${own('says')} ${reasons.length ? own('some', { reason: reasons.join('; ') }) : nothing}</p>` : html`<p>${own('none')}</p>`}
    ${freshness(answer)}`;
}

/** @param {any} of @param {number} most */
function bar(of, most) {
  /** @param {any} value */
  const x = value => Number(value ?? 0) / most * 176;
  return svg`<svg class="forecast-whisker" viewBox="0 0 180 20" width="180" height="20" role="img"
    aria-label=${own('bar', { all: amount(of.amount, '', true), soon: amount(of.within90, '', true) })}>
    <rect class="rest" x="2" y="5.5" width=${x(of.amount)} height="9" rx="1"></rect>
    <rect class="closed" x="2" y="5" width=${x(of.within90)} height="10" rx="1"></rect></svg>`;
}
