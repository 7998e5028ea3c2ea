/** What must enter the funnel, and by when, to reach a target. */

import { html, nothing } from 'lit';
import { count, day, percent, words } from '../language.js';
import { amount, apply, ask, filters, freshness, lastDay, measureChoice, notes } from './common.js';
import { plusDays, plusPeriods, startOf } from './days.js';

const own = words({
  target: ['Target, {currency}', '目标（{currency}）'],
  from: ['Counting from', '统计自'],
  by: ['to the end of', '至（含当日）'],
  plan: ['Plan', '计算'],
  first: ['Give an amount to reach, and until when.', '请填写要达成的金额和截止日期。'],
  reached: ['What is closed and open is expected to suffice: {closed} closed, {open} of open deals.', '已成交与在谈预计足够：已成交 {closed}，在谈 {open}。'],
  missing: ['{closed} are closed and {open} are expected of open deals: new deals must bring {missing}.', '已成交 {closed}，在谈预计 {open}：还需新增商机带来 {missing}。'],
  lately: ['If as many begin as lately, they bring {n} in time.', '按近期的新增速度，届时可带来 {n}。'],
  factor: ['It takes {n} times as many.', '需要近期新增数量的 {n} 倍。'],
  enough: ['That is enough.', '已足够。'],
  never: ['No number of new deals could bring that in time.', '再多新增商机也来不及。'],
  latest: ['From {day} on it is late: deals that enter later bring less than half of what they will ever bring before the end.', '{day} 起进入的商机偏晚：到期前只能带来其最终金额的不到一半。'],
  entries: ['What must enter', '需要进入漏斗的商机'],
  enters: ['Enters', '进入时间'],
  expected: ['As lately', '按近期速度'],
  needed: ['Needed', '需要'],
  more: ['More', '多出'],
  each: ['Brings each, in time', '每个届时带来'],
  inTime: ['Of all it will bring', '占最终金额'],
});

/** Days as the form has them: the last one counts. @param {import('../pages/forecast.js').ForecastPage} page */
function question(page) {
  const quarter = startOf('quarter', page.today);
  return {
    target: page.asked('target', ''),
    since: page.asked('since', quarter),
    end: page.asked('end', plusDays(plusPeriods('quarter', quarter, 2), -1)),
    measure: page.asked('measure', 'bookings'),
  };
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const { target, since, end, measure } = question(page);
  return target ? ask(page, '/plan', { target, from: since, by: plusDays(end, 1), measure }, signal) : null;
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { target, since, end, measure } = question(page);
  return html`<form class="row" @submit=${apply}>
    <label><span>${own('target', { currency: page.pipeline.currency })}</span>
      <input name="target" type="number" min="0" max="999999999999999" step="any" required .value=${target}></label>
    ${measureChoice(measure)}
    <label><span>${own('from')}</span><input name="since" type="date" required .value=${since} max=${end}></label>
    <label><span>${own('by')}</span><input name="end" type="date" required .value=${end} min=${page.today}></label>
    <button class="main">${own('plan')}</button></form>${filters(page)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  if (!answer) {
    return html`<p>${own('first')}</p>`;
  }
  return html`${notes(answer)}${answer.reason ? nothing : html`
      <p class="forecast-answer">${says(answer)}</p>
      ${answer.latestEntry ? html`<p>${own('latest', { day: day(answer.latestEntry) })}</p>` : nothing}
      ${answer.entries.length ? entries(answer) : nothing}`}
    ${freshness(answer)}`;
}

/** @param {any} answer */
function says(answer) {
  /** @param {any} value */
  const money = value => amount(value, answer.currency);
  const known = { closed: money(answer.closed.amount), open: money(answer.open), missing: money(answer.missing) };
  if (!Number(answer.missing)) {
    return own('reached', known);
  }
  const factor = answer.inflowFactor;
  return html`${own('missing', known)} ${own('lately', { n: money(answer.atPresentInflow) })}
    <strong>${factor == null ? own('never') : factor <= 1 ? own('enough') : own('factor', { n: factor.toFixed(factor < 10 ? 1 : 0) })}</strong>`;
}

/** @param {number | null} value */
const deals = value => value == null ? '–' : count(Math.round(value));

/** @param {any} answer */
const entries = answer => html`<h2>${own('entries')}</h2>
  <div class="scroll" tabindex="0" role="group" aria-label=${own('entries')}><table class="forecast-narrow">
    <thead><tr><th scope="col">${own('enters')}</th><th scope="col" class="number">${own('expected')}</th><th scope="col" class="number">${own('needed')}</th>
      <th scope="col" class="number">${own('more')}</th><th scope="col" class="number">${own('each')}, ${answer.currency}</th><th scope="col" class="number">${own('inTime')}</th></tr></thead>
    <tbody>${answer.entries.map(each => html`<tr><th scope="row">${day(each.from)}${day(each.from) === lastDay(each.to) ? '' : ` – ${lastDay(each.to)}`}</th>
      <td class="number">${deals(each.expectedDeals)}</td><td class="number">${deals(each.neededDeals)}</td>
      <td class="number">${each.neededDeals == null ? '–' : deals(Math.max(0, each.neededDeals - each.expectedDeals))}</td>
      <td class="number">${amount(each.bringsEach)}</td><td class="number">${percent(each.inTime)}</td></tr>`)}</tbody></table></div>`;
