/** Bookings or receipts by period, as bars and as a sum, with all numbers below. */

import { html, nothing } from 'lit';
import { count, period as nameOf, words } from '../language.js';
import '../pictures/forecast.js';
import { withQuery } from '../router.js';
import { cards } from './cards.js';
import { amount, apply, ask, filters, freshness, intervalChoice, measureChoice, notes, orWhy, percent, select, signed, t } from './common.js';
import { plusPeriods, startOf } from './days.js';

const own = words({
  ahead: ['Periods ahead', '未来期数'],
  past: ['Before them', '往期'],
  no: ['none', '不显示'],
  n: ['{n} periods', '{n} 期'],
  one: ['1 period', '1 期'],
  bars: ['By period', '分期'],
  sum: ['All periods so far', '累计'],
  sumSays: ['From {from} on. What is known is a line up to today; from there the fan opens.', '自 {from} 起累计。今天之前为已知，之后以区间展开。'],
  numbers: ['The numbers', '明细'],
  sums: ['The numbers, summed up', '累计明细'],
  count: ['deals', '单数'],
  payments: ['payments', '笔数'],
  gap: ['over or under', '与目标差'],
  chance: ['Chance', '达成可能'],
  target: ['Target', '目标'],
  lastPeriod: ['Last period', '上期'],
  meanOfThree: ['Mean of three', '近三期平均'],
  stageWeighted: ['Stage weighted', '按阶段加权'],
  simple: ['Simpler methods', '简单方法'],
  noTarget: ['no target', '未设目标'],
  over: ['the period is over', '该期已结束'],
  few: ['fewer than 10 deals are open', '在谈商机不足 10 个'],
  noHistory: ['the history does not reach back so far', '历史不够长'],
  noStage: ['this method says nothing here', '该方法不适用'],
  calls: ['What has been called', '人工承诺'],
  behind: ['{n} closed in {period}: show the deals', '{period} 已成交 {n} 个：显示商机'],
  called: ['{author} commits to {amount} for {period}: {reason}', '{author} 承诺 {period} 为 {amount}：{reason}'],
});

const PAST = { week: 4, month: 3, quarter: 2, year: 1 };

