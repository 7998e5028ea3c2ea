/** Endpoints of other systems that are sent the events. */

import { html, nothing } from 'lit';
import { allPipelines, deals } from '../api.js';
import { count, moment, nameOf, words } from '../language.js';
import { Page } from '../page.js';
import './deliveries.js';
import { create, edit, pause, ping, remove, replay, rotate, typeName } from './hooks.js';
import { statusClass } from './words.js';

const t = words({
  about: ['Each event is sent to these addresses, signed (Standard Webhooks). What fails is tried again for a day; then the webhook pauses, and nothing is lost.', '每个事件都会签名后（Standard Webhooks）发送到以下地址。失败会重试一天，之后暂停，不会丢失任何事件。'],
  make: ['New webhook', '新建 Webhook'],
  none: ['There is none yet.', '尚无 Webhook。'],
  ACTIVE: ['Active', '启用'],
  PAUSED: ['Paused', '已暂停'],
  types: ['Events', '事件'],
  pipelines: ['Pipelines', '销售流程'],
  owners: ['Owners', '负责人'],
  teams: ['Teams', '团队'],
  view: ['View', '视图'],
  all: ['all', '全部'],
  allOfDeals: ['all, but those of the forecast', '全部（预测事件除外）'],
  pausedAt: ['Nothing is sent since {at}.', '自 {at} 起停止发送。'],
  deliveries: ['Deliveries', '投递记录'],
  delivered: ['Delivered', '投递'],
  upToDate: ['everything', '全部完成'],
  behind: ['there is more to deliver', '仍有待投递'],
  attempt: ['Latest attempt', '最近一次尝试'],
  never: ['none yet', '尚无'],
  failures: ['{n} failures since {since}; next attempt {next}', '自 {since} 起失败 {n} 次；下次尝试 {next}'],
  made: ['Made', '创建'],
  by: ['{at} by {who}', '{at}，{who}'],
  pause: ['Pause', '暂停'],
  resume: ['Go on', '恢复'],
  edit: ['Change', '修改'],
  ping: ['Test', '测试'],
  replay: ['Replay', '重放'],
  rotate: ['New secret', '更换密钥'],
  remove: ['Delete', '删除'],
});

class WebhooksView extends Page {
  /** @param {AbortSignal} signal */
  async load(signal) {
    const [{ items }, pipelines] = await Promise.all([deals.get('/webhooks', {}, signal), allPipelines()]);
    return { webhooks: items, pipelines };
  }

  /** @param {Promise<any>} action */
  async reloadAfter(action) {
    if (await action) {
      this.reload();
    }
  }

  /** @param {{webhooks: any[], pipelines: any[]}} value */
  view({ webhooks, pipelines }) {
    return html`
      <p class="note">${t('about')}</p>
      ${webhooks.length ? nothing : html`<p>${t('none')}</p>`}
      <div class="stack">${webhooks.map(webhook => this.card(webhook, pipelines))}</div>
      <p><button type="button" class="main" @click=${() => this.reloadAfter(create())}>${t('make')}…</button></p>`;
  }

  /** @param {any} webhook @param {any[]} pipelines */
  card(webhook, pipelines) {
    const { status } = webhook;
    return html`
      <section class="card webhook">
        <h2>${webhook.description || webhook.url} <span class=${'tag ' + statusClass(status)}>${t(/** @type {any} */ (status))}</span></h2>
        ${webhook.description ? html`<p class="message"><code>${webhook.url}</code></p>` : nothing}
        ${webhook.pausedAt ? html`<p class="warning">${t('pausedAt', { at: moment(webhook.pausedAt) })} ${webhook.pausedBecause ?? ''}</p>` : nothing}
        <dl class="facts">
          <div><dt>${t('types')}</dt><dd>${webhook.types.map(typeName).join(', ') || t('allOfDeals')}</dd></div>
          <div><dt>${t('pipelines')}</dt><dd>${webhook.pipelines.map((/** @type {string} */ key) => nameOf(pipelines.find(each => each.key === key)?.names, key)).join(', ') || t('all')}</dd></div>
          ${/** @type {const} */ (['owners', 'teams']).filter(name => webhook[name].length).map(name => html`
            <div><dt>${t(name)}</dt><dd>${webhook[name].join(', ')}</dd></div>`)}
          ${webhook.view ? html`<div><dt>${t('view')}</dt><dd><code>${webhook.view}</code></dd></div>` : nothing}
          <div><dt>${t('delivered')}</dt><dd>${webhook.waiting ? t('behind') : t('upToDate')}</dd></div>
          <div><dt>${t('attempt')}</dt><dd>${webhook.lastAttemptAt ? moment(webhook.lastAttemptAt) : t('never')}
            ${webhook.lastStatus ? html`<span class=${webhook.lastError ? 'tag lost' : 'tag won'}>${webhook.lastStatus}</span>` : nothing}
            ${webhook.lastError ? html`<small class="block refused">${webhook.lastError}</small>` : nothing}
            ${webhook.failures ? html`<small class="block">${t('failures', {
              n: count(webhook.failures), since: moment(webhook.failingSince), next: moment(webhook.nextAttemptAt) })}</small>` : nothing}</dd></div>
          <div><dt>${t('made')}</dt><dd>${t('by', { at: moment(webhook.createdAt), who: webhook.createdBy })}</dd></div>
        </dl>
        <p class="row">${([['ping', ping], [status === 'ACTIVE' ? 'pause' : 'resume', pause], ['edit', edit], ['replay', replay], ['rotate', rotate], ['remove', remove]]).map(([name, action]) => html`
          <button type="button" @click=${() => this.reloadAfter(/** @type {any} */ (action)(webhook))}>${t(/** @type {any} */ (name))}…</button>`)}</p>
        <details @toggle=${(/** @type {any} */ event) => { event.target.querySelector('dealflow-webhook-deliveries').isOpen = event.target.open; }}>
          <summary>${t('deliveries')}</summary>
          <dealflow-webhook-deliveries .webhook=${webhook}></dealflow-webhook-deliveries>
        </details>
      </section>`;
  }
}

customElements.define('dealflow-operations-webhooks', WebhooksView);
