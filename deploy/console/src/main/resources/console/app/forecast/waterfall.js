/** What was expected, what happened since, what is expected now: each term a step. */

import { html, nothing, svg } from 'lit';
import { amount, count, period as nameOf, words } from '../language.js';
import { signed } from './common.js';
import { said } from './notices.js';

const t = words({
  was: ['Expected on {day}', '{day} 的预期'],
  is: ['Expected on {day}', '{day} 的预期'],
  term: ['What happened', '变化项'],
  deals: ['Deals', '单数'],
  step: ['Step', '变化图'],
  more: ['The forecast of {period} rose by {n}.', '{period} 的预期增加了 {n}。'],
  less: ['The forecast of {period} fell by {n}.', '{period} 的预期减少了 {n}。'],
  same: ['The forecast of {period} is the same.', '{period} 的预期没有变化。'],
  new: ['New deals', '新商机'],
  won: ['Won', '赢单'],
  lost: ['Lost', '丢单'],
  cancelled: ['Cancelled', '取消订单'],
  slipped: ['Slipped', '延后'],
  pulledIn: ['Pulled in', '提前'],
  paidWithin: ['Paid in the period', '本期到账'],
  paidOutside: ['Paid in another period', '他期到账'],
  refunded: ['Given back', '退款'],
  paymentSooner: ['Payment sooner', '预计到账提前'],
  paymentLater: ['Payment later', '预计到账延后'],
  repriced: ['Repriced', '改价'],
  termsChanged: ['Other terms', '付款条件变更'],
  reopened: ['Reopened', '重新打开'],
  transferred: ['Transferred', '转移'],
  face: ['Their amounts', '商机金额'],
  model: ['Model', '模型'],
  restated: ['Restated', '更正'],
  cut: ['The bars begin at {n}, not at zero.', '横条从 {n} 起画，不是从零。'],
  newSays: ['that have begun, less those that were expected to', '新产生的，减去原本预计会产生的'],
  wonSays: ['in or out of this period', '本期或他期成交'],
  cancelledSays: ['orders that are none any more', '不再成立的订单'],
  lostSays: ['what was expected of them', '原本对其的预期'],
  slippedSays: ['open, and less likely in the period than before', '仍在谈，本期成交的可能下降'],
  pulledInSays: ['open, and more likely in the period than before', '仍在谈，本期成交的可能上升'],
  paidWithinSays: ['what came and may still come, less what was expected of these orders', '到账与尚待到账，减去原本对这些订单的预期'],
  paidOutsideSays: ['before the period or after it, so that it no longer comes in it', '在本期之前或之后到账，本期不再有'],
  refundedSays: ['in the period', '发生在本期'],
  paymentSoonerSays: ['orders not paid meanwhile; more is expected in the period', '其间未付款的订单，本期预期增加'],
  paymentLaterSays: ['orders not paid meanwhile; less is expected in the period', '其间未付款的订单，本期预期减少'],
  termsChangedSays: ['paid by other terms, or by another customer', '付款条件或付款客户有变'],
  repricedSays: ['the amounts have changed', '金额有变'],
  reopenedSays: ['lost before, open again', '曾丢单，又重新打开'],
  transferredSays: ['came to these deals, or left them', '转入或转出此范围'],
  modelSays: ['the same deals, seen by a model that has learned', '同样的商机，模型有更新'],
  restatedSays: ['learned later of what had been before', '后来得知的以前的变化'],
});

const WIDTH = 300;

/** @param {string} term */
export const termName = term => t(/** @type {any} */ (term));

/** Where nothing is said to be expected: what has happened, to how many deals. @param {any} answer */
const facts = answer => html`<div class="scroll" tabindex="0" role="group" aria-label=${t('term')}><table class="forecast-narrow">
  <thead><tr><th scope="col">${t('term')}</th><th scope="col" class="number">${t('deals')}</th><th scope="col" class="number">${t('face')}, ${answer.currency}</th></tr></thead>
  <tbody>${answer.terms.filter(each => each.deals).map(each => html`<tr><th scope="row">${termName(each.term)}</th>
    <td class="number">${count(each.deals)}</td><td class="number">${amount(each.face)}</td></tr>`)}</tbody></table></div>`;

/** @param {any} answer @param {string} was the moment of the earlier one @param {string} is of the later */
export function waterfall(answer, was, is) {
  const { currency } = answer;
  if (answer.difference == null) {
    return facts(answer);
  }
  const first = Number(answer.wasExpected);
  const last = Number(answer.isExpected);
  const difference = Number(answer.difference);
  let at = first;
  const steps = answer.terms.map(each => ({ ...each, from: at, to: at += Number(each.amount ?? 0) }));
  const all = [first, last, ...steps.map(each => each.to)];
  const high = Math.max(1, ...all);
  const span = high - Math.min(...all);
  // Small steps of a large sum would not be seen from zero on.
  const low = span < high * .4 && span > 0 ? Math.min(...all) - span * .4 : Math.min(0, ...all);
  const base = Math.max(0, low);
  /** @param {number} value */
  const x = value => 2 + (value - low) / (high - low) * (WIDTH - 4);
  /** @param {number} a @param {number} b @param {string} name */
  const bar = (a, b, name) => svg`<svg class="forecast-step" viewBox=${`0 0 ${WIDTH} 26`} width=${WIDTH} height="26" preserveAspectRatio="none" aria-hidden="true">
    <line class="base" x1=${x(base)} x2=${x(base)} y1="0" y2="26"></line>
    <rect class=${name} x=${Math.min(x(a), x(b))} y="4" width=${Math.max(1.5, Math.abs(x(b) - x(a)))} height="18" rx="1"></rect>
    <line class="link" x1=${x(b)} x2=${x(b)} y1="22" y2="26"></line></svg>`;
  const few = steps.find(each => each.reason);
  const moved = Math.abs(difference) < .5 ? 'same' : difference > 0 ? 'more' : 'less';
  return html`
    <p class="forecast-answer">${t(moved, { period: nameOf(answer.period), n: amount(Math.abs(difference), currency) })}</p>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('term')}><table class="forecast-waterfall">
      <thead><tr><th scope="col">${t('term')}</th><th scope="col" class="number">${t('deals')}</th><th scope="col" class="number">${t('face')}</th><th scope="col" class="number">${currency}</th><th scope="col">${t('step')}</th></tr></thead>
      <tbody>
        <tr class="forecast-sum"><th scope="row">${t('was', { day: was })}</th><td></td><td></td><td class="number">${amount(first)}</td><td>${bar(base, first, 'whole')}</td></tr>
        ${steps.map(each => html`<tr>
          <th scope="row">${t(/** @type {any} */ (each.term))} <small>${t(/** @type {any} */ (each.term + 'Says'))}</small></th>
          <td class="number">${each.deals ? count(each.deals) : nothing}</td>
          <td class="number">${each.deals ? amount(Number(each.face)) : nothing}</td>
          <td class="number">${each.amount === null ? '–' : signed(Number(each.amount))}</td>
          <td>${Math.abs(Number(each.amount)) < .5 ? nothing : bar(each.from, each.to, Number(each.amount) < 0 ? 'less' : 'more')}</td></tr>`)}
        <tr class="forecast-sum"><th scope="row">${t('is', { day: is })}</th><td></td><td></td><td class="number">${amount(last)}</td><td>${bar(base, last, 'whole')}</td></tr>
      </tbody></table></div>
    ${few ? html`<p class="note">${said(few.reason)}</p>` : nothing}
    ${base > 0 ? html`<p class="note">${t('cut', { n: amount(base, currency, true) })}</p>` : nothing}`;
}
