/** Projections made anew from the first event, while the ones there go on answering. */

import { html, nothing } from 'lit';
import { count, moment, percent, words } from '../language.js';
import { Page, problem } from '../page.js';
import { act } from './action.js';
import { PROJECTIONS, SERVICES, jobStatus, serviceName, statusClass } from './words.js';

const t = words({
  about: ['A rebuild fills new tables from the first event. The ones there go on answering until the new ones have caught up, and then take their place at once.', '重建会从第一个事件起填充新表。新表追上之前，旧表照常提供服务；追上后立即切换。'],
  order: ['Rebuild', '重建'],
  sure: ['Rebuild the tables of the {service}?', '重建{service}的数据表？'],
  what: ['Every event is read again. It needs room for a second set of tables, and some of the machine’s time.', '将重新读取全部事件，需要第二套数据表的空间和一定的运行时间。'],
  ordered: ['It is running. You can follow it here, or leave this page.', '已开始运行，可在此查看进度，也可离开此页面。'],
  none: ['None yet.', '尚无。'],
  requested: ['Ordered', '发起时间'],
  by: ['By', '发起人'],
  status: ['Status', '状态'],
  progress: ['Events read', '已读取事件'],
  finished: ['Finished', '完成时间'],
  running: ['One is running already', '已有重建在进行'],
});

const POLL_MILLIS = 1500;

class Rebuilds extends Page {
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    clearTimeout(this.timer);
    const lists = await Promise.allSettled(PROJECTIONS.map(name => SERVICES[name].get('/rebuilds', {}, signal)));
    const parts = PROJECTIONS.map((name, i) => {
      const list = /** @type {any} */ (lists[i]);
      return { name, items: list.value?.items ?? [], problem: list.reason };
    });
    if (parts.some(isRunning)) {
      this.timer = setTimeout(() => this.reload(), POLL_MILLIS);
    }
    return parts;
  }

  /** @param {any} part */
  async order({ name }) {
    const done = await act({
      title: t('sure', { service: serviceName(name) }),
      text: html`<p>${t('what')}</p>`,
      button: t('order'),
      run: () => SERVICES[/** @type {'funnels'} */ (name)].post('/rebuilds'),
      done: () => html`<p>${t('ordered')}</p>`,
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
        ${part.problem ? problem(part.problem, () => this.reload()) : html`
          ${part.items.length ? table(part.items) : html`<p class="note">${t('none')}</p>`}
          <p><button type="button" ?disabled=${isRunning(part)} @click=${() => this.order(part)}>${isRunning(part) ? t('running') : t('order')}</button></p>`}
      </section>`)}`;
  }
}

const isRunning = (/** @type {any} */ part) => part.items.some((/** @type {any} */ each) => each.status === 'RUNNING');

/** @param {any[]} rebuilds */
const table = rebuilds => html`
  <div class="scroll"><table>
    <thead><tr><th scope="col">${t('requested')}</th><th scope="col">${t('by')}</th><th scope="col">${t('status')}</th>
      <th scope="col">${t('progress')}</th><th scope="col">${t('finished')}</th></tr></thead>
    <tbody>${rebuilds.map(each => html`
      <tr><th scope="row">${moment(each.requestedAt)}</th><td>${each.requestedBy}</td>
        <td><span class=${'tag ' + statusClass(each.status)}>${jobStatus(each.status)}</span>
          ${each.problem ? html`<small class="block">${each.problem}</small>` : nothing}</td>
        <td>${progress(each)}</td><td>${moment(each.finishedAt)}</td></tr>`)}</tbody>
  </table></div>`;

/** @param {any} rebuild */
function progress({ status, processed, total }) {
  const text = total ? `${count(processed)} / ${count(total)}` : count(processed);
  return status !== 'RUNNING' ? text : html`
    <progress max="1" .value=${total ? processed / total : 0} aria-label=${text}></progress>
    <small class="block">${text}${total ? ' · ' + percent(processed / total) : ''}</small>`;
}

customElements.define('dealflow-operations-rebuilds', Rebuilds);
