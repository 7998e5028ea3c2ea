/** What the fields of a deal, the problems of a line, and the rest of an import are called. */

import { words } from '../language.js';

/** Of the fields that a column can stand for. */
export const fieldName = words({
  externalId: ['Key', '编号'],
  title: ['Title', '标题'],
  customer: ['Customer', '客户'],
  owner: ['Owner', '负责人'],
  team: ['Team', '团队'],
  product: ['Product', '产品'],
  source: ['Source', '来源'],
  region: ['Region', '区域'],
  amount: ['Amount', '金额'],
  currency: ['Currency', '币种'],
  stage: ['Stage', '销售阶段'],
  created: ['Created', '创建时间'],
  since: ['In this stage since', '进入当前阶段的时间'],
  closed: ['Won or lost on', '赢单/输单时间'],
  reason: ['Reason of the loss', '输单原因'],
  expectedCloseOn: ['Expected close', '预计成交日期'],
});

/** What a field is for, where its name does not say. */
export const fieldHelp = words({
  externalId: ['Which deal it is: the same file again changes nothing', '用来识别商机：重复导入同一文件不会产生变化'],
  title: ['The key, unless given', '未提供时使用编号'],
  owner: ['Who works on the deal', '谁在跟进'],
  stage: ['Where the deal is now', '商机目前所处阶段'],
  created: ['When it began', '商机开始的时间'],
  since: ['Without it, a deal counts in its stage since it was created', '未提供时，视为自创建起即处于当前阶段'],
  closed: ['A deal that is won or lost needs it', '已赢单或输单的商机必须提供'],
  reason: ['Only reasons that the pipeline knows', '只能是该销售流程已有的输单原因'],
});

/** Why a line will be refused. */
export const problemName = words({
  noId: ['has no key', '缺少编号'],
  noOwner: ['has no owner', '缺少负责人'],
  amount: ['“{cell}” is not an amount such as 1250.50', '“{cell}”不是 1250.50 这样的金额'],
  negative: ['the amount {cell} is negative', '金额 {cell} 为负数'],
  noCurrency: ['the amount has no currency', '金额缺少币种'],
  date: ['“{cell}” in {column} is not a date of the chosen form', '{column} 中的“{cell}”不符合所选日期格式'],
  stage: ['“{cell}” is no stage yet', '“{cell}”尚未对应任何阶段'],
  noDate: ['{column} is empty', '{column} 为空'],
  noHistory: ['nothing tells when it entered its stage', '没有进入阶段的时间'],
  noBeginning: ['nothing tells when it began: it needs a date of creation', '没有开始时间：需要创建时间'],
  noEnd: ['nothing tells when it was won or lost', '没有赢单或输单的时间'],
  future: ['{cell} lies in the future', '{cell} 是未来的时间'],
  order: ['it was closed, or came to its stage, before it was created', '关闭或进入阶段的时间早于创建时间'],
});

/** Of a job. */
export const jobStatus = words({
  RUNNING: ['Running', '进行中'],
  DONE: ['Done', '已完成'],
  FAILED: ['Failed', '失败'],
  CANCELLED: ['Cancelled', '已取消'],
});

/** What becomes of deals on record. */
export const modeName = words({
  create: ['Only new deals; other lines about known ones are refused', '仅新建；已有商机的其他行将被拒绝'],
  update: ['Only change known deals', '仅更新已有商机'],
  upsert: ['New deals, and changes of known ones', '新建并更新已有商机'],
});

const sizes = words({ kb: ['{n} kB', '{n} KB'], mb: ['{n} MB', '{n} MB'] });

/** @param {number} bytes */
export const size = bytes => bytes < 1e6
  ? sizes('kb', { n: Math.max(1, Math.round(bytes / 1000)) })
  : sizes('mb', { n: (bytes / 1e6).toFixed(1) });
