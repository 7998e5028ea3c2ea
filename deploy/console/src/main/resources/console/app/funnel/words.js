/** Words and small pieces that all views of the funnel share: rates with their sample, reasons, names, days in the pipeline's zone. */

import { html, nothing } from 'lit';
import { count, language, percent, words } from '../language.js';
import { reasonOf } from './notices.js';

export { dealAddress, funnelStages, reasonName, stageName, statusName } from '../deal/words.js';
export { reasonOf };

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
 *   expected: number | null, reason: import('../notices.js').Notice | null}} Rate
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

/** What the service does not tell to this viewer, and why. @param {import('../notices.js').Notice | null | undefined} withheld */
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

const COMMON = ['from', 'to', 'asOf', 'within', 'owner', 'team', 'product', 'source', 'region', 'amount', 'minAmount', 'maxAmount', 'field'];

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
    for (const value of name in more ? [] : query.getAll(name)) {
      if (value !== '' || OR_NONE.includes(name)) {
        fields.append(name, value);
      }
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
