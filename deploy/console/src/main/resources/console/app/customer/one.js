/** `<dealflow-customer-one>`: a customer, what it owes, and its deals. */

import { html, nothing } from 'lit';
import { allPipelines, deals } from '../api.js';
import { count, day, nameOf, words } from '../language.js';
import { Page, problem } from '../page.js';
import { dealAddress, exact, stageName, statusName } from '../deal/words.js';
import { customerAddress, fieldName } from './words.js';

const t = words({
  back: ['All customers', '全部客户'],
  parent: ['Belongs to', '隶属于'],
  merged: ['Customers merged into it', '已并入的客户数'],
  owed: ['What it owes', '应收款'],
  owedWhy: ['Of its won deals that you may see, by currency.', '您可见的已赢单商机，按币种汇总。'],
  nothingOwed: ['None of its deals that you may see is won.', '您可见的商机中没有已赢单的。'],
  currency: ['Currency', '币种'],
  won: ['Won deals', '赢单数'],
  agreed: ['Agreed', '约定金额'],
  paid: ['Paid', '已付'],
  left: ['Owed', '未付'],
  overdue: ['Overdue', '逾期'],
  deals: ['Deals', '商机'],
  noDeals: ['It has no deal that you may see.', '没有您可见的商机。'],
  deal: ['Deal', '商机'],
  pipeline: ['Pipeline', '销售流程'],
  stage: ['Stage', '阶段'],
  owner: ['Owner', '负责人'],
  amount: ['Amount', '金额'],
  close: ['Expected close', '预计成交'],
  more: ['Show more', '显示更多'],
});

class CustomerOne extends Page {
  static properties = { ...Page.properties, failure: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.failure = null;
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const address = `/customers/${encodeURIComponent(this.path[0])}`;
    const [customer, sold, owed, pipelines] = await Promise.all([
      deals.get(address, {}, signal), deals.get(address + '/deals', {}, signal), deals.get(address + '/receivables', {}, signal), allPipelines(),
    ]);
    const parent = customer.parent ? await deals.get(`/customers/${encodeURIComponent(customer.parent)}`, {}, signal).catch(() => null) : null;
    return { customer, parent, sold: sold.items, next: sold.next, owed: owed.items, pipelines };
  }

  async more() {
    try {
      const page = await deals.get(`/customers/${encodeURIComponent(this.value.customer.id)}/deals`, { cursor: this.value.next });
      this.value = { ...this.value, sold: [...this.value.sold, ...page.items], next: page.next };
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  /** @param {any} value */
  view({ customer, parent, sold, next, owed, pipelines }) {
    const pipeline = this.query.get('pipeline');
    return html`
      <p><a href=${'/customers' + (pipeline ? '?pipeline=' + encodeURIComponent(pipeline) : '')}>← ${t('back')}</a></p>
      <h1>${customer.name}</h1>
      <dl class="deal-facts">
        ${customer.country ? html`<div><dt>${fieldName('country')}</dt><dd>${customer.country}</dd></div>` : nothing}
        ${customer.externalId ? html`<div><dt>${fieldName('externalId')}</dt><dd>${customer.externalId}</dd></div>` : nothing}
        ${parent ? html`<div><dt>${t('parent')}</dt><dd><a href=${customerAddress(parent, pipeline)}>${parent.name}</a></dd></div>` : nothing}
        ${customer.merged.length ? html`<div><dt>${t('merged')}</dt><dd>${count(customer.merged.length)}</dd></div>` : nothing}
      </dl>
      <h2>${t('owed')}</h2>
      ${owed.length ? this.owed(owed) : html`<p>${t('nothingOwed')}</p>`}
      <h2>${t('deals')}</h2>
      ${sold.length ? this.deals(sold, pipelines) : html`<p>${t('noDeals')}</p>`}
      ${this.failure ? problem(this.failure) : nothing}
      ${next ? html`<p><button type="button" @click=${this.more}>${t('more')}</button></p>` : nothing}`;
  }

  /** @param {any[]} sums */
  owed(sums) {
    return html`
      <p class="note">${t('owedWhy')}</p>
      <div class="scroll"><table class="narrow customer-owed">
        <thead><tr><th scope="col">${t('currency')}</th>${/** @type {const} */ (['won', 'agreed', 'paid', 'left', 'overdue']).map(name => html`
          <th scope="col" class="number">${t(name)}</th>`)}</tr></thead>
        <tbody>${sums.map(sum => html`
          <tr><th scope="row">${sum.currency}</th><td class="number">${count(sum.deals)}</td><td class="number">${exact(sum.agreed)}</td>
            <td class="number">${exact(sum.paid)}</td><td class="number">${exact(sum.owed)}</td>
            <td class="number ${Number(sum.overdue.amount) ? 'late' : ''}">${exact(sum.overdue)}</td></tr>`)}</tbody>
      </table></div>`;
  }

  /** @param {any[]} sold @param {any[]} pipelines */
  deals(sold, pipelines) {
    const of = (/** @type {any} */ deal) => pipelines.find(each => each.key === deal.pipeline);
    return html`
      <div class="scroll"><table class="customer-deals">
        <thead><tr><th scope="col">${t('deal')}</th><th scope="col">${t('pipeline')}</th><th scope="col">${t('stage')}</th>
          <th scope="col">${t('owner')}</th><th scope="col" class="number">${t('amount')}</th><th scope="col">${t('close')}</th></tr></thead>
        <tbody>${sold.map(deal => html`
          <tr><th scope="row"><a href=${dealAddress(deal)}>${deal.title}</a></th><td>${nameOf(of(deal)?.names, deal.pipeline)}</td>
            <td>${deal.status === 'OPEN' ? stageName(of(deal), deal.stage) : statusName(deal.status)}</td>
            <td>${deal.owner}</td><td class="number">${exact(deal.amount)}</td><td>${day(deal.expectedCloseOn)}</td></tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('dealflow-customer-one', CustomerOne);
