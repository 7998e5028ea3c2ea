/** What a move is, and what it lacks, in words. */

import { words } from '../language.js';
import { fieldName } from '../deal/values.js';
import { elementName, itemName, stageName } from '../deal/words.js';

const directions = words({
  IN: ['Into the funnel: the customer has a real need and said so.', '进入漏斗：客户已明确表达真实需求。'],
  FORWARD: ['Forward: the customer has taken this step.', '前进：客户已迈出这一步。'],
  BACKWARD: ['Back to an earlier stage.', '退回到更早的阶段。'],
  WON: ['Won: the customer has signed.', '赢单：客户已签约。'],
  LOST: ['Lost: the customer will not buy from us this time.', '丢单：客户这次不会向我们采购。'],
  RETURNED: ['Out of the funnel: it becomes a lead again.', '移出漏斗：重新成为线索。'],
  REOPENED: ['Into the funnel again.', '重新进入漏斗。'],
  OUTSIDE: ['Outside the funnel: nothing has to be confirmed.', '在漏斗之外：无需客户确认。'],
});

const elements = words({
  need: ['the customer has to state it itself: confirmed, with evidence', '须由客户亲口说明：状态为“客户已确认”，并附依据'],
  budget: ['find out whether a budget is set or nearly set', '了解预算是否已定或即将确定'],
  keyPerson: ['find the person who decides', '找到拍板的关键人'],
  fit: ['judge whether this customer fits us', '判断客户是否适合我们'],
});

const t = words({
  confirmation: ['The customer’s confirmation', '客户的确认'],
  reason: ['A reason', '原因'],
  tick: ['Not ticked yet: {item}', '尚未勾选：{item}'],
  stage: ['The customer has to confirm “{stage}” first; this pipeline skips no stage', '须先由客户确认“{stage}”；此流程不可跳过阶段'],
  field: ['Not filled in yet: {field}', '尚未填写：{field}'],
  element: ['{name}: {what}', '{name}：{what}'],
});

/** @param {string | null} direction */
export const directionText = direction => directions(/** @type {any} */ (direction ?? 'OUTSIDE'));

/** @param {string} key */
export const elementText = key => elements(/** @type {any} */ (key));

/** @param {any} pipeline @param {{kind: string, key: string, message: string}} one */
export function missingText(pipeline, one) {
  switch (one.kind) {
    case 'CONFIRMATION': return t('confirmation');
    case 'REASON': return t('reason');
    case 'CHECKLIST': return t('tick', { item: itemName(pipeline, one.key) });
    case 'QUALIFICATION': return t('element', { name: elementName(one.key), what: elementText(one.key) });
    case 'FIELD': return t('field', { field: fieldName(one.key) });
    case 'STAGE': return t('stage', { stage: stageName(pipeline, one.key) });
    default: return one.message;
  }
}

/** What is asked for when a deal is moved; everything else has to be done before. @param {{kind: string}} one */
export const isAsked = one => ['CONFIRMATION', 'ROLE', 'REASON'].includes(one.kind);

/** @param {{missing: {kind: string, key: string, message: string}[]}} move */
export const blocking = move => move.missing.filter(one => !isAsked(one));
