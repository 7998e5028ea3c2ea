/** The question of the manual: what begins in a window, and what it brings by a day. */

import { html, nothing, svg } from 'lit';
import { count, words } from '../language.js';
import { amount, apply, ask, day, filters, freshness, lastDay, likely, notes, orWhy, select, t } from './common.js';
import { plusDays, plusPeriods, startOf } from './days.js';

const own = words({
  from: ['Begun from', '商机产生自'],
  to: ['to', '至'],
  measure: ['what is', '计'],
  paid: ['paid', '回款'],
  ordered: ['ordered', '下单'],
  until: ['by the end of', '截至（含当日）'],
  ask: ['Ask', '查询'],
  enteredPart: ['Of what begins from {from} to {to}, {n} deals for {amount} have entered the funnel', '{from} 至 {to} 产生的商机，已有 {n} 个进入漏斗，金额 {amount}'],
  toEnter: [', and about {n} more are expected', '，预计还有约 {n} 个'],
  stop: ['.', '。'],
  comma: [', ', '，'],
  openNow: [' {n} of them are still open.', '其中 {n} 个仍在谈。'],
  paidNone: ['Nothing has been paid for them so far.', '目前尚无回款。'],
  orderedNone: ['Nothing has been ordered so far.', '目前尚无订单。'],
  paidSoFar: ['{amount} has been paid for them so far.', '目前已回款 {amount}。'],
  orderedSoFar: ['{amount} has been ordered so far.', '目前已下单 {amount}。'],
  brings: ['By {until} they bring {amount}', '到 {until}，预计共 {amount}'],
  entered: ['Entered', '已进入漏斗'],
  closedPaid: ['Paid', '已回款'],
  closedOrdered: ['Ordered', '已下单'],
  open: ['Of those still open', '来自仍在谈的'],
  owed: ['Of those open or not paid yet', '来自在谈与未付的'],
  new: ['Of those yet to begin', '来自尚未产生的'],
  total: ['In all', '合计'],
  range: ['Line: p10 to p90 in all, dot: p50', '线：合计 p10–p90，圆点：p50'],
  what: ['Part', '组成'],
  deals: ['Deals', '数量'],
  wrong: ['The first day must not be after the last, and the day of counting not before the first.', '起始日不能晚于结束日，统计日不能早于起始日。'],
  bar: ['closed {closed}, of open ones {open}, of new ones {fresh}, in all {total}', '已实现 {closed}，在谈 {open}，新增 {fresh}，合计 {total}'],
});

