/** What periods, teams and people are to bring; operations and managers set it. */

import { html, nothing } from 'lit';
import { forecasts } from '../api.js';
import { amount, count, moment, period as nameOf, words } from '../language.js';
import { apply, filters, intervalChoice, measureChoice, select, t } from './common.js';
import { nameOf as keyOf, plusPeriods, startOf } from './days.js';
import { narrowed } from '../filters/sight.js';

const own = words({
  of: ['Targets of', '目标对象：'],
  whole: ['the whole pipeline', '整个流程'],
  year: ['Year', '年份'],
  save: ['Save', '保存'],
  saved: ['Saved.', '已保存。'],
  changed: ['Last changed by {who}, {when}.', '最后由 {who} 于 {when} 修改。'],
  none: ['No targets are set here.', '尚未设定目标。'],
  empty: ['An empty one is none. A quarter without a target of its own has the sum of its months\', a year that of its quarters\'.', '留空表示不设目标。季度未单设时取各月之和，年度取各季之和。'],
  input: ['{period}, {unit}', '{period}（{unit}）'],
  metric: ['Counted in', '计量'],
  money: ['money', '金额'],
  won: ['deals won', '赢单数'],
  entered: ['deals entered', '新进商机数'],
  about: ['Of', '限于'],
  others: ['All targets', '全部目标'],
  amount: ['Target', '目标'],
});

