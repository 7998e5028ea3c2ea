/** Names for what the deal service names by keys: stages, signals, reasons, milestones. */

import { language, nameOf, words } from '../language.js';

const t = words({
  lost: ['Lost', '丢单'],
  won: ['Won', '赢单'],
});

const statuses = words({
  LEAD: ['Lead', '线索'],
  OPEN: ['Open', '进行中'],
  WON: ['Won', '赢单'],
  LOST: ['Lost', '丢单'],
});

const phases = words({
  NEED_FORMATION: ['Need formation', '需求形成'],
  SOLUTION_EVALUATION: ['Solution evaluation', '方案评估'],
  PURCHASE_DECISION: ['Purchase decision', '采购决策'],
});

const stances = words({
  NOT_YET: ['Not yet', '暂不谈价'],
  HOLD: ['Hold', '坚持价格'],
  TRADE: ['Trade', '有条件让步'],
  ESCALATE: ['Escalate', '上报审批'],
  RISK_REVIEW: ['Review the risks first', '先做风险评估'],
});

const elements = words({
  need: ['Need', '需求'],
  budget: ['Budget', '预算'],
  keyPerson: ['Key person', '关键人'],
  fit: ['Fit to us', '匹配度'],
});

const signals = words({
  INQUIRY: ['Sent an inquiry', '发来询盘'],
  EXPLICIT_INTEREST: ['Said it is interested', '明确表示感兴趣'],
  NEEDS_AGREED: ['Agreed to our statement of its needs', '认可我们对需求的陈述'],
  REQUIREMENTS_SENT: ['Sent its requirements', '发来需求清单'],
  SAMPLE_REQUEST: ['Asked for samples', '索要样品'],
  TRIAL_REQUEST: ['Asked for a trial', '要求试用'],
  VISIT: ['Visited us, or received us', '来访或接待我们'],
  SOLUTION_ACCEPTED: ['Accepted the solution', '接受方案'],
  SPECIFICATION_AGREED: ['Agreed to the specification', '确认规格'],
  SHORTLISTED: ['Put us on its shortlist', '将我们列入候选名单'],
  TERMS_DISCUSSED: ['Discussed terms', '商谈条款'],
  PI_SIGNED: ['Signed the PI', '签回形式发票（PI）'],
  SIGNED_PI: ['Signed the PI', '签回形式发票（PI）'],
  CONTRACT_SIGNED: ['Signed the contract', '签订合同'],
  PURCHASE_ORDER: ['Sent a purchase order', '下达采购订单'],
  DEPOSIT_PAID: ['Paid the deposit', '支付定金'],
});

const reasons = words({
  price: ['Price', '价格'],
  competitor: ['Went to a competitor', '选择了竞争对手'],
  'no-budget': ['No budget', '没有预算'],
  'no-decision': ['No decision', '迟迟不决策'],
  timing: ['Timing', '时机不合适'],
  'product-fit': ['Product does not fit', '产品不匹配'],
  relationship: ['Relationship', '客户关系'],
  solution: ['Solution', '方案'],
  trust: ['Trust', '信任'],
  delivery: ['Delivery', '交付'],
  other: ['Other', '其他'],
});

const milestones = words({
  ORDER: ['the order', '下单'],
  BILL_OF_LADING: ['the bill of lading', '提单'],
  INVOICE: ['the invoice', '发票'],
  DELIVERY: ['delivery', '交货'],
  ACCEPTANCE: ['acceptance', '验收'],
});

const channels = words({
  email: ['email', '邮件'],
  phone: ['phone', '电话'],
  meeting: ['meeting', '会议'],
  visit: ['visit', '拜访'],
  'video call': ['video call', '视频会议'],
  'trade fair': ['trade fair', '展会'],
  wechat: ['WeChat', '微信'],
});

const roles = words({
  'sales-rep': ['the salesperson', '销售人员'],
  'sales-manager': ['the sales manager', '销售经理'],
  'sales-ops': ['sales operations', '销售运营'],
});

const personRoles = words({
  DECIDER: ['decides', '决策者'],
  BUYER: ['buys', '采购者'],
  USER: ['uses it', '使用者'],
  GATEKEEPER: ['lets us through', '把关者'],
  INFLUENCER: ['is listened to', '影响者'],
});

