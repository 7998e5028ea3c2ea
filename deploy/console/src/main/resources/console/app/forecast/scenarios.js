/** What if: more deals, better ones, faster ones, dearer ones; beside the forecast as it is. */

import { html } from 'lit';
import { language, period as nameOf, words } from '../language.js';
import { withQuery } from '../router.js';
import { amount, apply, ask, filters, freshness, intervalChoice, measureChoice, notes, orWhy, range, signed, t } from './common.js';
import { mostOf, whisker } from './whisker.js';

const own = words({
  inflow: ['New deals', '新增商机'],
  winRate: ['Winning', '赢单'],
  cycle: ['Time that deals take', '成交周期'],
  amounts: ['Amounts', '金额'],
  termsDays: ['Paid later by', '回款推迟'],
  as: ['as it is', '不变'],
  percent: ['{n} %', '{n}%'],
  days: ['{n} days', '{n} 天'],
  reset: ['As it is', '恢复不变'],
  base: ['As it is', '现状'],
  scenario: ['What if', '情景'],
  difference: ['Difference', '差额'],
  all: ['In all', '合计'],
  table: ['Base and scenario', '现状与情景'],
  says: ['Only what is yet to come changes. Winning is a factor of the daily chance of all deals together, so that no share of them passes 100 %. Nothing is kept: the address has it all.',
    '只影响未来。赢单因子作用于全部商机的每日赢单率，合计不会超过 100%。不会保存：情景都在网址里。'],
});

const FACTORS = /** @type {const} */ (['inflow', 'winRate', 'cycle', 'amounts']);

/** @param {import('../pages/forecast.js').ForecastPage} page */
const question = page => ({
  measure: page.asked('measure', 'bookings'),
  interval: page.asked('interval', 'month'),
  ...Object.fromEntries(FACTORS.map(name => [name, page.asked(name, '1')])),
  termsDays: page.asked('termsDays', '0'),
});

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export const load = (page, signal) => ask(page, '/scenarios', { ...question(page), periods: 6 }, signal);

/** Shows what a slider says while it is moved. @param {Event & {target: any}} event */
function say(event) {
  const { name, value, nextElementSibling } = event.target;
  if (nextElementSibling) {
    nextElementSibling.value = said(name, value);
  }
}

/** @param {string} name @param {string} value */
function said(name, value) {
  const n = name === 'termsDays' ? Number(value) : Math.round((Number(value) - 1) * 100);
  return n === 0 ? own('as') : own(name === 'termsDays' ? 'days' : 'percent', { n: (n > 0 ? '+' : '−') + Math.abs(n) });
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const asked = question(page);
  /** @param {'inflow' | 'winRate' | 'cycle' | 'amounts' | 'termsDays'} name @param {number} min @param {number} max @param {number} step */
  const slider = (name, min, max, step) => html`<label class="forecast-slider"><span>${own(name)}</span>
    <input type="range" name=${name} min=${min} max=${max} step=${step} .value=${asked[name]} @input=${say}>
    <output>${said(name, asked[name])}</output></label>`;
  const isPaid = asked.measure === 'receipts';
  return html`<form class="row" @submit=${apply} @change=${apply}>
      ${measureChoice(asked.measure)} ${intervalChoice(asked.interval)}
      ${FACTORS.map(name => slider(name, .5, 2, .05))} ${isPaid ? slider('termsDays', -60, 90, 5) : ''}
      <a class="button" href=${withQuery(Object.fromEntries([...FACTORS, 'termsDays'].map(name => [name, null])))}>${own('reset')}</a>
    </form>${filters(page)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  const { periods, cumulative, currency } = answer;
  const nothingYet = { amount: '0' };
  const most = mostOf(periods.flatMap(each => [{ total: each.base }, { total: each.scenario }]));
  const colon = language === 'zh' ? '：' : ': ';
  /** @param {string} label @param {any} of @param {boolean} isDrawn */
  const row = (label, of, isDrawn) => html`<tr><th scope="row">${label}</th>
    ${[of.base, of.scenario].map(dist => html`
      <td class="number">${orWhy(amount(dist?.expected), dist, answer.reason)}</td><td class="number">${orWhy(dist && range(dist, ''), dist, answer.reason)}</td>
      <td>${isDrawn && dist ? whisker({ closed: nothingYet, total: dist }, most) : ''}</td>`)}
    <td class="number">${orWhy(signed(Number(of.difference)), of.difference != null, answer.reason)}</td></tr>`;
  const last = cumulative[cumulative.length - 1];
  return html`
    ${notes(answer)}
    ${answer.reason ? '' : html`<p class="forecast-answer">${own('all')}, ${nameOf(periods[0].period)} – ${nameOf(last.period)}${colon}
      ${amount(last.base.expected, currency)} → <strong>${amount(last.scenario.expected, currency)}</strong> (${signed(Number(last.difference))})</p>`}
    <div class="scroll" tabindex="0" role="group" aria-label=${own('table')}><table class="forecast-by">
      <thead><tr><th scope="col" rowspan="2">${t('period')}</th><th scope="colgroup" colspan="3">${own('base')}, ${currency}</th>
        <th scope="colgroup" colspan="3">${own('scenario')}, ${currency}</th><th scope="col" rowspan="2" class="number">${own('difference')}</th></tr>
        <tr>${[1, 2].map(() => html`<th scope="col" class="number">${t('expected')}</th><th scope="col" class="number">p10 – p90</th><td></td>`)}</tr></thead>
      <tbody>${periods.map(each => row(nameOf(each.period), each, true))}</tbody>
      <tfoot>${row(own('all'), last, false)}</tfoot></table></div>
    <p class="note">${own('says')}</p>
    ${freshness(answer)}`;
}
