/** `<dealflow-proposal>`: divides a target among the people below, to be changed and saved as their targets. */

import { LitElement, html, nothing } from 'lit';
import { forecasts } from '../api.js';
import { amount, count, period as nameOf, words } from '../language.js';
import { select } from './common.js';
import { sentence } from './notices.js';

const own = words({
  title: ['Divide a target', '分解目标'],
  of: ['among the people of {whose}, {period}', '{whose}的人员，{period}'],
  whole: ['the whole pipeline', '整个流程'],
  what: ['Counted in', '计量'],
  amount: ['money, {currency}', '金额（{currency}）'],
  won: ['deals won', '赢单数'],
  entered: ['deals entered', '新进商机数'],
  total: ['To divide', '总目标'],
  propose: ['Propose', '生成建议'],
  nobody: ['Nobody is at work here.', '此范围内没有在岗人员。'],
  owner: ['Owner', '负责人'],
  formerly: ['Formerly', '往期'],
  orders: ['{n} deals', '{n} 单'],
  raw: ['Beside the others', '相对水平'],
  rawSays: ['{shrunk} counts: {raw}, drawn toward 1 as far as it may be chance', '按 {shrunk} 计：{raw} 向 1 收缩，扣除偶然成分'],
  part: ['Target', '目标'],
  sum: ['Sum', '合计'],
  save: ['Save as targets', '保存为目标'],
  saved: ['Saved.', '已保存。'],
});

class Proposal extends LitElement {
  static properties = {
    page: { attribute: false },
    asked: { attribute: false },
    proposal: { state: true },
    parts: { state: true },
    done: { state: true },
    metric: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.page = null;
    /** @type {any} the meeting's question */
    this.asked = null;
    /** @type {any} */
    this.proposal = null;
    /** @type {string[]} as they stand in the form */
    this.parts = [];
    this.done = '';
    this.metric = 'amount';
  }

  createRenderRoot() {
    return this;
  }

  /** What was proposed for another team or period is not for this one. @param {Map<string, any>} changed */
  willUpdate(changed) {
    const before = changed.get('asked');
    if (before && ['period', 'team', 'measure'].some(each => before[each] !== this.asked[each])) {
      this.proposal = null;
      this.done = '';
    }
  }

  /** @param {any} event */
  async propose(event) {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const { period, team, measure } = this.asked;
    this.metric = String(values.get('metric') ?? 'amount');
    this.done = '';
    try {
      this.proposal = await forecasts.get(`/targets/${encodeURIComponent(this.page.pipeline.key)}/proposal`,
        { period, team, measure: this.metric === 'amount' ? measure : 'bookings', metric: this.metric, total: values.get('total') });
      this.parts = this.proposal.people.map(each => String(Number(each[this.metric])));
      this.page.problem = null;
    } catch (error) {
      this.page.problem = error;
    }
  }

  /** Those of other people, periods and kinds stay; a list that was changed meanwhile is refused. @param {Event} event */
  async save(event) {
    event.preventDefault();
    const { period, people } = this.proposal;
    const isMoney = this.metric === 'amount';
    const set = people.map((each, i) => ({ measure: this.proposal.measure, period, team: each.team, owner: each.owner,
      ...isMoney ? { amount: { amount: this.parts[i], currency: this.proposal.currency } } : { [this.metric]: Number(this.parts[i]) } }));
    try {
      // A manager sets those of one team at a time.
      for (const team of new Set(set.map(each => each.team))) {
        await this.put(team, set.filter(each => each.team === team), isMoney);
      }
      this.page.problem = null;
      await this.page.reload();
      this.done = own('saved');
    } catch (error) {
      this.page.problem = error;
    }
  }

  /** @param {string | null} team @param {any[]} set @param {boolean} isMoney */
  async put(team, set, isMoney) {
    const path = `/targets/${encodeURIComponent(this.page.pipeline.key)}`;
    const { body, tag } = await forecasts.full(path, { query: { team } });
    /** @param {any} item */
    const isReplaced = item => set.some(each => each.owner === item.owner && each.period === item.period && (each.team ?? null) === (item.team ?? null)
      && each.measure === item.measure && item[this.metric] != null) && !item.product && !item.source && !item.region && !item.field;
    /** @param {any[]} items */
    const kept = items => items.filter(item => !isReplaced(item));
    await forecasts.put(path, { items: [...kept(body.items), ...isMoney ? set : []], further: [...kept(body.further), ...isMoney ? [] : set] },
      { query: { team }, ifMatch: tag ?? undefined });
  }

  render() {
    const { period, team } = this.asked;
    const currency = this.page.pipeline.currency;
    return html`<h2>${own('title')} <small>${own('of', { whose: team ?? own('whole'), period: nameOf(period) })}</small></h2>
      <form class="row" @submit=${this.propose}>
        ${select('metric', own('what'), [['amount', own('amount', { currency })], ['won', own('won')], ['entered', own('entered')]], this.metric)}
        <label><span>${own('total')}</span><input name="total" type="number" min="0" max="999999999999999" step="any" required></label>
        <button>${own('propose')}</button></form>
      ${this.proposal ? this.table() : nothing} <output class="done">${this.done}</output>`;
  }

  table() {
    const { people, reason, currency } = this.proposal;
    const isMoney = this.metric === 'amount';
    /** @param {any} value */
    const shown = value => isMoney ? amount(value, currency) : count(value);
    if (!people.length) {
      return html`<p>${own('nobody')}</p>`;
    }
    const sum = this.parts.reduce((before, each) => before + Number(each), 0);
    return html`<form @submit=${this.save}>
      ${reason ? html`<p class="note">${sentence(reason)}</p>` : nothing}
      <div class="scroll" tabindex="0" role="group" aria-label=${own('title')}><table class="forecast-narrow">
        <thead><tr><th scope="col">${own('owner')}</th><th scope="col" class="number">${own('formerly')}</th><th scope="col" class="number">${own('raw')}</th>
          <th scope="col" class="number">${own('part')}</th></tr></thead>
        <tbody>${people.map((each, i) => html`<tr><th scope="row">${each.owner}${each.team ? html` <small>${each.team}</small>` : nothing}</th>
          <td class="number">${each.formerly == null ? '' : amount(each.formerly, currency, true)} <small>${own('orders', { n: count(each.orders) })}</small></td>
          <td class="number">${each.raw == null ? '–' : html`<span title=${own('rawSays', { raw: each.raw, shrunk: each.shrunk })}>${each.raw}</span>`}</td>
          <td class="number"><input type="number" min="0" max="999999999999999" step=${isMoney ? '0.01' : '1'} required aria-label="${own('part')}: ${each.owner}"
            .value=${this.parts[i]} @input=${event => this.change(i, event.currentTarget.value)}></td></tr>`)}</tbody>
        <tfoot><tr><th scope="row">${own('sum')}</th><td></td><td></td><td class="number">${shown(sum)}</td></tr></tfoot></table></div>
      <p><button class="main">${own('save')}</button></p></form>`;
  }

  /** @param {number} i @param {string} value */
  change(i, value) {
    this.parts = this.parts.map((each, place) => place === i ? value : each);
    this.done = '';
  }
}

customElements.define('dealflow-proposal', Proposal);
