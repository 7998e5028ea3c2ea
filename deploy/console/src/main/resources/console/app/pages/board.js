/** The board: the stages as columns, the deals as cards, moved by hand and live. */

import { html, nothing } from 'lit';
import { allFields, deals, withBelow } from '../api.js';
import { amount, count, words } from '../language.js';
import { Page } from '../page.js';
import { BoardLive } from '../board/live.js';
import { boardFilters } from '../board/filters.js';
import { peopleOf } from '../board/people.js';
import { BoardStore, LEADS, LOST, WON } from '../board/store.js';
import '../board/column.js';
import '../board/views.js';
import { funnelStages, stageName } from '../deal/words.js';
import '../move/dialog.js';
import { go, withQuery } from '../router.js';

const t = words({
  heading: ['Board', '看板'],
  sum: ['{n} open deals, {amount}', '{n} 个进行中的商机，共 {amount}'],
  loading: ['Loading more… {n} so far', '正在加载… 已加载 {n} 个'],
  lost: ['The connection is lost; what others do is not shown until it is back.', '连接中断；恢复前不会显示他人的操作。'],
  keys: ['Drag a card to another stage, or use its “Move…”. Arrow keys go from card to card.', '将卡片拖到其他阶段，或点“移动…”。方向键在卡片间移动。'],
  leads: ['Leads', '线索'],
  showLeads: ['Show leads', '显示线索'],
  hideLeads: ['Hide leads', '收起线索'],
  moved: ['“{title}” is in “{stage}” now.', '“{title}”已移至“{stage}”。'],
  numbers: ['You see numbers only; the board is for those who work on deals.', '您只能查看统计数字；看板供处理商机的人使用。'],
  none: ['No open deal matches.', '没有符合条件的商机。'],
});

class Board extends Page {
  static properties = { ...Page.properties, drag: { state: true }, told: { state: true }, isCut: { state: true }, people: { state: true }, definitions: { state: true } };

