/** The view "Trend": one number over time. */

import { html, nothing } from 'lit';
import { funnels } from '../api.js';
import { amount, count, duration, words } from '../language.js';
import '../pictures/curve.js';
import { go, withQuery } from '../router.js';
import { asked, dayIn, funnelStages, lastDayIn, rateOf, reasonOf, stageName, withheldOf } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  options: ['What is shown', '显示内容'],
  metric: ['Number', '指标'],
  winRate: ['Win rate of those decided', '已决商机赢单率'],
  winRateByAmount: ['Win rate by amount', '按金额的赢单率'],
  conversion: ['Conversion from entry', '由进入的转化率'],
  entered: ['Entered', '进入'],
  won: ['Won', '赢单'],
  lost: ['Lost', '丢单'],
  capacity: ['Capacity at the end', '期末容量'],
  cycle: ['Time taken, median', '时长中位数'],
  velocity: ['Velocity per day', '日均销售速度'],
  interval: ['By', '周期'],
  week: ['week', '周'],
  month: ['month', '月'],
  quarter: ['quarter', '季度'],
  stage: ['Stage', '阶段'],
  toWon: ['to winning', '到赢单'],
  allStages: ['all', '全部'],
  measure: ['Of', '口径'],
  count: ['Number of deals', '数量'],
  amount: ['Amount', '金额'],
  period: ['Period', '时间段'],
  value: ['Value', '值'],
  table: ['The same as a table', '以表格显示'],
  late: ['Deals of the latest periods are still open: their rates are still to grow.', '最近几期的商机仍在谈，比率还会上升。'],
  show: ['{text}: show the deals', '{text}：显示商机'],
});

const METRICS = /** @type {const} */ (['winRate', 'winRateByAmount', 'conversion', 'entered', 'won', 'lost', 'capacity', 'cycle', 'velocity']);

/** What a number of deals is called in the list of them. */
const CELLS = /** @type {Record<string, string>} */ ({ entered: 'entered', won: 'decided.won', lost: 'decided.lost', capacity: 'flow.closing' });

/** @param {FunnelPage} page */
function chosen(page) {
  const { query } = page;
  const metric = METRICS.find(each => each === query.get('metric')) ?? 'winRate';
  const hasStage = ['conversion', 'capacity', 'cycle'].includes(metric);
  const stage = hasStage ? funnelStages(page.pipeline).find(each => each.key === query.get('stage'))?.key ?? null : null;
  return { metric, hasStage, stage, interval: query.get('interval') ?? 'month', measure: query.get('measure') === 'amount' ? 'amount' : 'count' };
}

/** @param {FunnelPage} page @param {AbortSignal} signal */
export function load(page, signal) {
  const { metric, stage, interval } = chosen(page);
  return funnels.get(`${page.root}/trend${asked(page.asking, { metric, stage, interval })}`, {}, signal);
}

/** @param {any} answer @param {FunnelPage} page */
export function view(answer, page) {
  const { metric, measure } = chosen(page);
  const label = t(metric);
  return html`
    ${page.frame(answer)}
    ${withheldOf(answer.withheld)}
    ${options(page)}
    <h2>${label}</h2>
    <dealflow-curve .answer=${answer} label=${label} measure=${measure} zone=${page.pipeline.timeZone} height="320"></dealflow-curve>
    ${metric === 'conversion' ? html`<p class="note">${t('late')}</p>` : nothing}
    <details><summary>${t('table')}</summary>
      <div class="scroll"><table>
        <thead><tr><th scope="col">${t('period')}</th><th scope="col">${label}</th></tr></thead>
        <tbody>${answer.points.map((/** @type {any} */ point) => html`
          <tr><th scope="row">${dayIn(point.from, page.pipeline.timeZone)} – ${lastDayIn(point.to, page.pipeline.timeZone)}</th>
            <td>${value(point, answer, page)}</td></tr>`)}</tbody>
      </table></div>
    </details>`;
}

/** @param {any} point @param {any} answer @param {FunnelPage} page */
function value(point, answer, page) {
  const { metric, stage } = chosen(page);
  if (point.rate) {
    return rateOf(point.rate);
  }
  if (point.total) {
    const cell = CELLS[metric];
    return html`<button type="button" class="plain" aria-label=${t('show', { text: `${t(metric)} ${point.total.count}` })}
      @click=${() => page.pick(point.links.deals, cell, stage ?? '')}>${count(point.total.count)}</button>
      ${point.total.amount == null ? nothing : html`<small>${amount(point.total.amount, answer.currency)}</small>`}`;
  }
  if (point.time) {
    return html`${point.time.median ? duration(point.time.median) : '–'} <small>n=${count(point.time.sample)} ${reasonOf(point.time.reason)}</small>`;
  }
  return point.velocity ? html`${amount(point.velocity.perDay, answer.currency)} <small>${reasonOf(point.velocity.reason)}</small>` : '–';
}

/** @param {FunnelPage} page */
function options(page) {
  const { metric, hasStage, stage, interval, measure } = chosen(page);
  /** @param {string} name @param {string} label @param {[string, string][]} choices @param {string} value */
  const select = (name, label, choices, value) => html`
    <label><span>${label}</span>
      <select @change=${(/** @type {any} */ event) => go(withQuery({ [name]: event.target.value }))}>${choices.map(([key, text]) => html`
        <option value=${key} .selected=${key === value}>${text}</option>`)}</select></label>`;
  const stages = funnelStages(page.pipeline).map(each => /** @type {[string, string]} */ ([each.key, stageName(page.pipeline, each.key)]));
  return html`
    <form class="filters" aria-label=${t('options')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      ${select('metric', t('metric'), METRICS.map(each => [each, t(each)]), metric)}
      ${select('interval', t('interval'), [['week', t('week')], ['month', t('month')], ['quarter', t('quarter')]], interval)}
      ${hasStage ? select('stage', t('stage'), [['', t(metric === 'conversion' ? 'toWon' : 'allStages')], ...stages], stage ?? '') : nothing}
      ${metric in CELLS ? select('measure', t('measure'), [['', t('count')], ['amount', t('amount')]], measure === 'amount' ? 'amount' : '') : nothing}
    </form>`;
}
