/** The view "Flow": what came in and went out, interval by interval; it balances. */

import { html, nothing } from 'lit';
import { funnels } from '../api.js';
import { amount, count, words } from '../language.js';
import { TERMS, termName } from '../pictures/flow.js';
import { go, withQuery } from '../router.js';
import { asked, dayIn, funnelStages, lastDayIn, stageName, withheldOf } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  options: ['What is shown', '显示内容'],
  interval: ['By', '周期'],
  week: ['week', '周'],
  month: ['month', '月'],
  quarter: ['quarter', '季度'],
  stage: ['Stage', '阶段'],
  allStages: ['The whole funnel', '整个漏斗'],
  measure: ['Of', '口径'],
  count: ['Number', '数量'],
  amount: ['Amount', '金额'],
  whole: ['The whole period', '整个期间'],
  picture: ['What came and went: {period}', '流入与流出：{period}'],
  period: ['Interval', '时间段'],
  balances: ['Each row balances: start + in − out = end.', '每一行都平衡：期初 + 流入 − 流出 = 期末。'],
  moved: ['Moves from one stage to another stay inside the whole funnel: as many go as come.', '阶段之间的移动都在漏斗内部：转出等于转入。'],
  inCurrency: ['in {currency}', '单位 {currency}'],
  off: ['does not balance', '不平衡'],
  table: ['Balance by interval', '各期平衡表'],
  show: ['{term} {value}: show the deals', '{term} {value}：显示商机'],
});

const INTERVALS = /** @type {const} */ (['week', 'month', 'quarter']);

/** @param {FunnelPage} page @param {AbortSignal} signal */
export function load(page, signal) {
  const interval = page.query.get('interval') ?? 'month';
  return funnels.get(`${page.root}/flow${asked(page.asking, { interval })}`, {}, signal);
}

/** @param {any} answer @param {FunnelPage} page */
export function view(answer, page) {
  const { query, pipeline } = page;
  const stage = funnelStages(pipeline).some(each => each.key === query.get('stage')) ? query.get('stage') ?? '' : '';
  const hasAmounts = answer.intervals.every((/** @type {any} */ each) => each.total.opening.amount != null);
  const measure = hasAmounts && query.get('measure') === 'amount' ? 'amount' : 'count';
  const rows = answer.intervals.map((/** @type {any} */ each) => ({
    key: each.from.slice(0, 10), from: each.from, to: each.to, link: each.links.deals, flow: stage ? each.stages[stage] : each.total,
  })).filter((/** @type {any} */ row) => row.flow);
  const all = rows.length ? sum(rows) : null;
  const chosen = rows.find((/** @type {any} */ row) => row.key === query.get('at')) ?? all;
  return html`
    ${page.frame(answer)}
    ${withheldOf(answer.withheld)}
    ${options(page, rows, stage, hasAmounts ? measure : null)}
    ${chosen ? html`
      <h2>${t('picture', { period: chosen === all ? t('whole') : name(chosen, pipeline) })}</h2>
      <dealflow-flow .flow=${chosen.flow} stage=${stage} measure=${measure} currency=${answer.currency}
        @pick=${(/** @type {CustomEvent} */ event) => page.pick(chosen.link, event.detail.cell, event.detail.stage, {}, name(chosen, pipeline))}></dealflow-flow>
      ${stage ? nothing : html`<p class="note">${t('moved')}</p>`}
      ${table(page, rows, all, stage, measure, answer.currency)}` : nothing}`;
}

/** All intervals in one. @param {any[]} rows */
function sum(rows) {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const flow = Object.fromEntries(TERMS.map(([term]) => [term, {
    count: rows.reduce((all, row) => all + row.flow[term].count, 0),
    amount: rows.some(row => row.flow[term].amount == null) ? null : String(rows.reduce((all, row) => all + Number(row.flow[term].amount), 0)),
  }]));
  const link = first.link.replace(/([?&]to=)[^&]*/, `$1${encodeURIComponent(last.to)}`);
  return { from: first.from, to: last.to, link, flow: { opening: first.flow.opening, ...flow, closing: last.flow.closing } };
}

