/** What the bands of a funnel are, from an answer of the funnel service: sizes, parts, and the numbers beside them. */

import { count, nameOf, words } from '../language.js';

const t = words({
  won: ['Won', '赢单'],
  entered: ['Entered', '进入'],
  here: ['{n} in it now', '当前 {n} 个'],
  lost: ['{n} lost here', '在此丢单 {n} 个'],
  lostAll: ['{n} lost', '丢单 {n} 个'],
  openAll: ['{n} still open', '在谈 {n} 个'],
  returned: ['{n} back to a lead', '退回线索 {n} 个'],
});

/**
 * @typedef {{count: number, amount: string | null}} Total
 * @typedef {{cell: string, text: string, kind?: string, amount?: string | null}} Side a number beside a band
 *
 * @typedef {object} Band
 * @property {string} name
 * @property {string} stage '' for all together
 * @property {string} cell what its number is
 * @property {Total} total
 * @property {Total | null} base the same of the answer that it is compared with
 * @property {{kind: string, size: number}[]} parts
 * @property {any} slope the share that leads to it; of stays that ended, the share that moved on
 * @property {any} baseSlope
 * @property {Side[]} sides
 */

/** Those that reached each stage, and those won. @param {any} funnel @param {any} base @param {string} won its name @returns {Band[]} */
export function cohortBands(funnel, base, won) {
  /** @type {Band[]} */
  const bands = [];
  let openLeft = funnel.open.count;
  funnel.stages.forEach((/** @type {any} */ row, /** @type {number} */ i) => {
    const next = funnel.stages[i + 1];
    const other = base?.stages.find((/** @type {any} */ each) => each.stage === row.stage);
    const onward = next ? next.reached.count : funnel.won.count;
    // Of those that came so far and no further, these are open.
    const open = next ? next.fromPrevious.open : openLeft;
    openLeft -= open;
    bands.push({
      name: nameOf(row.names, row.stage),
      stage: row.stage,
      cell: 'reached',
      total: row.reached,
      base: other?.reached ?? null,
      parts: [
        { kind: 'on', size: onward },
        { kind: 'open', size: open },
        { kind: 'gone', size: Math.max(0, row.reached.count - onward - open) },
      ],
      slope: i > 0 ? row.fromPrevious : null,
      baseSlope: i > 0 ? other?.fromPrevious : null,
      sides: [here(row), ...lost(row.lostHere.count, 'lostHere')],
    });
  });
  if (!bands.length) {
    bands.push({
      name: t('entered'), stage: '', cell: 'entered', total: funnel.entered, base: base?.entered ?? null,
      parts: [{ kind: 'all', size: 1 }], slope: null, baseSlope: null, sides: [],
    });
  }
  return [...bands, wonBand(funnel, base, won, bands[bands.length - 1].total.count)];
}

/** @param {any} funnel @param {any} base @param {string} name @param {number} last how many came to the last stage @returns {Band} */
const wonBand = (funnel, base, name, last) => ({
  name: name || t('won'),
  stage: '',
  cell: 'won',
  total: funnel.won,
  base: base?.won ?? null,
  parts: [{ kind: 'won', size: 1 }],
  // The service has no rate from the last stage to winning, only the two numbers and the rate of all that entered.
  slope: { ...funnel.winRate.ofEntered, ofAll: true, step: funnel.stages.length ? [funnel.won.count, last] : null },
  baseSlope: base?.winRate.ofEntered,
  sides: [
    { cell: 'lost', text: t('lostAll', { n: count(funnel.lost.count) }), kind: 'lost' },
    { cell: 'open', text: t('openAll', { n: count(funnel.open.count) }) },
    ...funnel.returned.count ? [{ cell: 'returned', text: t('returned', { n: count(funnel.returned.count) }) }] : [],
  ],
});

/** The stays that ended in each stage, by how. @param {any} funnel @param {any} base @returns {Band[]} */
export const endedBands = (funnel, base) => funnel.stages.map((/** @type {any} */ row) => {
  const other = base?.stages.find((/** @type {any} */ each) => each.stage === row.stage);
  return {
    name: nameOf(row.names, row.stage),
    stage: row.stage,
    cell: 'ended',
    total: { count: row.ended, amount: null },
    base: other ? { count: other.ended, amount: null } : null,
    parts: [
      { kind: 'on', size: row.forward + row.won },
      { kind: 'back', size: row.backward },
      { kind: 'gone', size: row.lost + row.returned },
    ],
    slope: row.onward,
    baseSlope: other?.onward,
    sides: [here(row), ...lost(row.lost, 'ended.lost')],
  };
});

/** @param {any} row @returns {Side} */
const here = row => ({ cell: 'capacity', text: t('here', { n: count(row.capacity.count) }), amount: row.capacity.amount });

/** @param {number} n @param {string} cell @returns {Side[]} */
const lost = (n, cell) => n ? [{ cell, text: t('lost', { n: count(n) }), kind: 'lost' }] : [];
