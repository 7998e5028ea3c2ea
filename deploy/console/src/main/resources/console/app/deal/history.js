/** A deal's history as sentences, newest first. */

import { html, nothing } from 'lit';
import { ownFields } from '../api.js';
import { day, moment, words } from '../language.js';
import { fieldName, valueText } from './values.js';
import { COMMA, ELEMENTS, channelName, elementName, exact, itemName, milestoneName, reasonName, signalName, stageName } from './words.js';

const t = words({
  heading: ['History', '历史'],
  opened: ['{who} opened it in “{to}”', '{who} 创建，阶段“{to}”'],
  IN: ['{who} moved it into the funnel: “{to}”', '{who} 将其移入漏斗：“{to}”'],
  FORWARD: ['{who} moved it forward from “{from}” to “{to}”', '{who} 将其从“{from}”推进到“{to}”'],
  BACKWARD: ['{who} moved it back from “{from}” to “{to}”', '{who} 将其从“{from}”退回到“{to}”'],
  WON: ['{who} recorded the win', '{who} 记录赢单'],
  LOST: ['{who} recorded the loss in “{from}”', '{who} 记录丢单，丢单阶段“{from}”'],
  RETURNED: ['{who} returned it from “{from}” to “{to}”: a lead again', '{who} 将其从“{from}”退回“{to}”：重新成为线索'],
  REOPENED: ['{who} reopened it in “{to}”', '{who} 重新打开，阶段“{to}”'],
  moved: ['{who} moved it from “{from}” to “{to}”', '{who} 将其从“{from}”移到“{to}”'],
  confirmed: ['{by} confirmed it on {when}: {signal}', '{by} 于 {when} 确认：{signal}'],
  via: [' ({channel})', '（{channel}）'],
  reference: ['Evidence: {reference}', '凭据：{reference}'],
  skipped: ['Skipped: {stages}', '跳过：{stages}'],
  reason: ['Reason: {reason}', '原因：{reason}'],
  override: ['Moved although something was missing: {why}', '条件未满足仍移动：{why}'],
  ticked: ['{who} ticked “{item}”', '{who} 勾选“{item}”'],
  unticked: ['{who} took back the tick of “{item}”', '{who} 取消勾选“{item}”'],
  qualified: ['{who} noted the {what}: {state}', '{who} 更新{what}：{state}'],
  UNKNOWN: ['unknown', '未知'],
  CLAIMED: ['claimed', '据称'],
  CONFIRMED: ['confirmed', '已确认'],
  changed: ['{who} changed the {what} from {from} to {to}', '{who} 将{what}从 {from} 改为 {to}'],
  nothing: ['none', '无'],
  terms: ['{who} changed the payment terms', '{who} 修改付款条款'],
  reached: ['{who} noted a milestone: {what}', '{who} 登记里程碑：{what}'],
  unreached: ['{who} took back a milestone: {what}', '{who} 撤回里程碑：{what}'],
  snoozed: ['{who} set it aside until {when}: {why}', '{who} 搁置至 {when}：{why}'],
  woken: ['{who} took it up again', '{who} 取消搁置'],
  version: ['It follows version {n} of the pipeline', '改用第 {n} 版销售流程'],
  paid: ['{what} received on {when}', '{when} 收到 {what}'],
  refunded: ['{what} given back on {when}', '{when} 退回 {what}'],
  unpaid: ['{who} took back a payment that was a mistake: {what} of {when}', '{who} 撤回误登收款：{when} 的 {what}'],
  stalled: ['It has been in “{to}” for longer than that allows', '在“{to}”停留超过允许时间'],
  deleted: ['{who} deleted it', '{who} 已删除'],
  other: ['{who} changed it', '{who} 有修改'],
  facts: ['What else is known of it came with the import', '随导入补充了其他资料'],
  imported: ['imported', '导入'],
  none: ['Nothing has happened yet.', '暂无记录。'],
  more: ['{n} earlier', '更早的 {n} 条'],
});

const fields = words({
  title: ['title', '标题'], customer: ['customer', '客户'], owner: ['owner', '负责人'], team: ['team', '团队'],
  product: ['product', '产品'], source: ['source', '来源'], region: ['region', '地区'], amount: ['amount', '金额'],
  expectedCloseOn: ['expected close', '预计成交日'], externalId: ['external key', '外部编号'],
});
const FIELDS = ['title', 'customer', 'owner', 'team', 'product', 'source', 'region', 'amount', 'expectedCloseOn', 'externalId'];

/** @param {any} value */
const text = value => value == null ? t('nothing')
  : typeof value === 'string' ? (/^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value)
  : value.currency ? exact(value) : value.name ?? JSON.stringify(value);

/** What a list of ticks or milestones has gained and lost. */
function difference(/** @type {any[]} */ before, /** @type {any[]} */ after, /** @type {string} */ key) {
  const keys = list => (list ?? []).map(each => each[key]);
  return { gained: keys(after).filter(each => !keys(before).includes(each)), lost: keys(before).filter(each => !keys(after).includes(each)) };
}

