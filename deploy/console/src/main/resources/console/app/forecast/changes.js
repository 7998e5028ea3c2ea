/** Why the forecast of a period is another one than it was: term by term, from one kept forecast to a later one. */

import { html, nothing } from 'lit';
import { forecasts } from '../api.js';
import { day, momentIn, period as nameOf, words } from '../language.js';
import { waterfall } from './waterfall.js';
import { apply, select } from './common.js';
import { dayIn, plusDays } from './days.js';

const own = words({
  from: ['From the forecast of', '起始快照'],
  to: ['to that of', '结束快照'],
  period: ['Of', '周期'],
  none: ['No forecast has been kept yet. One is kept each day.', '还没有保存的预测快照。系统每天保存一份。'],
  one: ['Only one forecast has been kept so far, of {at}. One is kept each day: from tomorrow on there is something to compare.', '目前只有一份快照（{at}）。系统每天保存一份，明天起可以比较。'],
  missing: ['No forecast was kept on {day} or before; the first one is of {first}.', '{day} 及之前没有快照，最早一份为 {first}。'],
  gap: ['There is none of {day}; this compares with that of {used}.', '{day} 没有快照，改用 {used} 的。'],
  keep: ['Keep the forecast of now', '保存当前预测'],
  whole: ['Orders of the whole pipeline; kept forecasts have no filters.', '为整个流程的订单；快照不支持筛选。'],
  same: ['Choose an earlier one to compare with.', '请选择更早的一份进行比较。'],
  noPeriod: ['The two have no week or month in common.', '两份快照没有共同的周或月。'],
});

/** @param {import('../pages/forecast.js').ForecastPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const { items } = await forecasts.get(`/forecasts/${page.pipeline.key}/snapshots`, { limit: 200 }, signal);
  const zone = page.pipeline.timeZone;
  const days = items.map(each => ({ ...each, day: each.daily ?? dayIn(zone, each.asOf) }));
  const wanted = plusDays(page.today, -7);
  const to = days.find(each => each.id === page.query.get('later')) ?? days[0];
  const earlier = days.filter(each => to && each.asOf < to.asOf);
  const from = earlier.find(each => each.id === page.query.get('earlier'))
    ?? earlier.find(each => each.day <= wanted) ?? earlier[earlier.length - 1];
  const periods = from && to ? shared(from, to) : [];
  const asked = page.query.get('period');
  const current = page.today.slice(0, 7);
  const period = [asked, current].find(each => each && periods.includes(each)) ?? periods.find(each => !each.includes('W')) ?? periods[0];
  const answer = from && period
    ? await forecasts.get(`/forecasts/${page.pipeline.key}/changes`, { from: from.id, to: to.id, period }, signal) : null;
  return { days, from, to, periods, period, answer, wanted, isDefault: !page.query.get('earlier') };
}

/** @param {any} from @param {any} to @returns {string[]} */
function shared(from, to) {
  /** @param {any} snapshot */
  const names = snapshot => snapshot.periods.filter(line => line.measure === 'bookings').map(line => line.period);
  const before = new Set(names(from));
  return names(to).filter(name => before.has(name)).sort((a, b) => Number(a.includes('W')) - Number(b.includes('W')) || a.localeCompare(b));
}

/** The moment that it was made of, on the pipeline's own clock. @param {any} snapshot @param {string} zone */
const label = (snapshot, zone) => momentIn(zone, snapshot.asOf);

/** @param {import('../pages/forecast.js').ForecastPage} page @param {any} state */
export function view(page, state) {
  const { days, from, to, periods, period, answer, wanted } = state;
  const zone = page.pipeline.timeZone;
  const mayKeep = page.me.roles.includes('sales-ops');
  const keep = mayKeep ? html`<p><button type="button" @click=${() => take(page)}>${own('keep')}</button></p>` : nothing;
  if (!days.length) {
    return html`<p>${own('none')}</p>${keep}`;
  }
  if (days.length === 1) {
    return html`<p>${own('one', { at: label(days[0], zone) })}</p>${keep}`;
  }
  /** @param {any} each @returns {[string, string]} */
  const choice = each => [each.id, label(each, zone) + (each.note ? ` – ${each.note}` : '')];
  return html`
    <form class="row" @submit=${apply} @change=${apply}>
      ${select('earlier', own('from'), days.slice(1).map(choice), from?.id)}
      ${select('later', own('to'), days.slice(0, -1).map(choice), to.id)}
      ${periods.length ? select('period', own('period'), periods.map(each => [each, nameOf(each)]), period) : nothing}</form>
    <p class="note">${own('whole')}</p>
    ${state.isDefault && from && from.day !== wanted ? html`<p class="note">${from.day > wanted
      ? own('missing', { day: day(wanted), first: label(from, zone) }) : own('gap', { day: day(wanted), used: label(from, zone) })}</p>` : nothing}
    ${answer ? waterfall(answer, page.pipeline.currency, label(from, zone), label(to, zone))
      : html`<p class="warning">${own(from ? 'noPeriod' : 'same')}</p>`}
    ${keep}`;
}

/** @param {import('../pages/forecast.js').ForecastPage} page */
async function take(page) {
  try {
    await forecasts.post(`/forecasts/${page.pipeline.key}/snapshots`, {});
    page.reload();
  } catch (error) {
    page.problem = error;
  }
}
