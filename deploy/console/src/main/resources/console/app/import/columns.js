/** What the columns of a file are, by their names in the exports of the usual systems, in English and Chinese. */

/** What a column can stand for: how a file may call it, the best first. */
const NAMES = {
  externalId: ['id', 'recordid', 'externalid', 'number', 'no', 'key', 'code', '编号', '单号', '号'],
  title: ['title', 'name', 'subject', 'topic', 'description', '标题', '名称', '主题'],
  customer: ['customer', 'customername', 'account', 'accountname', 'company', 'companyname', 'organization', 'organisation', 'associatedcompany',
    'client', 'buyer', '客户', '客户名称', '公司', '公司名称', '买家'],
  owner: ['owner', 'ownername', 'salesrep', 'salesagent', 'salesperson', 'rep', 'agent', 'assignedto', 'responsible', 'manager', 'managerid',
    'user', '负责人', '业务员', '销售', '销售人员', '所有人', '跟进人', '归属人'],
  team: ['team', 'salesteam', 'department', 'businessunit', '团队', '部门', '小组'],
  product: ['product', 'productname', 'products', 'item', 'productline', '产品', '产品名称', '品类'],
  source: ['source', 'leadsource', 'originalsource', 'channel', 'origin', '来源', '线索来源', '渠道'],
  region: ['region', 'territory', 'area', 'country', 'market', '区域', '地区', '国家', '市场'],
  amount: ['amount', 'value', 'closevalue', 'expectedamount', 'expectedrevenue', 'size', 'revenue', 'price', 'sum', '金额', '预计金额', '合同金额',
    '总金额', '销售金额'],
  currency: ['currency', 'currencycode', 'amountcurrency', 'currencyofvalue', '币种', '货币'],
  stage: ['stage', 'stageid', 'stagename', 'phase', 'status', 'step', 'state', '阶段', '销售阶段', '状态'],
  created: ['created', 'createdat', 'createdon', 'createdate', 'createddate', 'datecreated', 'opened', 'openedat', 'engagedate', 'startdate',
    'datesourced', '创建时间', '创建日期', '建立时间', '录入时间', '开始日期'],
  since: ['stagesince', 'stagedate', 'stageentered', 'enteredstage', 'dateenteredstage', 'laststagechangedate', 'laststagechange', 'stagechangedat',
    'updatedat', 'lastmodifieddate', '阶段时间', '进入阶段时间', '阶段变更时间', '更新时间', '最后更新'],
  closed: ['closed', 'closedat', 'closedon', 'closeddate', 'actualclosedate', 'wontime', '成交日期', '成交时间', '关闭日期', '关闭时间', '结单日期',
    '实际成交日期', '签约日期'],
  expectedCloseOn: ['expectedclosedate', 'expectedcloseon', 'expectedclose', 'closedate', 'forecastclosedate', 'closingdate', 'deadline',
    '预计成交日期', '预计成交时间', '预计签约日期', '预计结单日期'],
  reason: ['lostreason', 'lossreason', 'closedlostreason', 'reason', 'reasonlost', '丢单原因', '输单原因', '失败原因', '流失原因'],
};

/** @typedef {keyof typeof NAMES} Field */

/** In the order in which they are shown. */
export const FIELDS = /** @type {Field[]} */ (Object.keys(NAMES));

/** Those whose cells are days or times. */
export const DATES = /** @type {Field[]} */ (['created', 'since', 'closed', 'expectedCloseOn']);

const plain = (/** @type {string} */ name) => name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Systems write "Deal - Title", "Opportunity Name", 商机名称. */
const shorter = (/** @type {string} */ name) => name.replace(/^(opportunity|opp|deal|商机|销售机会|项目|订单)+(?=.)/u, '');

const FORMS = [plain, (/** @type {string} */ name) => shorter(plain(name))];

/** @param {string[]} header @returns {Partial<Record<Field, string>>} the column of each field that one was found for */
export function recognise(header) {
  /** @type {Partial<Record<Field, string>>} */
  const found = {};
  const taken = new Set();
  const once = header.filter(name => name && header.indexOf(name) === header.lastIndexOf(name));
  for (const field of FIELDS) {
    const column = NAMES[field]
      .flatMap(name => FORMS.map(form => once.find(each => !taken.has(each) && form(each) === name)))
      .find(each => each);
    if (column) {
      found[field] = column;
      taken.add(column);
    }
  }
  // Many systems have one date: expected while the deal is open, the true one afterwards.
  if (!found.closed && found.expectedCloseOn && /^(close|closing)/.test(shorter(plain(found.expectedCloseOn)))) {
    found.closed = found.expectedCloseOn;
  } else if (!found.closed && found.since) {
    found.closed = found.since;
  }
  return found;
}

const WON = /^(closed)?won$|^order|^signed|赢单|成交|签约|订单确认/u;
const LOST = /^(closed)?lost$|^passed$|^dead$|^abandoned|丢单|输单|失败|流失/u;

/**
 * The stage that a cell names, as far as that can be told.
 *
 * @param {string} cell @param {any} pipeline
 * @returns {string} a stage's key, `won`, `lost`, or '' for none
 */
export function guessStage(cell, pipeline) {
  const name = plain(cell);
  const names = (/** @type {any} */ each) => [each.key, ...Object.values(each.names ?? {})].map(plain);
  const exact = pipeline.stages.find((/** @type {any} */ stage) => names(stage).includes(name));
  if (exact) {
    return exact.key;
  }
  if (WON.test(name) || names(pipeline.won).includes(name)) {
    return 'won';
  }
  if (LOST.test(name)) {
    return 'lost';
  }
  const isWord = name.length > 3 || /\p{Script=Han}{2}/u.test(name);
  const similar = pipeline.stages.filter((/** @type {any} */ stage) => isWord && names(stage)
    .some(each => each.includes(name) || name.includes(each)));
  return similar.length === 1 ? similar[0].key : '';
}
