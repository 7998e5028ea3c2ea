/** What all pages have in common: they load what their address names, say that they do, and show what went wrong. */

import { LitElement, html, nothing } from 'lit';
import { Problem } from './api.js';
import { words } from './language.js';

const t = words({
  loading: ['Loading…', '加载中…'],
  again: ['Try again', '重试'],
  number: ['If you ask for help, give this number: {id}', '求助时请提供此编号：{id}'],
});

/**
 * A page overrides `load(signal)`, which fetches what its `path`, `query` and `pipeline` name, and `view(value)`, which draws it.
 * It is drawn into the document itself, not into a shadow, so that the one stylesheet holds.
 */
export class Page extends LitElement {
  static properties = {
    path: { attribute: false },
    query: { attribute: false },
    pipeline: { attribute: false },
    me: { attribute: false },
    value: { state: true },
    problem: { state: true },
    isLoading: { state: true },
  };

  constructor() {
    super();
    /** @type {string[]} the steps of the address after the page's own */
    this.path = [];
    this.query = new URLSearchParams();
    /** @type {any} the chosen pipeline's definition */
    this.pipeline = null;
    /** @type {any} who is logged in: name, roles, teams */
    this.me = null;
    /** @type {any} */
    this.value = undefined;
    /** @type {any} */
    this.problem = null;
    this.isLoading = false;
    /** @type {AbortController | null} */
    this.loading = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('path') || changed.has('query') || changed.has('pipeline')) {
      this.reload();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.loading?.abort();
  }

  /** Loads anew, and shows what was there until that has come. */
  async reload() {
    this.loading?.abort();
    const mine = this.loading = new AbortController();
    this.isLoading = true;
    try {
      const value = await this.load(mine.signal);
      if (this.loading === mine) {
        this.value = value;
        this.problem = null;
        this.isLoading = false;
      }
    } catch (error) {
      if (this.loading === mine && !mine.signal.aborted) {
        this.problem = error;
        this.isLoading = false;
      }
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<any>} */
  async load(signal) {
    return null;
  }

  /** @param {any} value @returns {any} */
  view(value) {
    return nothing;
  }

  render() {
    return html`
      ${this.value === undefined && this.problem ? html`<h1>${document.title.split(' – ')[0]}</h1>` : nothing}
      ${this.problem ? problem(this.problem, () => this.reload()) : nothing}
      ${this.value === undefined
        ? this.isLoading ? html`<p class="loading" role="status">${t('loading')}</p>` : nothing
        : html`<div class=${this.isLoading ? 'stale' : ''} aria-busy=${this.isLoading}>${this.view(this.value)}</div>`}`;
  }
}

/** An error where it happened: what, where, and how to mend it. @param {any} error @param {() => void} [again] */
export function problem(error, again) {
  const more = error instanceof Problem ? error : null;
  return html`
    <div class="problem" role="alert">
      <p>${error.message}</p>
      ${more?.missing.length ? html`<ul>${more.missing.map(one => html`<li>${one.message}</li>`)}</ul>` : nothing}
      ${more && more.errors.some(one => !error.message.includes(one.message)) ? html`<ul>${more.errors.map(one => html`<li><code>${one.field}</code> ${one.message}</li>`)}</ul>` : nothing}
      ${more?.correlationId && more.status >= 500 ? html`<p><small>${t('number', { id: more.correlationId })}</small></p>` : nothing}
      ${again ? html`<button type="button" @click=${again}>${t('again')}</button>` : nothing}
    </div>`;
}
