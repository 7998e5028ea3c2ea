/** What the next version of a pipeline changes, and what that does to deals under way. */

import { deals, funnels } from '../api.js';
import { count, nameOf, words } from '../language.js';
import { confirmedByName, phaseName, reasonName, signalName, skipName, stanceName, threshold } from './words.js';

const t = words({
  orderSignals: ['An order is confirmed by {signals}', '订单由以下信号确认：{signals}'],
  orderSignalsEffect: ['For orders from now on; won deals stay won.', '适用于今后的订单；已赢单的不变。'],
  orderItems: ['What must be true of an order changes', '订单条件变更'],
  names: ['Its names change', '名称变更'],
  skips: ['Stages {how} from now on', '今后阶段{how}'],
  skipsEffect: ['Deals move by this from now on; nothing that was moved changes.', '今后的推进按此规则执行，已完成的推进不受影响。'],
  reasonAdded: ['New reason: {names}', '新增原因：{names}'],
  reasonGone: ['Reason no longer offered: {names}', '不再提供的原因：{names}'],
  reasonEffect: ['Closed deals keep the reason that they have.', '已关闭的商机保留原有原因。'],
  holidays: ['Days off: {before} become {after}', '节假日：由 {before} 天变为 {after} 天'],
  holidaysEffect: ['Thresholds in business days are counted anew.', '按工作日计算的停滞期限将重新计算。'],
  stageAdded: ['New stage “{name}”', '新增阶段“{name}”'],
  stageAddedEffect: ['It begins empty: deals under way stay where they are and enter it by a move.', '新阶段起初为空：进行中的商机保持原位，通过推进进入该阶段。'],
  stageAddedForced: ['As no stage may be skipped, deals before it have to pass it.', '由于不可跳过阶段，之前的商机必须经过此阶段。'],
  stageGone: ['“{name}” is merged into “{into}”', '“{name}”并入“{into}”'],
  stageGoneEffect: ['The deals in it ({deals}) and the history of all that ever were count in “{into}” from now on. This cannot be taken back.', '其中的商机（{deals}）以及曾处于该阶段的全部历史今后计入“{into}”。此操作无法撤销。'],
  stageDropped: ['“{name}” is removed', '移除“{name}”'],
  stageDroppedEffect: ['That is refused if any deal is or has been in it.', '如有商机处于或曾处于该阶段，将被拒绝。'],
  order: ['The order of the stages changes', '阶段顺序变更'],
  orderEffect: ['What counts as forward or back follows the new order.', '前进与后退按新顺序判断。'],
  renamed: ['“{before}” is called “{name}”', '“{before}”更名为“{name}”'],
  renamedEffect: ['The deals in it ({deals}) stay, and all statistics go on.', '其中的商机（{deals}）位置不变，统计连续。'],
  stalled: ['“{name}”: stalled after {after} instead of {before}', '“{name}”：停滞期限由{before}改为{after}'],
  never: ['the usual time', '常规时长'],
  stalledEffect: ['{n} of {of} deals in it have been there for longer than that.', '其中 {of} 笔商机里有 {n} 笔已超过该期限。'],
  stalledUnknown: ['The deals in it ({deals}) are measured by it from now on.', '其中的商机（{deals}）今后按此衡量。'],
  itemAdded: ['“{name}”: new required item “{item}”', '“{name}”：新增必需检查项“{item}”'],
  itemAddedEffect: ['The deals in it ({deals}) need it for the next stage.', '其中的商机（{deals}）进入下一阶段前须完成此项。'],
  itemOptional: ['“{name}”: new item “{item}”', '“{name}”：新增检查项“{item}”'],
  itemGone: ['“{name}”: item “{item}” is removed', '“{name}”：移除检查项“{item}”'],
  itemGoneEffect: ['It is asked for no more; ticks that were made stay in the history.', '今后不再要求；已有的勾选保留在历史中。'],
  itemChanged: ['“{name}”: item “{item}” changes', '“{name}”：检查项“{item}”变更'],
  itemNowRequired: ['The deals in it ({deals}) need it for the next stage, unless it is ticked.', '其中的商机（{deals}）若尚未勾选此项，进入下一阶段前须完成。'],
  signals: ['“{name}”: confirmed by {signals}', '“{name}”：由以下信号确认：{signals}'],
  signalsEffect: ['For whoever enters it from now on; deals in it stay.', '适用于今后进入的商机；已在其中的不变。'],
  anySignal: ['any signal', '任何信号'],
  phase: ['“{name}”: phase “{after}”', '“{name}”：采购阶段改为“{after}”'],
  stance: ['“{name}”: {after}', '“{name}”：{after}'],
  stanceEffect: ['Requests for a lower price are met by it from now on.', '今后的降价请求按此回应。'],
  guidance: ['“{name}”: guidance changes', '“{name}”：指引变更'],
  deals: ['{n} open deals', '{n} 笔进行中的商机'],
  deal: ['1 open deal', '1 笔进行中的商机'],
  noDeals: ['no open deal', '无进行中的商机'],
  someDeals: ['number unknown', '数量未知'],
  leads: ['{n} leads', '{n} 条线索'],
});

