/** What the funnel service says as reasons, of what it withholds, and of its tests. */

import { notices } from '../notices.js';

/** Such a sentence, as a part of another one. */
export const reasonOf = notices({
  'too-few': ['too few: a sample of {count}, and at least {minimum} are needed', '样本太小：只有 {count} 个，至少需要 {minimum} 个'],
  'no-amounts': ['no amount is known of any of them', '这些商机都没有填写金额'],
  'median-not-reached': ['half of them have not got that far yet, so the median, p75 and p90 are not known',
    '还有一半以上没走完，中位数、75% 和 90% 分位数未知'],
  'p75-not-reached': ['three of four have not got that far yet, so p75 and p90 are not known', '走完的还不到四分之三，75% 和 90% 分位数未知'],
  'p90-not-reached': ['nine of ten have not got that far yet, so p90 is not known', '走完的还不到十分之九，90% 分位数未知'],
  'win-rate-unknown': ['the win rate is not known: too few: a sample of {count}, and at least {minimum} are needed',
    '赢单率未知：样本太小：只有 {count} 个，至少需要 {minimum} 个'],
  'nothing-won': ['nothing was won in the window', '期间内没有赢单'],
  'cycle-unknown': ['the median cycle is not known', '销售周期中位数未知'],
  'cycle-too-short': ['the median cycle is shorter than a minute', '销售周期中位数不到一分钟'],
  'open-amounts-withheld': ['amounts of open deals by when they entered, and where a stage has few, are not told to whoever may not see the deals',
    '在谈商机按进入时间的金额，以及商机很少的阶段的金额，不向无权查看单个商机的人显示'],
  'open-amounts-and-small-groups-withheld': ['amounts of open deals, and the stages of groups of few deals, are not told to whoever may not see the deals',
    '在谈商机的金额，以及商机很少的组的阶段，不向无权查看单个商机的人显示'],
  'moved-amounts-withheld': ['amounts of moves between stages are not told to whoever may not see the deals',
    '阶段之间移动的金额不向无权查看单个商机的人显示'],
  'moved-amounts-and-small-groups-withheld': ['amounts of moves, and groups of few open deals, are not told to whoever may not see the deals',
    '移动的金额，以及在谈商机很少的组，不向无权查看单个商机的人显示'],
  'few-open-deals': ['fewer than {minimum} open deals are in question, or so few are left out of a wider one: whoever may not see them is not told their stages and amounts; ask about more deals',
    '所问的在谈商机不足 {minimum} 个，或与更大范围只差这么几个：不向无权查看单个商机的人显示阶段和金额，请放宽条件'],
  'few-entered': ['fewer than {minimum} deals entered in {month}, or so few are left out of a wider question, and some of them are open: whoever may not see them is not told how far they came; ask for other months or more deals',
    '{month}进入的商机不足 {minimum} 个，或与更大范围只差这么几个，且有在谈的：不向无权查看单个商机的人显示，请换月份或放宽条件'],
  'whole-months-only': ['whoever may not see single deals is told how far they came by whole months only; let the window begin and end on the first of a month',
    '无权查看单个商机的人只能按整月查看进展；请让起止日期都是某月一日'],
  'products-overlap': ['a deal of several products counts in each of them with that part of its amount: counts add up to more than the deals, amounts to the whole',
    '含多种产品的商机在每种产品中各计一次，金额按明细拆分：数量之和大于商机数，金额之和等于总额'],
  'whole-deals-by-product': ['a deal of several products counts in each of them with its whole amount: neither counts nor amounts add up to the whole',
    '含多种产品的商机在每种产品中各计一次且计全额：数量和金额都不可相加'],
  'two-proportion-test': ['two-proportion z test, or Fisher’s exact test where fewer than 5 are expected in a cell, corrected for many comparisons by Benjamini and Hochberg, below {level}',
    '两比例 z 检验（期望数少于 5 时用 Fisher 精确检验），Benjamini-Hochberg 多重比较校正，显著性水平 {level}'],
});
