/**
 * `<dealflow-board-column>`: one stage. It draws only the cards in view, which all have the same height. Arrow keys go from
 * card to card; a card is moved by dragging it, or by its button.
 */

import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { amount, count, words } from '../language.js';
import { card } from './card.js';
import { LEADS, LOST, WON } from './store.js';
import { blocking, missingText } from '../move/words.js';

const t = words({
  count: ['{n} deals', '{n} 个商机'],
  one: ['1 deal', '1 个商机'],
  leads: ['{n} leads', '{n} 条线索'],
  unknown: ['{n} of them without an amount', '其中 {n} 个无金额'],
  empty: ['None', '无'],
  won: ['Drag here what the customer has signed.', '客户已签约的拖到这里。'],
  lost: ['Drag here what is lost; the reason is asked for.', '已丢单的拖到这里，将询问原因。'],
  asking: ['Asking…', '检查中…'],
  from: ['It is here', '当前在此'],
  never: ['Not possible from there', '无法移动到此'],
  free: ['Let go here', '可在此放下'],
  confirmation: ['Let go: the customer’s confirmation is asked for', '可放下：将填写客户的确认'],
  reason: ['Let go: a reason is asked for', '可放下：将填写原因'],
  lacks: ['It lacks:', '还缺：'],
});

/** Cards beyond what is in view, above and below. */
const BEYOND = 5;

export class BoardColumn extends LitElement {
  static properties = {
    column: { attribute: false },
    name: { attribute: false },
    content: { attribute: false },
    pipeline: { attribute: false },
    drag: { attribute: false },
    fresh: { attribute: false },
    first: { state: true },
    active: { state: true },
    isOver: { state: true },
  };

  constructor() {
    super();
    /** @type {string} its key on the board */
    this.column = '';
    this.name = '';
    /** @type {{cards: import('./store.js').Card[], sum: number, unknown: number}} */
    this.content = { cards: [], sum: 0, unknown: 0 };
    /** @type {any} */
    this.pipeline = null;
    /** @type {{from: string, moves: any[] | null, to: (column: string) => any} | null} what is being dragged */
    this.drag = null;
    /** @type {Map<string, number>} */
    this.fresh = new Map();
    this.first = 0;
    this.active = 0;
    this.isOver = false;
    this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.addEventListener('dragover', this.over);
    this.addEventListener('dragleave', this.leave);
    this.addEventListener('drop', this.drop);
  }

  createRenderRoot() {
    return this;
  }

  /** From one card to the next; as `.board-card` in the stylesheet has it. */
  get pitch() {
    return 7 * this.rem;
  }