/** @param {any} event @param {any} pipeline @returns {string[]} */
function revised(event, pipeline) {
  const { previous = {}, deal } = event;
  const who = event.actor;
  const told = FIELDS.filter(name => name in previous)
    .map(name => t('changed', { who, what: fields(/** @type {any} */ (name)), from: text(previous[name]), to: text(deal[name]) }));
  if ('checklist' in previous) {
    const { gained, lost } = difference(previous.checklist, deal.checklist, 'item');
    told.push(...gained.map(item => t('ticked', { who, item: itemName(pipeline, item) })),
      ...lost.map(item => t('unticked', { who, item: itemName(pipeline, item) })));
  }
  if ('qualification' in previous) {
    told.push(...ELEMENTS.filter(name => JSON.stringify(previous.qualification?.[name]) !== JSON.stringify(deal.qualification?.[name]))
      .map(name => t('qualified', { who, what: elementName(name).toLowerCase(), state: t(deal.qualification[name].state) })
        + (deal.qualification[name].evidence ? ` – ${deal.qualification[name].evidence}` : '')));
  }
  if ('milestones' in previous) {
    const { gained, lost } = difference(previous.milestones, deal.milestones, 'milestone');
    told.push(...gained.map(what => t('reached', { who, what: milestoneName(what) })), ...lost.map(what => t('unreached', { who, what: milestoneName(what) })));
  }
  if ('fields' in previous) {
    const keys = [...new Set([...Object.keys(previous.fields), ...Object.keys(deal.fields)])];
    const said = (/** @type {any} */ of, /** @type {string} */ key) => of[key] === undefined ? t('nothing') : valueText(ownFields.get(key), of[key]);
    told.push(...keys.filter(key => JSON.stringify(previous.fields[key]) !== JSON.stringify(deal.fields[key]))
      .map(key => t('changed', { who, what: fieldName(key), from: said(previous.fields, key), to: said(deal.fields, key) })));
  }
  if ('paymentTerms' in previous) {
    told.push(t('terms', { who }));
  }
  if ('snoozedUntil' in previous || 'snoozeReason' in previous) {
    told.push(deal.snoozedUntil ? t('snoozed', { who, when: day(deal.snoozedUntil), why: deal.snoozeReason }) : t('woken', { who }));
  }
  if ('pipelineVersion' in previous) {
    told.push(t('version', { n: deal.pipelineVersion }));
  }
  return told.length ? told : [event.origin === 'import' ? t('facts') : t('other', { who })];
}

/** @param {any} entry @param {any} pipeline @returns {string[]} */
function sentences(entry, pipeline) {
  const { event } = entry;
  const who = event.actor;
  const change = event.change ?? {};
  const from = change.fromStage ? stageName(pipeline, change.fromStage) : '';
  const to = stageName(pipeline, change.toStage ?? event.deal?.stage ?? '');
  switch (entry.type.split('.')[2]) {
    case 'opened': return [t('opened', { who, to })];
    case 'stage-changed': return [t(change.direction ?? 'moved', { who, from, to })];
    case 'revised': return revised(event, pipeline);
    case 'payment-received': {
      if (event.payment.reverses) {
        const { amount, receivedOn } = event.payment;
        const undone = { ...amount, amount: -Number(amount.amount) };
        return [t('unpaid', { who, what: exact(undone), when: day(receivedOn) }),
          t('reason', { reason: event.payment.reverses.reason })];
      }
      const isRefund = event.payment.amount.amount.startsWith('-');
      return [t(isRefund ? 'refunded' : 'paid', { what: exact(event.payment.amount).replace('-', ''), when: day(event.payment.receivedOn) })
        + (event.payment.reference ? ` (${event.payment.reference})` : '')];
    }
    case 'stalled': return [t('stalled', { to })];
    case 'deleted': return [t('deleted', { who })];
    default: return [t('other', { who })];
  }
}

/** What stands behind a move. @param {any} change @param {any} pipeline */
function grounds(change, pipeline) {
  const { confirmation, reason, note, override, skipped } = change ?? {};
  return [
    confirmation && t('confirmed', { by: confirmation.confirmedBy, when: day(confirmation.confirmedAt), signal: signalName(confirmation.signal) })
      + (confirmation.channel ? t('via', { channel: channelName(confirmation.channel) }) : ''),
    confirmation?.reference && t('reference', { reference: confirmation.reference }),
    reason && t('reason', { reason: reasonName(reason) }),
    note,
    skipped?.length && t('skipped', { stages: skipped.map(key => stageName(pipeline, key)).join(COMMA) }),
    override && t('override', { why: override }),
  ].filter(Boolean);
}

/** @param {any[]} entries oldest first @param {any} pipeline */
export function history(entries, pipeline) {
  const newest = [...entries].reverse();
  const item = entry => {
    const kind = entry.event.change?.direction?.toLowerCase() ?? entry.type.split('.')[2];
    return html`
      <li class=${kind}>
        <time datetime=${entry.occurredAt}>${moment(entry.occurredAt)}</time>
        ${entry.event.origin === 'import' ? html`<span class="tag">${t('imported')}</span>` : nothing}
        ${sentences(entry, pipeline).map(line => html`<p>${line}</p>`)}
        ${grounds(entry.event.change, pipeline).map(line => html`<p class="note">${line}</p>`)}
      </li>`;
  };
  return html`
    <section aria-labelledby="history">
      <h2 id="history">${t('heading')}</h2>
      ${newest.length ? html`<ol class="deal-history">${newest.slice(0, 10).map(item)}</ol>` : html`<p class="note">${t('none')}</p>`}
      ${newest.length > 10 ? html`<details><summary>${t('more', { n: newest.length - 10 })}</summary>
        <ol class="deal-history">${newest.slice(10).map(item)}</ol></details>` : nothing}
    </section>`;
}
