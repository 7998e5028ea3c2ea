/** How the three services stand, as far as their APIs tell. */

import { html, nothing } from 'lit';
import { deals, forecasts, funnels } from '../api.js';
import { count, moment, words } from '../language.js';
import { Page } from '../page.js';
import { withQuery } from '../router.js';
import { SERVICES, jobStatus, serviceName } from './words.js';

const t = words({
  about: ['Looked at {at}, and again every 15 seconds while this page is in view.', '检查时间 {at}；页面可见时每 15 秒刷新。'],
  answers: ['Answers in {n} ms', '响应时间 {n} 毫秒'],
  silent: ['Does not answer', '无响应'],
  waiting: ['Events that wait to be published', '等待发布的事件'],
  webhooks: ['Webhooks', 'Webhook'],
  hooks: ['{active} active, {paused} paused, {failing} failing', '{active} 个启用，{paused} 个暂停，{failing} 个失败'],
  fresh: ['Knows all that was published until', '已处理的数据截至'],
  old: ['{n} minutes ago', '{n} 分钟前'],
  parked: ['Parked deals', '搁置的商机'],
  orMore: ['{n} or more', '{n} 笔以上'],
  rebuild: ['Latest rebuild', '最近一次重建'],
  none: ['none', '无'],
  unknown: ['not known', '未知'],
});

const EVERY_MILLIS = 15_000;
const STALE_MINUTES = 5;

class Health extends Page {
  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => !document.hidden && this.reload(), EVERY_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const key = this.pipeline && encodeURIComponent(this.pipeline.key);
    const [speeds, waiting, webhooks, funnel, forecast, funnelState, forecastState] = await Promise.all([
      Promise.all(Object.values(SERVICES).map(service => speed(service, signal))),
      quietly(deals.get('/republications', {}, signal)),
      quietly(deals.get('/webhooks', {}, signal)),
      quietly(key ? funnels.get(`/funnels/${key}`, {}, signal) : Promise.resolve(null)),
      quietly(forecasts.get('/forecasts', {}, signal)),
      state(funnels, signal),
      state(forecasts, signal),
    ]);
    return { at: new Date().toISOString(), speeds, waiting, webhooks, fresh: [funnel?.dataFreshAsOf, forecast?.dataFreshAsOf], states: [funnelState, forecastState] };
  }

  /** @param {any} value */
  view(value) {
    const names = /** @type {import('./words.js').Service[]} */ (Object.keys(SERVICES));
    const link = (/** @type {string} */ view) => withQuery({ view });
    return html`
      <p class="note" role="status">${t('about', { at: moment(value.at) })}</p>
      <div class="cards health">${names.map((name, i) => html`
        <section class="card">
          <h2>${serviceName(name)}</h2>
          <p>${value.speeds[i] === null ? html`<span class="tag lost">✕ ${t('silent')}</span>`
            : html`<span class="tag won">✓ ${t('answers', { n: count(value.speeds[i]) })}</span>`}</p>
          <dl>${i === 0 ? html`
            ${fact(html`<a href=${link('events')}>${t('waiting')}</a>`, value.waiting ? count(value.waiting.waiting) : t('unknown'))}
            ${fact(html`<a href=${link('webhooks')}>${t('webhooks')}</a>`, value.webhooks ? hooks(value.webhooks.items) : t('unknown'))}` : html`
            ${fact(t('fresh'), fresh(value.fresh[i - 1], value.at))}
            ${fact(html`<a href=${link('parked')}>${t('parked')}</a>`, parked(value.states[i - 1].parked))}
            ${fact(html`<a href=${link('rebuilds')}>${t('rebuild')}</a>`, rebuild(value.states[i - 1].rebuilds))}`}
          </dl>
        </section>`)}</div>`;
  }
}

/** @param {any} service @param {AbortSignal} signal @returns {Promise<number | null>} null for no answer */
async function speed(service, signal) {
  const begin = performance.now();
  try {
    await service.get('/me', {}, signal);
    return Math.round(performance.now() - begin);
  } catch {
    return null;
  }
}

/** A service that does not answer takes nothing away from what the others say. @param {Promise<any>} answer */
const quietly = answer => answer.catch(() => null);

/** @param {any} service @param {AbortSignal} signal */
async function state(service, signal) {
  const [parked, rebuilds] = await Promise.all([
    quietly(service.get('/parked-deals', {}, signal)), quietly(service.get('/rebuilds', {}, signal))]);
  return { parked, rebuilds };
}

/** @param {any} name @param {any} value */
const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** @param {any[]} webhooks */
function hooks(webhooks) {
  const number = (/** @type {(each: any) => boolean} */ test) => count(webhooks.filter(test).length);
  return webhooks.length ? t('hooks', {
    active: number(each => each.status === 'ACTIVE'), paused: number(each => each.status === 'PAUSED'), failing: number(each => each.failures > 0),
  }) : t('none');
}

/** @param {string | null | undefined} at @param {string} now */
function fresh(at, now) {
  if (!at) {
    return t('unknown');
  }
  const minutes = Math.round((Date.parse(now) - Date.parse(at)) / 60_000);
  return html`${moment(at)}${minutes >= STALE_MINUTES ? html` <span class="tag open">${t('old', { n: count(minutes) })}</span>` : nothing}`;
}

/** @param {any} page */
function parked(page) {
  if (!page) {
    return t('unknown');
  }
  const n = page.items.length;
  return n === 0 ? '0' : html`<span class="tag lost">${page.next ? t('orMore', { n: count(n) }) : count(n)}</span>`;
}

/** @param {any} page */
function rebuild(page) {
  const latest = page?.items[0];
  return latest ? html`${jobStatus(latest.status)} <span class="note">${moment(latest.finishedAt ?? latest.requestedAt)}</span>` : page ? t('none') : t('unknown');
}

customElements.define('dealflow-operations-health', Health);
