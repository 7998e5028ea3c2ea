/** What the parts of a deal's page have in common: they change the deal, say what went wrong, and have the page load anew. */

import { LitElement, html, nothing } from 'lit';
import { Problem } from '../api.js';
import { words } from '../language.js';
import { problem } from '../page.js';

const t = words({
  stale: ['Somebody changed this deal meanwhile. The page shows it as it is now; check it and save again if your change still holds.',
    '此商机刚被他人修改。页面已显示最新内容，请确认后再保存。'],
});

export class DealPart extends LitElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = {
    deal: { attribute: false },
    tag: { attribute: false },
    pipeline: { attribute: false },
    me: { attribute: false },
    value: { attribute: false },
    failure: { state: true },
    isStale: { state: true },
    isBusy: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */
    this.deal = null;
    /** @type {string | null} the version that a change is to be made of */
    this.tag = null;
    /** @type {any} the definition of the deal's pipeline */
    this.pipeline = null;
    /** @type {any} */
    this.me = null;
    /** @type {any} what this part shows beside the deal */
    this.value = null;
    /** @type {any} */
    this.failure = null;
    this.isStale = false;
    this.isBusy = false;
  }

  createRenderRoot() {
    return this;
  }

  /** Makes a change and tells the page; false if it was refused. @param {() => Promise<any>} action */
  async change(action) {
    this.isBusy = true;
    this.failure = null;
    this.isStale = false;
    try {
      await action();
      this.dispatchEvent(new CustomEvent('deal-changed', { bubbles: true }));
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status === 412) {
        this.isStale = true;
        this.dispatchEvent(new CustomEvent('deal-changed', { bubbles: true }));
      } else {
        this.failure = error;
      }
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** What went wrong with the last change. */
  trouble() {
    return html`
      ${this.isStale ? html`<p class="warning" role="alert">${t('stale')}</p>` : nothing}
      ${this.failure ? problem(this.failure) : nothing}`;
  }

  /** @param {string} rest */
  path(rest) {
    return `/deals/${this.deal.id}${rest}`;
  }
}
