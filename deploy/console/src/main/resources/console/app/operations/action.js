/** Asks before something is changed, does it, and says what came of it. */

import { LitElement, html, nothing } from 'lit';
import { words } from '../language.js';
import { problem } from '../page.js';

const t = words({
  cancel: ['Cancel', '取消'],
  close: ['Close', '关闭'],
  running: ['Working…', '处理中…'],
});

/**
 * @typedef {object} Action
 * @property {string} title
 * @property {any} [text] what it does, and to what
 * @property {string} button
 * @property {() => any} [fields] what is to be filled in
 * @property {(form: FormData) => Promise<any>} run
 * @property {(result: any) => any} [done] what came of it; left out, the dialog closes without a word
 */

class ActionDialog extends LitElement {
  static properties = { state: { state: true }, result: { state: true }, problem: { state: true } };

  /** @param {Action} action @param {(result: any) => void} finish */
  constructor(action, finish) {
    super();
    this.action = action;
    this.finish = finish;
    /** @type {'asking' | 'running' | 'done'} */
    this.state = 'asking';
    /** @type {any} */
    this.result = undefined;
    /** @type {any} */
    this.problem = null;
  }

  createRenderRoot() {
    return this;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  firstUpdated() {
    this.dialog.showModal();
  }

  /** @param {SubmitEvent} event */
  async run(event) {
    event.preventDefault();
    this.state = 'running';
    this.problem = null;
    try {
      this.result = await this.action.run(new FormData(/** @type {HTMLFormElement} */ (event.target)));
      if (!this.action.done) {
        this.dialog.close();
        return;
      }
      this.state = 'done';
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector('.buttons button'))?.focus();
    } catch (error) {
      this.problem = error;
      this.state = 'asking';
    }
  }

  closed() {
    this.remove();
    this.finish(this.result);
  }

  render() {
    const { title, text, button, fields, done } = this.action;
    const isRunning = this.state === 'running';
    return html`
      <dialog class="action" aria-labelledby="action-title" @close=${this.closed}
              @cancel=${(/** @type {Event} */ event) => isRunning && event.preventDefault()}>
        <h2 id="action-title">${title}</h2>
        ${this.state === 'done' ? html`
          <div role="status">${done?.(this.result)}</div>
          <div class="buttons"><button type="button" class="main" @click=${() => this.dialog.close()}>${t('close')}</button></div>` : html`
          <form class="stack" @submit=${this.run}>
            ${text ? html`<div>${text}</div>` : nothing}
            ${fields?.() ?? nothing}
            ${this.problem ? problem(this.problem) : nothing}
            <div class="buttons">
              <button type="button" ?disabled=${isRunning} @click=${() => this.dialog.close()}>${t('cancel')}</button>
              <button class="main" ?disabled=${isRunning}>${isRunning ? t('running') : button}</button>
            </div>
          </form>`}
      </dialog>`;
  }
}

customElements.define('dealflow-action', ActionDialog);

/** @param {Action} action @returns {Promise<any>} what `run` gave; undefined if it was called off */
export const act = action => new Promise(finish => document.body.append(new ActionDialog(action, finish)));
