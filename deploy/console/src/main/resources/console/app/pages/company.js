/** Several pipelines as one, in one currency: what comes of them by period, and how far their customers have come by buying phase. */

import { html, nothing } from 'lit';
import { forecasts, funnels } from '../api.js';
import { count, moment, nameOf, period as periodName, words } from '../language.js';
import { Page } from '../page.js';
import { amount, apply, filters, intervalChoice, measureChoice, notes, orWhy, select, SCOPE, t as forecastWords } from '../forecast/common.js';
import { narrowed } from '../filters/sight.js';
import { rateOf, withheldOf } from '../funnel/words.js';
import { phaseName } from '../pipeline/words.js';
import '../pictures/forecast.js';
import { withQuery } from '../router.js';

const t = words({
  title: ['Company', '公司'],
  says: ['All pipelines, or those that you choose, in one currency. What came and what is expected adds up; p10 and p90 are drawn together, since pipelines have good and bad times in common.',
    '所有（或所选）销售流程合并为一种货币。已成交与预期相加；各流程同起同落，p10 与 p90 为联合模拟，不是相加。'],
  currency: ['Currency', '货币'],
  ahead: ['Periods ahead', '未来期数'],
  without: ['Show it without {names}', '不含 {names} 再显示'],
  all: ['All pipelines', '全部销售流程'],
  byPeriod: ['By period', '分期'],
  sum: ['All periods so far', '累计'],
  byPipeline: ['By pipeline, {from} to {to}', '各销售流程，{from} 至 {to}'],
  together: ['Together', '合计'],
  pipeline: ['Pipeline', '销售流程'],
  rate: ['Exchange rate', '汇率'],
  since: ['{rate} since {day}', '{rate}，自 {day} 起'],
  funnel: ['Funnel by buying phase', '按采购阶段的漏斗'],
  funnelSays: ['Deals that entered in the year up to now. A phase is reached with any stage of it or of a later one.',
    '最近一年进入的商机。到达某采购阶段内的任一销售阶段或更后的阶段，即为到达该采购阶段。'],
  phase: ['Buying phase', '采购阶段'],
  reached: ['Reached', '到达'],
  now: ['In it now', '当前'],
  fromPrevious: ['From the phase before', '由上一采购阶段'],
  lostHere: ['Lost here', '在此丢单'],
  won: ['Won', '赢单'],
  entered: ['Entered', '进入'],
  drift: ['Common swings: {share} (from {n} past forecasts of two pipelines each)', '共同波动：{share}（依据 {n} 对往期预测）'],
  asOf: ['As of {asOf}', '截至 {asOf}'],
});

export class CompanyPage extends Page {
  /** What the address asks of both services, as far as it is this one's to ask. */
  get asking() {
    const scope = narrowed(this.query, this.me);
    return {
      pipeline: this.query.getAll('only'),
      currency: this.currency,
      ...Object.fromEntries(SCOPE.filter(name => scope.get(name)).map(name => [name, scope.get(name)])),
    };
  }

  get currency() {
    return this.query.get('currency') || this.pipeline.currency;
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const measure = this.query.get('measure') || 'bookings';
    const interval = this.query.get('interval') || 'month';
    const periods = this.query.get('periods') || '6';
    const [forecast, funnel] = await Promise.all([
      forecasts.get('/company/forecast', { ...this.asking, measure, interval, periods }, signal),
      funnels.get('/company/funnel', this.asking, signal).catch(error => ({ problem: error })),
    ]);
    return { forecast, funnel };
  }

  /** @param {{forecast: any, funnel: any}} answer */
  view({ forecast, funnel }) {
    const last = forecast.cumulative[forecast.cumulative.length - 1];
    return html`
      ${notes(forecast)}
      ${forecast.reason ? this.others(forecast) : nothing}
      <h2>${t('byPeriod')}</h2>
      <dealflow-forecast .forecast=${forecast} today-in=${this.pipeline.timeZone}></dealflow-forecast>
      ${last.total ? html`<h2>${t('sum')}</h2>
        <dealflow-forecast show="sum" .forecast=${forecast} today-in=${this.pipeline.timeZone}></dealflow-forecast>` : nothing}
      <h2>${t('byPipeline', { from: periodName(forecast.cumulative[0].period), to: periodName(last.period) })}</h2>
      ${table(forecast)}
      ${forecast.model.commonDrift == null || forecast.pipelines.length < 2 ? nothing : html`
        <p class="note">${t('drift', { share: count(forecast.model.commonDrift), n: count(forecast.model.pairedForecasts) })}</p>`}
      <h2>${t('funnel')}</h2>
      ${funnel.problem ? html`<p class="warning">${funnel.problem.message}</p>` : phases(funnel)}
      <p class="note">${t('asOf', { asOf: moment(forecast.asOf) })}</p>`;
  }

  /** A way to what may be told. @param {any} forecast */
  others(forecast) {
    const told = forecast.pipelines.filter((/** @type {any} */ part) => !part.reason).map((/** @type {any} */ part) => part.pipeline);
    const names = forecast.pipelines.filter((/** @type {any} */ part) => part.reason).map((/** @type {any} */ part) => part.pipeline);
    return told.length ? html`<p><a href=${withQuery({ only: told })}>${t('without', { names: names.join(', ') })}</a></p>` : nothing;
  }

