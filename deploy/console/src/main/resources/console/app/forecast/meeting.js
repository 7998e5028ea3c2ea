/** The weekly meeting: who is where against the target, what has been called, and a call of one's own. */

import { html, nothing } from 'lit';
import { forecasts } from '../api.js';
import { amount, count, percent, period as nameOf, words } from '../language.js';
import { withQuery } from '../router.js';
import { narrowed } from '../filters/sight.js';
import { apply, freshness, likely, measureChoice, orWhy, range, select, t } from './common.js';
import { nameOf as keyOf, plusPeriods, startOf } from './days.js';
import { distinct, sentence } from './notices.js';
import { mostOf, whisker } from './whisker.js';
import './proposal.js';

const own = words({
  by: ['For each', '分组依据'],
  nobody: ['nobody apart', '不分组'],
  reports: ['team and person right below', '直属团队和人员'],
  sumOf: ['Sum of the targets below; people in none of them: {n}', '下级目标之和；未设目标的人员：{n}'],
  sumSays: ['The targets below add up to {sum}; people in none of them: {n}', '下级目标合计 {sum}；未设目标的人员：{n}'],
  won: ['Deals won', '赢单数'],
  entered: ['Deals entered', '新进商机数'],
  ofTarget: ['{n} of {target}', '{n} / {target}'],
  dealsSay: ['expected {expected}, in 8 of 10 cases {p10} to {p90}', '预期 {expected}，八成情况下 {p10} 至 {p90}'],
  dealsChance: ['Chance of the target: {chance}', '达成可能 {chance}'],
  target: ['Target', '目标'],
  attained: ['Attained', '达成率'],
  usual: ['Usual by now', '往期同期'],
  usualSays: ['{share} ({low} to {high}), of {n} periods before', '{share}（{low}–{high}），依据之前 {n} 期'],
  chance: ['Chance of the target', '达成可能'],
  called: ['Called', '承诺'],
  calledSays: ['{commit}, best case {best}', '{commit}，最好 {best}'],
  rank: ['Rank', '名次'],
  all: ['All', '合计'],
  without: ['without', '未填'],
  AHEAD: ['ahead', '领先'],
  USUAL: ['as usual', '正常'],
  BEHIND: ['behind', '落后'],
  gap: ['{n} are expected to be missing.', '预计缺口 {n}。'],
  over: ['{n} more are expected.', '预计超出 {n}。'],
  noTarget: ['No target is set.', '未设目标。'],
  set: ['Targets', '设定目标'],
  says: ['Bar: {closed}. Dot: expected. Line: p10 to p90.', '条：{closed}；圆点：预期；线：p10–p90。'],
  sum: ['The calls of those below: {commit}, best case {best}. Not called yet: {who}.', '下级承诺合计 {commit}，最好 {best}。尚未承诺：{who}。'],
  everybody: ['nobody', '无'],
  ABOVE_P90: ['above what nine of ten outcomes would bring', '高于九成情况'],
  BELOW_P10: ['below what nine of ten outcomes would bring', '低于九成情况'],
  changed: ['What changed since last week, and why', '上周以来的变化及原因'],
  call: ['Your call', '我的承诺'],
  callOf: ['of {whose}, {period}', '{whose}，{period}'],
  whole: ['the whole pipeline', '整个流程'],
  commit: ['I commit to', '承诺'],
  bestCase: ['Best case', '最好情况'],
  reason: ['What it stands on', '依据'],
  say: ['Say it', '提交'],
  stays: ['It is kept as you say it; a later one stands beside it.', '按原样保存；之后的承诺另存一条。'],
});

