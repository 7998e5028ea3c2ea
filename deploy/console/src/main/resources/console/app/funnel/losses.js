/** The view "Losses": why and where the deals were lost that were decided in the period. */

import { html } from 'lit';
import { funnels } from '../api.js';
import { amount, count, percent, words } from '../language.js';
import { asked, rangeOf, reasonName, reasonOf, stageName, withheldOf } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  heading: ['{n} deals lost, {amount}', '丢单 {n} 个，{amount}'],
  reason: ['Reason', '原因'],
  none: ['no reason given', '未填原因'],
  lost: ['Lost', '丢单'],
  share: ['Share, 95% interval', '占比及 95% 区间'],
  amount: ['Amount', '金额'],
  empty: ['Nothing was lost in this period.', '此期间没有丢单。'],
  show: ['{text}: show the deals', '{text}：显示商机'],
  note: ['Lost in the period and still lost, by the reason of the last loss and the stage it happened in.', '期间内丢单且仍为丢单的商机，按最近一次丢单的原因和所在阶段。'],
});

/** @param {FunnelPage} page @param {AbortSignal} signal */
export const load = (page, signal) => funnels.get(`${page.root}/losses${asked(page.asking)}`, {}, signal);

/** @param {any} answer @param {FunnelPage} page */
export function view(answer, page) {
  const used = new Set(answer.items.flatMap((/** @type {any} */ row) => Object.keys(row.byStage)));
  const stages = page.pipeline.stages.map((/** @type {any} */ stage) => stage.key).filter((/** @type {string} */ key) => used.has(key));
  const columns = [...stages, ...[...used].filter(key => !stages.includes(key))];
  const most = Math.max(1, ...answer.items.map((/** @type {any} */ row) => row.total.count));
  /** @param {any} row @param {number} n @param {string} stage */
  const number = (row, n, stage) => {
    const why = row.reason ? reasonName(row.reason) : t('none');
    return n ? html`
      <button type="button" class="plain" aria-label=${t('show', { text: `${why}, ${stage ? stageName(page.pipeline, stage) : t('lost')} ${n}` })}
              @click=${() => page.pick(answer.links.deals, 'decided.lost', stage, { reason: row.reason ?? '' }, why)}>${count(n)}</button>` : '';
  };
  return html`
    ${page.frame(answer)}
    ${withheldOf(answer.withheld)}
    <h2>${t('heading', { n: count(answer.lost.count), amount: amount(answer.lost.amount, answer.currency, true) })}</h2>
    ${answer.items.length ? html`
      <div class="scroll" tabindex="0" role="group" aria-label=${t('lost')}>
        <table class="bars lined">
          <thead><tr><th scope="col">${t('reason')}</th><th scope="col" class="number">${t('lost')}</th><td></td><th scope="col" class="number">${t('share')}</th>
            <th scope="col" class="number">${t('amount')}</th>${columns.map(key => html`<th scope="col" class="number">${stageName(page.pipeline, key)}</th>`)}</tr></thead>
          <tbody>${answer.items.map((/** @type {any} */ row) => html`
            <tr>
              <th scope="row">${row.reason ? reasonName(row.reason) : t('none')}</th>
              <td class="number">${number(row, row.total.count, '')}</td>
              <td aria-hidden="true"><span class="lane"><i class="bar gone" .style=${`width: ${100 * row.total.count / most}%`}></i></span></td>
              <td class="number">${row.share.value == null ? html`– <small>${reasonOf(row.share.reason)}</small>`
                : html`${percent(row.share.value)}<br><small>${rangeOf(row.share)}</small>`}</td>
              <td class="number">${amount(row.total.amount, answer.currency)}</td>
              ${columns.map(key => html`<td class="number">${number(row, row.byStage[key]?.count ?? 0, key)}</td>`)}
            </tr>`)}</tbody>
        </table>
      </div>
      <p class="note">${t('note')}</p>` : html`<p>${t('empty')}</p>`}`;
}
