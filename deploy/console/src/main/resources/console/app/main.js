/** The frame around every page: where one can go, which pipeline, who one is. */

import { speak } from './speech.js';
import { LitElement, html, nothing } from 'lit';
import { allPipelines, whoami } from './api.js';
import { language, nameOf, words } from './language.js';
import { problem } from './page.js';
import { go, here, withQuery } from './router.js';

const t = words({
  today: ['Today', '今天'],
  board: ['Board', '看板'],
  funnel: ['Funnel', '漏斗'],
  forecast: ['Forecast', '预测'],
  company: ['Company', '公司'],
  customers: ['Customers', '客户'],
  import: ['Import', '导入'],
  pipelines: ['Pipelines', '销售流程'],
  operations: ['Operations', '运维'],
  deals: ['Deal', '商机'],
  pipeline: ['Pipeline', '销售流程'],
  skip: ['To the content', '跳到内容'],
  pages: ['Pages', '页面'],
  logout: ['Log out', '退出'],
  other: ['中文', 'English'],
  none: ['There is no pipeline yet. Operations make one under Pipelines.', '还没有销售流程，请运维人员在“销售流程”中新建。'],
});

/** The pages in the order of the menu, and who has a use for them. */
const MENU = [
  { name: 'today', roles: ['sales-rep', 'sales-manager', 'sales-ops'] },
  { name: 'board', roles: ['sales-rep', 'sales-manager', 'sales-ops'] },
  { name: 'funnel' },
  { name: 'forecast' },
  { name: 'company' },
  { name: 'customers', roles: ['sales-rep', 'sales-manager', 'sales-ops'] },
  { name: 'import', roles: ['sales-ops'] },
  { name: 'pipelines' },
  { name: 'operations', roles: ['sales-ops'] },
];

/** A module does not come where the session is over, and the login brings back to here; once, for it may be something else. */
function relogin() {
  const before = Number(sessionStorage.getItem('dealflow.relogin') ?? 0);
  if (Date.now() - before > 60_000) {
    sessionStorage.setItem('dealflow.relogin', String(Date.now()));
    location.reload();
  }
}

// A page that the browser kept shows what was there when somebody else was logged in.
addEventListener('pageshow', event => event.persisted && location.reload());

class Console extends LitElement {
  static properties = {
    me: { state: true },
    pipelines: { state: true },
    place: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.me = null;
    /** @type {any[] | null} */
    this.pipelines = null;
    this.place = here();
    /** @type {any} */
    this.problem = null;
    /** @type {Record<string, any>} */
    this.pages = {};
    addEventListener('popstate', () => this.move());
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    // The launcher's address has a key, which has done its work.
    if (this.place.query.has('key')) {
      history.replaceState(null, '', withQuery({ key: null }));
      this.place = here();
    }
    // It comes while the services are asked; what is wrong with it is said when it is needed.
    import(`./pages/${this.place.page}.js`).catch(() => {});
    try {
      [this.me, this.pipelines] = await Promise.all([whoami(), allPipelines()]);
      if (location.pathname === '/') {
        go(this.me.sees === 'NONE' ? '/funnel' : '/today', { replace: true });
      } else {
        await this.move();
      }
    } catch (error) {
      this.problem = error;
    }
  }

  async move() {
    const place = here();
    const isOther = place.name !== this.place.name;
    try {
      await import(`./pages/${place.page}.js`);
      this.place = place;
      this.problem = null;
    } catch (error) {
      this.problem = error;
      relogin();
    }
    document.title = `${t(/** @type {any} */ (place.name))} – Dealflow`;
    if (isOther) {
      await this.updateComplete;
      const main = /** @type {HTMLElement} */ (this.querySelector('main'));
      main.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }

  get pipeline() {
    const key = this.place.query.get('pipeline') ?? localStorage.getItem('dealflow.pipeline');
    return this.pipelines?.find(each => each.key === key) ?? this.pipelines?.[0] ?? null;
  }

  /** @param {Event & {target: any}} event */
  choose(event) {
    localStorage.setItem('dealflow.pipeline', event.target.value);
    go(withQuery({ pipeline: event.target.value }));
  }

  render() {
    return html`
      <a class="skip" href="#main">${t('skip')}</a>
      <header>
        <a class="brand" href="/today">Dealflow</a>
        <nav aria-label=${t('pages')}>${this.me ? MENU.filter(each => this.mayUse(each)).map(each => html`
          <a href=${'/' + each.name + (this.pipeline ? '?pipeline=' + encodeURIComponent(this.pipeline.key) : '')}
             aria-current=${each.name === this.place.name ? 'page' : nothing}>${t(/** @type {any} */ (each.name))}</a>`) : nothing}
        </nav>
        ${(this.pipelines?.length ?? 0) > 1 ? html`
          <label class="choice"><span class="hidden">${t('pipeline')}</span>
            <select @change=${this.choose}>${this.pipelines?.map(each => html`
              <option value=${each.key} ?selected=${each === this.pipeline}>${nameOf(each.names, each.key)}</option>`)}
            </select></label>` : nothing}
        <span class="who">
          ${this.me ? html`<span title=${this.me.roles.join(', ')}>${this.me.name}</span>` : nothing}
          <button type="button" class="plain" lang=${language === 'zh' ? 'en' : 'zh'}
                  @click=${() => speak(language === 'zh' ? 'en' : 'zh')}>${t('other')}</button>
          <a href="/logout">${t('logout')}</a>
        </span>
      </header>
      <main id="main" tabindex="-1">
        ${this.problem ? problem(this.problem) : nothing}
        ${this.me && this.pipelines ? this.page() : nothing}
      </main>`;
  }

  /** @param {{roles?: string[]}} entry */
  mayUse(entry) {
    return !entry.roles || entry.roles.some(role => this.me.roles.includes(role));
  }

  page() {
    const { name, page, path, query } = this.place;
    if (!this.pipeline && !['pipelines', 'operations', 'import'].includes(name)) {
      return html`<p>${t('none')}</p>`;
    }
    const element = /** @type {any} */ (this.pages[page] ??= document.createElement(`dealflow-${page}-page`));
    if (!customElements.get(`dealflow-${page}-page`)) {
      return nothing;
    }
    // The same address again changes nothing, so nothing is loaded again.
    const address = location.pathname + location.search + '|' + this.pipeline?.key;
    if (element.address !== address) {
      Object.assign(element, { address, path, query, pipeline: this.pipeline, me: this.me });
    }
    for (const other of Object.keys(this.pages)) {
      if (other !== page) {
        delete this.pages[other];
      }
    }
    return element;
  }
}

customElements.define('dealflow-console', Console);
