/** The sentences that the service says as warnings and reasons, which it has in English only. */

import { language } from '../language.js';

/** @type {[RegExp, string][]} */
const SENTENCES = [
  [/^(\S+) open deals? far larger than what is usually won: the amount counts in full.*$/, '$1 个在谈商机金额远高于常见赢单：其金额全额计入在谈预期'],
  [/^(\S+) deals? far larger than what is usually won: only a part.*$/, '$1 个商机金额远高于常见赢单：推算新增商机时只计入部分金额'],
  [/^(\S+) open deals? without amount: what its product.*$/, '$1 个在谈商机没有金额：按其产品（或全部商机）的通常成交额估算'],
  [/^(\S+) orders? without amount: 0\.00 stands for each.*$/, '$1 个订单没有金额：在已成交和简单方法中按 0 计'],
  [/^(\S+) orders? without amount: nobody knows what is owed.*$/, '$1 个订单没有金额：应收金额未知'],
  [/^(\S+) orders? without amount: what such deals usually bring.*$/, '$1 个订单没有金额：预期按同类商机的通常金额估算，应收按 0 计'],
  [/^only (\d+) instalments were seen paid.*$/, '只见过 $1 笔付款，到账时间难以判断'],
  [/^not enough history: (\d+) deals won, (\d+) wanted.*$/, '历史不足：赢单 $1 个，需要 $2 个，数字较粗略'],
  [/^(\d+) of (\d+) past days are still being worked out.*$/, '过往 $2 天中还有 $1 天正在计算，估计方法的权重和区间宽度暂以其余日期为准，请稍后再看'],
  [/^deals were seen to begin on (\S+) days? only.*$/, '只有 $1 天见过新增商机，新增数量难以判断'],
  [/^not enough history: (\d+) deals of the pipeline have been decided, (\d+) are wanted$/, '历史不足：该流程已决的商机有 $1 个，需要 $2 个'],
  [/^fewer than (\d+) open deals$/, '在谈商机不足 $1 个'],
  [/^fewer than (\d+) deals are open or owe$/, '在谈或未付清的商机不足 $1 个'],
  [/^fewer than (\d+) deals have begun here$/, '此范围内进入过的商机不足 $1 个'],
  [/^with this, what is expected of fewer than (\d+) others could be worked out$/, '若给出，可推算出另外不足 $1 个商机的预期'],
  [/^too few instalments to say when they are paid$/, '款项太少，无法判断何时到账'],
  [/^no daily snapshot has seen a whole period come to its end yet$/, '还没有每日快照经历过一个完整周期'],
  [/^not enough history: a forecast must have come to its end.* and 10 payments received$/, '历史不足：需有到期的预测，且当时赢单至少 30 个、回款至少 10 笔'],
  [/^not enough history: a forecast must have come to its end.*$/, '历史不足：需有到期的预测，且当时赢单至少 30 个'],
];

/** Such a sentence in the language of the page, as a part of another one. @param {string | null | undefined} text @returns {string} */
export function said(text) {
  if (!text || language !== 'zh') {
    return text ?? '';
  }
  const known = SENTENCES.find(([pattern]) => pattern.test(text));
  return known ? text.replace(known[0], known[1]).replace(/^one /, '1 ') : text;
}

/** The same as a sentence of its own. @param {string | null | undefined} text @returns {string} */
export function sentence(text) {
  const own = said(text);
  return language === 'zh' ? own + '。' : own.charAt(0).toUpperCase() + own.slice(1) + '.';
}
