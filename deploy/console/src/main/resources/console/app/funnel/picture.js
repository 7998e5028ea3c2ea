/** The view "Picture": the funnel itself, with its numbers above and as a table. */

import { html, nothing } from 'lit';
import { funnels } from '../api.js';
import { amount, count, duration, nameOf, words } from '../language.js';
import '../pictures/funnel.js';
import { go, withQuery } from '../router.js';
import { cards } from './cards.js';
import { comparable, compareControl, comparedName, comparison, fairness } from './compare.js';
import { asked, rateOf, stageName, withheldOf } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  widths: ['Widths', '宽度'],
  count: ['Number', '数量'],
  amount: ['Amount', '金额'],
  basis: ['Counted are', '统计对象'],
  cohort: ['Deals that entered', '期间内进入的商机'],
  period: ['Stays that ended', '期间内结束的停留'],
  within: ['Within', '时限'],
  withinAny: ['any time', '不限'],
  withinDays: ['{n} days of entry', '进入后 {n} 天'],
  asOf: ['As of', '截至'],
  options: ['How it is drawn', '显示方式'],
  table: ['The same as a table', '以表格显示'],
  stage: ['Stage', '阶段'],
  reached: ['Reached', '到达'],
  fromPrevious: ['From the stage before', '由上一阶段'],
  fromEntry: ['From entry', '由进入'],
  lostHere: ['Lost here', '在此丢单'],
  now: ['In it now', '当前'],
  time: ['Time in it, median', '停留时长中位数'],
  ended: ['Stays ended', '结束的停留'],
  onward: ['Moved on', '继续向前'],
  backward: ['Moved back', '退回'],
  noAmounts: ['Amounts of open deals are not told to you, so widths are numbers.', '您无权查看在谈商机的金额，宽度按数量显示。'],
  nobody: ['No deal entered in this period. Choose a longer one, or fewer filters.', '此期间没有商机进入。请选择更长的期间或减少筛选。'],
});

/** @param {FunnelPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const basis = page.query.get('basis') === 'period' ? 'period' : null;
  /** @param {URLSearchParams} query @param {Record<string, any>} [more] */
  const ask = (query, more) => funnels.get(page.root + asked(query, { basis, ...more }), {}, signal);
  const [funnel, others] = await Promise.all([ask(page.asking), comparable(page)]);
  return { funnel, others, base: await comparison(page, funnel, ask) };
}

/** @param {{funnel: any, base: any, others: any}} answer @param {FunnelPage} page */
export function view({ funnel, base, others }, page) {
  const link = funnel.links.deals;
  const isEmpty = funnel.basis === 'cohort' && funnel.entered.count === 0;
  const hasAmounts = funnel.basis === 'cohort' && [funnel.entered, ...funnel.stages.map((/** @type {any} */ row) => row.reached)]
    .every(total => total.amount != null);
  return html`
    ${page.frame(funnel)}
    ${withheldOf(funnel.withheld)}
    ${cards(funnel, page)}
    ${options(page, funnel, hasAmounts, others)}
    ${fairness(page)}
    ${isEmpty ? html`<p>${t('nobody')}</p>` : html`
      <dealflow-funnel .funnel=${funnel} .base=${base} base-name=${comparedName(page)} won=${stageName(page.pipeline, 'won')}
        measure=${page.query.get('measure') === 'amount' && hasAmounts ? 'amount' : 'count'}
        @pick=${(/** @type {CustomEvent} */ event) => page.pick(link, event.detail.cell, event.detail.stage)}></dealflow-funnel>
      ${funnel.stages.length ? html`
        <details><summary>${t('table')}</summary>
          <div class="scroll">${funnel.basis === 'period' ? endedTable(funnel) : cohortTable(funnel)}</div>
        </details>` : nothing}`}`;
}

/** @param {FunnelPage} page @param {any} funnel @param {boolean} hasAmounts @param {any} others */
function options(page, funnel, hasAmounts, others) {
  const { query } = page;
  /** @param {string} name */
  const change = name => (/** @type {any} */ event) => go(withQuery({ [name]: event.target.value }));
  /** @param {string} name @param {string} label @param {[string, string][]} choices */
  const select = (name, label, choices) => html`
    <label><span>${label}</span><select @change=${change(name)}>${choices.map(([value, text]) => html`
      <option value=${value} .selected=${value === (query.get(name) ?? '')}>${text}</option>`)}</select></label>`;
  const days = ['30', '60', '90', '180'].map(n => /** @type {[string, string]} */ ([`P${n}D`, t('withinDays', { n })]));
  return html`
    <form class="filters" aria-label=${t('options')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      ${hasAmounts ? select('measure', t('widths'), [['', t('count')], ['amount', t('amount')]]) : nothing}
      ${select('basis', t('basis'), [['', t('cohort')], ['period', t('period')]])}
      ${funnel.basis === 'cohort' ? select('within', t('within'), [['', t('withinAny')], ...days]) : nothing}
      ${compareControl(page, others)}
      <label><span>${t('asOf')}</span>
        <input type="date" .value=${query.get('asOf')?.slice(0, 10) ?? ''} min="1900-01-01" max="2199-12-31" @change=${change('asOf')}></label>
    </form>
    ${funnel.basis === 'cohort' && !hasAmounts && query.get('measure') === 'amount' ? html`<p class="note">${t('noAmounts')}</p>` : nothing}`;
}

/** @param {any} funnel */
const cohortTable = funnel => html`
  <table>
    <thead><tr>
      <th scope="col">${t('stage')}</th><th scope="col" class="number">${t('reached')}</th><th scope="col" class="number">${t('amount')}</th>
      <th scope="col">${t('fromPrevious')}</th><th scope="col">${t('fromEntry')}</th><th scope="col" class="number">${t('lostHere')}</th>
      <th scope="col" class="number">${t('now')}</th><th scope="col" class="number">${t('amount')}</th><th scope="col" class="number">${t('time')}</th>
    </tr></thead>
    <tbody>${funnel.stages.map((/** @type {any} */ row, /** @type {number} */ i) => html`
      <tr>
        <th scope="row">${nameOf(row.names, row.stage)}</th>
        <td class="number">${count(row.reached.count)}</td><td class="number">${amount(row.reached.amount, funnel.currency)}</td>
        <td>${i > 0 ? rateOf(row.fromPrevious) : nothing}</td><td>${i > 0 ? rateOf(row.fromEntry) : nothing}</td>
        <td class="number">${count(row.lostHere.count)}</td>
        <td class="number">${count(row.capacity.count)}</td><td class="number">${amount(row.capacity.amount, funnel.currency)}</td>
        <td class="number">${row.timeInStage.median ? duration(row.timeInStage.median) : '–'}</td>
      </tr>`)}</tbody>
  </table>`;

/** @param {any} funnel */
const endedTable = funnel => html`
  <table>
    <thead><tr>
      <th scope="col">${t('stage')}</th><th scope="col" class="number">${t('ended')}</th><th scope="col">${t('onward')}</th>
      <th scope="col" class="number">${t('backward')}</th><th scope="col" class="number">${t('lostHere')}</th>
      <th scope="col" class="number">${t('now')}</th>
    </tr></thead>
    <tbody>${funnel.stages.map((/** @type {any} */ row) => html`
      <tr>
        <th scope="row">${nameOf(row.names, row.stage)}</th><td class="number">${count(row.ended)}</td><td>${rateOf(row.onward)}</td>
        <td class="number">${count(row.backward)}</td><td class="number">${count(row.lost)}</td><td class="number">${count(row.capacity.count)}</td>
      </tr>`)}</tbody>
  </table>`;