/** @param {{from: string, to: string}} row @param {any} pipeline */
const name = (row, pipeline) => `${dayIn(row.from, pipeline.timeZone)} – ${lastDayIn(row.to, pipeline.timeZone)}`;

/** @param {FunnelPage} page @param {any[]} rows @param {string} stage @param {string | null} measure null without a choice */
function options(page, rows, stage, measure) {
  /** @param {string} name @param {string} label @param {[string, string][]} choices @param {string} chosen */
  const select = (name, label, choices, chosen) => html`
    <label><span>${label}</span>
      <select @change=${(/** @type {any} */ event) => go(withQuery({ [name]: event.target.value, ...name === 'interval' ? { at: null } : {} }))}>${choices.map(([value, text]) => html`
        <option value=${value} .selected=${value === chosen}>${text}</option>`)}</select></label>`;
  const { pipeline, query } = page;
  return html`
    <form class="filters" aria-label=${t('options')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      ${select('interval', t('interval'), INTERVALS.map(each => [each, t(each)]), query.get('interval') ?? 'month')}
      ${select('at', t('period'), [['', t('whole')], ...rows.map(row => /** @type {[string, string]} */ ([row.key, name(row, pipeline)]))], query.get('at') ?? '')}
      ${select('stage', t('stage'), [['', t('allStages')], ...funnelStages(pipeline).map(each => /** @type {[string, string]} */ ([each.key, stageName(pipeline, each.key)]))], stage)}
      ${measure ? select('measure', t('measure'), [['', t('count')], ['amount', t('amount')]], measure === 'amount' ? 'amount' : '') : nothing}
    </form>`;
}

/** @param {FunnelPage} page @param {any[]} rows @param {any} all @param {string} stage @param {'count' | 'amount'} measure @param {string} currency */
function table(page, rows, all, stage, measure, currency) {
  const isAmount = measure === 'amount';
  const terms = ['opening', ...TERMS.map(([term]) => term).filter(term => rows.some(row => Number(row.flow[term][measure]))), 'closing'];
  const signs = /** @type {Record<string, number>} */ (Object.fromEntries(TERMS));
  /** @param {any} row @param {string} term */
  const cell = (row, term) => {
    const value = Number(row.flow[term][measure]);
    const text = (signs[term] < 0 && value ? '−' : '') + (isAmount ? amount(value) : count(value));
    return html`<td class="number">${value || row.flow[term].count ? html`
      <button type="button" class="plain" aria-label=${t('show', { term: termName(term), value: text })}
              @click=${() => page.pick(row.link, `flow.${term}`, stage, {}, name(row, page.pipeline))}>${text}</button>` : '0'}</td>`;
  };
  /** @param {any} row */
  const balance = row => terms.slice(1, -1).reduce((level, term) => level + signs[term] * Number(row.flow[term][measure]), Number(row.flow.opening[measure]));
  /** @param {any} row @param {string} text */
  const line = (row, text) => html`
    <tr>
      <th scope="row">${text}${Math.abs(balance(row) - Number(row.flow.closing[measure])) > .005 ? html` <span class="tag lost">${t('off')}</span>` : nothing}</th>
      ${terms.map(term => cell(row, term))}
    </tr>`;
  return html`
    <h2>${t('table')}${isAmount ? html` <small>${t('inCurrency', { currency })}</small>` : nothing}</h2>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('table')}>
      <table class="lined balance">
        <thead><tr><th scope="col">${t('period')}</th>${terms.map(term => html`<th scope="col" class="number">${termName(term)}</th>`)}</tr></thead>
        <tbody>${rows.map(row => line(row, name(row, page.pipeline)))}</tbody>
        <tfoot>${line(all, t('whole'))}</tfoot>
      </table>
    </div>
    <p class="note">${t('balances')}</p>`;
}
