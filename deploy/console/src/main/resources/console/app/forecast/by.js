/** The same for each salesperson, team, product, source, region, or value of an own field. */

import { html, nothing } from 'lit';
import { allFields } from '../api.js';
import { fieldsWith, groupText, groupings as ownGroupings } from '../filters/own.js';
import { count, period as nameOf, words } from '../language.js';
import { withQuery } from '../router.js';
import { amount, apply, ask, filters, freshness, intervalChoice, measureChoice, notes, orWhy, range, select, t } from './common.js';
import { distinct, sentence } from './notices.js';
import { mostOf, whisker } from './whisker.js';

const own = words({
  by: ['For each', '分组依据'],
  group: ['Group', '分组'],
  openDeals: ['Open deals', '在谈'],
  all: ['All', '合计'],
  without: ['without', '未填'],
  empty: ['There are no deals.', '没有商机。'],
  says: ['Bar: {closed}. Dot: expected. Line: p10 to p90; each period has its own scale. The ranges of groups do not add up to that of all: where some exceed, others fall short.',
    '条：{closed}；圆点：预期；线：p10–p90，各期比例尺不同。各组区间不可相加：有的超出，有的不足。'],
  why: ['Where nothing is expected', '未给出预期的分组'],
});

const GROUPINGS = ['team', 'owner', 'product', 'source', 'region'];

/** A salesperson would see one row only. @param {any} me */
const groupings = me => me.sees === 'OWN' && !me.roles.includes('viewer') ? GROUPINGS.filter(each => each !== 'owner') : GROUPINGS;

/** @param {import('../pages/forecast.js').ForecastPage} page */
const question = page => ({
  measure: page.asked('measure', 'bookings'),
  interval: page.asked('interval', 'month'),
  by: [page.query.get('by') ?? ''].find(each => groupings(page.me).includes(each) || each.startsWith('field:')) ?? 'team',
});

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const [answer, definitions] = await Promise.all([ask(page, '', { ...question(page), periods: 2 }, signal), allFields().catch(() => [])]);
  known = definitions;
  return { answer, definitions };
}

/** @type {any[]} own fields, once they have been read: the form is there before the answer */
let known = [];

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { measure, interval, by } = question(page);
  return html`<form class="row" @submit=${apply} @change=${apply}>
    ${select('by', own('by'), [...groupings(page.me).map(each => /** @type {[string, string]} */ ([each, t(/** @type {any} */ (each))])), ...ownGroupings(known)], by)}
    ${measureChoice(measure)} ${intervalChoice(interval)}</form>${filters(page)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {{answer: any, definitions: any[]}} state */
export function view(page, { answer, definitions }) {
  const { by } = question(page);
  const heading = ownGroupings(definitions).find(each => each[0] === by)?.[1] ?? t(/** @type {any} */ (by));
  /** @param {string} value */
  const asks = value => by.startsWith('field:') ? { field: fieldsWith(page.query, by.slice('field:'.length), [value]) } : { [by]: value };
  const groups = [...answer.groups ?? []].sort((a, b) => worth(b) - worth(a));
  const most = answer.periods.map((_, i) => mostOf(groups.map(each => each.periods[i])));
  const isPaid = answer.measure === 'receipts';
  const reasons = distinct(groups.map(each => each.reason), sentence);
  /** @param {any} each @param {number} i @param {any} [reason] */
  const cells = (each, i, reason) => html`
    <td class="number">${amount(each.periods[i].closed.amount)}</td>
    <td class="number">${orWhy(amount(each.periods[i].total?.expected), each.periods[i].total, reason)}</td>
    <td class="number">${orWhy(each.periods[i].total && range(each.periods[i].total, '', true), each.periods[i].total, reason)}</td>`;
  return html`
    ${notes(answer)}
    ${answer.overlap ? html`<p class="note">${sentence(answer.overlap)}</p>` : nothing}
    ${groups.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${own('by')}><table class="forecast-by">
      <thead><tr><th scope="col" rowspan="2">${heading}</th><th scope="col" rowspan="2" class="number">${own('openDeals')}</th>
        ${answer.periods.map(each => html`<th scope="colgroup" colspan="4">${nameOf(each.period)}, ${answer.currency}</th>`)}</tr>
        <tr>${answer.periods.map(() => html`<th scope="col" class="number">${t(isPaid ? 'paid' : 'closed')}</th><th scope="col" class="number">${t('expected')}</th>
          <th scope="col" class="number">p10 – p90</th><td></td>`)}</tr></thead>
      <tbody>${groups.map(each => html`<tr>
        <th scope="row">${each.group == null ? html`<em>${own('without')}</em>`
          : html`<a href=${withQuery({ view: null, by: null, ...asks(each.group) })}>${groupText(definitions, by, each.group)}</a>`}</th>
        <td class="number">${orWhy(count(each.openDeals), each.openDeals != null, each.reason)}</td>
        ${each.periods.map((of, i) => html`${cells(each, i, each.reason)}<td>${whisker(of, most[i])}</td>`)}</tr>`)}</tbody>
      <tfoot><tr><th scope="row">${own('all')}</th><td class="number">${orWhy(count(answer.model.openDeals), answer.model.openDeals != null, answer.reason)}</td>
        ${answer.periods.map((_, i) => html`${cells(answer, i, answer.reason)}<td></td>`)}</tr></tfoot>
    </table></div>
    <p class="note">${own('says', { closed: t(isPaid ? 'paid' : 'closed') })}</p>
    ${reasons.length ? html`<p class="note">${own('why')}: ${reasons.join(' ')}</p>` : nothing}` : html`<p>${own('empty')}</p>`}
    ${freshness(answer)}`;
}

/** What a group is sorted by. @param {any} group */
const worth = group => Number(group.periods[0].total?.expected ?? group.periods[0].closed.amount);
