/** Who asked a service for what. */

import { html, nothing } from 'lit';
import { language, words } from '../language.js';
import { Page } from '../page.js';
import { go, withQuery } from '../router.js';
import { SERVICES, serviceName } from './words.js';

const t = words({
  about: ['Every request of somebody with a valid token, also a refused one; the latest first.', '所有持有效令牌的请求，包括被拒绝的；最新的在前。'],
  service: ['Service', '服务'],
  actor: ['Who', '谁'],
  path: ['Path, and those below it', '路径（含下级）'],
  from: ['From', '从'],
  to: ['Before', '早于'],
  show: ['Show', '查询'],
  clear: ['Clear', '清除'],
  at: ['When', '时间'],
  request: ['Request', '请求'],
  status: ['Answer', '结果'],
  address: ['From where', '来源地址'],
  override: ['stepped over: {why}', '越过规则：{why}'],
  none: ['Nothing was asked.', '没有符合条件的请求。'],
  older: ['Older', '更早'],
  latest: ['To the latest', '回到最新'],
});

const LIMIT = 100;

const exact = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment in the browser's zone as the field writes it. @param {string | null} local */
const instant = local => local ? new Date(local).toISOString() : null;

class AuditView extends Page {
  /** @param {AbortSignal} signal */
  load(signal) {
    const { query } = this;
    return SERVICES[this.service].get('/audit', {
      actor: query.get('actor'), path: query.get('path'), from: instant(query.get('from')), to: instant(query.get('to')),
      cursor: query.get('cursor'), limit: LIMIT,
    }, signal);
  }

  /** @returns {import('./words.js').Service} */
  get service() {
    const name = /** @type {any} */ (this.query.get('service'));
    return name in SERVICES ? name : 'deals';
  }

  /** @param {SubmitEvent} event */
  find(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    go(withQuery({ ...Object.fromEntries(form), cursor: null }));
  }

  clear() {
    go(withQuery({ actor: null, path: null, from: null, to: null, cursor: null }));
  }

  /** @param {any} page */
  view(page) {
    const value = (/** @type {string} */ name) => this.query.get(name) ?? '';
    return html`
      <p class="note">${t('about')}</p>
      <form class="row" @submit=${this.find}>
        <label><span>${t('service')}</span><select name="service">${Object.keys(SERVICES).map(name => html`
          <option value=${name} .selected=${name === this.service}>${serviceName(/** @type {any} */ (name))}</option>`)}</select></label>
        <label><span>${t('actor')}</span><input name="actor" .value=${value('actor')} autocomplete="off"></label>
        <label><span>${t('path')}</span><input name="path" placeholder="/deals" .value=${value('path')} autocomplete="off"></label>
        <label><span>${t('from')}</span><input type="datetime-local" name="from" .value=${value('from')}></label>
        <label><span>${t('to')}</span><input type="datetime-local" name="to" .value=${value('to')}></label>
        <button class="main">${t('show')}</button>
        <button type="button" class="plain" @click=${this.clear}>${t('clear')}</button>
      </form>
      ${page.items.length ? html`
        <div class="scroll"><table class="audit">
          <thead><tr><th scope="col">${t('at')}</th><th scope="col">${t('actor')}</th><th scope="col" class="number">${t('status')}</th>
            <th scope="col">${t('request')}</th><th scope="col">${t('address')}</th></tr></thead>
          <tbody>${page.items.map(row)}</tbody>
        </table></div>` : html`<p>${t('none')}</p>`}
      <p class="row">
        ${value('cursor') ? html`<a class="button" href=${withQuery({ cursor: null })}>${t('latest')}</a>` : nothing}
        ${page.next ? html`<a class="button" href=${withQuery({ cursor: page.next })}>${t('older')}</a>` : nothing}</p>`;
  }
}

/** @param {any} entry */
const row = entry => html`
  <tr>
    <th scope="row">${exact.format(new Date(entry.at))}</th>
    <td>${entry.actor}<small class="block">${entry.roles.join(', ')}</small></td>
    <td class="number"><span class=${entry.status >= 400 ? 'refused' : ''} title=${entry.correlationId ?? nothing}>${entry.status >= 400 ? '✕ ' : ''}${entry.status}</span></td>
    <td class="message"><code><b>${entry.method}</b> ${entry.path}${entry.query ? html`<span class="note">?${entry.query}</span>` : nothing}</code>
      ${entry.override ? html`<small class="block">${t('override', { why: entry.override })}</small>` : nothing}</td>
    <td>${entry.address}</td>
  </tr>`;

customElements.define('dealflow-operations-audit', AuditView);
