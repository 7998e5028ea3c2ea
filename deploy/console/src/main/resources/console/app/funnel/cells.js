/** What a number of the funnel is, in words: the heading of the list of its deals. */

import { words } from '../language.js';
import { stageName } from './words.js';

const t = words({
  entered: ['Entered the funnel', '进入漏斗'],
  won: ['Entered and won', '进入并赢单'],
  lost: ['Entered and lost', '进入后丢单'],
  open: ['Entered and still open', '进入后仍在谈'],
  returned: ['Back to a lead', '退回线索'],
  reached: ['Reached', '到达'],
  lostHere: ['Lost', '丢单'],
  capacity: ['In it now', '当前在此阶段'],
  'decided.won': ['Won in the period', '期间内赢单'],
  'decided.lost': ['Lost in the period', '期间内丢单'],
  'stays.ended': ['Stays that ended', '已结束的停留'],
  'stays.open': ['Stays that go on', '仍在进行的停留'],
  'cycle.ended': ['Left the funnel', '已离开漏斗'],
  'cycle.open': ['Still in the funnel', '仍在漏斗中'],
  'step.reached': ['Reached', '到达'],
  'step.moved': ['Moved on', '继续向前'],
  ended: ['Stays that ended', '已结束的停留'],
  'ended.lost': ['Lost', '丢单'],
  stalled: ['Standing still', '停滞'],
  snoozed: ['Snoozed', '已暂缓'],
  'flow.opening': ['At the start', '期初'],
  'flow.in': ['Entered', '新进入'],
  'flow.reopened': ['Reopened', '重新打开'],
  'flow.forwardIn': ['Came forward', '前进转入'],
  'flow.backwardIn': ['Came back', '退回转入'],
  'flow.transferredIn': ['Transferred in', '划转转入'],
  'flow.forwardOut': ['Went forward', '前进转出'],
  'flow.backwardOut': ['Went back', '退回转出'],
  'flow.won': ['Won', '赢单'],
  'flow.lost': ['Lost', '丢单'],
  'flow.returned': ['Back to a lead', '退回线索'],
  'flow.transferredOut': ['Transferred out', '划转转出'],
  'flow.repriced': ['Repriced', '金额变更'],
  'flow.closing': ['At the end', '期末'],
});

/** @param {any} pipeline @param {string} cell @param {string} [stage] @param {string} [more] */
export const cellName = (pipeline, cell, stage = '', more = '') =>
  [stage ? stageName(pipeline, stage) : '', t(/** @type {any} */ (cell)), more].filter(each => each).join(' · ');

/**
 * The address of the deals in a number.
 *
 * @param {string} link of an answer, with places for cell and stage @param {string} cell @param {string} [stage]
 * @param {Record<string, string>} [more]
 */
export function dealsPath(link, cell, stage = '', more = {}) {
  const rest = Object.entries(more).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join('');
  return link.replace('{cell}', encodeURIComponent(cell)).replace('{stage}', encodeURIComponent(stage)) + rest;
}