/** @param {import('../pages/forecast.js').ForecastPage} page */
const question = page => {
  const interval = page.asked('interval', 'month');
  const past = Number(page.query.get('past') ?? PAST[interval] ?? 3);
  return { measure: page.asked('measure', 'bookings'), interval, past, ahead: Number(page.asked('periods', interval === 'year' ? 2 : 6)) };
};

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const { measure, interval, past, ahead } = question(page);
  const from = plusPeriods(interval, startOf(interval, page.today), -past);
  const answer = await ask(page, '', { measure, interval, from, periods: past + ahead }, signal);
  if (answer.warnings.some(each => each.code === 'past-days-pending')) {
    const timer = setTimeout(() => page.reload(), 15_000);
    signal.addEventListener('abort', () => clearTimeout(timer));
  }
  return answer;
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { measure, interval, past, ahead } = question(page);
  /** @param {number} n @returns {[string, string]} */
  const choice = n => [String(n), n === 1 ? own('one') : n ? own('n', { n }) : own('no')];
  const most = interval === 'year' ? [1, 2, 3, 5, 9] : interval === 'quarter' ? [2, 4, 6, 8, 12] : [3, 6, 9, 12, 18];
  return html`<form class="row" @submit=${apply} @change=${apply}>
      ${measureChoice(measure)} ${intervalChoice(interval)}
      ${select('periods', own('ahead'), [...new Set([...most, ahead])].sort((a, b) => a - b).map(choice), String(ahead))}
      ${select('past', own('past'), [...new Set([0, 1, 3, 6, 12, past])].sort((a, b) => a - b).map(choice), String(past))}
    </form>${filters(page)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  const calls = answer.periods.flatMap(each => (each.calls ?? []).map(one => ({ ...one, period: each.period })));
  const sum = answer.cumulative;
  return html`
    ${notes(answer)}
    ${cards(page, answer)}
    <h2>${own('bars')}</h2>
    <dealflow-forecast .forecast=${answer} today-in=${page.pipeline.timeZone}></dealflow-forecast>
    ${calls.length ? html`<h3>${own('calls')}</h3><ul>${calls.map(each => html`<li>${own('called', { author: each.author,
        period: nameOf(each.period), amount: amount(each.commit, answer.currency), reason: each.reason })}</li>`)}</ul>` : nothing}
    ${sum.some(each => each.total || Number(each.closed.amount)) ? html`<h2>${own('sum')}</h2>
      <p class="note">${own('sumSays', { from: nameOf(sum[0].period) })}</p>
      <dealflow-forecast show="sum" .forecast=${answer} today-in=${page.pipeline.timeZone}></dealflow-forecast>` : nothing}
    <h2>${own('numbers')}</h2>
    ${table(page, answer, answer.periods, true)}
    <details><summary>${own('sums')}</summary>${table(page, answer, sum, false)}</details>
    ${freshness(answer)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer @param {any[]} periods @param {boolean} isSingle */
function table(page, answer, periods, isSingle) {
  const isPaid = answer.measure === 'receipts';
  const hasTarget = periods.some(each => each.target != null);
  /** @param {any} value @param {string | undefined} reason */
  const cell = (value, reason) => html`<td class="number">${orWhy(amount(value), value != null, reason)}</td>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${own(isSingle ? 'numbers' : 'sums')}><table class="forecast-numbers">
    <thead>
      <tr><th scope="col" rowspan="2">${t('period')}</th>
        <th scope="colgroup" colspan="2">${t(isPaid ? 'paid' : 'closed')}</th>
        <th scope="col" rowspan="2" class="number">${t(isPaid ? 'owed' : 'open')}</th>
        <th scope="col" rowspan="2" class="number">${t('new')}</th>
        <th scope="colgroup" colspan="4">${t('total')}, ${answer.currency}</th>
        ${hasTarget ? html`<th scope="colgroup" colspan="3">${own('target')}</th>` : nothing}
        ${isSingle ? html`<th scope="colgroup" colspan="3">${own('simple')}</th>` : nothing}</tr>
      <tr><th scope="col" class="number">${own(isPaid ? 'payments' : 'count')}</th><th scope="col" class="number">${answer.currency}</th>
        <th scope="col" class="number">${t('expected')}</th><th scope="col" class="number">p10</th><th scope="col" class="number">p50</th><th scope="col" class="number">p90</th>
        ${hasTarget ? html`<th scope="col" class="number">${answer.currency}</th><th scope="col" class="number">${own('gap')}</th>
          <th scope="col" class="number">${own('chance')}</th>` : nothing}
        ${isSingle ? html`<th scope="col" class="number">${own('lastPeriod')}</th><th scope="col" class="number">${own('meanOfThree')}</th>
          <th scope="col" class="number">${own('stageWeighted')}</th>` : nothing}</tr>
    </thead>
    <tbody>${periods.map(each => {
      const isOver = each.to <= page.today;
      const naive = isOver ? null : each.baselines;
      return html`<tr class=${isSingle && each.from <= page.today && page.today < each.to ? 'forecast-now' : ''}>
        <th scope="row">${nameOf(each.period)}</th>
        <td class="number">${isSingle && each.closed.count && page.opens ? html`<a href=${withQuery({ view: 'deals', part: 'closed', period: each.period })}
          aria-label=${own('behind', { n: count(each.closed.count), period: nameOf(each.period) })}>${count(each.closed.count)}</a>` : count(each.closed.count)}</td>${cell(each.closed.amount, undefined)}
        ${cell(each.open?.expected, answer.reason)}${cell(each.new?.expected, answer.reason)}
        ${['expected', 'p10', 'p50', 'p90'].map(name => cell(each.total?.[name], answer.reason))}
        ${hasTarget ? html`${cell(each.target, own('noTarget'))}<td class="number">${orWhy(signed(-Number(each.gap)), each.gap != null, each.target ? answer.reason : own('noTarget'))}</td>
          <td class="number">${orWhy(percent(each.chanceOfTarget), each.chanceOfTarget != null && !isOver,
            isOver ? own('over') : each.target ? answer.reason ?? own('few') : own('noTarget'))}</td>` : nothing}
        ${isSingle ? html`${['lastPeriod', 'meanOfThree', 'stageWeighted'].map(name =>
          cell(naive?.[name], isOver ? own('over') : own(name === 'stageWeighted' ? 'noStage' : 'noHistory')))}` : nothing}</tr>`;
    })}</tbody></table></div>`;
}
