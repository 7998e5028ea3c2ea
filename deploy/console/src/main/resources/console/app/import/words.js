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
  status: ['Won or lost', '赢单或输单'],
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
  status: ['Where another column than the stage tells it', '由阶段以外的列说明时'],
  created: ['When it began', '商机开始的时间'],
  since: ['Without it, a deal counts in its stage since it was created', '未提供时，视为自创建起即处于当前阶段'],
  closed: ['A deal that is won or lost needs it', '已赢单或输单的商机必须提供'],
});

/** What somebody should look at before the file is imported: by the service's codes. */
export const warningText = words({
  AMBIGUOUS_DATES: ['{column}: day or month first? “{value}” can be both; please look.', '{column}：“{value}”是日在前还是月在前？两种都可能，请确认。'],
  AMBIGUOUS_AMOUNTS: ['{column}: cents or thousands? “{value}” can be both; please look.', '{column}：“{value}”中的符号是小数点还是千位分隔符？请确认。'],
  UNREADABLE_DATES: ['{column}: “{value}” is not a date as the others of its column are.', '{column}：“{value}”与该列其他日期格式不符。'],
  UNSURE_CHARSET: ['The encoding may be another than {value}: look at accents and signs.', '文字编码可能不是 {value}：请检查文字是否显示正确。'],
  MISSING_COLUMN: ['No column was found for “{value}”, and every deal needs it.', '未找到“{value}”对应的列，而每个商机都需要它。'],
  GUESSED_STAGE: ['“{value}” is no stage of this pipeline; what it is taken for is a guess.', '“{value}”不是该流程的阶段；目前的对应只是推测。'],
  UNKNOWN_STAGE: ['“{value}” stands for no stage yet: its lines are refused.', '“{value}”尚未对应任何阶段，其所在行将被拒绝。'],
  UNKNOWN_REASONS: ['{column}: the pipeline has no such reasons: {value}.', '{column}：该流程没有这些输单原因：{value}。'],
  UNKNOWN_CURRENCY: ['{column}: “{value}” is no currency: its lines are refused.', '{column}：“{value}”不是币种，其所在行将被拒绝。'],
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