  render() {
    const periods = this.query.get('periods') || '6';
    return html`
      <h1>${t('title')}</h1>
      <p class="note">${t('says')}</p>
      <form class="row" @submit=${apply} @change=${apply}>
        ${measureChoice(this.query.get('measure') || 'bookings')} ${intervalChoice(this.query.get('interval') || 'month')}
        ${select('periods', t('ahead'), [...new Set(['3', '6', '9', '12', periods])].map(each => [each, each]), periods)}
        <label><span>${t('currency')}</span>
          <input name="currency" .value=${this.currency} size="4" maxlength="3" pattern="[A-Z]{3}" required></label>
      </form>
      ${this.query.has('only') ? html`<p><a href=${withQuery({ only: null })}>${t('all')}</a></p>` : nothing}
      ${filters(/** @type {any} */ (this))}
      ${super.render()}`;
  }
}

/** What all periods bring, together and of each pipeline. @param {any} forecast */
function table(forecast) {
  const w = forecastWords;
  const isPaid = forecast.measure === 'receipts';
  /** @param {string} name @param {any} of @param {any} reason @param {any} [rate] */
  const row = (name, of, reason, rate) => html`<tr><th scope="row">${name}</th>
    <td class="number">${rate ? rate.validFrom ? t('since', { rate: rate.rate, day: rate.validFrom }) : '1' : nothing}</td>
    <td class="number">${amount(of.closed.amount)}</td>
    ${[of.open?.expected, of.new?.expected, of.total?.expected, of.total?.p10, of.total?.p50, of.total?.p90]
      .map(value => html`<td class="number">${orWhy(amount(value), value != null, reason)}</td>`)}</tr>`;
  const last = forecast.cumulative.length - 1;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('pipeline')}><table>
    <thead><tr><th scope="col">${t('pipeline')}</th><th scope="col" class="number">${t('rate')}</th>
      <th scope="col" class="number">${w(isPaid ? 'paid' : 'closed')}</th><th scope="col" class="number">${w(isPaid ? 'owed' : 'open')}</th>
      <th scope="col" class="number">${w('new')}</th><th scope="col" class="number">${w('total')}, ${forecast.currency}</th>
      <th scope="col" class="number">p10</th><th scope="col" class="number">p50</th><th scope="col" class="number">p90</th></tr></thead>
    <tbody>${row(t('together'), forecast.cumulative[last], forecast.reason)}
      ${forecast.pipelines.map((/** @type {any} */ part) => row(part.pipeline, part.cumulative[last], part.reason, part.rate))}</tbody></table></div>`;
}

/** The funnel, and how many of each pipeline came so far. @param {any} funnel */
function phases(funnel) {
  /** @param {any} of @param {number} i */
  const reached = (of, i) => of.phases[i] ? count(of.phases[i].reached.count) : '–';
  return html`<p class="note">${t('funnelSays')}</p>${withheldOf(funnel.withheld)}
    <div class="scroll" tabindex="0" role="group" aria-label=${t('funnel')}><table>
    <thead><tr><th scope="col">${t('phase')}</th><th scope="col" class="number">${t('reached')}</th><th scope="col" class="number">${funnel.currency}</th>
      <th scope="col">${t('fromPrevious')}</th><th scope="col" class="number">${t('lostHere')}</th><th scope="col" class="number">${t('now')}</th>
      ${funnel.pipelines.map((/** @type {any} */ part) => html`<th scope="col" class="number">${part.pipeline}</th>`)}</tr></thead>
    <tbody>
      <tr><th scope="row">${t('entered')}</th><td class="number">${count(funnel.entered.count)}</td><td class="number">${amount(funnel.entered.amount)}</td>
        <td></td><td class="number">${count(funnel.lost.count)}</td><td class="number">${count(funnel.open.count)}</td>
        ${funnel.pipelines.map((/** @type {any} */ part) => html`<td class="number">${count(part.entered.count)}</td>`)}</tr>
      ${funnel.phases.map((/** @type {any} */ row, /** @type {number} */ i) => html`<tr><th scope="row">${phaseName(row.phase)}</th>
        <td class="number">${count(row.reached.count)}</td><td class="number">${amount(row.reached.amount)}</td>
        <td>${i > 0 ? rateOf(row.fromPrevious) : nothing}</td>
        <td class="number">${count(row.lostHere.count)}</td><td class="number">${count(row.capacity.count)}</td>
        ${funnel.pipelines.map((/** @type {any} */ part) => html`<td class="number">${reached(part, i)}</td>`)}</tr>`)}
      <tr><th scope="row">${t('won')}</th><td class="number">${count(funnel.won.count)}</td><td class="number">${amount(funnel.won.amount)}</td>
        <td>${rateOf(funnel.winRate.ofEntered)}</td><td></td><td></td>
        ${funnel.pipelines.map((/** @type {any} */ part) => html`<td class="number">${count(part.won.count)}</td>`)}</tr>
    </tbody></table></div>`;
}

customElements.define('dealflow-company-page', CompanyPage);
