/** Why the forecast of a period is another one than it was: term by term, from one moment to a later one, and the deals behind each. */

import { html, nothing } from 'lit';
import { deals as register, forecasts } from '../api.js';
import { dealAddress } from '../deal/words.js';
import { amount, day, momentIn, period as nameOf, words } from '../language.js';
import { apply, ask, filters, freshness, measureChoice, notes, select, t } from './common.js';
import { midnight, nameOf as keyOf, plusDays, plusPeriods, startOf } from './days.js';
import { termName, waterfall } from './waterfall.js';

const own = words({
  since: ['Since the morning of', '起始日（当天零点）'],
  until: ['until the morning of', '截止日（当天零点）'],
  now: ['Without a second day: until now.', '不填截止日则到现在。'],
  keep: ['Keep the forecast of now', '保存当前预测'],
  kept: ['Kept.', '已保存。'],
  deals: ['The deals behind it', '涉及的商机'],
  more: ['The first {n} are shown.', '显示前 {n} 个。'],
  deal: ['Deal', '商机'],
  term: ['What happened', '变化项'],
  was: ['Amount then', '当时金额'],
  is: ['Amount now', '现在金额'],
  owner: ['Owner', '负责人'],
  face: ['Of it', '其中'],
  paidOn: ['Last paid on', '最近到账日'],
  came: ['{was}, now {is}', '{was}，现为 {is}'],
  all: ['all', '全部'],
  none: ['No deal.', '没有商机。'],
});

/** @type {Record<string, string[]>} */
const TERMS = {
  bookings: ['new', 'won', 'lost', 'slipped', 'pulledIn', 'repriced', 'reopened', 'transferred', 'restated'],
  receipts: ['new', 'won', 'lost', 'cancelled', 'slipped', 'pulledIn', 'paidWithin', 'paidOutside', 'refunded', 'paymentSooner', 'paymentLater', 'repriced', 'termsChanged',
    'reopened', 'transferred', 'restated'],
};
/** What was asked in the address may be no measure: the service says so.
 * @param {string} measure */
const termsOf = measure => TERMS[measure] ?? TERMS.bookings;
const MOST = 100;

/** @param {import('../pages/forecast.js').ForecastPage} page */
function question(page) {
  const measure = page.asked('measure', 'bookings');
  const term = page.asked('term', 'lost');
  return {
    measure,
    since: page.asked('since', plusDays(page.today, -7)),
    until: page.query.get('until') ?? '',
    period: page.asked('period', page.today.slice(0, 7)),
    // What was asked of orders may be nothing of money.
    term: term === 'all' || termsOf(measure).includes(term) ? term : 'lost',
  };
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const { measure, since, until, period, term } = question(page);
  const zone = page.pipeline.timeZone;
  const asked = { measure, from: midnight(zone, since), to: until ? midnight(zone, until) : null, period };
  const answer = await ask(page, '/changes', asked, signal);
  // The same moments: what has happened in between would be of no term.
  const behind = { measure, from: answer.fromAsOf, to: answer.toAsOf, period: answer.period, term: term === 'all' ? null : term, limit: MOST };
  const deals = await ask(page, '/changes/deals', behind, signal);
  return { answer, deals, titles: await titles(deals.items, signal) };
}

/** What the deals are called, as far as they are still there. @param {any[]} items @param {AbortSignal} signal */
async function titles(items, signal) {
  const ids = [...new Set(items.map(each => each.deal))];
  const known = ids.length ? (await register.get('/deals', { ids: ids.join(','), limit: MOST }, signal)).items : [];
  return new Map(known.map(each => [each.id, each.title]));
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { measure, since, until, period } = question(page);
  const months = [-1, 0, 1, 2, 3].map(n => keyOf('month', plusPeriods('month', startOf('month', page.today), n)));
  const quarters = [-1, 0, 1].map(n => keyOf('quarter', plusPeriods('quarter', startOf('quarter', page.today), n)));
  const choices = [...new Set([...months, ...quarters, page.today.slice(0, 4), period])];
  return html`<form class="row" @submit=${apply} @change=${apply}>
    <label><span>${own('since')}</span><input type="date" name="since" max=${page.today} .value=${since} required></label>
    <label><span>${own('until')}</span><input type="date" name="until" max=${page.today} .value=${until}></label>
    ${measureChoice(measure)}
    ${select('period', t('period'), choices.map(each => [each, nameOf(each)]), period)}</form>
    <p class="note">${own('now')}</p>${filters(page)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} state */
export function view(page, { answer, deals, titles }) {
  const zone = page.pipeline.timeZone;
  return html`
    ${notes(answer)}
    ${waterfall(answer, momentIn(zone, answer.fromAsOf), momentIn(zone, answer.toAsOf))}
    ${behind(page, deals, titles)}
    ${page.me.roles.includes('sales-ops')
      ? html`<p><button type="button" @click=${event => keep(event, page)}>${own('keep')}</button> <output class="done"></output></p>` : nothing}
    ${freshness({ asOf: answer.toAsOf })}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} deals @param {Map<string, string>} titles */
function behind(page, deals, titles) {
  const { measure, term } = question(page);
  return html`<h2>${own('deals')}</h2>
    <form class="row" @submit=${apply} @change=${apply}>
      ${select('term', own('term'), [...termsOf(measure).map(each => /** @type {[string, string]} */ ([each, termName(each)])), ['all', own('all')]], term)}</form>
    ${deals.items.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${own('deals')}><table class="forecast-narrow">
      <thead><tr><th scope="col">${own('deal')}</th><th scope="col">${own('term')}</th><th scope="col">${own('owner')}</th>
        <th scope="col" class="number">${own('was')}</th><th scope="col" class="number">${own('is')}</th>
        ${measure === 'receipts' ? html`<th scope="col" class="number">${own('face')}</th><th scope="col">${own('paidOn')}</th>` : nothing}</tr></thead>
      <tbody>${deals.items.map(each => html`<tr><th scope="row"><a href=${dealAddress({ id: each.deal, pipeline: page.pipeline.key })}>${titles.get(each.deal) ?? each.deal.slice(0, 8)}</a></th>
        <td>${termName(each.term)}</td>
        <td>${each.owner && each.wasOwner && each.wasOwner !== each.owner ? own('came', { was: each.wasOwner, is: each.owner }) : each.owner ?? each.wasOwner}</td>
        <td class="number">${amount(each.wasAmount)}</td><td class="number">${amount(each.isAmount)}</td>
        ${measure === 'receipts' ? html`<td class="number">${amount(each.face)}</td><td>${each.paidOn ? day(each.paidOn) : nothing}</td>` : nothing}</tr>`)}</tbody></table></div>
      ${deals.next ? html`<p class="note">${own('more', { n: deals.items.length })}</p>` : nothing}` : html`<p>${own('none')}</p>`}`;
}

/** @param {any} event @param {import('../pages/forecast.js').ForecastPage} page */
async function keep(event, page) {
  const said = event.currentTarget.nextElementSibling;
  try {
    await forecasts.post(`/forecasts/${encodeURIComponent(page.pipeline.key)}/snapshots`, {});
    said.value = own('kept');
  } catch (error) {
    page.problem = error;
  }
}
