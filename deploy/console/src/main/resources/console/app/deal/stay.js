/** How long deals have been in a stage, by the deal service's rule: in the days that the stage counts. */

import { words } from '../language.js';
import { stageOf } from './words.js';

const t = words({
  today: ['today', '今天'],
  day: ['1 day', '1 天'],
  days: ['{n} days', '{n} 天'],
  businessDay: ['1 business day', '1 个工作日'],
  businessDays: ['{n} business days', '{n} 个工作日'],
});

const DAY = 86_400_000;
/** @type {Record<string, Intl.DateTimeFormat>} */
const clocks = {};

/** The day of a moment in a time zone, as 2026-03-02. @param {number} at @param {string} timeZone */
export function dayIn(at, timeZone) {
  const clock = clocks[timeZone] ??= new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return clock.format(at);
}

/** Today in the pipeline's time zone. @param {any} pipeline */
export const today = pipeline => dayIn(Date.now(), pipeline.timeZone);

/** @param {string} from @param {string} to both days, as 2026-03-02 */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** @param {string} day @param {number} count */
export const plusDays = (day, count) => new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);

/** So far apart are an offset's changes at least. */
const WEEK = 7 * DAY;
/** @type {Record<string, Map<number, number | null>>} by time zone, how far each week is from UTC; null where that changes in its course */
const offsets = {};

/** @param {number} at @param {string} timeZone */
function offsetAt(at, timeZone) {
  const clock = clocks[timeZone + ' clock'] ??= new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const whole = Math.floor(at / 1000) * 1000;
  return Date.parse(clock.format(whole).replace(' ', 'T') + 'Z') - whole;
}

/** The day of a moment in a time zone, counted from 1970: as dayIn, and cheap enough to ask for each day of thousands of stays. */
export function dayNumberIn(/** @type {number} */ at, /** @type {string} */ timeZone) {
  const known = offsets[timeZone] ??= new Map();
  const week = Math.floor(at / WEEK);
  let offset = known.get(week);
  if (offset === undefined) {
    const first = offsetAt(week * WEEK, timeZone);
    offset = first === offsetAt((week + 1) * WEEK - 1, timeZone) ? first : null;
    known.set(week, offset);
  }
  return Math.floor((at + (offset ?? offsetAt(at, timeZone))) / DAY);
}

/** @type {WeakMap<any, Set<number>>} by pipeline, its holidays as numbers of days */
const holidays = new WeakMap();

/** @param {any} pipeline @param {number} at a moment of that day */
function isBusinessDay(pipeline, at) {
  if (!holidays.has(pipeline)) {
    holidays.set(pipeline, new Set((pipeline.holidays ?? []).map((/** @type {string} */ day) => Date.parse(day) / DAY)));
  }
  const day = dayNumberIn(at, pipeline.timeZone);
  // The first of January 1970 was a Thursday.
  const weekday = (day + 4) % 7;
  return weekday > 0 && weekday < 6 && !holidays.get(pipeline)?.has(day);
}

/** @param {string} period ISO 8601, such as P30D or P2M */
function parts(period) {
  const [, years, months, weeks, days] = period.match(/^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/) ?? [];
  return { months: Number(years ?? 0) * 12 + Number(months ?? 0), days: Number(weeks ?? 0) * 7 + Number(days ?? 0) };
}

/** When a stay has lasted as long as its stage allows; null where that sets no threshold. */
function outlastedAt(/** @type {any} */ pipeline, /** @type {any} */ stage, /** @type {number} */ entered) {
  if (!stage.stalledAfter) {
    return null;
  }
  const { months, days } = parts(stage.stalledAfter);
  if (!stage.stalledCountsBusinessDays) {
    const at = new Date(entered);
    at.setUTCMonth(at.getUTCMonth() + months);
    return at.getTime() + days * DAY;
  }
  let at = entered;
  for (let left = days; left > 0;) {
    at += DAY;
    left -= isBusinessDay(pipeline, at) ? 1 : 0;
  }
  return at;
}

/**
 * @param {any} pipeline @param {{stage: string, status: string, stageEnteredAt: string, snoozedUntil: string | null}} deal
 * @returns {{days: number, isBusiness: boolean, isStalled: boolean, allowed: number | null}}
 */
export function stayOf(pipeline, deal) {
  const now = Date.now();
  const entered = Date.parse(deal.stageEnteredAt);
  const stage = stageOf(pipeline, deal.stage);
  const calendar = Math.max(0, Math.floor((now - entered) / DAY));
  if (!stage) {
    return { days: calendar, isBusiness: false, isStalled: false, allowed: null };
  }
  const isBusiness = stage.stalledCountsBusinessDays;
  let days = isBusiness ? 0 : calendar;
  for (let i = 1; isBusiness && i <= calendar; i++) {
    days += isBusinessDay(pipeline, entered + i * DAY) ? 1 : 0;
  }
  const outlasted = outlastedAt(pipeline, stage, entered);
  const isSnoozed = deal.snoozedUntil != null && deal.snoozedUntil > today(pipeline);
  const allowed = stage.stalledAfter ? parts(stage.stalledAfter) : null;
  return {
    days,
    isBusiness,
    isStalled: deal.status === 'OPEN' && outlasted !== null && outlasted <= now && !isSnoozed,
    allowed: allowed && allowed.months * 30 + allowed.days,
  };
}

/** @param {{days: number, isBusiness: boolean}} stay */
export function stayText({ days, isBusiness }) {
  if (days === 0) {
    return t('today');
  }
  return isBusiness
    ? t(days === 1 ? 'businessDay' : 'businessDays', { n: days })
    : t(days === 1 ? 'day' : 'days', { n: days });
}
