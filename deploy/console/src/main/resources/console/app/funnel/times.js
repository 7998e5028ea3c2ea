/** The view "Times": how long deals stay in each stage, and in the funnel as a whole. */

import { html, nothing } from 'lit';
import { funnels } from '../api.js';
import { count, duration, percent, words } from '../language.js';
import '../pictures/curve.js';
import { withQuery } from '../router.js';
import { asked, funnelStages, reasonOf, stageName, withheldOf } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  table: ['Time in each stage', '各阶段停留时长'],
  stage: ['Stage', '阶段'],
  cycle: ['The whole cycle: from entry to leaving the funnel', '整个周期：从进入到离开漏斗'],
  median: ['Half within', '一半在此内'],
  p75: ['3 of 4 within', '四分之三在此内'],
  p90: ['9 of 10 within', '九成在此内'],
  sample: ['Sample', '样本'],
  note: ['Deals that are still there count as well: for as long as they have been there (Kaplan and Meier).',
    '仍在其中的商机也计入：按已停留的时间（Kaplan-Meier 估计）。'],
  curve: ['Share still there, by time', '仍在其中的比例，按时间'],
  histogram: ['How many, by time', '数量分布，按时间'],
  from: ['Time', '时长'],
  ended: ['Ended', '已结束'],
  open: ['Still there', '仍在其中'],
  bin: ['{from} to {to}', '{from} 至 {to}'],
  atRisk: ['At least so long', '至少这么久'],
  survival: ['Still there', '仍在其中'],
  error: ['Standard error', '标准误'],
  numbers: ['The curve as a table', '以表格显示曲线'],
  show: ['{text}: show the deals', '{text}：显示商机'],
  none: ['Nobody got there in this period.', '此期间没有商机到达。'],
});

/** @param {FunnelPage} page */
const stageOf = page => funnelStages(page.pipeline).find(each => each.key === page.query.get('stage'))?.key ?? null;

/** @param {FunnelPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const [funnel, durations] = await Promise.all([
    funnels.get(page.root + asked(page.asking), {}, signal),
    funnels.get(`${page.root}/durations${asked(page.asking, { stage: stageOf(page) })}`, {}, signal),
  ]);
  return { funnel, durations };
}

/** @param {{funnel: any, durations: any}} answer @param {FunnelPage} page */
export function view({ funnel, durations }, page) {
  const title = durations.stage ? stageName(page.pipeline, durations.stage) : t('cycle');
  return html`
    ${page.frame(funnel)}
    ${withheldOf(durations.withheld ?? funnel.withheld)}
    <h2>${t('table')}</h2>
    <div class="scroll">
      <table class="choose lined">
        <thead><tr><th scope="col">${t('stage')}</th><th scope="col" class="number">${t('median')}</th><th scope="col" class="number">${t('p75')}</th>
          <th scope="col" class="number">${t('p90')}</th><th scope="col" class="number">${t('sample')}</th><th scope="col"><span class="hidden">…</span></th></tr></thead>
        <tbody>
          ${funnel.stages.map((/** @type {any} */ row) => line(stageName(page.pipeline, row.stage), row.stage, row.timeInStage, durations.stage))}
          ${line(t('cycle'), null, funnel.cycle, durations.stage)}
        </tbody>
      </table>
    </div>
    <p class="note">${t('note')}</p>
    <h2>${title}</h2>
    ${durations.curve.length || durations.histogram.length ? html`
      <div class="beside">
        <section><h3>${t('curve')}</h3><dealflow-curve .answer=${durations} label=${title}></dealflow-curve>
          <details><summary>${t('numbers')}</summary><div class="scroll low" tabindex="0" role="group" aria-label=${t('numbers')}>${curveTable(durations)}</div></details></section>
        <section><h3>${t('histogram')}</h3>${histogram(durations, page)}</section>
      </div>` : durations.withheld ? nothing : html`<p>${t('none')}</p>`}`;
}

/** @param {string} text @param {string | null} stage @param {any} time @param {string | undefined} chosen */
const line = (text, stage, time, chosen) => html`
  <tr>
    <th scope="row"><a href=${withQuery({ stage })} aria-current=${(chosen ?? null) === stage ? 'true' : nothing}>${text}</a></th>
    <td class="number">${time.median ? duration(time.median) : '–'}</td>
    <td class="number">${time.p75 ? duration(time.p75) : '–'}</td>
    <td class="number">${time.p90 ? duration(time.p90) : '–'}</td>
    <td class="number">${count(time.sample)}</td>
    <td><small>${reasonOf(time.reason)}</small></td>
  </tr>`;

/** @param {any} durations */
const curveTable = durations => html`
  <table>
    <thead><tr><th scope="col">${t('from')}</th><th scope="col" class="number">${t('atRisk')}</th>
      <th scope="col" class="number">${t('survival')}</th><th scope="col" class="number">${t('error')}</th></tr></thead>
    <tbody>${durations.curve.map((/** @type {any} */ point) => html`
      <tr><th scope="row">${duration(point.at)}</th><td class="number">${count(point.atRisk)}</td>
        <td class="number">${percent(point.survival)}</td><td class="number">${percent(point.standardError)}</td></tr>`)}</tbody>
  </table>`;

/** @param {any} durations @param {FunnelPage} page */
function histogram(durations, page) {
  const most = Math.max(1, ...durations.histogram.map((/** @type {any} */ bin) => bin.ended + bin.open));
  const cell = durations.stage ? 'stays' : 'cycle';
  /** @param {any} bin @param {'ended' | 'open'} kind @param {string} text */
  const number = (bin, kind, text) => bin[kind] === 0 ? '0' : html`
    <button type="button" class="plain" aria-label=${t('show', { text: `${text}, ${t(kind)} ${bin[kind]}` })}
            @click=${() => page.pick(durations.links.deals, `${cell}.${kind}`, durations.stage ?? '', { atLeast: bin.from, below: bin.to }, text)}>${count(bin[kind])}</button>`;
  return html`
    <div class="scroll low" tabindex="0" role="group" aria-label=${t('histogram')}>
      <table class="bars lined">
        <thead><tr><th scope="col">${t('from')}</th><th scope="col" class="number">${t('ended')}</th><th scope="col" class="number">${t('open')}</th>
          <td><span class="legend" aria-hidden="true"><span><i class="bar on"></i>${t('ended')}</span><span><i class="bar hatched"></i>${t('open')}</span></span></td></tr></thead>
        <tbody>${durations.histogram.map((/** @type {any} */ bin) => {
          const text = t('bin', { from: duration(bin.from), to: duration(bin.to) });
          return html`
            <tr><th scope="row">${text}</th><td class="number">${number(bin, 'ended', text)}</td><td class="number">${number(bin, 'open', text)}</td>
              <td aria-hidden="true"><span class="lane"><i class="bar on" .style=${`width: ${100 * bin.ended / most}%`}></i><i class="bar hatched"
                .style=${`width: ${100 * bin.open / most}%`}></i></span></td></tr>`;
        })}</tbody>
      </table>
    </div>`;
}
