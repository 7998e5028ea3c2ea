/** The deals of a board, by column: loaded page by page, changed by moves and by what others do. */

import { deals } from '../api.js';
import { hasFields } from '../filters/own.js';
import { stageOf } from '../deal/words.js';

export const LEADS = 'leads';
export const WON = 'won';
export const LOST = 'lost';

/**
 * @typedef {object} Card what a board shows of a deal
 * @property {string} id
 * @property {string} pipeline
 * @property {string} column
 * @property {string} title
 * @property {string} customer
 * @property {string} owner
 * @property {string} stage
 * @property {string} status
 * @property {string} stageEnteredAt
 * @property {string | null} snoozedUntil
 * @property {string | null} expectedCloseOn
 * @property {{amount: string, currency: string} | null} amount
 * @property {number | null} value in the pipeline's currency
 * @property {number} version 0 while only the list told of it
 */

/**
 * In the grammar of the deal service's lists.
 *
 * @typedef {{owner: string[], team: string[], q?: string | null, amount?: string | null, expectedCloseOn?: string | null,
 *   field: string[], view?: string | null}} Filter
 */

/** @type {Record<string, (a: Card, b: Card) => number>} */
const ORDERS = {
  stay: (a, b) => a.stageEnteredAt < b.stageEnteredAt ? -1 : a.stageEnteredAt > b.stageEnteredAt ? 1 : 0,
  amount: (a, b) => (b.value ?? -1) - (a.value ?? -1),
  close: (a, b) => (a.expectedCloseOn ?? '9') < (b.expectedCloseOn ?? '9') ? -1 : (a.expectedCloseOn ?? '9') > (b.expectedCloseOn ?? '9') ? 1 : 0,
};
export const SORTS = Object.keys(ORDERS);

/** @param {string | null | undefined} range @param {string | null | undefined} value @param {(text: string) => number | string} read */
function isWithin(range, value, read) {
  if (!range) {
    return true;
  }
  const [from, to = from] = range.split('..');
  return typeof value === 'string' && (!from || read(value) >= read(from)) && (!to || read(value) <= read(to));
}

export class BoardStore {
  /** @param {any} pipeline @param {Filter} filter @param {() => void} onChange */
  constructor(pipeline, filter, onChange) {
    this.pipeline = pipeline;
    this.filter = filter;
    /** Those that are asked for, and all below them. */
    this.teams = filter.team;
    this.onChange = onChange;
    this.order = ORDERS.stay;
    /** @type {Map<string, Card>} */
    this.cards = new Map();
    /** @type {Map<string, number>} deals that are not on the board any more, with the version that said so */
    this.gone = new Map();
    /** @type {Map<string, {cards: Card[], sum: number, unknown: number}>} */
    this.columns = new Map();
    /** @type {Set<string>} columns whose cards have changed since they were last shown */
    this.touched = new Set();
    /** @type {Set<string>} statuses that are loaded, or being loaded */
    this.known = new Set(['WON', 'LOST']);
    this.isLoading = false;
    /** @type {Map<string, number>} deals that have just moved, and when */
    this.fresh = new Map();
    this.frame = 0;
    this.closing = new AbortController();
  }

  close() {
    this.closing.abort();
    cancelAnimationFrame(this.frame);
  }

  /** @param {string | null} name */
  sort(name) {
    const order = ORDERS[name ?? 'stay'] ?? ORDERS.stay;
    if (order !== this.order) {
      this.order = order;
      this.touched = new Set(this.columns.keys());
      this.settle();
    }
  }

  /** Loads all deals of a status; returns after the first page, with a promise of the rest. @param {'OPEN' | 'LEAD'} status */
  async load(status) {
    if (this.known.has(status)) {
      return { rest: Promise.resolve() };
    }
    this.known.add(status);
    const next = await this.page(status, null);
    return { rest: this.others(status, next) };
  }

  /** @param {'OPEN' | 'LEAD'} status @param {string | null} cursor */
  async others(status, cursor) {
    this.isLoading = cursor !== null;
    for (let next = cursor; next;) {
      next = await this.page(status, next);
    }
    this.isLoading = false;
    this.onChange();
  }