const MOST = 500;
const MOST_LISTED = 10_000;

/**
 * How many deals are under way in each stage.
 *
 * @param {string} key @param {AbortSignal} signal @returns {Promise<Record<string, number>>}
 */
export async function loadCounts(key, signal) {
  const { stages } = await deals.get(`/pipelines/${encodeURIComponent(key)}`, {}, signal);
  const funnel = await funnels.get(`/funnels/${encodeURIComponent(key)}`, {}, signal).catch(() => ({ stages: [] }));
  /** @type {Record<string, number>} */
  const counts = Object.fromEntries(funnel.stages.map((/** @type {any} */ row) => [row.stage, row.capacity.count]));
  const others = stages.filter((/** @type {any} */ stage) => counts[stage.key] === undefined);
  if (others.length === 1 && others[0].place === 'OUTSIDE') {
    const { leads } = await deals.get(`/pipelines/${encodeURIComponent(key)}/leads`, {}, signal);
    return { ...counts, [others[0].key]: leads };
  }
  await Promise.all(others.map(async (/** @type {any} */ stage) => {
    counts[stage.key] = (await deals.all('/deals', { pipeline: key, stage: stage.key }, MOST_LISTED, signal)).length;
  }));
  return counts;
}

/** @param {number | undefined} n @param {any} [stage] that they are in */
export function said(n, stage) {
  if (n !== undefined && stage?.place === 'OUTSIDE') {
    return t('leads', { n: count(n) });
  }
  return n === undefined ? t('someDeals') : n === 0 ? t('noDeals') : n === 1 ? t('deal') : t('deals', { n: count(n) });
}

/**
 * @typedef {{what: string, effect?: string}} Change
 * @param {any} before the definition as it is @param {any} draft @param {Record<string, string>} mapping stages that go, and where their deals count
 * @param {Record<string, number>} counts
 * @returns {Change[]}
 */
export function changesOf(before, draft, mapping, counts) {
  /** @type {Change[]} */
  const changes = [];
  const add = (/** @type {string} */ what, /** @type {string} */ effect = '') => changes.push({ what, effect });
  const nameIn = (/** @type {any} */ pipeline, /** @type {string} */ key) =>
    nameOf(pipeline.stages.find((/** @type {any} */ stage) => stage.key === key)?.names, key);
  if (differ(before.names, draft.names) || differ(before.won.names, draft.won.names)) {
    add(t('names'));
  }
  if (differ(before.won.signals, draft.won.signals)) {
    add(t('orderSignals', { signals: draft.won.signals.map(signalName).join(', ') || t('anySignal') }), t('orderSignalsEffect'));
  }
  if (differ(before.won.checklist, draft.won.checklist)) {
    add(t('orderItems'), t('orderSignalsEffect'));
  }
  if (before.skips !== draft.skips) {
    add(t('skips', { how: skipName(draft.skips) }), t('skipsEffect'));
  }
  for (const list of ['lossReasons', 'winReasons']) {
    const added = draft[list].filter((/** @type {string} */ each) => !before[list].includes(each));
    const gone = before[list].filter((/** @type {string} */ each) => !draft[list].includes(each));
    if (added.length) {
      add(t('reasonAdded', { names: added.map(reasonName).join(', ') }));
    }
    if (gone.length) {
      add(t('reasonGone', { names: gone.map(reasonName).join(', ') }), t('reasonEffect'));
    }
  }
  if (differ(before.holidays, draft.holidays)) {
    add(t('holidays', { before: before.holidays.length, after: draft.holidays.length }), t('holidaysEffect'));
  }
  for (const stage of before.stages) {
    if (!draft.stages.some((/** @type {any} */ each) => each.key === stage.key)) {
      const name = nameOf(stage.names, stage.key);
      const into = mapping[stage.key] ? nameIn(draft, mapping[stage.key]) : '';
      add(into ? t('stageGone', { name, into }) : t('stageDropped', { name }),
        into ? t('stageGoneEffect', { into, deals: said(counts[stage.key], stage) }) : t('stageDroppedEffect'));
    }
  }
  for (const stage of draft.stages) {
    const was = before.stages.find((/** @type {any} */ each) => each.key === stage.key);
    if (was) {
      stageChanges(was, stage, counts[stage.key], add);
    } else {
      add(t('stageAdded', { name: nameOf(stage.names, stage.key) }),
        t('stageAddedEffect') + (draft.skips === 'FORBIDDEN' ? ' ' + t('stageAddedForced') : ''));
    }
  }
  const kept = before.stages.map((/** @type {any} */ stage) => stage.key).filter((/** @type {string} */ key) =>
    draft.stages.some((/** @type {any} */ stage) => stage.key === key));
  const order = draft.stages.map((/** @type {any} */ stage) => stage.key).filter((/** @type {string} */ key) => kept.includes(key));
  if (differ(kept, order)) {
    add(t('order'), t('orderEffect'));
  }
  return changes;
}

