/** The deals behind a number: what is closed in a period, open, or owed. */

import { html, nothing } from 'lit';
import { deals as register } from '../api.js';
import { dealAddress } from '../deal/words.js';
import { amount, count, day, period as nameOf, words } from '../language.js';
import { apply, ask, filters, freshness, measureChoice, select, t } from './common.js';
import { nameOf as keyOf, plusPeriods, startOf } from './days.js';

const own = words({
  part: ['Which', '范围'],
  closed: ['Closed in the period', '本期已成交'],
  open: ['Open', '在谈'],
  owed: ['Owed', '应收'],
  sum: ['{n} deals, {amount}', '{n} 个商机，{amount}'],
  without: ['{n} of them have no amount and count with nothing.', '其中 {n} 个无金额，按 0 计。'],
  deal: ['Deal', '商机'],
  amount: ['Amount', '金额'],
  won: ['Won on', '赢单日'],
  more: ['The first {n} are shown.', '显示前 {n} 个。'],
  none: ['No deal.', '没有商机。'],
});

const MOST = 100;

/** @param {import('../pages/forecast.js').ForecastPage} page */
function question(page) {
  const measure = page.asked('measure', 'bookings');
  const parts = measure === 'receipts' ? ['closed', 'open', 'owed'] : ['closed', 'open'];
  const part = parts.find(each => each === page.query.get('part')) ?? 'closed';
  return { measure, parts, part, period: page.asked('period', page.today.slice(0, 7)) };
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const { measure, part, period } = question(page);
  const answer = await ask(page, '/deals', { measure, part, period: part === 'closed' ? period : null, limit: MOST }, signal);
  const ids = answer.items.map((/** @type {any} */ each) => each.deal);
  const known = ids.length ? (await register.get('/deals', { ids: ids.join(','), limit: MOST }, signal)).items : [];
  return { answer, titles: new Map(known.map((/** @type {any} */ each) => [each.id, each.title])) };
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { measure, parts, part, period } = question(page);
  const months = [-3, -2, -1, 0].map(n => keyOf('month', plusPeriods('month', startOf('month', page.today), n)));
  const quarters = [-1, 0].map(n => keyOf('quarter', plusPeriods('quarter', startOf('quarter', page.today), n)));
  const periods = [...new Set([...months, ...quarters, page.today.slice(0, 4), period])];
  return html`<form class="row" @submit=${apply} @change=${apply}>
    ${measureChoice(measure)}
    ${select('part', own('part'), parts.map(each => /** @type {[string, string]} */ ([each, own(/** @type {any} */ (each))])), part)}
    ${part === 'closed' ? select('period', t('period'), periods.map(each => /** @type {[string, string]} */ ([each, nameOf(each)])), period) : nothing}
    </form>${filters(page)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {{answer: any, titles: Map<string, string>}} state */
export function view(page, { answer, titles }) {
  return html`
    <h2>${own('sum', { n: count(answer.count), amount: amount(answer.amount, answer.currency) })}</h2>
    ${answer.withoutAmount ? html`<p class="note">${own('without', { n: answer.withoutAmount })}</p>` : nothing}
    ${answer.items.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${own('deal')}><table class="forecast-narrow">
      <thead><tr><th scope="col">${own('deal')}</th><th scope="col">${t('owner')}</th><th scope="col">${t('team')}</th><th scope="col">${t('product')}</th>
        <th scope="col">${own('won')}</th><th scope="col" class="number">${own('amount')}, ${answer.currency}</th></tr></thead>
      <tbody>${answer.items.map((/** @type {any} */ each) => html`<tr>
        <th scope="row"><a href=${dealAddress({ id: each.deal, pipeline: page.pipeline.key })}>${titles.get(each.deal) ?? each.deal.slice(0, 8)}</a></th>
        <td>${each.owner}</td><td>${each.team ?? ''}</td><td>${each.product ?? ''}</td>
        <td>${each.wonOn ? day(each.wonOn) : ''}</td><td class="number">${amount(each.amount)}</td></tr>`)}</tbody></table></div>
      ${answer.next ? html`<p class="note">${own('more', { n: answer.items.length })}</p>` : nothing}` : html`<p>${own('none')}</p>`}
    ${freshness(answer)}`;
}
