/** The funnel: how steep it is, what is in it, how long it takes, and where it loses deals. Each view has its address. */

import { html, nothing } from 'lit';
import { nameOf, words } from '../language.js';
import { Page } from '../page.js';
import '../filters/bar.js';
import { narrowed, showsDeals } from '../filters/sight.js';
import { cellName, dealsPath } from '../funnel/cells.js';
import '../funnel/deals.js';
import { dayIn, lastDayIn, momentIn } from '../funnel/words.js';
import { withQuery } from '../router.js';

const t = words({
  funnel: ['Funnel', '漏斗'],
  views: ['Views', '视图'],
  picture: ['Picture', '漏斗图'],
  flow: ['Flow', '流量'],
  times: ['Times', '时长'],
  people: ['People', '人员对比'],
  losses: ['Losses', '丢单'],
  trend: ['Trend', '趋势'],
  bottlenecks: ['Bottlenecks', '瓶颈'],
  window: ['{from} to {to}', '{from} 至 {to}'],
  asOf: ['as of {asOf}', '截至 {asOf}'],
  fresh: ['data of {fresh}', '数据更新至 {fresh}'],
});

const VIEWS = /** @type {const} */ (['picture', 'flow', 'times', 'people', 'losses', 'trend', 'bottlenecks']);

const FILTERS = ['period', 'owner', 'team', 'product', 'source', 'region', 'own'];

/**
 * @typedef {object} View
 * @property {(page: FunnelPage, signal: AbortSignal) => Promise<any>} load
 * @property {(answer: any, page: FunnelPage) => any} view
 */

export class FunnelPage extends Page {
  get viewName() {
    const asked = this.query.get('view');
    return VIEWS.find(name => name === asked) ?? 'picture';
  }

  /** The query as this one may put it. */
  get asking() {
    return narrowed(this.query, this.me);
  }

  /** Where the statistics of the pipeline are. */
  get root() {
    return `/funnels/${encodeURIComponent(this.pipeline.key)}`;
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const name = this.viewName;
    const scope = `${this.pipeline.key} ${name}`;
    if (this.value?.scope !== scope) {
      this.value = undefined;
      this.problem = null;
    }
    try {
      /** @type {View} */
      const module = await import(`../funnel/${name}.js`);
      return { scope, module, answer: await module.load(this, signal) };
    } catch (error) {
      // Numbers of another question must not stand under this one's refusal.
      if (!signal.aborted) {
        this.value = undefined;
      }
      throw error;
    }
  }

  /**
   * Opens the deals in a number.
   *
   * @param {string} link `links.deals` of an answer @param {string} cell @param {string} [stage]
   * @param {Record<string, string>} [more] @param {string} [words] what the number is besides
   */
  pick(link, cell, stage = '', more = {}, words = '') {
    this.open(dealsPath(link, cell, stage, more), cellName(this.pipeline, cell, stage, words));
  }

  /** @param {string} path @param {string} heading */
  open(path, heading) {
    /** @type {any} */ (this.querySelector('dealflow-funnel-deals')).show(path, heading);
  }

  render() {
    return html`
      <h1>${t('funnel')} <small>${nameOf(this.pipeline?.names, this.pipeline?.key)}</small></h1>
      <nav class="tabs" aria-label=${t('views')}>${VIEWS.map(name => html`
        <a href=${withQuery({ view: name === 'picture' ? null : name, stage: null, by: null, metric: null, at: null })}
           aria-current=${name === this.viewName ? 'page' : nothing}>${t(name)}</a>`)}</nav>
      <dealflow-filters .query=${this.query} .pipeline=${this.pipeline} .me=${this.me} .fields=${FILTERS}></dealflow-filters>
      ${super.render()}
      <dealflow-funnel-deals .pipeline=${this.pipeline} .me=${this.me}
        .isTheirs=${this.me && showsDeals(this.asking, this.me)}></dealflow-funnel-deals>`;
  }

  /** @param {any} value */
  view(value) {
    return value.module.view(value.answer, this);
  }

  /** Which days an answer is about, and what it knows. @param {any} answer */
  frame(answer) {
    const { timeZone: zone } = this.pipeline;
    const parts = [
      t('window', { from: dayIn(answer.from, zone), to: lastDayIn(answer.to, zone) }),
      this.query.get('asOf') ? t('asOf', { asOf: dayIn(answer.asOf, zone) }) : '',
      answer.dataFreshAsOf ? t('fresh', { fresh: momentIn(answer.dataFreshAsOf, zone) }) : '',
    ];
    return html`<p class="note">${parts.filter(each => each).join(' · ')}</p>`;
  }
}

customElements.define('dealflow-funnel-page', FunnelPage);
