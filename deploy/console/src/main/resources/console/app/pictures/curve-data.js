/** What a curve shows, from an answer of the funnel service: columns as the chart library takes them, and how to read them. */

import { amount, count, language, percent, words } from '../language.js';
import { reasonOf } from '../funnel/notices.js';

const locale = language === 'zh' ? 'zh-CN' : 'en-GB';

const t = words({
  after: ['After {x}: {y} still there', '{x} 后：{y} 仍在'],
  left: ['at least so long: {n}', '至少这么久：{n} 个'],
  interval: ['95%: {low} to {high}', '95% 区间 {low} 至 {high}'],
  of: ['{n} of {all}', '{n}/{all}'],
  sample: ['sample {n}', '样本 {n}'],
  days: ['{n} days', '{n} 天'],
  none: ['not known', '未知'],
});

/**
 * @typedef {object} Curve
 * @property {(number | null)[][]} columns x, low, high, y
 * @property {boolean} isStep
 * @property {boolean} isShare whether y lies between 0 and 1
 * @property {(x: number) => string} x
 * @property {(y: number) => string} y
 * @property {(i: number) => string} read a point in words
 */

const MS_A_DAY = 86_400_000;

/** Days of an ISO duration such as PT258H56M. @param {string | null | undefined} text */
export function daysOf(text) {
  const parts = text?.match(/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/);
  return parts ? Number(parts[1] ?? 0) + (Number(parts[2] ?? 0) + Number(parts[3] ?? 0) / 60) / 24 : null;
}

/** @param {number} n */
const inDays = n => t('days', { n: count(n < 3 ? Math.round(n * 10) / 10 : Math.round(n)) });

/** Of `/durations`: the share that lasts longer. @param {any} answer @returns {Curve} */
export function survival(answer) {
  const points = [{ at: 'PT0S', survival: 1, standardError: 0, atRisk: answer.time.sample }, ...answer.curve];
  const spread = points.map(point => point.standardError == null ? null : 1.96 * point.standardError);
  return {
    columns: [
      points.map(point => daysOf(point.at)),
      points.map((point, i) => spread[i] === null ? null : Math.max(0, point.survival - spread[i])),
      points.map((point, i) => spread[i] === null ? null : Math.min(1, point.survival + spread[i])),
      points.map(point => point.survival),
    ],
    isStep: true,
    isShare: true,
    x: inDays,
    y: percent,
    read: i => [
      t('after', { x: inDays(daysOf(points[i].at) ?? 0), y: percent(points[i].survival) }),
      t('left', { n: count(points[i].atRisk) }),
    ].join(' · '),
  };
}

/** Of `/trend`: a number by interval. @param {any} answer @param {'count' | 'amount'} measure @param {string} zone @returns {Curve} */
export function trend(answer, measure, zone) {
  const { points } = answer;
  /** @param {any} point @returns {number | null} */
  const value = point => number(point.rate ? point.rate.value : point.total ? point.total[measure]
    : point.time ? daysOf(point.time.median) : point.velocity?.perDay);
  const isShare = points.some((/** @type {any} */ point) => point.rate);
  const isTime = points.some((/** @type {any} */ point) => point.time);
  const isMoney = measure === 'amount' && points.some((/** @type {any} */ point) => point.total)
    || points.some((/** @type {any} */ point) => point.velocity);
  /** @param {number} y */
  const format = y => isShare ? percent(y) : isTime ? inDays(y) : isMoney ? amount(y, answer.currency, true) : count(y);
  const from = points.map((/** @type {any} */ point) => Date.parse(point.from));
  const isLong = points.length > 1 && (from[from.length - 1] - from[0]) / (points.length - 1) > 20 * MS_A_DAY;
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone || undefined, year: '2-digit', month: 'short', ...isLong ? {} : { day: 'numeric' } });
  return {
    columns: [
      points.map((/** @type {any} */ _, /** @type {number} */ i) => i),
      points.map((/** @type {any} */ point) => number(point.rate?.low)),
      points.map((/** @type {any} */ point) => number(point.rate?.high)),
      points.map(value),
    ],
    isStep: false,
    isShare,
    x: i => Number.isInteger(i) && from[i] ? day.format(from[i]) : '',
    y: format,
    read: i => {
      const { rate, time, velocity } = points[i];
      const y = value(points[i]);
      return [
        `${day.format(from[i])}: ${y === null ? t('none') : format(y)}`,
        rate ? t('of', { n: count(rate.numerator), all: count(rate.denominator) }) : '',
        rate?.low == null ? '' : t('interval', { low: percent(rate.low), high: percent(rate.high) }),
        time ? t('sample', { n: count(time.sample) }) : '',
        reasonOf(rate?.reason ?? time?.reason ?? velocity?.reason),
      ].filter(each => each).join(' · ');
    },
  };
}

/** @param {any} value */
const number = value => value == null ? null : Number(value);
