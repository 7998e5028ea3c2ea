/** `<dealflow-webhook-deliveries>`: what came of the messages to a webhook, the latest first; loaded when it is opened. */

import { LitElement, html, nothing } from 'lit';
import { deals } from '../api.js';
import { moment, words } from '../language.js';
import { resend, typeName } from './hooks.js';

const t = words({
  when: ['When', '时间'],
  event: ['Event', '事件'],
  attempt: ['Attempt', '次数'],
  resent: ['sent again by hand', '手动重发'],
  result: ['Answer', '响应'],
  took: ['{n} ms', '{n} 毫秒'],
  resend: ['Send again', '重发'],
  failed: ['Only those that were not taken', '仅显示未接收的'],
  more: ['Earlier ones', '更早的记录'],
  none: ['There is none in the last 30 days.', '近 30 天内没有记录。'],
  loading: ['Loading…', '正在加载…'],
});

class Deliveries extends LitElement {
  static properties = {
    webhook: { attribute: false },
    isOpen: { attribute: false },
    items: { state: true },
    next: { state: true },
    isFailed: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.webhook = null;
    this.isOpen = false;
    this.isFailed = false;
    /** @type {any[] | null} null before they are loaded */
    this.items = null;
    /** @type {string | null} */
    this.next = null;
    this.problem = '';
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (this.isOpen && (changed.has('isOpen') || changed.has('isFailed'))) {
      this.load(null);
    }
  }

  /** @param {string | null} cursor */
  async load(cursor) {
    try {
      const page = await deals.get(`/webhooks/${this.webhook.id}/deliveries`,
        { limit: 20, cursor, delivered: this.isFailed ? false : null });
      this.items = cursor ? [...this.items ?? [], ...page.items] : page.items;
      this.next = page.next;
      this.problem = '';
    } catch (error) {
      this.problem = String(/** @type {any} */ (error).detail ?? error);
    }
  }

  /** @param {any} delivery */
  async again(delivery) {
    if (await resend(this.webhook, delivery)) {
      this.load(null);
    }
  }

  render() {
    if (!this.isOpen) {
      return nothing;
    }
    return html`
      <label class="tick"><input type="checkbox" .checked=${this.isFailed}
        @change=${(/** @type {any} */ event) => { this.isFailed = event.target.checked; }}> ${t('failed')}</label>
      ${this.problem ? html`<p class="refused">${this.problem}</p>` : nothing}
      ${this.items === null ? html`<p>${t('loading')}</p>` : this.items.length === 0 ? html`<p>${t('none')}</p>` : this.table(this.items)}
      ${this.next ? html`<p><button type="button" @click=${() => this.load(this.next)}>${t('more')}</button></p>` : nothing}`;
  }

  /** @param {any[]} items */
  table(items) {
    return html`
      <div class="scroll" tabindex="0"><table>
        <thead><tr><th>${t('when')}</th><th>${t('event')}</th><th>${t('attempt')}</th><th>${t('result')}</th><td></td></tr></thead>
        <tbody>${items.map(each => html`
          <tr>
            <td>${moment(each.attemptedAt)}</td>
            <td>${typeName(/** @type {any} */ (each.type))} <small class="block"><code>${each.event}</code></small></td>
            <td>${each.attempt}${each.resent ? html` <small class="block">${t('resent')}</small>` : nothing}</td>
            <td><span class=${each.delivered ? 'tag won' : 'tag lost'}>${each.status ?? '–'}</span> ${t('took', { n: each.tookMillis })}
              ${each.error ? html`<small class="block refused">${each.error}</small>` : nothing}
              ${each.answer ? html`<small class="block"><code>${each.answer}</code></small>` : nothing}</td>
            <td><button type="button" @click=${() => this.again(each)}>${t('resend')}…</button></td>
          </tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('dealflow-webhook-deliveries', Deliveries);
