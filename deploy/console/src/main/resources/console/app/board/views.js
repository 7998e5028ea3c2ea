/**
 * `<dealflow-views>`: the views of the board, which are filters that people keep; to choose, to save, to change and to delete. The one that
 * is chosen stands in the address, so that it can be sent to whoever it is shared with.
 */

import { LitElement, html, nothing } from 'lit';
import { deals } from '../api.js';
import { language, nameOf, words } from '../language.js';
import { act } from '../operations/action.js';
import { go, withQuery } from '../router.js';

const t = words({
  view: ['View', '视图'],
  all: ['All deals', '全部商机'],
  of: ['{name}, of {owner}', '{name}（{owner}）'],
  save: ['Save this view', '保存此视图'],
  change: ['Change the view', '修改视图'],
  remove: ['Delete the view', '删除视图'],
  name: ['Name', '名称'],
  sharedWith: ['Who may use it', '谁可以使用'],
  NOBODY: ['only you', '仅自己'],
  TEAM: ['your team', '所在团队'],
  ALL: ['everybody', '所有人'],
  about: ['It keeps what is shown now: {filter}. Nobody sees by it more deals than without.', '保存当前的筛选条件：{filter}。它不会让任何人看到更多商机。'],
  nothing: ['all deals of the pipeline', '该流程的全部商机'],
  saveIt: ['Save', '保存'],
  removeTitle: ['Delete “{name}”?', '删除“{name}”？'],
  removeText: ['Whoever uses it finds it no longer.', '其他使用者将无法再找到它。'],
  removeIt: ['Delete', '删除'],
});

/** What the board's address says of deals, by the names that lists have for it. */
const FILTERS = ['owner', 'team', 'q', 'amount', 'expectedCloseOn', 'field'];

/** @param {any} view */
const nameOfView = view => nameOf(view.names, view.key);

class Views extends LitElement {
  static properties = { query: { attribute: false }, pipeline: { attribute: false }, me: { attribute: false }, views: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {any} */
    this.pipeline = null;
    /** @type {any} */
    this.me = null;
    /** @type {any[]} */
    this.views = [];
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    this.views = await deals.all('/views', {}, 1000).catch(() => []);
  }

  get chosen() {
    return this.views.find(each => each.key === this.query.get('view'));
  }

  /** The filter of what is shown now: that of the view, with what the address says besides. */
  get filter() {
    /** @type {Record<string, string[]>} */
    const filter = { ...this.chosen?.filter, pipeline: [this.pipeline.key] };
    for (const name of FILTERS) {
      const values = name === 'owner' && this.query.has('mine') ? [this.me.name] : this.query.getAll(name);
      if (values.length) {
        filter[name] = values;
      }
    }
    return filter;
  }

  /** @param {string | null} key */
  show(key) {
    const others = Object.fromEntries([...FILTERS, 'mine'].map(name => [name, null]));
    return withQuery({ ...others, pipeline: this.pipeline.key, view: key });
  }

  /** @param {any} [view] one's own that is to be changed; null for a new one */
  async save(view = null) {
    const { filter } = this;
    const said = Object.entries(filter).filter(([name]) => name !== 'pipeline').map(([name, values]) => `${name} = ${values.join(', ')}`);
    const shares = ['NOBODY', ...this.me.teams.length ? ['TEAM'] : [], 'ALL'];
    const saved = await act({
      title: view ? t('change') : t('save'),
      text: html`<p class="note">${t('about', { filter: said.join('; ') || t('nothing') })}</p>`,
      fields: () => html`
        <label><span>${t('name')}</span><input name="name" required maxlength="200" .value=${view ? nameOfView(view) : ''} autocomplete="off"></label>
        <label><span>${t('sharedWith')}</span>
          <select name="sharedWith">${shares.map(each => html`
            <option value=${each} ?selected=${each === view?.sharedWith}>${t(/** @type {any} */ (each))}</option>`)}</select></label>`,
      button: t('saveIt'),
      run: form => {
        const name = String(form.get('name')).trim();
        const body = { names: { ...view?.names, [language]: name }, filter, sharedWith: form.get('sharedWith') };
        return deals.put('/views/' + (view?.key ?? keyOf(name)), body);
      },
    });
    if (saved) {
      await this.load();
      go(this.show(saved.key));
    }
  }

  /** @param {any} view */
  async discard(view) {
    const isGone = await act({
      title: t('removeTitle', { name: nameOfView(view) }),
      text: html`<p>${t('removeText')}</p>`,
      button: t('removeIt'),
      run: () => deals.remove('/views/' + view.key).then(() => true),
    });
    if (isGone) {
      await this.load();
      go(withQuery({ view: null }));
    }
  }

  /** @param {any} view */
  isHere(view) {
    const { pipeline } = view.filter;
    return !pipeline || pipeline.includes(this.pipeline.key);
  }

  render() {
    if (!this.pipeline || !this.me) {
      return nothing;
    }
    const { chosen } = this;
    const isMine = chosen?.owner === this.me.name;
    return html`
      <div class="row board-views">
        <details class="several">
          <summary>${t('view')}: ${chosen ? nameOfView(chosen) : this.query.get('view') ?? t('all')}</summary>
          <ul class="plain-list">
            ${[null, ...this.views.filter(each => this.isHere(each))].map(each => html`
              <li><a href=${this.show(each?.key ?? null)} aria-current=${(each?.key ?? null) === this.query.get('view') ? 'true' : nothing}
                     @click=${this.fold}>${each ? each.owner === this.me.name ? nameOfView(each) : t('of', { name: nameOfView(each), owner: each.owner }) : t('all')}</a></li>`)}
          </ul>
        </details>
        <button type="button" class="plain" @click=${() => this.save()}>${t('save')}…</button>
        ${isMine ? html`
          <button type="button" class="plain" @click=${() => this.save(chosen)}>${t('change')}…</button>
          <button type="button" class="plain" @click=${() => this.discard(chosen)}>${t('remove')}…</button>` : nothing}
      </div>`;
  }

  fold() {
    /** @type {HTMLDetailsElement} */ (this.querySelector('details')).open = false;
  }
}

/** A key that nobody else's view has. @param {string} name */
function keyOf(name) {
  const plain = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 40);
  return (plain ? plain + '-' : '') + crypto.randomUUID().slice(0, 8);
}

customElements.define('dealflow-views', Views);
