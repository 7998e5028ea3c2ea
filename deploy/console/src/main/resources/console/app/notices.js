/** What a service says beside a number or in its place, as a code with values. */

import { count, period, words } from './language.js';

/** @typedef {{code: string, message: string, values: Record<string, any>}} Notice */

/**
 * Says it in the language of the page; a code that is not in the table, in the service's own words.
 *
 * @param {Record<string, [string, string]>} table by code: English, Chinese, with the names of values in braces
 * @returns {(notice: Notice | null | undefined) => string}
 */
export function notices(table) {
  const t = words(table);
  return notice => !notice ? '' : notice.code in table ? t(notice.code, shown(notice.values)) : notice.message;
}

/** @param {Record<string, any>} values numbers, and a month by its first day */
const shown = values => Object.fromEntries(Object.entries(values)
  .map(([name, value]) => [name, name === 'month' ? period(value.slice(0, 7)) : typeof value === 'number' ? count(value) : value]));
