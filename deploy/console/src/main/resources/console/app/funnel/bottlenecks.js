/** The view "Bottlenecks": where fewer deals move on than before, or than elsewhere, by more than chance, and what that costs. */

import { html, nothing } from 'lit';
import { funnels } from '../api.js';
import { amount, count, duration, words } from '../language.js';
import { go, withQuery } from '../router.js';
import { asked, dayIn, groupName, lastDayIn, rateOf, reasonOf, stageName } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  options: ['What is compared', '对比内容'],
  against: ['Compared with', '对比'],
  before: ['the period before', '上一期间'],
  owner: ['other people', '其他负责人'],
  team: ['other teams', '其他团队'],
  product: ['other products', '其他产品'],
  source: ['other sources', '其他来源'],
  region: ['other regions', '其他区域'],
  base: ['Held against {from} to {to}.', '与 {from} 至 {to} 对比。'],
  none: ['No step is worse by more than chance: {n} comparisons were made.', '做了 {n} 项比较，没有哪一步变差超出偶然。'],
  untested: ['Too few deals to compare anything.', '商机太少，无法比较。'],
  found: ['{n} of {all} comparisons are worse by more than chance, the costliest first.', '{all} 项比较中有 {n} 项变差超出偶然，代价最大的在前。'],
  step: ['{from} → {to}', '{from} → {to}'],
  now: ['Here', '这里'],
  other: ['There', '对比'],
  within: ['moved on within {time}', '在 {time} 内继续向前'],
  cost: ['Too few by', '少'],
  deals: ['{n} deals', '{n} 个商机'],
  amount: ['Of amount', '涉及金额'],
  won: ['Would have been won', '本可赢单'],
  reached: ['Reached: show the deals', '到达：显示商机'],
  moved: ['Moved on: show the deals', '向前：显示商机'],
  test: ['Test: {test}', '检验方法：{test}'],
});

/** @param {FunnelPage} page */
const choices = page => page.me.sees === 'OWN' && !page.me.roles.includes('viewer')
  ? ['product', 'source', 'region'] : ['owner', 'team', 'product', 'source', 'region'];

/** @param {FunnelPage} page @param {AbortSignal} signal */
export const load = (page, signal) =>
  funnels.get(`${page.root}/bottlenecks${asked(page.asking, { by: page.query.get('by') })}`, {}, signal);

/** @param {any} answer @param {FunnelPage} page */
export function view(answer, page) {
  const zone = page.pipeline.timeZone;
  const chosen = page.query.get('by') ?? '';
  /** @param {string} value @param {string} text */
  const option = (value, text) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`;
  return html`
    ${page.frame(answer)}
    <form class="filters" aria-label=${t('options')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <label><span>${t('against')}</span>
        <select @change=${(/** @type {any} */ event) => go(withQuery({ by: event.target.value }))}>
          ${option('', t('before'))} ${choices(page).map(each => option(each, t(/** @type {any} */ (each))))}
        </select></label>
    </form>
    ${answer.baseFrom ? html`<p class="note">${t('base', { from: dayIn(answer.baseFrom, zone), to: lastDayIn(answer.baseTo, zone) })}</p>` : nothing}
    <p class="verdict">${answer.items.length ? t('found', { n: count(answer.items.length), all: count(answer.tested) })
      : answer.tested ? t('none', { n: count(answer.tested) }) : t('untested')}</p>
    <div class="necks">${answer.items.map((/** @type {any} */ item) => card(item, answer, page))}</div>
    ${answer.tested ? html`<p class="note">${t('test', { test: reasonOf(answer.test) })}</p>` : nothing}`;
}

/** @param {any} item @param {any} answer @param {FunnelPage} page */
function card(item, answer, page) {
  const step = t('step', { from: stageName(page.pipeline, item.from), to: stageName(page.pipeline, item.to) });
  const heading = 'group' in item || page.query.get('by') ? `${groupName(item.group)} · ${step}` : step;
  return html`
    <article class="card">
      <h2>${heading}</h2>
      <p class="note">${t('within', { time: duration(item.horizon) })}</p>
      <dl>
        <dt>${t('now')}</dt><dd>${rateOf(item.rate)}</dd>
        <dt>${t('other')}</dt><dd>${rateOf(item.base)}</dd>
        <dt>${t('cost')}</dt><dd>${t('deals', { n: count(Math.round(10 * item.cost.deals) / 10) })}</dd>
        <dt>${t('amount')}</dt><dd>${amount(item.cost.amount, answer.currency)}</dd>
        ${item.cost.won == null ? nothing : html`<dt>${t('won')}</dt><dd>${amount(item.cost.won, answer.currency)}</dd>`}
      </dl>
      ${item.links.reached ? html`<button type="button" class="plain" @click=${() => page.open(item.links.reached, heading)}>${t('reached')}</button>` : nothing}
      ${item.links.moved ? html`<button type="button" class="plain" @click=${() => page.open(item.links.moved, heading)}>${t('moved')}</button>` : nothing}
    </article>`;
}
