/** What keeps the services running: one view of it at a time, named in the address. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { Page } from '../page.js';
import '../operations/audit.js';
import '../operations/events.js';
import '../operations/fields.js';
import '../operations/health.js';
import '../operations/parked.js';
import '../operations/rebuilds.js';
import '../operations/teams.js';
import '../operations/webhooks.js';

const t = words({
  title: ['Operations', '运维'],
  views: ['Views', '视图'],
  health: ['Health', '运行状况'],
  parked: ['Parked deals', '搁置的商机'],
  fields: ['Own fields', '自定义字段'],
  teams: ['Teams', '团队'],
  webhooks: ['Webhooks', 'Webhook'],
  events: ['Events', '事件发布'],
  rebuilds: ['Rebuilds', '重建'],
  audit: ['Audit', '审计'],
  notYours: ['This page is for sales operations.', '此页面仅供销售运营使用。'],
});

/** @type {Record<string, (page: OperationsPage) => any>} */
const VIEWS = {
  health: ({ query, pipeline, me }) => html`<dealflow-operations-health .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-health>`,
  parked: ({ query, pipeline, me }) => html`<dealflow-operations-parked .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-parked>`,
  fields: ({ query, pipeline, me }) => html`<dealflow-operations-fields .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-fields>`,
  teams: ({ query, pipeline, me }) => html`<dealflow-operations-teams .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-teams>`,
  webhooks: ({ query, pipeline, me }) => html`<dealflow-operations-webhooks .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-webhooks>`,
  events: ({ query, pipeline, me }) => html`<dealflow-operations-events .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-events>`,
  rebuilds: ({ query, pipeline, me }) => html`<dealflow-operations-rebuilds .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-rebuilds>`,
  audit: ({ query, pipeline, me }) => html`<dealflow-operations-audit .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-operations-audit>`,
};

class OperationsPage extends Page {
  view() {
    if (!this.me.roles.includes('sales-ops')) {
      return html`<h1>${t('title')}</h1><p>${t('notYours')}</p>`;
    }
    const asked = this.query.get('view') ?? '';
    const chosen = asked in VIEWS ? asked : 'health';
    const pipeline = this.query.get('pipeline');
    return html`
      <h1>${t('title')}</h1>
      <nav class="tabs" aria-label=${t('views')}>${Object.keys(VIEWS).map(name => html`
        <a href=${`/operations?view=${name}${pipeline ? '&pipeline=' + encodeURIComponent(pipeline) : ''}`}
           aria-current=${name === chosen ? 'page' : nothing}>${t(/** @type {any} */ (name))}</a>`)}</nav>
      ${VIEWS[chosen](this)}`;
  }
}

customElements.define('dealflow-operations-page', OperationsPage);
