/** Deals that wait in a projection because one of their events could not be applied. */

import { html, nothing } from 'lit';
import { count, moment, words } from '../language.js';
import { Page, problem } from '../page.js';
import { act } from './action.js';
import { PROJECTIONS, SERVICES, serviceName } from './words.js';

const t = words({
  about: ['A deal is parked when one of its events cannot be applied: its numbers stand still, all others go on. Mend the cause, then try again.', '当某个事件无法应用时，该商机会被搁置：其数字暂停更新，其他商机不受影响。排除原因后重试即可。'],
  none: ['No deal is parked.', '没有被搁置的商机。'],
  deal: ['Deal', '商机'],
  events: ['Events that wait', '等待的事件'],
  unreadable: ['0, left out', '0，已略过'],
  since: ['Since', '自'],
  reason: ['Reason', '原因'],
  action: ['Action', '操作'],
  retry: ['Try again', '重试'],
  retryAll: ['Try all of these again', '全部重试'],
  more: ['Show more', '显示更多'],
  sure: ['Try this deal again?', '重试该商机？'],
  sureAll: ['Try {n} deals again?', '重试 {n} 笔商机？'],
  what: ['Its events are applied in order, as far as that goes.', '将按顺序应用其事件，直到无法继续为止。'],
  done: ['All its events are applied.', '全部事件已应用。'],
  left: ['{n} of its events still wait: the cause is still there.', '仍有 {n} 个事件在等待：原因尚未排除。'],
  doneAll: ['{done} deals are up to date, {left} still wait.', '{done} 笔已更新，{left} 笔仍在等待。'],
});

class Parked extends Page {
  /** @param {AbortSignal} signal */
  async load(signal) {
    const lists = await Promise.allSettled(PROJECTIONS.map(name => SERVICES[name].get('/parked-deals', {}, signal)));
    return PROJECTIONS.map((name, i) => {
      const list = /** @type {any} */ (lists[i]);
      return { name, items: list.value?.items ?? [], next: list.value?.next, problem: list.reason };
    });
  }

  /** @param {any} part */
  async more(part) {
    const page = await SERVICES[/** @type {'funnels'} */ (part.name)].get('/parked-deals', { cursor: part.next });
    this.value = this.value.map((/** @type {any} */ each) => each === part ? { ...part, items: [...part.items, ...page.items], next: page.next } : each);
  }

  /** @param {string} name @param {any[]} parked */
  async retry(name, parked) {
    const service = SERVICES[/** @type {'funnels'} */ (name)];
    const isOne = parked.length === 1;
    const done = await act({
      title: isOne ? t('sure') : t('sureAll', { n: count(parked.length) }),
      text: html`<p>${isOne ? html`<code>${parked[0].dealId}</code><br>` : nothing}${t('what')}</p>`,
      button: t('retry'),
      run: async () => {
        const left = [];
        for (const deal of parked) {
          left.push((await service.post(`/parked-deals/${encodeURIComponent(deal.dealId)}/retry`)).stillParked);
        }
        return left;
      },
      done: left => {
        const waiting = left.filter((/** @type {number} */ each) => each > 0).length;
        return html`<p>${!isOne ? t('doneAll', { done: count(left.length - waiting), left: count(waiting) })
          : waiting ? t('left', { n: count(left[0]) }) : t('done')}</p>`;
      },
    });
    if (done) {
      this.reload();
    }
  }

  /** @param {any[]} parts */
  view(parts) {
    return html`<p class="note">${t('about')}</p>${parts.map(part => html`
      <section>
        <h2>${serviceName(part.name)}</h2>
        ${part.problem ? problem(part.problem, () => this.reload()) : part.items.length ? this.table(part)
          : html`<p class="done">✓ ${t('none')}</p>`}
      </section>`)}`;
  }

  /** @param {any} part */
  table(part) {
    return html`
      <div class="scroll"><table>
        <thead><tr><th scope="col">${t('deal')}</th><th scope="col" class="number">${t('events')}</th><th scope="col">${t('since')}</th>
          <th scope="col">${t('reason')}</th><th scope="col"><span class="hidden">${t('action')}</span></th></tr></thead>
        <tbody>${part.items.map((/** @type {any} */ deal) => html`
          <tr><th scope="row"><a href=${'/deals/' + encodeURIComponent(deal.dealId)}><code>${deal.dealId}</code></a></th>
            <td class="number">${deal.events ? count(deal.events) : t('unreadable')}</td><td>${moment(deal.since)}</td>
            <td class="message">${deal.reason}</td>
            <td><button type="button" @click=${() => this.retry(part.name, [deal])}>${t('retry')}</button></td></tr>`)}</tbody>
      </table></div>
      <p class="row">
        ${part.items.length > 1 ? html`<button type="button" @click=${() => this.retry(part.name, part.items)}>${t('retryAll')}</button>` : nothing}
        ${part.next ? html`<button type="button" @click=${() => this.more(part)}>${t('more')}</button>` : nothing}</p>`;
  }
}

customElements.define('dealflow-operations-parked', Parked);