/** @param {import('../pages/forecast.js').ForecastPage} page */
function question(page) {
  const scope = narrowed(page.query, page.me);
  return {
    measure: page.asked('measure', 'bookings'),
    metric: page.asked('metric', 'amount'),
    interval: page.asked('interval', 'month'),
    year: page.asked('year', page.today.slice(0, 4)),
    // The list is kept by team and owner alone.
    owner: scope.get('owner') || null,
    team: scope.get('team') || null,
  };
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
const path = page => `/targets/${encodeURIComponent(page.pipeline.key)}`;

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const { owner, team } = question(page);
  return forecasts.full(path(page), { query: { owner, team }, signal });
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
export function form(page) {
  const { measure, metric, interval, year } = question(page);
  const now = Number(page.today.slice(0, 4));
  return html`<form class="row" @submit=${apply} @change=${apply}>
      ${select('metric', own('metric'), [['amount', own('money')], ['won', own('won')], ['entered', own('entered')]], metric)}
      ${metric === 'amount' ? measureChoice(measure) : nothing} ${intervalChoice(interval)}
      ${interval === 'year' ? nothing : select('year', own('year'), [...new Set([now - 1, now, now + 1, Number(year)])].sort()
        .map(each => /** @type {[string, string]} */ ([String(each), String(each)])), year)}</form>
    <dealflow-filters .query=${page.query} .pipeline=${page.pipeline} .me=${page.me} .fields=${['team', 'owner']}></dealflow-filters>`;
}

/** The periods that can be set. @param {{interval: string, year: string}} asked @returns {string[]} */
function periods({ interval, year }) {
  if (interval === 'year') {
    return [-1, 0, 1, 2].map(n => String(Number(year) + n));
  }
  const names = [];
  // The ISO week of the 4th of January is the year's first.
  const first = startOf(interval, interval === 'week' ? `${year}-01-04` : `${year}-01-01`);
  for (let start = first; keyOf(interval, start).startsWith(year); start = plusPeriods(interval, start, 1)) {
    names.push(keyOf(interval, start));
  }
  return names;
}

/** @param {import('../pages/forecast.js').ForecastPage} page @param {{body: any, tag: string | null}} answer */
export function view(page, answer) {
  const asked = question(page);
  const { body } = answer;
  const all = [...body.items, ...body.further];
  const mayEdit = page.me.roles.some(role => ['sales-ops', 'sales-manager'].includes(role));
  const whose = [asked.owner, asked.team].filter(each => each).join(', ') || own('whole');
  return html`
    <h2>${own('of')} ${whose}</h2>
    ${mayEdit ? editor(page, asked, answer) : nothing}
    ${all.length ? html`<details ?open=${!mayEdit}><summary>${own('others')} (${all.length})</summary>${list(all)}</details>`
      : mayEdit ? nothing : html`<p>${own('none')}</p>`}
    ${body.changedAt ? html`<p class="note">${own('changed', { who: body.changedBy, when: moment(body.changedAt) })}</p>` : nothing}`;
}

/** What deals of a further target have besides a team and an owner. @param {any} item @returns {string} */
const about = item => [item.product, item.source, item.region, item.field].filter(each => each).join(', ');

/** @param {any} item @returns {number | undefined} */
const numberOf = item => item.won ?? item.entered;

/** @param {ReturnType<typeof question>} asked @returns {(item: any) => boolean} */
const isOf = asked => item => (asked.metric === 'amount' ? item.measure === asked.measure : true) && item[asked.metric] != null && !about(item)
  && (item.owner ?? null) === asked.owner && (item.team ?? null) === asked.team;

/** @param {import('../pages/forecast.js').ForecastPage} page @param {ReturnType<typeof question>} asked @param {any} answer */
function editor(page, asked, answer) {
  const known = new Map([...answer.body.items, ...answer.body.further].filter(isOf(asked))
    .map(item => [item.period, numberOf(item) ?? item.amount.amount]));
  const unit = asked.metric === 'amount' ? page.pipeline.currency : own(/** @type {any} */ (asked.metric));
  return html`<form @submit=${event => save(event, page, asked, answer)}>
    <p class="note">${own('empty')}</p>
    <div class="forecast-targets">${periods(asked).map(name => html`<label><span>${own('input', { period: nameOf(name), unit })}</span>
      <input name=${name} type="number" min="0" max=${asked.metric === 'amount' ? '999999999999999' : '1000000'} step=${asked.metric === 'amount' ? '0.01' : '1'}
        .value=${known.has(name) ? String(Number(known.get(name))) : ''}></label>`)}</div>
    <p><button class="main">${own('save')}</button> <output class="done"></output></p></form>`;
}

/** Replaces the part that is shown, unless somebody has changed the list meanwhile. @param {any} event @param {import('../pages/forecast.js').ForecastPage} page @param {ReturnType<typeof question>} asked @param {any} answer */
async function save(event, page, asked, answer) {
  event.preventDefault();
  const form = event.currentTarget;
  const shown = periods(asked);
  const values = new FormData(form);
  const isMoney = asked.metric === 'amount';
  /** @param {any[]} items */
  const kept = items => items.filter(item => !(isOf(asked)(item) && shown.includes(item.period)));
  const set = shown.filter(name => values.get(name)).map(name => ({ measure: isMoney ? asked.measure : 'bookings', period: name, team: asked.team, owner: asked.owner,
    ...isMoney ? { amount: { amount: String(values.get(name)), currency: page.pipeline.currency } } : { [asked.metric]: Number(values.get(name)) } }));
  const { items, further } = answer.body;
  try {
    await forecasts.put(path(page), { items: [...kept(items), ...isMoney ? set : []], further: [...kept(further), ...isMoney ? [] : set] },
      { query: { owner: asked.owner, team: asked.team }, ifMatch: answer.tag ?? undefined });
    await page.reload();
    form.querySelector('output').value = own('saved');
  } catch (error) {
    page.problem = error;
  }
}

/** @param {any} item */
const value = item => item.amount ? amount(item.amount.amount, item.amount.currency)
  : `${count(numberOf(item))} ${own(item.won != null ? 'won' : 'entered')}`;

/** @param {any[]} items */
const list = items => html`<div class="scroll" tabindex="0" role="group" aria-label=${own('others')}><table class="forecast-narrow">
  <thead><tr><th scope="col">${t('period')}</th><th scope="col">${t('measure')}</th><th scope="col">${t('team')}</th><th scope="col">${t('owner')}</th><th scope="col">${own('about')}</th><th scope="col" class="number">${own('amount')}</th></tr></thead>
  <tbody>${[...items].sort((a, b) => a.period.localeCompare(b.period)).map(item => html`<tr><th scope="row">${nameOf(item.period)}</th><td>${t(item.measure)}</td>
    <td>${item.team ?? ''}</td><td>${item.owner ?? ''}</td><td>${about(item)}</td><td class="number">${value(item)}</td></tr>`)}</tbody></table></div>`;
