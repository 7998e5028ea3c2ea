/** The ways in which files write amounts, read here for the preview as the service reads them. */

/** An example of each, by the sign before the cents; '' where only plain numbers stand. */
export const AMOUNTS = { '': '1250.50', '.': '1,250.50', ',': '1.250,50' };

const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const GROUPED = {
  '.': /^[+-]?(\d+|\d{1,3}([, \u00a0\u202f'\u2019])\d{3}(\2\d{3})*)(\.\d+)?$/,
  ',': /^[+-]?(\d+|\d{1,3}([. \u00a0\u202f'\u2019])\d{3}(\2\d{3})*)(,\d+)?$/,
};

/** The plain number that a cell tells; null if it tells none. @param {string} text @param {'' | '.' | ','} decimal */
export function plain(text, decimal) {
  if (!decimal) {
    return PLAIN.test(text) ? text : null;
  }
  if (!GROUPED[decimal].test(text)) {
    return null;
  }
  const [whole, cents] = text.split(decimal);
  return whole.replace(/[^0-9+-]/g, '') + (cents === undefined ? '' : '.' + cents);
}

/** The sign before the cents that reads most of the cells; of several, the plainest. @param {string[]} cells @returns {'' | '.' | ','} */
export function guessDecimal(cells) {
  const read = (/** @type {'' | '.' | ','} */ decimal) => cells.filter(cell => plain(cell, decimal) !== null).length;
  const most = Math.max(read(''), read('.'), read(','));
  return read('') === most ? '' : read('.') === most ? '.' : ',';
}
