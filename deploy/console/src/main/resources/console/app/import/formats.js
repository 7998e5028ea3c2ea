/** The ways in which files write dates and amounts, by an example. */

/** The patterns of a mapping's `dateFormats` begin with these; ISO 8601 is always read. @type {Record<string, string>} */
const DAYS = {
  'd.M.y': '31.3.2026',
  'd/M/y': '31/3/2026',
  'M/d/y': '3/31/2026',
  'yyyy/M/d': '2026/3/31',
  'yyyy-M-d': '2026-3-31',
  'd-M-y': '31-3-2026',
  'M-d-y': '3-31-2026',
  'd MMM y': '31 Mar 2026',
  'MMM d, y': 'Mar 31, 2026',
  'yyyy年M月d日': '2026年3月31日',
  yyyyMMdd: '20260331',
};

export const ISO = 'iso';
export const CUSTOM = 'custom';

/** @type {Record<string, string>} */
export const DATE_EXAMPLES = { [ISO]: '2026-03-31', ...DAYS };

/** Each with the times that may follow. @param {string} name a key of DATE_EXAMPLES */
export const patternsOf = name => name === ISO ? [] : ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a'].map(time => name + time);

/** The way that these patterns are; CUSTOM for several or one of its own. @param {string[]} patterns */
export function wayOf(patterns) {
  const ways = Object.keys(DATE_EXAMPLES).filter(name => patterns.every(pattern => patternsOf(name).includes(pattern)));
  return patterns.length ? ways[0] ?? CUSTOM : ISO;
}

/** An example of each, by the sign before the cents; '' where only plain numbers stand. */
export const AMOUNT_EXAMPLES = { '': '1250.50', '.': '1,250.50', ',': '1.250,50' };
