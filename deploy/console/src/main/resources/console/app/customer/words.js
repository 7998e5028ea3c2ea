/** What customers' parts are called in all of their views, and addresses. */

import { words } from '../language.js';

/** Of a customer's fields. */
export const fieldName = words({
  name: ['Name', '名称'],
  country: ['Country', '国家'],
  externalId: ['Elsewhere known as', '外部编号'],
});

/** @param {{id: string}} customer @param {string | null} pipeline the one chosen */
export const customerAddress = (customer, pipeline) =>
  `/customers/${encodeURIComponent(customer.id)}${pipeline ? '?pipeline=' + encodeURIComponent(pipeline) : ''}`;

/** @param {{roles: string[]}} me */
export const mayMerge = me => me.roles.some(role => role === 'sales-manager' || role === 'sales-ops');
