/** What the forecast service says as warnings, reasons and verdicts. */

import { language } from '../language.js';
import { notices } from '../notices.js';

/** @typedef {import('../notices.js').Notice} Notice */

/** Such a sentence, as a part of another one. */
export const said = notices({
  'few-decided': ['not enough history: {count} deals of the pipeline have been decided, {minimum} are wanted',
    '历史不足：该流程已决的商机有 {count} 个，需要 {minimum} 个'],
  'few-open': ['fewer than {minimum} open deals', '在谈商机不足 {minimum} 个'],
  'few-open-or-owing': ['fewer than {minimum} deals are open or owe', '在谈或未付清的商机不足 {minimum} 个'],
  'few-changed': ['fewer than {minimum} deals: what they did to what is expected counts in the model', '不足 {minimum} 个商机：对预期的影响计入“模型”一项'],
  'few-begun': ['fewer than {minimum} deals have begun here', '此范围内进入过的商机不足 {minimum} 个'],
  'others-would-follow': ['with this, what is expected of fewer than {minimum} others could be worked out',
    '若给出，可推算出另外不足 {minimum} 个商机的预期'],
  'pipelines-not-told': ['of {count} pipelines nothing may be said to be expected, so nothing is of all together',
    '有 {count} 个销售流程不能给出预期，因此也不给出合计预期'],
  'few-instalments': ['too few instalments to say when they are paid', '款项太少，无法判断何时到账'],
  'orders-without-amount': ['orders without amount: {count}; 0.00 stands for each in what is closed and in the simpler methods',
    '{count} 个订单没有金额：在已成交和简单方法中按 0 计'],
  'owed-without-amount': ['orders without amount: {count}; nobody knows what is owed for them', '{count} 个订单没有金额：应收金额未知'],
  'orders-estimated': ['orders without amount: {count}; what such deals usually bring stands for each in what is expected, and nothing in what is owed',
    '{count} 个订单没有金额：预期按同类商机的通常金额估算，应收按 0 计'],
  'open-deals-without-amount': ['open deals without amount: {count}; what their product, or all, usually brought stands for each in what is expected',
    '{count} 个在谈商机没有金额：按其产品（或全部商机）的通常成交额估算'],
  'large-open-deals': ['open deals far larger than what is usually won: {count}; their amounts count in full in what is expected of open deals',
    '{count} 个在谈商机金额远高于常见赢单：其金额全额计入在谈预期'],
  'large-deals': ['deals far larger than what is usually won: {count}; only a part of their amounts counts for deals not yet begun',
    '{count} 个商机金额远高于常见赢单：推算新增商机时只计入部分金额'],
  'few-payments': ['instalments seen paid: only {count}; when money comes is hardly known', '只见过 {count} 笔付款，到账时间难以判断'],
  'few-wins': ['not enough history: {count} deals won, {minimum} wanted; the numbers are rough', '历史不足：赢单 {count} 个，需要 {minimum} 个，数字较粗略'],
  'few-days-of-inflow': ['days on which deals were seen to begin: only {count}; how many will begin is hardly known',
    '只有 {count} 天见过新增商机，新增数量难以判断'],
  'products-overlap': ['a deal of several products counts in each of them with that part of its amount: counts add up to more than the deals, amounts to the whole',
    '含多种产品的商机在每种产品中各计一次，金额按明细拆分：数量之和大于商机数，金额之和等于总额'],
  'past-days-pending': ['{count} of {total} past days are still being worked out; how estimators are weighed and how wide intervals are stands on the others: ask again later',
    '过往 {total} 天中还有 {count} 天正在计算，估计方法的权重和区间宽度暂以其余日期为准，请稍后再看'],
  'ranks-are-noise': ['no ranks: equally good ones would be as far apart by chance, or there are too few orders to tell',
    '不排名：水平相同的人也会因偶然差到这个程度，或订单太少无法判断'],
  'few-formerly': ['equal parts: {count} orders or entries in the former periods, {minimum} are wanted',
    '均分：往期成交或进入的商机有 {count} 个，需要 {minimum} 个'],
  'no-backtest': ['no backtest is done yet: one is under way, ask again', '回测尚未完成：正在进行，请稍后再看'],
  'backtest-failed': ['the backtest failed, and its problem says why', '回测失败，原因见其说明'],
  'few-past-forecasts': ['not enough history: a forecast must have come to its end, made when at least {minimum} deals had been won',
    '历史不足：需有到期的预测，且当时赢单至少 {minimum} 个'],
  'few-past-forecasts-of-receipts': ['not enough history: a forecast must have come to its end, made when at least {minimum} deals had been won and {minimumPayments} payments received',
    '历史不足：需有到期的预测，且当时赢单至少 {minimum} 个、回款至少 {minimumPayments} 笔'],
  'no-past-snapshot': ['no daily snapshot has seen a whole period come to its end yet', '还没有每日快照经历过一个完整周期'],
  'model-better': ['the model has been better than each simpler method at every horizon', '在每个提前期，模型都优于各种简单方法'],
  'baseline-better': ['a simpler method has been better than the model', '有简单方法优于模型'],
});

/** The same as a sentence of its own. @param {Notice | null | undefined} notice @returns {string} */
export function sentence(notice) {
  const own = said(notice);
  return language === 'zh' ? own + '。' : own.charAt(0).toUpperCase() + own.slice(1) + '.';
}

/** Those that are not the same, as sentences. @param {(Notice | null | undefined)[]} list @param {(notice: Notice | null | undefined) => string} [say] */
export const distinct = (list, say = said) => [...new Set(list.filter(each => each).map(say))];