  constructor() {
    super();
    /** @type {BoardStore | null} */
    this.store = null;
    this.storeKey = '';
    /** @type {BoardLive | null} */
    this.live = null;
    /** @type {any} */
    this.drag = null;
    this.told = '';
    this.isCut = false;
    /** @type {import('../board/people.js').People} */
    this.people = { owners: [], teams: [] };
    /** @type {any[]} of own fields */
    this.definitions = [];
    /** @type {WeakMap<any, any>} what each column was last drawn with */
    this.contents = new WeakMap();
    this.addEventListener('board-drag', event => this.dragged(/** @type {CustomEvent} */ (event).detail.id));
    this.addEventListener('board-drop', event => this.dropped(/** @type {CustomEvent} */ (event).detail.column));
    this.addEventListener('board-move', event => this.ask(/** @type {CustomEvent} */ (event).detail.id));
    this.addEventListener('board-aside', event => this.aside(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener('moved', event => this.moved(/** @type {CustomEvent} */ (event).detail));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.store?.close();
    this.live?.close();
  }

  /** The deals that the address names. Their order, and whether leads are shown, does not change them. */
  async load() {
    const { query, pipeline, me } = this;
    if (me.sees === 'NONE') {
      return null;
    }
    const filter = {
      owner: query.has('mine') ? [me.name] : query.getAll('owner'), team: query.getAll('team'), q: query.get('q'),
      amount: query.get('amount'), expectedCloseOn: query.get('expectedCloseOn'), field: query.getAll('field'), view: query.get('view'),
    };
    const key = JSON.stringify([pipeline.key, pipeline.version, filter]);
    if (key !== this.storeKey || !this.store) {
      this.store?.close();
      this.live?.close();
      this.storeKey = key;
      const store = this.store = new BoardStore(pipeline, filter, () => this.requestUpdate());
      // What is told of live is held against them here.
      store.teams = await withBelow(filter.team);
      const live = this.live = new BoardLive({ pipeline: pipeline.key, owner: filter.owner, team: filter.team },
        event => this.happened(store, event), isConnected => { this.isCut = !isConnected; });
      allFields().then(found => { this.definitions = found; }, () => {});
      if (me.sees !== 'OWN') {
        peopleOf(pipeline.key, me).then(people => { this.people = people; });
      }
      await live.open();
    }
    const store = this.store;
    store.sort(query.get('sort'));
    const failed = error => {
      if (!store.closing.signal.aborted) {
        this.problem = error;
        this.storeKey = '';
      }
    };
    try {
      (await store.load('OPEN')).rest.catch(failed);
      if (query.has('leads')) {
        (await store.load('LEAD')).rest.catch(failed);
      }
    } catch (error) {
      this.storeKey = '';
      throw error;
    }
    return store;
  }

  /** Somebody has changed a deal. @param {BoardStore} store @param {{dealId: string, sequence: number, deal: any}} event */
  async happened(store, event) {
    if (event.deal && await store.shows(event.dealId)) {
      store.put(event.deal, event.sequence);
    } else {
      store.remove(event.dealId, event.sequence);
    }
    store.settleSoon();
    setTimeout(() => this.calm(store), 4000);
  }

  /** What has moved a while ago is not new any more. @param {BoardStore} store */
  calm(store) {
    const since = Date.now() - 3500;
    for (const [id, at] of store.fresh) {
      if (at < since) {
        store.fresh.delete(id);
      }
    }
  }

  /** @param {string | null} id */
  async dragged(id) {
    if (!id) {
      this.drag = null;
      return;
    }
    const from = this.store?.cards.get(id)?.column;
    const drag = { id, from, moves: null, to: column => this.moveTo(column) };
    this.drag = drag;
    try {
      const { items } = await deals.get(`/deals/${id}/transitions`);
      if (this.drag?.id === id) {
        this.drag = { ...drag, moves: items };
      }
    } catch {
      // The dialog asks again, and says what is wrong.
    }
  }

  /** The move of what is dragged to a column. @param {string} column */
  moveTo(column) {
    return this.drag?.moves?.find(move => this.targets(column).includes(move.to));
  }

  /** The stages that a column stands for. @param {string} column */
  targets(column) {
    const { stages, won } = this.pipeline;
    return column === LEADS ? stages.filter(stage => stage.place === 'OUTSIDE').map(stage => stage.key)
      : [column === WON ? won.key : column];
  }

  /** @param {string} column */
  dropped(column) {
    const { drag } = this;
    if (drag) {
      this.ask(drag.id, this.moveTo(column)?.to ?? this.targets(column)[0]);
    }
  }

  /** @param {string} id @param {string} [to] */
  ask(id, to) {
    /** @type {any} */ (this.querySelector('dealflow-move-dialog')).ask({ id, pipeline: this.pipeline, me: this.me, to });
  }

  /** @param {{deal: any, version: number}} detail */
  async moved({ deal, version }) {
    this.store?.put(deal, version);
    this.store?.settle();
    this.told = t('moved', { title: deal.title, stage: stageName(this.pipeline, deal.stage) });
    await this.updateComplete;
    const column = this.store?.cards.get(deal.id)?.column;
    await /** @type {any} */ (this.columnElement(column ?? ''))?.focusDeal?.(deal.id);
    setTimeout(() => this.store && this.calm(this.store), 4000);
  }

  /** @param {string} column */
  columnElement(column) {
    return [.../** @type {NodeListOf<any>} */ (this.querySelectorAll('dealflow-board-column'))].find(each => each.column === column);
  }

  /** To the card beside, in the next column that has any. @param {{column: string, aside: number, place: number}} from */
  async aside({ column, aside, place }) {
    const all = [.../** @type {NodeListOf<any>} */ (this.querySelectorAll('dealflow-board-column'))];
    for (let i = all.findIndex(each => each.column === column) + aside; i >= 0 && i < all.length; i += aside) {
      if (await all[i].focusCard(place)) {
        return;
      }
    }
  }

  render() {
    return html`${this.value ? nothing : html`<h1>${t('heading')}</h1>`}${super.render()}`;
  }

  /** @param {BoardStore | null} store */
  view(store) {
    if (!store) {
      return html`<p>${t('numbers')}</p>`;
    }
    const stages = funnelStages(this.pipeline);
    const open = stages.map(stage => store.at(stage.key));
    const deals = open.reduce((sum, column) => sum + column.cards.length, 0);
    const value = open.reduce((sum, column) => sum + column.sum, 0);
    return html`
      <div class="board-head">
        <h1>${t('heading')}</h1>
        <p>${deals || store.isLoading ? t('sum', { n: count(deals), amount: amount(value, this.pipeline.currency, true) }) : t('none')}
          ${store.isLoading ? html`<span class="note" role="status">${t('loading', { n: count(store.cards.size) })}</span>` : nothing}</p>
        <p class="note board-keys">${t('keys')}</p>
      </div>
      <dealflow-views .query=${this.query} .pipeline=${this.pipeline} .me=${this.me}></dealflow-views>
      ${boardFilters(this.query, this.me, this.people, this.definitions)}
      ${this.isCut ? html`<p class="warning" role="status">${t('lost')}</p>` : nothing}
      <p class="hidden" role="status">${this.told}</p>
      <div class="board ${this.drag ? 'dragging' : ''}">
        ${this.leads(store)}
        ${stages.map(stage => this.column(store, stage.key, stageName(this.pipeline, stage.key)))}
        <div class="board-ends">
          ${this.column(store, WON, stageName(this.pipeline, WON))}
          ${this.column(store, LOST, stageName(this.pipeline, LOST))}
        </div>
      </div>
      <dealflow-move-dialog></dealflow-move-dialog>`;
  }

  /** @param {BoardStore} store */
  leads(store) {
    const isShown = this.query.has('leads');
    const mayDrop = !isShown && this.moveTo(LEADS);
    return html`
      <div class="board-leads ${isShown ? 'shown' : ''} ${mayDrop ? 'ready' : ''}"
           @dragover=${event => mayDrop && event.preventDefault()} @drop=${() => mayDrop && this.dropped(LEADS)}>
        <button type="button" aria-expanded=${isShown} @click=${() => go(withQuery({ leads: isShown ? null : 1 }))}>
          <span>${isShown ? t('hideLeads') : t('showLeads')}</span></button>
        ${isShown ? this.column(store, LEADS, t('leads')) : nothing}
      </div>`;
  }

  /** @param {BoardStore} store @param {string} key @param {string} name */
  column(store, key, name) {
    return html`
      <dealflow-board-column .column=${key} .name=${name} .content=${this.content(store, key)}
        .pipeline=${this.pipeline} .drag=${this.drag} .fresh=${store.fresh}></dealflow-board-column>`;
  }

  /** The same object as long as its cards are the same, so that a column is drawn only when they change. */
  content(/** @type {BoardStore} */ store, /** @type {string} */ key) {
    const column = store.at(key);
    if (this.contents.get(column)?.cards !== column.cards) {
      this.contents.set(column, { ...column });
    }
    return this.contents.get(column);
  }
}

customElements.define('dealflow-board-page', Board);
