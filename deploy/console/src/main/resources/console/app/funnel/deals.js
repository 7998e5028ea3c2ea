/** `<dealflow-funnel-deals>`: the deals in a number, in a dialog, each with the way to it. */

import { LitElement, html, nothing } from 'lit';
import { deals, funnels } from '../api.js';
import { amount, count, words } from '../language.js';
import { problem } from '../page.js';
import { dealAddress, groupName, momentIn, stageName, statusName } from './words.js';

const t = words({
  loading: ['Loading…', '加载中…'],
  total: ['{n} in all, {amount}', '共 {n} 个，{amount}'],
  times: ['A deal stands here as often as it was counted.', '同一商机被计入几次，就列出几次。'],
  unknown: ['{n} of them have no known amount', '其中 {n} 个没有金额'],
  deal: ['Deal', '商机'],
  at: ['When', '时间'],
  stage: ['Stage', '阶段'],
  owner: ['Owner', '负责人'],
  amount: ['Amount', '金额'],
  more: ['Show more', '显示更多'],
  close: ['Close', '关闭'],
  empty: ['There are none.', '没有商机。'],
  sumsOnly: ['You see sums only: your role does not show single deals. Ask a sales manager for them.',
    '您只能查看汇总：您的角色看不到单个商机，如需要请联系销售经理。'],
  ownOnly: ['Of a team you see the sums; single deals only of your own. Choose “Mine” to list yours.',
    '团队的数据您只能看汇总，单个商机只能看自己的。选择“我的”即可列出您的商机。'],
  gone: ['Deal {id}', '商机 {id}'],
});

const AT_A_TIME = 25;

/** Deals by id; null for those that are not there or not ours to see. @param {string[]} ids */
async function dealsOf(ids) {
  const found = await deals.all('/deals', { ids: [...new Set(ids)].join(',') }).catch(() => []);
  return Object.fromEntries([...ids.map(id => [id, null]), ...found.map(deal => [deal.id, deal])]);
}

class FunnelDeals extends LitElement {
  static properties = {
    pipeline: { attribute: false },
    me: { attribute: false },
    isTheirs: { attribute: false },
    heading: { state: true },
    answer: { state: true },
    items: { state: true },
    found: { state: true },
    problem: { state: true },
    isLoading: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.pipeline = null;
    /** @type {any} */
    this.me = null;
    /** Whether the single deals are this one's to see. */
    this.isTheirs = true;
    this.heading = '';
    /** @type {any} */
    this.answer = null;
    /** @type {any[]} */
    this.items = [];
    /** @type {Record<string, any>} deals by id; null for those that are not there or not this one's to see */
    this.found = {};
    /** @type {any} */
    this.problem = null;
    this.isLoading = false;
    this.path = '';
  }

  createRenderRoot() {
    return this;
  }

  /** @param {string} path of the deals, as a link of an answer has it @param {string} heading */
  async show(path, heading) {
    Object.assign(this, { path, heading, answer: null, items: [], problem: null });
    await this.updateComplete;
    /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).showModal();
    if (this.isTheirs) {
      await this.more();
    }
  }

  async more() {
    const { path } = this;
    this.isLoading = true;
    try {
      const cursor = this.answer?.next ? `&cursor=${encodeURIComponent(this.answer.next)}` : '';
      const answer = await funnels.get(`${path}&limit=${AT_A_TIME}${cursor}`);
      if (path === this.path) {
        this.answer = answer;
        this.items = [...this.items, ...answer.items];
        // The service of statistics does not know the titles.
        if (answer.items.length) {
          dealsOf(answer.items.map(item => item.deal)).then(found => { this.found = { ...this.found, ...found }; });
        }
      }
    } catch (error) {
      this.problem = error;
    }
    this.isLoading = false;
  }

  close() {
    /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).close();
  }

  render() {
    return html`
      <dialog class="wide" aria-labelledby="funnel-deals-title" @click=${(/** @type {any} */ event) => event.target.closest('a') && this.close()}>
        <h2 id="funnel-deals-title">${this.heading}</h2>
        ${!this.isTheirs ? html`<p>${this.me?.sees === 'OWN' ? t('ownOnly') : t('sumsOnly')}</p>` : nothing}
        ${this.problem ? problem(this.problem) : nothing}
        ${this.answer ? this.list() : this.isLoading ? html`<p class="loading" role="status">${t('loading')}</p>` : nothing}
        <div class="buttons">
          ${this.answer?.next ? html`<button type="button" ?disabled=${this.isLoading} @click=${this.more}>${t('more')}</button>` : nothing}
          <button type="button" class="main" @click=${this.close}>${t('close')}</button>
        </div>
      </dialog>`;
  }

  /** @param {string} id */
  link(id) {
    const deal = this.found[id];
    const text = deal?.title ?? (deal === undefined ? '…' : t('gone', { id: id.slice(-8) }));
    return html`<a href=${dealAddress({ id, pipeline: this.pipeline.key })} aria-label=${deal === undefined ? t('gone', { id: id.slice(-8) }) : nothing}>${text}</a>
      ${deal?.customer?.name ? html`<br><small>${deal.customer.name}</small>` : nothing}`;
  }

  list() {
    const { total, withoutAmount, currency } = this.answer;
    if (!this.items.length) {
      return html`<p>${t('empty')}</p>`;
    }
    const isRepeated = new Set(this.items.map(item => item.deal)).size < this.items.length;
    const notes = [
      t('total', { n: count(total.count), amount: amount(total.amount, currency) }),
      withoutAmount ? t('unknown', { n: count(withoutAmount) }) : '',
      isRepeated ? t('times') : '',
    ].filter(each => each);
    return html`
      <p class="note">${notes.join(' · ')}</p>
      <div class="scroll tall" tabindex="0" role="group" aria-labelledby="funnel-deals-title">
        <table class="deals">
          <thead><tr><th scope="col">${t('deal')}</th><th scope="col" class="number">${t('amount')}</th><th scope="col">${t('stage')}</th>
            <th scope="col">${t('owner')}</th><th scope="col">${t('at')}</th></tr></thead>
          <tbody>${this.items.map(item => html`
            <tr>
              <td>${this.link(item.deal)}</td>
              <td class="number">${amount(item.amount, currency)}</td>
              <td>${item.status === 'OPEN' ? stageName(this.pipeline, item.stage) : statusName(item.status)}</td>
              <td>${groupName(item.owner)}</td>
              <td>${momentIn(item.at, this.pipeline.timeZone)}</td>
            </tr>`)}
          </tbody>
        </table>
      </div>`;
  }
}

customElements.define('dealflow-funnel-deals', FunnelDeals);
