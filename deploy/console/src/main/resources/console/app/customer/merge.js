/** Customers that are one: which of them stays is chosen, and the others become it. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { words } from '../language.js';
import { act } from '../operations/action.js';

const t = words({
  title: ['Merge {n} customers into one', '将 {n} 个客户合并为一个'],
  what: [
    'All deals of the others become those of the one that stays, and their names and keys lead to it for ever. A merge cannot be undone.',
    '其他客户的全部商机将归入保留的客户，其名称和编号今后均指向该客户。合并无法撤销。'],
  stays: ['This one stays', '保留此客户'],
  button: ['Merge', '合并'],
});

/**
 * Asks which one stays, and merges.
 *
 * @param {any[]} customers two at least
 * @returns {Promise<any>} the one that is left; undefined if it was called off
 */
export const merge = customers => act({
  title: t('title', { n: customers.length }),
  text: t('what'),
  button: t('button'),
  fields: () => html`
    <fieldset class="customer-stays"><legend>${t('stays')}</legend>${customers.map((customer, i) => html`
      <label class="tick"><span><input type="radio" name="stays" value=${customer.id} required ?checked=${i === 0}> ${customer.name}
        ${about(customer)}</span></label>`)}</fieldset>`,
  run: async form => {
    const stays = String(form.get('stays'));
    let left = null;
    for (const other of customers.filter(each => each.id !== stays)) {
      left = await deals.post(`/customers/${encodeURIComponent(stays)}/merges`, { customer: other.id });
    }
    return left;
  },
});

/** @param {any} customer */
function about(customer) {
  const known = [customer.country, customer.externalId].filter(Boolean);
  return known.length ? html`<small>${known.join(' · ')}</small>` : nothing;
}
