/** `<dealflow-customer-list>`: customers by name, or those that a search finds. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { words } from '../language.js';
import { Page, problem } from '../page.js';
import { go, withQuery } from '../router.js';
import { merge } from './merge.js';
import { customerAddress, fieldName, mayMerge } from './words.js';

const t = words({
  search: ['Name or key', '名称或编号'],
  how: ['Beginnings of words; case, width and company form make no difference.', '按词首匹配；不区分大小写、全角半角和公司形式。'],
  find: ['Find', '查找'],
  none: ['No customer of yours is called so.', '您没有这样的客户。'],
  pick: ['Merge', '合并'],
  pickOne: ['Merge “{name}”', '合并“{name}”'],
  more: ['Show more', '显示更多'],
  merge: ['Merge the {n} chosen…', '合并选中的 {n} 个…'],
  two: ['Choose two or more that are one customer, to merge them.', '选择两个或以上属于同一客户的记录进行合并。'],
});

class CustomerList extends Page {
  static properties = { ...Page.properties, chosen: { state: true }, failure: { state: true } };

  constructor() {
    super();
    /** @type {any[]} */
    this.chosen = [];
    /** @type {any} */
    this.failure = null;
  }

  /** @param {AbortSignal} signal */
  load(signal) {
    this.chosen = [];
    return deals.get('/customers', { q: this.query.get('q') }, signal);
  }

  async more() {
    try {
      const { items, next } = await deals.get('/customers', { q: this.query.get('q'), cursor: this.value.next });
      this.value = { items: [...this.value.items, ...items], next };
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  /** @param {SubmitEvent} event */
  find(event) {
    event.preventDefault();
    const asked = new FormData(/** @type {HTMLFormElement} */ (event.target));
    go(withQuery({ q: String(asked.get('q')).trim() }));
  }

  /** @param {any} customer @param {boolean} isChosen */
  choose(customer, isChosen) {
    this.chosen = this.chosen.filter(each => each.id !== customer.id).concat(isChosen ? [customer] : []);
  }

  async merge() {
    const left = await merge(this.chosen);
    if (left) {
      go(customerAddress(left, this.query.get('pipeline')));
    }
  }

  /** @param {{items: any[], next: string | null}} found */
  view({ items, next }) {
    return html`
      <form class="row" role="search" @submit=${this.find}>
        <label><span>${t('search')}</span><input type="search" name="q" .value=${this.query.get('q') ?? ''} aria-describedby="customer-how"></label>
        <button>${t('find')}</button>
        <small id="customer-how">${t('how')}</small>
      </form>
      ${items.length ? this.table(items) : html`<p>${t('none')}</p>`}
      ${this.failure ? problem(this.failure) : nothing}
      <p class="row">
        ${next ? html`<button type="button" @click=${this.more}>${t('more')}</button>` : nothing}
        ${!mayMerge(this.me) || items.length < 2 ? nothing : this.chosen.length > 1
          ? html`<button type="button" class="main" @click=${this.merge}>${t('merge', { n: this.chosen.length })}</button>`
          : html`<small>${t('two')}</small>`}
      </p>`;
  }

  /** @param {any[]} items */
  table(items) {
    const isTheirs = mayMerge(this.me) && items.length > 1;
    return html`
      <div class="scroll"><table>
        <thead><tr><th scope="col">${fieldName('name')}</th><th scope="col">${fieldName('country')}</th><th scope="col">${fieldName('externalId')}</th>
          ${isTheirs ? html`<th scope="col">${t('pick')}</th>` : nothing}</tr></thead>
        <tbody>${items.map(customer => html`
          <tr><th scope="row"><a href=${customerAddress(customer, this.query.get('pipeline'))}>${customer.name}</a></th>
            <td>${customer.country ?? '–'}</td><td>${customer.externalId ?? '–'}</td>
            ${isTheirs ? html`<td><input type="checkbox" aria-label=${t('pickOne', { name: customer.name })}
              .checked=${this.chosen.some(each => each.id === customer.id)}
              @change=${(/** @type {any} */ event) => this.choose(customer, event.target.checked)}></td>` : nothing}</tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('dealflow-customer-list', CustomerList);
