/** How much, by when, and how far that is to be believed: one view for each question, each with its address. */

import { html, nothing } from 'lit';
import { narrowed, showsDeals } from '../filters/sight.js';
import { words } from '../language.js';
import { Page } from '../page.js';
import { dayIn } from '../forecast/days.js';
import { withQuery } from '../router.js';

const t = words({
  title: ['Forecast', '预测'],
  views: ['Views', '视图'],
  fan: ['Forecast', '预测'],
  meeting: ['Meeting', '例会'],
  by: ['By group', '分组'],
  question: ['Begun, and paid by', '批次回款'],
  changes: ['What changed', '变化原因'],
  deals: ['Deals behind', '商机明细'],
  record: ['Track record', '预测准确度'],
  quantities: ['Quantities', '数量'],
  receivables: ['Receivables', '应收款'],
  plan: ['Plan', '计划'],
  scenarios: ['What if', '情景'],
  targets: ['Targets', '目标'],
});

/** Who may see single deals: each its own, a team's, or all. */
const SEEING = ['sales-ops', 'sales-manager', 'sales-rep', 'integrator'];

/** The views in the order of their tabs, and who may see them. */
const VIEWS = /** @type {const} */ ([
  { name: 'fan' },
  { name: 'meeting' },
  { name: 'by' },
  { name: 'question' },
  { name: 'changes', roles: SEEING },
  { name: 'deals', roles: SEEING },
  { name: 'record', roles: ['sales-ops', 'viewer', 'integrator'] },
  { name: 'quantities' },
  { name: 'receivables' },
  { name: 'plan' },
  { name: 'scenarios' },
  { name: 'targets' },
]);

/**
 * @typedef {object} View a module of `forecast/`
 * @property {(page: ForecastPage, signal: AbortSignal) => Promise<any>} load
 * @property {(page: ForecastPage) => any} [form] what is asked; it stands there before the answer and beside a problem
 * @property {(page: ForecastPage, answer: any) => any} view
 */

export class ForecastPage extends Page {
  static properties = { ...Page.properties, module: { state: true } };

  constructor() {
    super();
    /** @type {View | null} */
    this.module = null;
    /** @type {string | null} which view the module is */
    this.shown = null;
  }

  get views() {
    return VIEWS.filter(each => !('roles' in each) || each.roles.some(role => this.me.roles.includes(role)));
  }

  /** Whether the deals behind the numbers may be opened. */
  get opens() {
    return this.views.some(each => each.name === 'deals') && showsDeals(narrowed(this.query, this.me), this.me);
  }

  get name() {
    const asked = this.query.get('view');
    return this.views.find(each => each.name === asked)?.name ?? 'fan';
  }

  /** The day that it is where the pipeline is. */
  get today() {
    return dayIn(this.pipeline.timeZone);
  }

  /** What a view's key is in the address; '' counts as not given. @param {string} name @param {any} otherwise @returns {string} */
  asked(name, otherwise) {
    return this.query.get(name) || otherwise;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (this.shown !== this.name || changed.has('pipeline')) {
      this.value = undefined;
      this.problem = null;
      this.module = null;
    }
    super.willUpdate(changed);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const name = this.shown = this.name;
    const module = await import(`../forecast/${name}.js`);
    if (!signal.aborted) {
      this.module = module;
    }
    return module.load(this, signal);
  }

  /** @param {any} answer */
  view(answer) {
    return this.module?.view(this, answer) ?? nothing;
  }

  render() {
    const name = this.name;
    return html`
      <h1>${t('title')}</h1>
      <nav class="tabs" aria-label=${t('views')}>${this.views.map(each => html`
        <a href=${withQuery({ view: each.name === 'fan' ? null : each.name })} aria-current=${each.name === name ? 'page' : nothing}>${t(each.name)}</a>`)}</nav>
      ${this.module?.form ? html`<div class="forecast-asked">${this.module.form(this)}</div>` : nothing}
      ${super.render()}`;
  }
}

customElements.define('dealflow-forecast-page', ForecastPage);