const differ = (/** @type {any} */ a, /** @type {any} */ b) => JSON.stringify(a) !== JSON.stringify(b);

/** @param {any} was @param {any} stage @param {number | undefined} open @param {(what: string, effect?: string) => void} add */
function stageChanges(was, stage, open, add) {
  const name = nameOf(stage.names, stage.key);
  const who = { deals: said(open, stage) };
  if (differ(was.names, stage.names)) {
    add(t('renamed', { before: nameOf(was.names, was.key), name }), t('renamedEffect', who));
  }
  if (was.stalledAfter !== stage.stalledAfter || was.stalledCountsBusinessDays !== stage.stalledCountsBusinessDays) {
    const time = (/** @type {any} */ each) => each.stalledAfter ? threshold(each.stalledAfter, each.stalledCountsBusinessDays) : t('never');
    add(t('stalled', { name, before: time(was), after: time(stage) }), stage.longer === undefined
      ? t('stalledUnknown', who) : t('stalledEffect', { n: count(stage.longer), of: count(open) }));
  }
  for (const item of stage.checklist) {
    const old = was.checklist.find((/** @type {any} */ each) => each.key === item.key);
    const named = { name, item: nameOf(item.names, item.key) };
    if (!old) {
      add(t(item.required ? 'itemAdded' : 'itemOptional', named), item.required ? t('itemAddedEffect', who) : confirmedByName(item.confirmedBy));
    } else if (differ(old, item)) {
      add(t('itemChanged', named), item.required && !old.required ? t('itemNowRequired', who) : '');
    }
  }
  for (const item of was.checklist) {
    if (!stage.checklist.some((/** @type {any} */ each) => each.key === item.key)) {
      add(t('itemGone', { name, item: nameOf(item.names, item.key) }), t('itemGoneEffect'));
    }
  }
  if (differ(was.signals, stage.signals)) {
    add(t('signals', { name, signals: stage.signals.map(signalName).join(', ') || t('anySignal') }), t('signalsEffect'));
  }
  if (was.buyingPhase !== stage.buyingPhase) {
    add(t('phase', { name, after: phaseName(stage.buyingPhase ?? 'NONE') }));
  }
  if (was.priceStance !== stage.priceStance && stage.priceStance) {
    add(t('stance', { name, after: stanceName(stage.priceStance) }), t('stanceEffect'));
  }
  if (differ(was.concerns, stage.concerns) || differ(was.actions, stage.actions)) {
    add(t('guidance', { name }));
  }
}

/**
 * How many deals have been in a stage for longer than so many days of the calendar.
 *
 * @param {string} pipeline @param {string} stage @param {number} days
 */
export async function longerThan(pipeline, stage, days) {
  const page = await deals.get('/deals', { pipeline, stage, status: 'OPEN', sort: 'stageEnteredAt', limit: MOST });
  const limit = new Date(Date.now() - days * 86_400_000).toISOString();
  return page.items.filter((/** @type {any} */ deal) => deal.stageEnteredAt < limit).length;
}