  /** @param {'OPEN' | 'LEAD'} status @param {string | null} cursor */
  async page(status, cursor) {
    const query = { pipeline: this.pipeline.key, status, ...this.filter, limit: 500, cursor };
    const page = await deals.get('/deals', query, this.closing.signal);
    for (const deal of page.items) {
      // What was told meanwhile is newer than any list.
      if (!this.cards.has(deal.id) && !this.gone.has(deal.id)) {
        this.put(deal, 0);
      }
    }
    this.settle();
    return page.next;
  }

  /** Takes over a deal as it is in a version. @param {any} deal @param {number} version */
  put(deal, version) {
    const old = this.cards.get(deal.id);
    if (version < Math.max(old?.version ?? 0, this.gone.get(deal.id) ?? 0)) {
      return;
    }
    const column = this.columnOf(deal, old !== undefined);
    if (old) {
      this.take(old);
    }
    if (column === null) {
      this.cards.delete(deal.id);
      this.gone.set(deal.id, version);
      return;
    }
    if (old && old.column !== column) {
      this.fresh.set(deal.id, Date.now());
    }
    const card = this.card(deal, column, version);
    this.cards.set(deal.id, card);
    this.gone.delete(deal.id);
    this.at(column).cards.push(card);
    this.touched.add(column);
  }

  /** @param {string} id @param {number} version */
  remove(id, version) {
    const old = this.cards.get(id);
    if (old) {
      this.take(old);
      this.cards.delete(id);
    }
    this.gone.set(id, version);
  }

  /** @param {Card} card */
  take(card) {
    const cards = this.at(card.column).cards;
    const place = cards.indexOf(card);
    if (place >= 0) {
      cards.splice(place, 1);
    }
    this.touched.add(card.column);
  }

  /** @param {string} column */
  at(column) {
    let found = this.columns.get(column);
    if (!found) {
      found = { cards: [], sum: 0, unknown: 0 };
      this.columns.set(column, found);
    }
    return found;
  }

  /** Where a deal is shown; null for nowhere. @param {any} deal @param {boolean} isShown */
  columnOf(deal, isShown) {
    if (deal.pipeline !== this.pipeline.key || !this.known.has(deal.status) || !this.matches(deal)) {
      return null;
    }
    switch (deal.status) {
      case 'LEAD': return LEADS;
      case 'OPEN': return stageOf(this.pipeline, deal.stage)?.key ?? null;
      // Those that were closed before are not on the board, only those that one sees being closed.
      default: return isShown ? (deal.status === 'WON' ? WON : LOST) : null;
    }
  }

  /** @param {any} deal */
  matches(deal) {
    const { owner, q, amount, expectedCloseOn, field } = this.filter;
    const text = ` ${deal.title} ${deal.customer?.name ?? ''}`.toLowerCase();
    return (!owner.length || owner.includes(deal.owner)) && (!this.teams.length || this.teams.includes(deal.team))
      && isWithin(amount, deal.reportingAmount?.amount, Number) && isWithin(expectedCloseOn, deal.expectedCloseOn, String)
      && hasFields(field, deal.fields)
      && (!q || q.toLowerCase().split(/\s+/).every(word => text.includes(/^[a-z0-9]/.test(word) ? ' ' + word : word)));
  }

  /** Whether the view shows a deal as it is now, which only the service can tell. @param {string} id */
  async shows(id) {
    const { view } = this.filter;
    return !view || (await deals.get('/deals', { view, ids: id, limit: 1 }, this.closing.signal).catch(() => ({ items: [] }))).items.length > 0;
  }

  /** @param {any} deal @param {string} column @param {number} version @returns {Card} */
  card(deal, column, version) {
    const { id, pipeline, title, owner, stage, status, stageEnteredAt, snoozedUntil, expectedCloseOn, amount } = deal;
    return {
      id, pipeline, column, title, owner, stage, status, stageEnteredAt, snoozedUntil, expectedCloseOn, amount, version,
      customer: deal.customer?.name ?? '',
      value: deal.reportingAmount ? Number(deal.reportingAmount.amount) : null,
    };
  }

  /** Puts the columns in order that have changed, and tells. */
  settle() {
    for (const key of this.touched) {
      const column = this.at(key);
      column.cards = [...column.cards].sort(this.order);
      column.sum = 0;
      column.unknown = 0;
      for (const card of column.cards) {
        column.sum += card.value ?? 0;
        column.unknown += card.value === null ? 1 : 0;
      }
    }
    this.touched.clear();
    this.onChange();
  }

  /** The same, once for all that comes before the next frame. */
  settleSoon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.settle());
  }
}
