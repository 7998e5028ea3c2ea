/** What the parts of a pipeline's definition are called. */

import { words } from '../language.js';

export const phaseName = words({
  NEED_FORMATION: ['Need formation', '需求形成'],
  SOLUTION_EVALUATION: ['Solution evaluation', '方案评估'],
  PURCHASE_DECISION: ['Purchase decision', '采购决策'],
  NONE: ['Without a phase', '未设采购阶段'],
});

/** What the customer is busy with in a phase. */
export const phaseHelp = words({
  NEED_FORMATION: ['The customer finds out what it needs', '客户正在形成自己的需求'],
  SOLUTION_EVALUATION: ['The customer compares solutions', '客户正在比较各种方案'],
  PURCHASE_DECISION: ['The customer weighs the risk of deciding', '客户正在权衡决策的风险'],
  NONE: ['', ''],
});

export const PHASES = ['NEED_FORMATION', 'SOLUTION_EVALUATION', 'PURCHASE_DECISION'];

export const stanceName = words({
  NOT_YET: ['Price: not yet', '价格：暂不谈'],
  HOLD: ['Price: hold', '价格：坚持'],
  RISK_REVIEW: ['Price: the risk review decides', '价格：由风险评估决定'],
});

export const stanceHelp = words({
  NOT_YET: ['Do not negotiate; clarify the need', '不谈价格，先澄清需求'],
  HOLD: ['Refuse; sell the solution', '不降价，推销方案'],
  RISK_REVIEW: ['Concede only where the customer could walk away, and only against something in return', '仅在客户确有退出可能时让步，且须有所交换'],
});

export const confirmedByName = words({
  CUSTOMER: ['by the customer', '客户确认'],
  US: ['by us', '我方确认'],
});

/** What customers do that confirms a stage; a company's own ones are shown as they are. */
export const signalName = words({
  INQUIRY: ['Inquiry', '询盘'],
  EXPLICIT_INTEREST: ['Explicit interest', '明确表示兴趣'],
  NEEDS_AGREED: ['Agreed to our statement of its needs', '认可需求陈述'],
  REQUIREMENTS_SENT: ['Sent its requirements', '发来需求清单'],
  SAMPLE_REQUEST: ['Asked for samples', '索取样品'],
  TRIAL_REQUEST: ['Asked for a trial', '要求试用'],
  VISIT: ['Visited us', '来访'],
  SOLUTION_REQUEST: ['Asked for a solution', '要求提供方案'],
  SOLUTION_ACCEPTED: ['Accepted the solution', '接受方案'],
  SPECIFICATION_AGREED: ['Agreed to the specification', '确认规格'],
  SHORTLISTED: ['Put us on its shortlist', '入围候选名单'],
  TERMS_DISCUSSED: ['Discussed the terms', '商讨条款'],
  TERMS_AGREED: ['Agreed to the terms', '谈妥条款'],
  CONTRACT_REQUESTED: ['Asked for a contract', '索要合同'],
  SIGNED_PI: ['Signed the proforma invoice', '签回形式发票'],
  SIGNED_CONTRACT: ['Signed the contract', '签订合同'],
  DEPOSIT: ['Paid a deposit', '支付定金'],
});

/** Why deals are won or lost; a company's own reasons are shown as they are. */
export const reasonName = words({
  'price': ['Price', '价格'],
  'competitor': ['Competitor', '竞争对手'],
  'no-budget': ['No budget', '没有预算'],
  'no-decision': ['No decision', '未作决定'],
  'timing': ['Timing', '时机'],
  'product-fit': ['The product did not fit', '产品不合适'],
  'relationship': ['Relationship', '客情关系'],
  'solution': ['Solution', '方案'],
  'trust': ['Trust', '信任'],
  'delivery': ['Delivery', '交期'],
  'other': ['Other', '其他'],
});

export const roleName = words({
  'sales-rep': ['Sales rep', '销售'],
  'sales-manager': ['Sales manager', '销售经理'],
  'sales-ops': ['Sales operations', '销售运营'],
});

export const skipName = words({
  ALLOWED: ['may be skipped', '可以跳过'],
  FORBIDDEN: ['may not be skipped', '不可跳过'],
});

const day = words({
  days: ['{n} days', '{n} 天'],
  day: ['1 day', '1 天'],
  business: ['{n} business days', '{n} 个工作日'],
  weeks: ['{n} weeks', '{n} 周'],
  months: ['{n} months', '{n} 个月'],
  years: ['{n} years', '{n} 年'],
});

/** A stage's threshold: `P30D`, `P2M`. @param {string} period @param {boolean} isBusiness */
export function threshold(period, isBusiness) {
  const [, years, months, weeks, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period) ?? [];
  const said = [years && day('years', { n: years }), months && day('months', { n: months }), weeks && day('weeks', { n: weeks }),
    days && (isBusiness ? day('business', { n: days }) : days === '1' ? day('day') : day('days', { n: days }))].filter(Boolean);
  return said.join(' ') || period;
}