  get view() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.board-view'));
  }

  /** How many cards are drawn. */
  get drawn() {
    return Math.ceil((this.view?.clientHeight ?? 800) / this.pitch) + 2 * BEYOND;
  }

  /** The first drawn follows in steps, so that most frames of a scroll draw nothing anew. */
  scrolled() {
    const top = Math.floor((this.view?.scrollTop ?? 0) / this.pitch);
    this.first = Math.max(0, top - top % BEYOND - BEYOND);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('content')) {
      const last = Math.max(0, this.content.cards.length - 1);
      this.active = Math.min(this.active, last);
      this.first = Math.min(this.first, Math.max(0, last - BEYOND));
    }
    if (changed.has('drag') && !this.drag) {
      this.isOver = false;
    }
  }

  /** The list is as long as if all cards were drawn. The page's policy allows no style attribute, so it is set here. */
  updated() {
    const list = this.querySelector('ul.board-cards');
    if (list instanceof HTMLElement) {
      list.style.height = this.content.cards.length * this.pitch + 'px';
      list.style.paddingTop = this.first * this.pitch + 'px';
    }
  }

  /** Goes to a card. @param {number} place */
  async focusCard(place) {
    const view = this.view;
    if (!view || !this.content.cards.length) {
      return false;
    }
    this.active = Math.max(0, Math.min(this.content.cards.length - 1, place));
    const top = this.active * this.pitch;
    if (top < view.scrollTop || top + this.pitch > view.scrollTop + view.clientHeight) {
      view.scrollTop = Math.max(0, top - this.pitch);
    }
    this.scrolled();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('[aria-posinset="' + (this.active + 1) + '"] a'))?.focus();
    return true;
  }

  /** @param {string} id */
  focusDeal(id) {
    const place = this.content.cards.findIndex(each => each.id === id);
    return place < 0 ? Promise.resolve(false) : this.focusCard(place);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const page = Math.max(1, this.drawn - 2 * BEYOND - 1);
    const target = {
      ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + page, PageUp: this.active - page,
      Home: 0, End: this.content.cards.length - 1,
    }[event.key];
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || (target === undefined && aside === undefined)) {
      return;
    }
    event.preventDefault();
    if (aside) {
      this.tell('board-aside', { column: this.column, aside, place: this.active });
    } else {
      this.focusCard(/** @type {number} */ (target));
    }
  }

  /** @param {string} type @param {any} detail */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  /** What a move of the dragged card to here is, and whether it may be let go here. */
  get landing() {
    if (!this.drag || this.drag.from === this.column) {
      return { isPossible: false, move: null };
    }
    const move = this.drag.moves && this.drag.to(this.column);
    return { isPossible: !this.drag.moves || !!move, move };
  }

  /** @param {DragEvent} event */
  over(event) {
    if (this.drag) {
      this.isOver = true;
      if (this.landing.isPossible) {
        event.preventDefault();
      }
    }
  }

  /** @param {DragEvent} event */
  leave(event) {
    if (!this.contains(/** @type {Node | null} */ (event.relatedTarget))) {
      this.isOver = false;
    }
  }

  /** @param {DragEvent} event */
  drop(event) {
    event.preventDefault();
    this.isOver = false;
    this.tell('board-drop', { column: this.column });
  }

  render() {
    const { cards, sum, unknown } = this.content;
    const { first } = this;
    const shown = cards.slice(first, first + this.drawn);
    const tabbable = this.active >= first && this.active < first + shown.length ? this.active : first + BEYOND;
    const id = 'column-' + this.column;
    const isEnd = this.column === WON || this.column === LOST;
    return html`
      <section aria-labelledby=${id} class="board-column ${this.dropClass()}">
        <header>
          <h2 id=${id}>${this.name}</h2>
          ${isEnd && !cards.length ? nothing : html`<p><span title=${unknown ? t('unknown', { n: count(unknown) }) : nothing}>${this.column === LEADS ? t('leads', { n: count(cards.length) })
            : cards.length === 1 ? t('one') : t('count', { n: count(cards.length) })}</span>
            <b title=${amount(sum, this.pipeline.currency)}>${amount(sum, this.pipeline.currency, true)}</b></p>`}
        </header>
        ${this.drag ? html`<div class="board-over">${this.sign()}</div>` : nothing}
        <div class="board-view" @scroll=${this.scrolled} @keydown=${this.key}>
          ${cards.length ? html`
            <ul class="board-cards">
              ${repeat(shown, each => each.id, (each, i) => card(each, {
                pipeline: this.pipeline, place: first + i, size: cards.length, isFresh: this.fresh.has(each.id),
                isTabbable: first + i === Math.min(tabbable, cards.length - 1), column: this,
              }))}
            </ul>` : html`<p class="note board-empty">${t(this.column === WON ? 'won' : this.column === LOST ? 'lost' : 'empty')}</p>`}
        </div>
      </section>`;
  }

  dropClass() {
    if (!this.drag) {
      return '';
    }
    const { isPossible, move } = this.landing;
    const kind = this.drag.from === this.column ? '' : !isPossible ? 'impossible' : move && !blocking(move).length ? 'ready' : move ? 'lacking' : '';
    return `${kind} ${this.isOver ? 'over' : ''}`;
  }

  /** What letting go here would need. */
  sign() {
    const { isPossible, move } = this.landing;
    if (this.drag?.from === this.column || !isPossible) {
      return html`<p class="board-sign note">${this.drag?.from === this.column ? t('from') : t('never')}</p>`;
    }
    if (!move) {
      return html`<p class="board-sign note">${t('asking')}</p>`;
    }
    const open = blocking(move);
    if (open.length) {
      return html`<div class="board-sign lacks"><b>${t('lacks')}</b>
        <ul>${open.map(one => html`<li>${missingText(this.pipeline, one)}</li>`)}</ul></div>`;
    }
    const asked = kind => move.missing.some(one => one.kind === kind);
    return html`<p class="board-sign ready">✓ ${asked('CONFIRMATION') ? t('confirmation') : asked('REASON') ? t('reason') : t('free')}</p>`;
  }
}

customElements.define('dealflow-board-column', BoardColumn);