const personStances = words({
  FOR: ['for us', '支持我们'],
  AGAINST: ['against us', '反对我们'],
  UNKNOWN: ['not known', '未知'],
});

export const PERSON_ROLES = ['DECIDER', 'BUYER', 'USER', 'GATEKEEPER', 'INFLUENCER'];
export const STANCES = ['UNKNOWN', 'FOR', 'AGAINST'];

/** `NEEDS_AGREED` as `Needs agreed`: the words of a key that we have none for. @param {string} key */
function readable(key) {
  const text = key.replace(/[_-]+/g, ' ').trim();
  const isShouted = key === key.toUpperCase();
  return text.charAt(0).toUpperCase() + (isShouted ? text.slice(1).toLowerCase() : text.slice(1));
}

/** @param {(key: any) => string} table @returns {(key: string | null | undefined) => string} */
const naming = table => key => {
  const name = key ? table(key) : '';
  return key && name === key ? readable(key) : name;
};

export const statusName = naming(statuses);
export const phaseName = naming(phases);
export const stanceName = naming(stances);
export const personRoleName = naming(personRoles);
export const personStanceName = naming(personStances);
export const elementName = naming(elements);
export const signalName = naming(signals);
export const reasonName = naming(reasons);
export const milestoneName = naming(milestones);
export const roleName = naming(roles);

/** What people wrote themselves stays as it is. @param {string | null | undefined} key */
export const channelName = key => key ? channels(/** @type {any} */ (key)) : '';

/** @param {any} pipeline @param {string} key of a stage, the won stage, `won` or `lost` */
export function stageName(pipeline, key) {
  if (key === 'lost') {
    return t('lost');
  }
  if (key === pipeline?.won?.key || key === 'won') {
    return nameOf(pipeline?.won?.names, t('won'));
  }
  const stage = stageOf(pipeline, key);
  return stage ? nameOf(stage.names, stage.key) : readable(key);
}

/** The stage of that key, also of one that an earlier version had. @param {any} pipeline @param {string} key */
export const stageOf = (pipeline, key) =>
  pipeline?.stages.find(each => each.key === (pipeline.retiredStages?.[key] ?? key)) ?? null;

/** The stage of that key, or the won one, which has signals and a checklist as well. @param {any} pipeline @param {string} key */
export const entered = (pipeline, key) => key === 'won' || key === pipeline?.won?.key ? pipeline?.won : stageOf(pipeline, key);

/** @param {any} pipeline */
export const funnelStages = pipeline => pipeline.stages.filter(each => each.place === 'FUNNEL');

/** @param {any} pipeline @param {string} key of a checklist item */
export function itemName(pipeline, key) {
  for (const stage of pipeline ? [...pipeline.stages, pipeline.won] : []) {
    const item = stage.checklist.find(each => each.key === key);
    if (item) {
      return nameOf(item.names, key);
    }
  }
  return readable(key);
}

const whole = money(0);
const cents = money(2);

/** @param {number} digits */
function money(digits) {
  return (/** @type {string} */ currency) => new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB',
    { style: 'currency', currency, currencyDisplay: 'code', minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** An amount to the cent, where it has cents. @param {{amount: string, currency: string} | null | undefined} value */
export const exact = value => value ? (Number(value.amount) % 1 ? cents : whole)(value.currency).format(Number(value.amount)) : '–';

/** Between the items of an enumeration. */
export const COMMA = language === 'zh' ? '、' : ', ';

export const ELEMENTS = ['need', 'budget', 'keyPerson', 'fit'];

/** The elements that keep a lead from being an opportunity, by the deal service's rule. @param {any} qualification */
export const lacking = qualification => ELEMENTS.filter(name => {
  const element = qualification?.[name];
  const isKnown = element && element.state !== 'UNKNOWN' && element.evidence?.trim();
  return !isKnown || (name === 'need' && element.state !== 'CONFIRMED');
});

/** @param {{id: string, pipeline: string}} deal @param {string} [part] of the page */
export const dealAddress = (deal, part = '') =>
  `/deals/${encodeURIComponent(deal.id)}?pipeline=${encodeURIComponent(deal.pipeline)}${part ? '#' + part : ''}`;
