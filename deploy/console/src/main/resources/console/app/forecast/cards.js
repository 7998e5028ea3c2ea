/** The few numbers that are read first. */

import { html, nothing } from 'lit';
import { amount, count, percent, period as nameOf, words } from '../language.js';
import { withQuery } from '../router.js';
import { likely, t } from './common.js';

const own = words({
  soFar: ['{period}, so far', '{period}（至今）'],
  orders: ['{n} orders', '{n} 个订单'],
  payments: ['{n} payments', '{n} 笔回款'],
  order: ['1 order', '1 个订单'],
  payment: ['1 payment', '1 笔回款'],
  expects: ['{period}, in all', '{period}（全期预期）'],
  target: ['{period}, target', '{period} 目标'],
  missing: ['{n} are expected to be missing.', '预计缺口 {n}。'],
  over: ['{n} more are expected.', '预计超出 {n}。'],
  chance: ['Chance of reaching it: {p}, of all deals together ({n} are open).', '达成可能 {p}（全部商机整体，在谈 {n} 个）。'],
  chanceOnly: ['Chance of reaching it: {p}, of all deals together.', '达成可能 {p}（全部商机整体）。'],
  covered: ['Open deals are {n} times what is missing today.', '在谈金额为今日缺口的 {n} 倍。'],
  noTarget: ['No target is set.', '未设目标。'],
  set: ['Targets', '设定目标'],
  all: ['{from} – {to}', '{from} 至 {to}（合计预期）'],
  basis: ['How sure', '把握程度'],
  calibrated: ['{n} past forecasts of this kind make the ranges as wide as they are; p10 to p90 held {p} of them.', '区间宽度依据 {n} 次同类历史预测；p10–p90 覆盖了其中 {p}。'],
  rough: ['Only {n} past forecasts of this kind have come to their end: the ranges are rough.', '同类历史预测仅有 {n} 次到期，区间较粗略。'],
  wins: ['Learned from {n} won deals.', '依据 {n} 个赢单。'],
  openDeals: ['{n} open deals now.', '目前在谈 {n} 个。'],
});

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function cards(page, answer) {
  const { currency, model } = answer;
  const now = answer.periods.find(each => each.from <= page.today && page.today < each.to) ?? answer.periods[0];
  const last = answer.cumulative[answer.cumulative.length - 1];
  const period = nameOf(now.period);
  const isPaid = answer.measure === 'receipts';
  return html`<div class="cards">
    <section class="card"><h2>${own('soFar', { period })}</h2>
      <div class="big">${amount(now.closed.amount, currency, true)}</div>
      <small>${how(now.closed.count, isPaid)}</small></section>
    ${now.total ? html`<section class="card"><h2>${own('expects', { period })}</h2>
      <div class="big">${amount(now.total.expected, currency, true)}</div><small>${likely(now.total, currency)}</small></section>` : nothing}
    <section class="card"><h2>${own('target', { period })}</h2>${now.target == null
      ? html`<p class="note">${own('noTarget')} <a href=${withQuery({ view: 'targets' })}>${own('set')}</a></p>`
      : html`<div class="big">${amount(now.target, currency, true)}</div>${target(now, model, currency)}`}</section>
    ${last.total && answer.periods.length > 1 ? html`<section class="card">
      <h2>${own('all', { from: nameOf(answer.periods[0].period), to: nameOf(last.period) })}</h2>
      <div class="big">${amount(last.total.expected, currency, true)}</div><small>${likely(last.total, currency)}</small></section>` : nothing}
    <section class="card"><h2>${own('basis')}</h2><small>
      ${model.calibrated
        ? own('calibrated', { n: count(model.resolvedForecasts), p: percent(model.coverage) })
        : own('rough', { n: count(model.resolvedForecasts) })}
      ${own('wins', { n: count(model.wins) })} ${model.openDeals == null ? nothing
        : page.opens ? html`<a href=${withQuery({ view: 'deals', part: 'open' })}>${own('openDeals', { n: count(model.openDeals) })}</a>`
          : own('openDeals', { n: count(model.openDeals) })}</small></section>
  </div>`;
}

/** @param {number} n @param {boolean} isPaid */
const how = (n, isPaid) => n === 1 ? own(isPaid ? 'payment' : 'order') : own(isPaid ? 'payments' : 'orders', { n: count(n) });

/** @param {any} now @param {any} model @param {string} currency */
function target(now, model, currency) {
  const gap = Number(now.gap);
  const p = percent(now.chanceOfTarget);
  const says = [
    now.gap != null && own(gap < 0 ? 'over' : 'missing', { n: amount(Math.abs(gap), currency, true) }),
    now.chanceOfTarget != null && (model.openDeals == null ? own('chanceOnly', { p }) : own('chance', { p, n: count(model.openDeals) })),
    now.coverage != null && own('covered', { n: now.coverage.toFixed(1) }),
  ];
  return says.filter(each => each).map(each => html`<small>${each}</small>`);
}
