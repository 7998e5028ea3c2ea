/** Events on their way from the deal service to the topic, and all of them published again. */

import { html } from 'lit';
import { deals } from '../api.js';
import { count, words } from '../language.js';
import { Page } from '../page.js';
import { act } from './action.js';

const t = words({
  waiting: ['Events that wait to be published', '等待发布的事件'],
  none: ['Everything that happened is published.', '全部事件均已发布。'],
  some: ['They follow within seconds; if the number does not fall, the deal service cannot reach Kafka.', '通常数秒内完成；若数量不减少，说明商机服务无法连接 Kafka。'],
  again: ['Publish every event again', '重新发布全部事件'],
  about: ['For a topic that was lost. Consumers that follow the contract leave out what they have already.', '用于主题数据丢失的情况。遵守契约的消费者会跳过已有的事件。'],
  sure: ['Publish every event again?', '重新发布全部事件？'],
  what: ['Each event ever recorded goes to the topic once more. It goes on in the background; events recorded meanwhile follow after these.', '所有历史事件将再次发送到主题。该过程在后台进行，期间新记录的事件排在其后。'],
  order: ['Publish again', '重新发布'],
  ordered: ['{n} events are being published again.', '正在重新发布 {n} 个事件。'],
});

const POLL_MILLIS = 2000;

class Events extends Page {
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    clearTimeout(this.timer);
    const { waiting } = await deals.get('/republications', {}, signal);
    if (waiting > 0) {
      this.timer = setTimeout(() => this.reload(), POLL_MILLIS);
    }
    return waiting;
  }

  async order() {
    const done = await act({
      title: t('sure'),
      text: html`<p>${t('what')}</p>`,
      button: t('order'),
      run: () => deals.post('/republications'),
      done: ordered => html`<p>${t('ordered', { n: count(ordered.events) })}</p>`,
    });
    if (done) {
      this.reload();
    }
  }

  /** @param {number} waiting */
  view(waiting) {
    return html`
      <div class="cards"><section class="card"><h2>${t('waiting')}</h2><div class="big" role="status">${count(waiting)}</div>
        <small>${waiting ? t('some') : t('none')}</small></section></div>
      <h2>${t('again')}</h2>
      <p class="note">${t('about')}</p>
      <p><button type="button" @click=${this.order}>${t('again')}…</button></p>`;
  }
}

customElements.define('dealflow-operations-events', Events);