/** @param {import('../pages/forecast.js').ForecastPage} page @param {{current: any[], changedBy: string | null} | null} fiscal */
function periods(page, fiscal) {
  const named = ['month', 'quarter'].flatMap(interval => [0, 1, -1].map(n => keyOf(interval, plusPeriods(interval, startOf(interval, page.today), n))));
  const year = page.today.slice(0, 4);
  return [...named, year, ...fiscal?.changedBy ? fiscal.current.map(each => each.name) : []];
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
function question(page) {
  const scope = narrowed(page.query, page.me);
  const seesOthers = page.me.sees !== 'OWN' || page.me.roles.includes('viewer');
  return {
    measure: page.asked('measure', 'bookings'),
    period: page.asked('period', keyOf('quarter', startOf('quarter', page.today))),
    by: seesOthers ? page.asked('by', scope.get('team') ? 'owner' : 'team') : '',
    owner: scope.get('owner') || null,
    team: scope.get('team') || null,
    seesOthers,
  };
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const { measure, period, by, owner, team } = question(page);
  const path = `/forecasts/${encodeURIComponent(page.pipeline.key)}`;
  const asked = { measure, owner, team, by: by === 'none' ? null : by };
  const [attainment, calls, fiscal] = await Promise.all([
    by === 'reports' ? reportsOf(`${path}/attainment/${period}`, asked, signal) : forecasts.get(`${path}/attainment/${period}`, asked, signal),
    forecasts.get(`${path}/calls/${period}`, asked, signal),
    forecasts.get('/fiscal-year', {}, signal),
  ]);
  return { attainment, calls, fiscal };
}

/**
 * The teams right below, each with all below it, and the people right in the team that is asked for, or in none.
 *
 * @param {string} path @param {{measure: string, owner: string | null, team: string | null}} asked @param {AbortSignal} signal
 */
async function reportsOf(path, { measure, owner, team }, signal) {
  const teams = await forecasts.get(path, { measure, owner, team, by: 'team' }, signal);
  const right = new URLSearchParams({ measure, team: team ?? '', teamsBelow: 'false', by: 'owner', ...owner ? { owner } : {} });
  const people = await forecasts.get(`${path}?${right}`, {}, signal);
  const kinds = { team: teams.groups.filter(each => each.group !== null && each.group !== team), owner: people.groups.filter(each => each.group !== null) };
  return { ...teams, ranking: null, groups: Object.entries(kinds).flatMap(([kind, groups]) => groups.map(each => ({ ...each, kind }))) };
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { measure, period, by, seesOthers } = question(page);
  const choices = [...new Set([...periods(page, page.value?.fiscal), period])];
  return html`<form class="row" @submit=${apply} @change=${apply}>
      ${select('period', t('period'), choices.map(each => [each, nameOf(each)]), period)} ${measureChoice(measure)}
      ${seesOthers ? select('by', own('by'), [['team', t('team')], ['owner', t('owner')], ['reports', own('reports')], ['none', own('nobody')]], by) : nothing}</form>
    <dealflow-filters .query=${page.query} .pipeline=${page.pipeline} .me=${page.me} .fields=${['team', 'owner']}></dealflow-filters>`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer */
export function view(page, answer) {
  const { attainment, calls } = answer;
  const { whole, groups = [], currency } = attainment;
  const closed = t(attainment.measure === 'receipts' ? 'paid' : 'closed');
  const reports = new Map((calls.reports ?? []).map(each => [keyOfRow(each), each.call]));
  const reasons = distinct([whole, ...groups].map(each => each.reason), sentence);
  return html`
    ${cards(whole, calls, currency, closed)}
    ${groups.length ? table(page, answer, reports, closed) : nothing}
    ${attainment.ranking ? html`<p class="note">${sentence(attainment.ranking)}</p>` : nothing}
    ${reasons.length ? html`<p class="note">${reasons.join(' ')}</p>` : nothing}
    ${calls.sum?.called ? html`<p>${own('sum', { commit: amount(calls.sum.commit, currency), best: amount(calls.sum.bestCase, currency),
      who: calls.sum.notCalled.join(', ') || own('everybody') })}</p>` : nothing}
    ${page.views.some(each => each.name === 'changes')
      ? html`<p><a href=${withQuery({ view: 'changes', period: attainment.period, by: null })}>${own('changed')}</a></p>` : nothing}
    ${mayCall(page, attainment) ? caller(page, currency) : nothing}
    ${mayAim(page, attainment) ? html`<dealflow-proposal .page=${page} .asked=${question(page)}></dealflow-proposal>` : nothing}
    ${freshness(attainment)}`;
}

/** A team and a person may be called alike. @param {any} row @returns {string} */
const keyOfRow = row => `${row.kind ?? ''} ${row.group ?? ''}`;

/** @param {any} row @param {(value: any) => string} shown @returns {string} */
const sumSays = (row, shown) => row.targetOf === 'sum' ? own('sumOf', { n: row.peopleWithout })
  : row.sumBelow == null ? '' : own('sumSays', { sum: shown(row.sumBelow), n: row.peopleWithout });

/** A target, and whether it is a sum, or what those below come to. @param {any} row @param {(value: any) => string} shown */
const targetOf = (row, shown) => row.target == null ? '–' : html`<span title=${sumSays(row, shown)}>${row.targetOf === 'sum' ? 'Σ ' : ''}${shown(row.target)}${
  row.targetOf !== 'sum' && row.sumBelow != null ? html`<br><small>Σ ${shown(row.sumBelow)}</small>` : nothing}</span>`;

/** @param {any} deals */
const dealsSay = deals => [deals.total && own('dealsSay', { expected: count(Math.round(deals.total.expected)), p10: count(deals.total.p10), p90: count(deals.total.p90) }),
  deals.chance != null && own('dealsChance', { chance: percent(deals.chance) })].filter(each => each).join('. ');

/** A number of deals beside its target. @param {any} deals @param {any} reason */
const dealsOf = (deals, reason) => orWhy(html`<span title=${dealsSay(deals)}>${deals.target == null ? count(deals.closed)
  : own('ofTarget', { n: count(deals.closed), target: (deals.targetOf === 'sum' ? 'Σ ' : '') + count(deals.target) })}</span>`, deals.closed != null, reason);

/** Which numbers of deals somebody has a target for. @param {any} attainment @returns {('won' | 'entered')[]} */
const counted = ({ whole, groups = [] }) => /** @type {('won' | 'entered')[]} */ (['won', 'entered'])
  .filter(each => [whole, ...groups].some(row => row[each]?.target != null));

/** @param {any} whole @param {any} calls @param {string} currency @param {string} closed */
function cards(whole, calls, currency, closed) {
  const gap = Number(whole.gap);
  return html`<div class="cards">
    <section class="card"><h2>${closed}</h2><div class="big">${amount(whole.closed.amount, currency, true)}</div>
      <small>${whole.target == null ? html`${own('noTarget')} <a href=${withQuery({ view: 'targets' })}>${own('set')}</a>`
        : `${own('target')} ${amount(whole.target, currency, true)}: ${percent(whole.attained)}`}</small>
      ${whole.targetOf ? html`<small>${sumSays(whole, each => amount(each, currency, true))}</small>` : nothing}</section>
    ${whole.pace ? html`<section class="card"><h2>${own('usual')}</h2>
      <div class="big">${whole.pace.standing ? own(whole.pace.standing) : percent(whole.pace.share)}</div><small>${usual(whole.pace)}</small></section>` : nothing}
    <section class="card"><h2>${t('expected')}</h2><div class="big">${orWhy(amount(whole.total?.expected, currency, true), whole.total, whole.reason)}</div>
      <small>${likely(whole.total, currency)}</small>
      ${whole.gap == null ? nothing : html`<small>${own(gap < 0 ? 'over' : 'gap', { n: amount(Math.abs(gap), currency, true) })}</small>`}</section>
    ${whole.chance == null ? nothing : html`<section class="card"><h2>${own('chance')}</h2><div class="big">${percent(whole.chance)}</div></section>`}
    ${counted({ whole }).map(each => html`<section class="card"><h2>${own(each)}</h2><div class="big">${dealsOf(whole[each], whole.reason)}</div>
      <small>${dealsSay(whole[each])}</small><small>${sumSays(whole[each], count)}</small></section>`)}
    ${calls.calls.map(each => html`<section class="card"><h2>${own('called')}: ${each.author}</h2>
      <div class="big">${amount(each.commit, currency, true)}</div><small>${each.reason}</small>
      ${each.beyond ? html`<small>${own(each.beyond)}</small>` : nothing}</section>`)}
  </div>`;
}

/** @param {any} pace */
const usual = pace => own('usualSays', { share: percent(pace.share), low: percent(pace.low), high: percent(pace.high), n: pace.periods });

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} answer @param {Map<any, any>} reports @param {string} closed */
function table(page, { attainment }, reports, closed) {
  const { groups, whole, currency } = attainment;
  const { by } = question(page);
  const most = mostOf([...groups]);
  const numbers = counted(attainment);
  const isRanked = !attainment.ranking && by !== 'reports';
  /** @param {any} each @param {any} call */
  const cells = (each, call) => html`
    <td class="number">${targetOf(each, value => amount(value))}</td><td class="number">${amount(each.closed.amount)}</td>
    <td class="number">${percent(each.attained)}</td>
    <td>${each.pace?.standing ? html`<span title=${usual(each.pace)}>${own(each.pace.standing)} <small>${percent(each.pace.share)}</small></span>` : '–'}</td>
    <td class="number">${orWhy(amount(each.total?.expected), each.total, each.reason)}</td>
    <td class="number">${orWhy(each.total && range(each.total, '', true), each.total, each.reason)}</td>
    <td class="number">${percent(each.chance)}</td>
    ${numbers.map(number => html`<td class="number">${dealsOf(each[number], each.reason)}</td>`)}
    <td class="number">${call ? html`<span title=${call.bestCase == null ? call.reason
      : `${own('calledSays', { commit: amount(call.commit, currency), best: amount(call.bestCase, currency) })}: ${call.reason}`}>${amount(call.commit)}</span>` : '–'}</td>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${own('attained')}><table>
    <thead><tr><th scope="col">${by === 'reports' ? `${t('team')}, ${t('owner')}` : t(/** @type {any} */ (by))}</th><th scope="col" class="number">${own('target')}, ${currency}</th>
      <th scope="col" class="number">${closed}</th><th scope="col" class="number">${own('attained')}</th><th scope="col">${own('usual')}</th>
      <th scope="col" class="number">${t('expected')}</th><th scope="col" class="number">p10 – p90</th><th scope="col" class="number">${own('chance')}</th>
      ${numbers.map(each => html`<th scope="col" class="number">${own(each)}</th>`)}<th scope="col" class="number">${own('called')}</th><td></td>${isRanked ? html`<th scope="col" class="number">${own('rank')}</th>` : nothing}</tr></thead>
    <tbody>${groups.map(each => html`<tr><th scope="row">${each.group == null ? html`<em>${own('without')}</em>`
        : html`<a href=${withQuery(below(by, each))}>${each.group}</a>`}</th>
      ${cells(each, reports.get(keyOfRow(each)))}<td>${whisker(each, most)}</td>
      ${isRanked ? html`<td class="number">${each.rank ?? '–'}</td>` : nothing}</tr>`)}</tbody>
    <tfoot><tr><th scope="row">${own('all')}</th>${cells(whole, null)}<td></td>${isRanked ? html`<td></td>` : nothing}</tr></tfoot></table></div>
    <p class="note">${own('says', { closed })}</p>`;
}

/** Where a row leads: to those below it. @param {string} by @param {any} row @returns {Record<string, string>} */
function below(by, row) {
  const kind = row.kind ?? by;
  const next = kind === 'owner' ? 'none' : by === 'reports' ? 'reports' : row.hasBelow ? 'team' : 'owner';
  return { by: next, [kind]: row.group };
}

/** A period that is over is known; a salesperson speaks for itself. @param {import('../pages/forecast.js').ForecastPage} page @param {any} attainment */
function mayCall(page, attainment) {
  const { owner } = question(page);
  return attainment.to > page.today && (page.me.roles.some(role => ['sales-ops', 'sales-manager'].includes(role))
    || page.me.roles.includes('sales-rep') && owner === page.me.name);
}

/** Of one person there is nobody to divide a target among. @param {import('../pages/forecast.js').ForecastPage} page @param {any} attainment */
const mayAim = (page, attainment) => attainment.to > page.today && !question(page).owner
  && page.me.roles.some(role => ['sales-ops', 'sales-manager'].includes(role));

/** @param {import('../pages/forecast.js').ForecastPage} page @param {string} currency */
function caller(page, currency) {
  const { owner, team, period } = question(page);
  const whose = [owner, team].filter(each => each).join(', ') || own('whole');
  return html`<h2>${own('call')} <small>${own('callOf', { whose, period: nameOf(period) })}</small></h2>
    <form class="row" @submit=${event => call(event, page, currency)}>
      <label><span>${own('commit')}, ${currency}</span><input name="commit" type="number" min="0" max="999999999999999" step="0.01" required></label>
      <label><span>${own('bestCase')}, ${currency}</span><input name="bestCase" type="number" min="0" max="999999999999999" step="0.01"></label>
      <label><span>${own('reason')}</span><input name="reason" maxlength="2000" size="40" required></label>
      <button class="main">${own('say')}</button></form>
    <p class="note">${own('stays')}</p>`;
}

/** @param {any} event @param {import('../pages/forecast.js').ForecastPage} page @param {string} currency */
async function call(event, page, currency) {
  event.preventDefault();
  const form = event.currentTarget;
  const { measure, period, owner, team } = question(page);
  const values = new FormData(form);
  /** @param {string} name */
  const money = name => values.get(name) ? { amount: String(values.get(name)), currency } : null;
  try {
    await forecasts.post(`/forecasts/${encodeURIComponent(page.pipeline.key)}/calls`,
      { period, commit: money('commit'), bestCase: money('bestCase'), reason: values.get('reason') }, { query: { measure, owner, team } });
    form.reset();
    await page.reload();
  } catch (error) {
    page.problem = error;
  }
}
