/** What the views of the forecast share: whose deals, the form above, and what is said beside every answer. */

import { html, nothing } from 'lit';
import { forecasts } from '../api.js';
import { amount, day, moment, percent, words } from '../language.js';
import { go, withQuery } from '../router.js';
import { narrowed } from '../filters/sight.js';
import '../filters/bar.js';
import { said, sentence } from './notices.js';

/** @typedef {import('../pages/forecast.js').ForecastPage} ForecastPage */
/** @typedef {import('../notices.js').Notice} Notice */

export const t = words({
  bookings: ['Orders', '订单'],
  receipts: ['Money received', '回款'],
  measure: ['What', '口径'],
  interval: ['Per', '周期'],
  week: ['week', '周'],
  month: ['month', '月'],
  quarter: ['quarter', '季度'],
  year: ['year', '年'],
  owner: ['Owner', '负责人'],
  team: ['Team', '团队'],
  product: ['Product', '产品'],
  source: ['Source', '来源'],
  region: ['Region', '地区'],
  asOf: ['As of {asOf}', '截至 {asOf}'],
  fresh: ['events read up to {fresh}', '数据更新至 {fresh}'],
  reason: ['Nothing is said to be expected: {reason}.', '不给出预期值：{reason}。'],
  closed: ['Closed', '已成交'],
  paid: ['Received', '已到账'],
  open: ['Open deals', '在谈商机'],
  owed: ['Orders and open deals', '应收与在谈商机'],
  new: ['New deals', '新增商机'],
  total: ['Total', '合计'],
  expected: ['Expected', '预期'],
  likely: ['in 8 of 10 cases {low} to {high}', '八成情况下 {low} 至 {high}'],
  period: ['Period', '周期'],
});

export const SCOPE = ['owner', 'team', 'product', 'source', 'region'];

/**
 * What the forecast service says about the deals that the address asks for, as far as they are this one's to ask about.
 *
 * @param {ForecastPage} page @param {string} part of the path after the pipeline @param {Record<string, any>} fields @param {AbortSignal} signal
 */
export function ask(page, part, fields, signal) {
  const scope = narrowed(page.query, page.me);
  // An empty team, product, source or region asks for the deals without one.
  const kept = SCOPE.filter(name => scope.has(name) && (scope.get(name) || name !== 'owner')).map(name => [name, scope.get(name) ?? '']);
  const own = scope.getAll('field').map(each => ['field', each]);
  const query = new URLSearchParams([...kept, ...own, ...Object.entries(fields).filter(([, value]) => value != null && value !== '')]);
  return forecasts.get(`/forecasts/${encodeURIComponent(page.pipeline.key)}${part}?${query}`, {}, signal);
}

/** Goes to what a form says. @param {Event & {currentTarget: any}} event */
export function apply(event) {
  event.preventDefault();
  const form = event.currentTarget;
  if (form.reportValidity()) {
    go(withQuery(Object.fromEntries(new FormData(form))));
  }
}

/** @param {string} name @param {string} label @param {[string, string][]} choices @param {string} chosen */
export const select = (name, label, choices, chosen) => html`
  <label><span>${label}</span><select name=${name}>${choices.map(([value, text]) => html`
    <option value=${value} ?selected=${value === chosen}>${text}</option>`)}</select></label>`;

/** @param {string} chosen */
export const measureChoice = chosen => select('measure', t('measure'), [['bookings', t('bookings')], ['receipts', t('receipts')]], chosen);

/** @param {string} chosen @param {string[]} [choices] */
export const intervalChoice = (chosen, choices = ['week', 'month', 'quarter', 'year']) =>
  select('interval', t('interval'), choices.map(each => [each, t(/** @type {any} */ (each))]), chosen);

/** Whose deals. @param {ForecastPage} page */
export const filters = page => html`
  <dealflow-filters .query=${page.query} .pipeline=${page.pipeline} .me=${page.me} .fields=${[...SCOPE, 'own']}></dealflow-filters>`;

/** What the answer itself says about itself. @param {{warnings?: Notice[], reason?: Notice}} answer */
export function notes(answer) {
  const all = [...answer.reason ? [t('reason', { reason: said(answer.reason) })] : [], ...(answer.warnings ?? []).map(sentence)];
  return all.length ? html`<div class="warning forecast-notes">${all.map(each => html`<p>${each}</p>`)}</div>` : nothing;
}

/** @param {{asOf?: string, dataFreshAsOf?: string}} answer */
export const freshness = answer => html`<p class="note">${t('asOf', { asOf: moment(answer.asOf) })}${answer.dataFreshAsOf
  ? html` · ${t('fresh', { fresh: moment(answer.dataFreshAsOf) })}` : nothing}</p>`;

/** A number, or a dash that says why there is none. @param {any} text @param {Notice | string | undefined | null} reason @param {boolean} is */
export function orWhy(text, is, reason) {
  const why = typeof reason === 'string' ? reason : said(reason);
  return is ? text : html`<span class="forecast-null" title=${why}>–<span class="hidden"> ${why}</span></span>`;
}

/** @param {{p10: string, p90: string}} dist @param {string} currency @param {boolean} [short] */
export const range = (dist, currency, short = true) => `${amount(dist.p10, currency, short)} – ${amount(dist.p90, '', short)}`;

/** @param {{expected: string, p10: string, p90: string} | null} dist @param {string} currency */
export const likely = (dist, currency) => dist
  ? t('likely', { low: amount(dist.p10, currency, true), high: amount(dist.p90, currency, true) }) : '';

/** A change. @param {number} value */
export const signed = value => Math.abs(value) < .5 ? '0' : (value > 0 ? '+' : '−') + amount(Math.abs(value));

/** The last day before. @param {string} first the first that does not count */
export const lastDay = first => day(new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10));

export { amount, day, percent };