/** Days as the form has them: the last ones count. @param {import('../pages/forecast.js').ForecastPage} page */
function question(page) {
  const month = startOf('month', page.today);
  return {
    from: page.asked('begunFrom', plusPeriods('month', month, -1)),
    to: page.asked('begunTo', plusDays(month, -1)),
    until: page.asked('until', plusDays(plusPeriods('month', month, 4), -1)),
    measure: page.asked('measure', 'receipts'),
  };
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export function load(page, signal) {
  const { from, to, until, measure } = question(page);
  return ask(page, '/cohort', { enteredFrom: from, enteredTo: plusDays(to, 1), until: plusDays(until, 1), measure }, signal);
}

/** @param {Event & {currentTarget: any}} event */
function submit(event) {
  const form = event.currentTarget;
  const [from, to, until] = ['begunFrom', 'begunTo', 'until'].map(name => form.elements[name]);
  from.setCustomValidity(from.value > to.value || from.value > until.value ? own('wrong') : '');
  apply(event);
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { from, to, until, measure } = question(page);
  /** @param {string} name @param {string} label @param {string} value */
  const date = (name, label, value) => html`<label><span>${label}</span>
    <input type="date" name=${name} .value=${value} required min="1900-01-01" max="2200-12-31"></label>`;
  return html`<form class="row" @submit=${submit}>
    ${date('begunFrom', own('from'), from)} ${date('begunTo', own('to'), to)}
    ${select('measure', own('measure'), [['receipts', own('paid')], ['bookings', own('ordered')]], measure)}
    ${date('until', own('until'), until)}
    <button class="main">${own('ask')}</button></form>${filters(page)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  const { currency, entered, total, reason } = answer;
  const isPaid = answer.measure === 'receipts';
  const from = day(answer.enteredFrom);
  const to = lastDay(answer.enteredTo);
  /** @param {string} label @param {any} n @param {any} value @param {any} dist */
  const row = (label, n, value, dist) => html`<tr><th scope="row">${label}</th>
    <td class="number">${n === undefined ? nothing : orWhy(count(n), n != null, reason)}</td>
    <td class="number">${orWhy(amount(value), value != null, reason)}</td>
    ${dist === undefined ? html`<td></td><td></td><td></td>`
      : ['p10', 'p50', 'p90'].map(name => html`<td class="number">${orWhy(amount(dist?.[name]), dist, reason)}</td>`)}</tr>`;
  return html`
    ${notes(answer)}
    <p class="forecast-answer">
      ${entered ? html`${own('enteredPart', { from, to, n: count(entered.count), amount: amount(entered.amount, currency) })}${answer.toEnter >= .5
        ? own('toEnter', { n: count(Math.round(answer.toEnter)) }) 
        : nothing}${own('stop')}${answer.openDeals == null ? nothing : own('openNow', { n: count(answer.openDeals) })}` : nothing}
      ${Number(answer.closed.amount) ? own(isPaid ? 'paidSoFar' : 'orderedSoFar', { amount: amount(answer.closed.amount, currency) })
        : own(isPaid ? 'paidNone' : 'orderedNone')}
      ${total ? html`<strong>${own('brings', { until: lastDay(answer.until), amount: amount(total.expected, currency) })}</strong>${own('comma')}${likely(total, currency)}${own('stop')}` : nothing}</p>
    ${bar(answer, isPaid)}
    <div class="scroll" tabindex="0" role="group" aria-label=${own('what')}><table class="forecast-narrow">
      <thead><tr><th scope="col">${own('what')}</th><th scope="col" class="number">${own('deals')}</th>
        <th scope="col" class="number">${t('expected')}, ${currency}</th><th scope="col" class="number">p10</th><th scope="col" class="number">p50</th><th scope="col" class="number">p90</th></tr></thead>
      <tbody>
        ${row(own('entered'), entered?.count ?? null, entered?.amount, undefined)}
        ${row(own(isPaid ? 'closedPaid' : 'closedOrdered'), answer.closed.count, answer.closed.amount, undefined)}
        ${row(own(isPaid ? 'owed' : 'open'), answer.openDeals, answer.open?.expected, answer.open)}
        ${row(own('new'), answer.toEnter == null ? null : Math.round(answer.toEnter), answer.new?.expected, answer.new)}
      </tbody>
      <tfoot>${row(own('total'), undefined, total?.expected, total)}</tfoot></table></div>
    ${freshness(answer)}`;
}

/** @param {any} answer @param {boolean} isPaid */
function bar(answer, isPaid) {
  const { total } = answer;
  if (!total) {
    return nothing;
  }
  const parts = [Number(answer.closed.amount), Number(answer.open.expected), Number(answer.new.expected)];
  const most = Math.max(Number(total.p90), parts[0] + parts[1] + parts[2], 1);
  /** @param {any} value */
  const x = value => 2 + Number(value) / most * 636;
  const [closed, open, fresh, all] = [...parts, total.expected].map(value => amount(value, answer.currency, true));
  /** @param {string} name @param {string} text */
  const key = (name, text) => html`<li><svg class="forecast-bar" viewBox="0 0 18 14" aria-hidden="true"><rect class=${name} x="1" y="1" width="16" height="12"></rect></svg>${text}</li>`;
  return html`${svg`<svg class="forecast-bar" viewBox="0 0 648 56" role="img" aria-label=${own('bar', { closed, open, fresh, total: all })}>
    <rect class="closed" x="2" y="6" width=${x(parts[0]) - 2} height="28"></rect>
    <rect class="open" x=${x(parts[0])} y="6" width=${x(parts[1]) - 2} height="28"></rect>
    <rect class="new" x=${x(parts[0] + parts[1])} y="6.5" width=${x(parts[2]) - 2} height="27"></rect>
    <path class="range" d=${`M${x(total.p10)} 44H${x(total.p90)}M${x(total.p10)} 38v12M${x(total.p90)} 38v12`}></path>
    <circle class="dot" cx=${x(total.p50)} cy="44" r="5"></circle></svg>`}
    <ul class="legend forecast-legend">${key('closed', own(isPaid ? 'closedPaid' : 'closedOrdered'))}${key('open', own(isPaid ? 'owed' : 'open'))}
      ${key('new', own('new'))}<li>${own('range')}</li></ul>`;
}
