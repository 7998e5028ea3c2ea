/** Words and small pieces that all views of the funnel share: rates with their sample, reasons, names, days in the pipeline's zone. */

import { html, nothing } from 'lit';
import { count, language, percent, words } from '../language.js';

export { dealAddress, funnelStages, reasonName, stageName, statusName } from '../deal/words.js';

const locale = language === 'zh' ? 'zh-CN' : 'en-GB';

const t = words({
  of: ['{n} of {all}', '{all} 个中 {n} 个'],
  interval: ['95% interval {low} to {high}', '95% 区间 {low} 至 {high}'],
  expected: ['{value} expected with the open ones', '计入在谈商机预计 {value}'],
  open: ['{n} still open', '{n} 个在谈'],
  none: ['(none)', '（未填）'],
  withheld: ['Not shown: ', '未显示：'],
});

/**
 * @typedef {{value: number | null, numerator: string, denominator: string, open: number, low: number | null, high: number | null,
 *   expected: number | null, reason: string | null}} Rate
 */

/** A value of a dimension; deals without one are a group as well. @param {string | null | undefined} value */
export const groupName = value => value == null || value === '' ? t('none') : value;

/** @param {Rate | null | undefined} rate */
export const intervalOf = rate => rate?.low == null ? '' : t('interval', { low: percent(rate.low), high: percent(rate.high) });

/** The same in short, for a column that says so. @param {{low: number | null, high: number | null} | null | undefined} rate */
export const rangeOf = rate => rate?.low == null ? '' : `${percent(rate.low)}–${percent(rate.high)}`;

/** A rate and all that belongs to it. @param {Rate | null | undefined} rate */
export function rateOf(rate) {
  if (!rate) {
    return html`–`;
  }
  const sample = t('of', { n: count(rate.numerator), all: count(rate.denominator) });
  if (rate.value == null) {
    return html`<span class="rate">– <small>${[sample, reasonOf(rate.reason)].filter(each => each).join(' · ')}</small></span>`;
  }
  const more = [
    sample,
    intervalOf(rate),
    rate.open > 0 ? t('open', { n: count(rate.open) }) : '',
    rate.expected == null ? '' : t('expected', { value: percent(rate.expected) }),
  ].filter(each => each);
  return html`<span class="rate"><b>${percent(rate.value)}</b> <small>${more.join(' · ')}</small></span>`;
}

/** The sentences that the service gives as a reason, which it has in English only. @type {[RegExp, string][]} */
const REASONS = [
  [/^too few: a sample of (\d+), and at least (\d+) are needed$/, '样本太小：只有 $1 个，至少需要 $2 个'],
  [/^no amount is known of any of them$/, '这些商机都没有填写金额'],
  [/^half of them have not got that far yet.*$/, '还有一半以上没走完，中位数、75% 和 90% 分位数未知'],
  [/^three of four have not got that far yet.*$/, '走完的还不到四分之三，75% 和 90% 分位数未知'],
  [/^nine of ten have not got that far yet.*$/, '走完的还不到十分之九，90% 分位数未知'],
  [/^nothing was won in the window$/, '期间内没有赢单'],
  [/^the median cycle is not known$/, '销售周期中位数未知'],
  [/^the median cycle is shorter than a minute$/, '销售周期中位数不到一分钟'],
  [/^amounts of open deals by when they entered.*$/, '在谈商机按进入时间的金额，以及商机很少的阶段的金额，不向无权查看单个商机的人显示'],
  [/^fewer than (\d+) open deals are in question.*$/,
    '所问的在谈商机不足 $1 个，或与更大范围只差这么几个：不向无权查看单个商机的人显示阶段和金额，请放宽条件'],
  [/^whoever may not see single deals is told how far they came by whole months only.*$/,
    '无权查看单个商机的人只能按整月查看进展；请让起止日期都是某月一日'],
  [/^fewer than (\d+) deals entered in the month of (\S+),.*$/,
    '$2 当月进入的商机不足 $1 个，或与更大范围只差这么几个，且有在谈的：不向无权查看单个商机的人显示，请换月份或放宽条件'],
  [/^two-proportion z test.*below ([\d.]+)$/, '两比例 z 检验（期望数少于 5 时用 Fisher 精确检验），Benjamini-Hochberg 多重比较校正，显著性水平 $1'],
  [/^amounts of moves, and groups.*$/, '移动的金额，以及在谈商机很少的组，不向无权查看单个商机的人显示'],
  [/^amounts of moves between stages.*$/, '阶段之间移动的金额不向无权查看单个商机的人显示'],
  [/^amounts of open deals, and the stages of groups.*$/, '在谈商机的金额，以及商机很少的组的阶段，不向无权查看单个商机的人显示'],
];

/** @param {string | null | undefined} reason @returns {string} */
export function reasonOf(reason) {
  if (!reason) {
    return '';
  }
  const inner = reason.match(/^the win rate is not known: (.*)$/);
  if (language === 'zh') {
    if (inner) {
      return '赢单率未知：' + reasonOf(inner[1]);
    }
    const known = REASONS.find(([pattern]) => pattern.test(reason));
    return known ? reason.replace(known[0], known[1]) : reason;
  }
  return reason;
}

/** What the service does not tell to this viewer, and why. @param {string | null | undefined} withheld */
export const withheldOf = withheld => withheld
  ? html`<p class="warning">${t('withheld')}${reasonOf(withheld)}</p>` : nothing;

/** A day in the pipeline's zone. @param {string} instant @param {string} zone */
export const dayIn = (instant, zone) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(new Date(instant));

/** A moment in the pipeline's zone. @param {string} instant @param {string} zone */
export const momentIn = (instant, zone) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(instant));

/** The last day of a window whose end is excluded. @param {string} instant @param {string} zone */
export const lastDayIn = (instant, zone) => dayIn(new Date(Date.parse(instant) - 1).toISOString(), zone);

/** Today in the pipeline's zone, as 2026-01-31. @param {string} zone */
export const today = zone => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());

const COMMON = ['from', 'to', 'asOf', 'within', 'owner', 'team', 'product', 'source', 'region', 'minAmount', 'maxAmount'];

/** Those of which an empty value asks for deals without one. */
export const OR_NONE = ['team', 'product', 'source', 'region'];

/**
 * What every statistic takes, as the end of an address.
 *
 * @param {URLSearchParams} query @param {Record<string, any>} [more] what this one takes besides, or takes otherwise
 */
export function asked(query, more = {}) {
  const fields = new URLSearchParams();
  for (const name of COMMON) {
    const value = query.get(name);
    if (!(name in more) && value !== null && (value !== '' || OR_NONE.includes(name))) {
      fields.set(name, value);
    }
  }
  for (const [name, value] of Object.entries(more)) {
    if (value !== null && value !== undefined && (value !== '' || OR_NONE.includes(name))) {
      fields.set(name, value);
    }
  }
  const text = fields.toString();
  return text ? '?' + text : '';
}
