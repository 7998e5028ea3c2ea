/** The stages as data: all pipelines, one of them, its next version, a new one. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { nameOf, words } from '../language.js';
import { Page } from '../page.js';
import '../pipeline/editor.js';
import { loadCounts } from '../pipeline/effects.js';
import { newPipelineView } from '../pipeline/new.js';
import { way } from '../pipeline/picture.js';
import { loadPipeline, pipelineView } from '../pipeline/view.js';

const t = words({
  title: ['Pipelines', '销售流程'],
  about: ['A stage is entered when the customer has confirmed it: the way they buy is the way we sell.', '客户确认后才进入下一阶段：客户怎么买，我们就怎么卖。'],
  make: ['New pipeline', '新建销售流程'],
  none: ['There is no pipeline yet.', '还没有销售流程。'],
  facts: ['Version {version} · {currency} · {zone}', '版本 {version} · {currency} · {zone}'],
  notYours: ['Only sales operations change pipelines.', '只有销售运营可以修改销售流程。'],
});

class PipelinesPage extends Page {
  static properties = { ...Page.properties, trouble: { state: true } };

  constructor() {
    super();
    /** @type {any} */
    this.trouble = null;
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const [key, step] = this.path;
    const isOps = this.me.roles.includes('sales-ops');
    this.trouble = null;
    if (key && step === 'edit') {
      return isOps
        ? { show: 'edit', ...await loadPipeline(key, this.me, signal), counts: await loadCounts(key, signal) }
        : { show: 'refused' };
    }
    if (key) {
      return { show: 'one', ...await loadPipeline(key, this.me, signal) };
    }
    if (this.query.has('template')) {
      return isOps ? { show: 'new', ...await deals.get('/pipeline-templates', {}, signal) } : { show: 'refused' };
    }
    return { show: 'all', ...await deals.get('/pipelines', {}, signal) };
  }

  /** @param {any} value */
  view(value) {
    switch (value.show) {
      case 'edit':
        return html`<dealflow-pipeline-editor .loaded=${value} .page=${this}></dealflow-pipeline-editor>`;
      case 'one':
        return pipelineView(this, value);
      case 'new':
        return newPipelineView(this, value.items);
      case 'refused':
        return html`<h1>${t('title')}</h1><p>${t('notYours')}</p>`;
      default:
        return this.all(value.items);
    }
  }

  /** @param {any[]} pipelines */
  all(pipelines) {
    return html`
      <div class="headed"><h1>${t('title')}</h1>
        ${this.me.roles.includes('sales-ops') ? html`<a class="button" href="/pipelines?template=buyer-aligned-7">${t('make')}</a>` : nothing}</div>
      <p class="note">${t('about')}</p>
      ${pipelines.length ? nothing : html`<p>${t('none')}</p>`}
      <div class="stack">${pipelines.map(pipeline => html`
        <section class="card">
          <h2><a href=${'/pipelines/' + encodeURIComponent(pipeline.key)}>${nameOf(pipeline.names, pipeline.key)}</a></h2>
          <p class="note">${t('facts', { version: pipeline.version, currency: pipeline.currency, zone: pipeline.timeZone })}</p>
          ${way(pipeline)}
        </section>`)}</div>`;
  }
}

customElements.define('dealflow-pipelines-page', PipelinesPage);
