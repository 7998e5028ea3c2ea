/** `<dealflow-customer-duplicates>`: customers that may be one, with the reason, to be merged. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { words } from '../language.js';
import { Page } from '../page.js';
import { merge } from './merge.js';
import { customerAddress, fieldName, mayMerge } from './words.js';

const t = words({
  about: ['Customers that may be one. Merge those that are; the others stay as they are.', '可能为同一客户的记录。确认相同的请合并，其余保持不变。'],
  SAME_NAME: ['The same name, but for case, width, punctuation and company form', '名称相同（不计大小写、全角半角、标点和公司形式）'],
  SAME_EXTERNAL_ID: ['The same key elsewhere, but for case, width and punctuation', '外部编号相同（不计大小写、全角半角和标点）'],
  country: ['and of one country', '且国家相同'],
  countries: ['but of several countries', '但国家不同'],
  none: ['No two customers look like one.', '没有疑似重复的客户。'],
  merge: ['Merge…', '合并…'],
  more: ['There are more; they come when these are merged.', '还有更多，合并这些后会显示。'],
  managers: ['Sales managers and operations merge customers.', '合并客户由销售经理或销售运营负责。'],
});

const REASONS = /** @type {const} */ (['SAME_NAME', 'SAME_EXTERNAL_ID']);

class CustomerDuplicates extends Page {
  /** @param {AbortSignal} signal */
  async load(signal) {
    const pages = await Promise.all(REASONS.map(reason => deals.get('/customers/duplicates', { reason }, signal)));
    return { groups: pages.flatMap(page => page.items), isMore: pages.some(page => page.next) };
  }

  /** @param {any[]} customers */
  async merge(customers) {
    if (await merge(customers)) {
      this.reload();
    }
  }

  /** @param {{groups: any[], isMore: boolean}} found */
  view({ groups, isMore }) {
    const isTheirs = mayMerge(this.me);
    return html`
      <p class="note">${t('about')} ${isTheirs ? nothing : t('managers')}</p>
      ${groups.length ? nothing : html`<p class="done">✓ ${t('none')}</p>`}
      <ul class="plain-list stack">${groups.map(group => html`
        <li class="card">
          <h2 class="customer-reason">${group.customers[0].name}</h2>
          <p class="note">${t(/** @type {any} */ (group.reason))}, ${t(group.sameCountry ? 'country' : 'countries')}</p>
          ${this.table(group.customers)}
          ${isTheirs ? html`<p><button type="button" @click=${() => this.merge(group.customers)}>${t('merge')}</button></p>` : nothing}
        </li>`)}</ul>
      ${isMore ? html`<p class="note">${t('more')}</p>` : nothing}`;
  }

  /** @param {any[]} customers */
  table(customers) {
    return html`
      <div class="scroll"><table>
        <thead><tr>${/** @type {const} */ (['name', 'country', 'externalId']).map(field => html`<th scope="col">${fieldName(field)}</th>`)}</tr></thead>
        <tbody>${customers.map(customer => html`
          <tr><th scope="row"><a href=${customerAddress(customer, this.query.get('pipeline'))}>${customer.name}</a></th>
            <td>${customer.country ?? '–'}</td><td>${customer.externalId ?? '–'}</td></tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('dealflow-customer-duplicates', CustomerDuplicates);
