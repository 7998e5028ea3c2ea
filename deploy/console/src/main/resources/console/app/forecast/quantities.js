/** How much of each product, in each unit, was ordered and will be: for those who buy, make and ship it. */

import { html, nothing } from 'lit';
import { count, period as nameOf, words } from '../language.js';
import { withQuery } from '../router.js';
import { amount, apply, ask, filters, freshness, intervalChoice, orWhy, range, t } from './common.js';
import { distinct, sentence } from './notices.js';
import { mostOf, whisker } from './whisker.js';

const own = words({
  title: ['Quantities by product', '各产品数量'],
  unit: ['Unit', '单位'],
  openDeals: ['Open deals', '在谈'],
  quoted: ['Quoted', '报价数量'],
  ratio: ['Ordered of quoted', '成交/报价'],
  learned: ['learned from {deals} orders', '依据 {deals} 笔订单'],
  ordered: ['Ordered', '已订'],
  empty: ['No deal has lines with quantities.', '没有带数量的商机明细。'],
  without: ['{count} open deals have no lines, so they are in none of these numbers.', '{count} 个在谈商机没有明细行，不计入以上数量。'],
  says: ['Bar: ordered. Dot: expected. Line: p10 to p90; each row has its own scale.', '条：已订；圆点：预期；线：p10–p90，各行比例尺不同。'],
  why: ['Where nothing is expected', '未给出预期的产品'],
});

/** @param {import('../pages/forecast.js').ForecastPage} page */
const interval = page => page.asked('interval', 'month');

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export const load = (page, signal) => ask(page, '/quantities', { interval: interval(page), periods: 3 }, signal);

/** @param {import('../pages/forecast.js').ForecastPage} page */
export const form = page => html`<form class="row" @submit=${apply} @change=${apply}>${intervalChoice(interval(page))}</form>${filters(page)}`;

/** A period as the pictures take it: they draw amounts. @param {any} period */
const drawn = period => ({ ...period, closed: { amount: period.closed.quantity } });

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  const products = answer.products;
  const reasons = distinct(products.map(each => each.reason), sentence);
  const warnings = distinct(products.flatMap(each => each.warnings), sentence);
  return html`
    ${warnings.length ? html`<div class="warning forecast-notes">${warnings.map(each => html`<p>${each}</p>`)}</div>` : nothing}
    ${products.length ? html`<h2>${own('title')}</h2>
    <div class="scroll" tabindex="0" role="group" aria-label=${own('title')}><table class="forecast-by">
      <thead><tr><th scope="col" rowspan="2">${t('product')}</th><th scope="col" rowspan="2">${own('unit')}</th><th scope="col" rowspan="2" class="number">${own('openDeals')}</th>
        <th scope="col" rowspan="2" class="number">${own('quoted')}</th><th scope="col" rowspan="2" class="number">${own('ratio')}</th>
        ${products[0].periods.map(each => html`<th scope="colgroup" colspan="4">${nameOf(each.period)}</th>`)}</tr>
        <tr>${products[0].periods.map(() => html`<th scope="col" class="number">${own('ordered')}</th><th scope="col" class="number">${t('expected')}</th>
          <th scope="col" class="number">p10 – p90</th><td></td>`)}</tr></thead>
      <tbody>${products.map(each => row(each))}</tbody></table></div>
    <p class="note">${own('says')}</p>
    ${reasons.length ? html`<p class="note">${own('why')}: ${reasons.join(' ')}</p>` : nothing}` : html`<p>${own('empty')}</p>`}
    ${answer.dealsWithoutQuantity ? html`<p class="note">${own('without', { count: count(answer.dealsWithoutQuantity) })}</p>` : nothing}
    ${freshness(answer)}`;
}

/** @param {any} each a product in one unit */
function row(each) {
  const most = mostOf(each.periods.map(drawn));
  return html`<tr>
    <th scope="row"><a href=${withQuery({ view: null, product: each.product })}>${each.product}</a></th><td>${each.unit ?? nothing}</td>
    <td class="number">${orWhy(count(each.openDeals), each.openDeals != null, each.reason)}</td>
    <td class="number">${orWhy(amount(each.openQuantity), each.openQuantity != null, each.reason)}</td>
    <td class="number">${each.realisedToQuoted ? html`<span title=${own('learned', { deals: count(each.realisedToQuoted.deals) })}>${each.realisedToQuoted.value.toFixed(2)}</span>` : '–'}</td>
    ${each.periods.map(of => html`
      <td class="number">${amount(of.closed.quantity)}</td>
      <td class="number">${orWhy(amount(of.total?.expected), of.total, each.reason)}</td>
      <td class="number">${orWhy(of.total && range(of.total, '', true), of.total, each.reason)}</td>
      <td>${whisker(drawn(of), most)}</td>`)}</tr>`;
}
