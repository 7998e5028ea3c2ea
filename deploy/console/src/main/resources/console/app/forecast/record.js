/** How good the forecasts have been, beside the simplest methods, and on how many periods that stands. */

import { html, nothing, svg } from 'lit';
import { forecasts } from '../api.js';
import { count, day, language, words } from '../language.js';
import { apply, freshness, intervalChoice, measureChoice, orWhy, percent, select } from './common.js';
import { sentence } from './notices.js';

const own = words({
  horizon: ['Ahead', '提前期数'],
  all: ['all', '全部'],
  ahead: ['{n} ahead', '提前 {n} 期'],
  running: ['The past is being asked: {n} of {total} periods are done.', '正在回测：已完成 {n} / {total} 期。'],
  starting: ['The past is being asked; it begins in a moment.', '回测即将开始。'],
  failed: ['The backtest failed: {problem}', '回测失败：{problem}'],
  again: ['Begin it again', '重新回测'],
  stands: ['It stands on {n} forecasts made at the beginning of {origins} past periods, from {first} to {last}, each from what was known then.',
    '依据 {first} 至 {last} 间 {origins} 个期初、共 {n} 次预测，每次只用当时已知的数据。'],
  whole: ['Whole pipeline, without filters.', '整个流程，不支持筛选。'],
  modelBetter: ['Over all horizons the model erred less than each simpler method: by {ours} of what came.', '各提前期合计，模型的误差（{ours}）小于每种简单方法。'],
  wasBetter: ['Over all horizons “{method}” has been better: it erred by {theirs} of what came, the model by {ours}.', '各提前期合计，“{method}”更准：其误差为 {theirs}，模型为 {ours}。'],
  betterAhead: ['“{method}” has been better {n} periods ahead.', '提前 {n} 期时，“{method}”更准。'],
  and: [' and ', '、'],
  simple: ['Error (WAPE) of simpler methods', '简单方法的误差（WAPE）'],
  nothing: ['Nothing came, so that errors have no proportion.', '没有实际发生额，无法计算误差比例。'],
  model: ['Model', '模型'],
  lastPeriod: ['As the last period', '与上期相同'],
  meanOfThree: ['Mean of the last three', '近三期平均'],
  stageWeighted: ['Stage weighted', '按阶段加权'],
  method: ['Method', '方法'],
  wape: ['Error (WAPE)', '误差（WAPE）'],
  bias: ['Bias', '偏差'],
  coverage: ['p10–p90 held', '区间命中'],
  forecasts: ['Forecasts', '预测次数'],
  best: ['best', '最准'],
  overall: ['All horizons together', '全部提前期合计'],
  byHorizon: ['By how far ahead', '按提前期'],
  given: ['The forecasts that were given', '实际给出的预测'],
  givenStands: ['{n} forecasts from the daily snapshots of {days} days, {first} to {last}. Those of following days are about the same periods.',
    '来自 {days} 天每日快照的 {n} 次预测（{first} 至 {last}）。相邻日期的预测针对相同周期。'],
  says: ['Error: sum of absolute errors over the sum of what came. Bias: the same with its sign; above 0 too much was promised. Held: how often what came lay between p10 and p90; 80 % is right.',
    '误差：绝对误差之和除以实际之和。偏差：同口径带符号，大于 0 表示报高。命中：实际落在 p10–p90 之间的比例，80% 为宜。'],
  unanswered: ['this method could not answer all of these', '该方法无法回答其中部分预测'],
  noRange: ['this method has no range', '该方法没有区间'],
});

const METHODS = /** @type {const} */ (['lastPeriod', 'meanOfThree', 'stageWeighted']);

/** @param {import('../pages/forecast.js').ForecastPage} page */
const question = page => ({ measure: page.asked('measure', 'bookings'), interval: page.asked('interval', 'month'), horizon: page.asked('horizon', '') });

/** How often it was asked while it runs. */
let polls = 0;

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const answer = await forecasts.get(`/forecasts/${page.pipeline.key}/accuracy`, question(page), signal);
  if (answer.backtest?.status === 'RUNNING') {
    const timer = setTimeout(() => page.reload(), Math.min(10_000, 2000 + 1000 * polls++));
    signal.addEventListener('abort', () => clearTimeout(timer));
  } else {
    polls = 0;
  }
  return answer;
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { measure, interval, horizon } = question(page);
  return html`<form class="row" @submit=${apply} @change=${apply}>${measureChoice(measure)} ${intervalChoice(interval)}
    ${select('horizon', own('horizon'), [['', own('all')], ...[1, 2, 3, 4].map(n => /** @type {[string, string]} */ ([String(n), own('ahead', { n })]))], horizon)}
    </form><p class="note">${own('whole')}</p>`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  const { backtest, overall } = answer;
  const isOver = backtest?.status === 'DONE';
  return html`
    ${isOver ? nothing : progress(page, backtest)}
    ${overall ? html`
      ${verdict(answer)}
      <p>${own('stands', { n: count(overall.forecasts), origins: count(answer.origins), first: day(answer.firstOrigin), last: day(answer.lastOrigin) })}</p>
      ${question(page).horizon ? nothing : html`<h2>${own('overall')}</h2>${methods(overall)}`}
      <h2>${own('byHorizon')}</h2>${horizons(answer.horizons)}
      <p class="note">${own('says')}</p>` : isOver ? html`<p class="warning">${sentence(answer.verdict)}</p>` : nothing}
    ${answer.given ? html`<h2>${own('given')}</h2>${answer.given.overall ? html`
      <p>${own('givenStands', { n: count(answer.given.overall.forecasts), days: count(answer.given.snapshots), first: day(answer.given.firstDay), last: day(answer.given.lastDay) })}</p>
      ${verdict(answer.given)} ${horizons(answer.given.horizons)}` : html`<p>${sentence(answer.given.verdict)}</p>`}` : nothing}
    ${freshness(answer)}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} job */
function progress(page, job) {
  if (job?.status === 'FAILED') {
    return html`<div class="problem" role="alert"><p>${own('failed', { problem: job.problem })}</p>
      ${page.me.roles.includes('sales-ops') ? html`<button type="button" @click=${() => order(page)}>${own('again')}</button>` : nothing}</div>`;
  }
  const text = job?.total ? own('running', { n: count(job.processed), total: count(job.total) }) : own('starting');
  return html`<div role="status"><label>${text}
    <progress max=${job?.total ?? 1} .value=${job?.total ? job.processed : 0}></progress></label></div>`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
async function order(page) {
  const { measure, interval } = question(page);
  try {
    await forecasts.post(`/forecasts/${page.pipeline.key}/backtests`, undefined, { query: { measure, interval } });
    page.reload();
  } catch (error) {
    page.problem = error;
  }
}

/** In words, whether a simple method has been better. @param {any} record */
function verdict(record) {
  const { overall, horizons } = record;
  const ahead = METHODS.map(name => ({ name, at: horizons.filter(each => each.better === name).map(each => each.horizon) })).filter(each => each.at.length);
  const text = overall.total.wape == null ? own('nothing') : overall.better
    ? own('wasBetter', { method: own(overall.better), theirs: percent(overall.baselines[overall.better].wape), ours: percent(overall.total.wape) })
    : own('modelBetter', { ours: percent(overall.total.wape) });
  return html`<p class=${overall.better ? 'warning' : 'forecast-answer'}>${text}
    ${ahead.map(each => own('betterAhead', { method: own(each.name), n: each.at.join(own('and')) })).join(language === 'zh' ? '' : ' ')}</p>`;
}

/** @param {any} row @returns {{name: string, score: any}[]} */
const scores = row => [{ name: 'model', score: row.total }, ...METHODS.map(name => ({ name, score: row.baselines[name] }))];

/** @param {number | null | undefined} value */
const signed = value => value == null ? '–' : (value > 0 ? '+' : '') + percent(value);

/** @param {any} row */
function methods(row) {
  const best = row.better ?? 'model';
  const most = Math.max(.01, ...scores(row).map(each => each.score?.wape ?? 0));
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${own('overall')}><table class="forecast-methods">
    <thead><tr><th scope="col">${own('method')}</th><th scope="col" class="number">${own('wape')}</th><td></td>
      <th scope="col" class="number">${own('bias')}</th><th scope="col" class="number">${own('coverage')}</th></tr></thead>
    <tbody>${scores(row).map(({ name, score }) => html`<tr class=${name === 'model' ? 'forecast-now' : ''}>
      <th scope="row">${own(/** @type {any} */ (name))} ${name === best && score?.wape != null ? html`<span class="tag won">${own('best')}</span>` : nothing}</th>
      <td class="number">${orWhy(percent(score?.wape), score?.wape != null, score ? own('nothing') : own('unanswered'))}</td>
      <td>${score?.wape == null ? nothing : svg`<svg class="forecast-error" viewBox="0 0 200 14" width="200" height="14" aria-hidden="true">
        <rect class=${name === 'model' ? 'ours' : 'simple'} y="2" width=${Math.max(1, score.wape / most * 200)} height="10" rx="1"></rect></svg>`}</td>
      <td class="number">${orWhy(signed(score?.bias), score?.bias != null, score ? own('nothing') : own('unanswered'))}</td>
      <td class="number">${orWhy(percent(score?.coverage), score?.coverage != null, own('noRange'))}</td></tr>`)}</tbody></table></div>`;
}

/** @param {any[]} rows */
const horizons = rows => html`<div class="scroll" tabindex="0" role="group" aria-label=${own('byHorizon')}><table class="forecast-horizons">
  <thead><tr><th scope="col" rowspan="2">${own('horizon')}</th><th scope="col" rowspan="2" class="number">${own('forecasts')}</th>
    <th scope="colgroup" colspan="3">${own('model')}</th><th scope="colgroup" colspan="3">${own('simple')}</th></tr>
    <tr><th scope="col" class="number">${own('wape')}</th><th scope="col" class="number">${own('bias')}</th><th scope="col" class="number">${own('coverage')}</th>
    ${METHODS.map(name => html`<th scope="col" class="number">${own(name)}</th>`)}</tr></thead>
  <tbody>${rows.map(row => html`<tr><th scope="row">${own('ahead', { n: row.horizon })}</th><td class="number">${count(row.forecasts)}</td>
    <td class="number ${row.better ? '' : 'forecast-best'}">${percent(row.total.wape)}</td><td class="number">${signed(row.total.bias)}</td><td class="number">${percent(row.total.coverage)}</td>
    ${METHODS.map(name => html`<td class="number ${row.better === name ? 'forecast-best' : ''}">${orWhy(
      html`${percent(row.baselines[name]?.wape)}${row.better === name ? html` <span class="tag won">${own('best')}</span>` : nothing}`,
      row.baselines[name]?.wape != null, row.baselines[name] ? own('nothing') : own('unanswered'))}</td>`)}</tr>`)}</tbody></table></div>`;
