/** `<dealflow-deal-checklist>`: what must be true before the next stage, ticked with evidence. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, nameOf, words } from '../language.js';
import { DealPart } from './part.js';
import { COMMA, stageName, stageOf } from './words.js';

const t = words({
  heading: ['Checklist', '检查清单'],
  why: ['Where it is ticked tells how far the customer is.', '勾到哪里，客户就走到哪里。'],
  required: ['required', '必需'],
  customer: ['the customer confirms it', '由客户确认'],
  evidence: ['What tells us so', '依据'],
  optional: ['(optional)', '（选填）'],
  tick: ['Tick', '勾选'],
  cancel: ['Cancel', '取消'],
  by: ['{who}, {when}', '{who}，{when}'],
  count: ['{done} of {all}', '{done}/{all}'],
  none: ['This pipeline has no checklist.', '此流程没有检查清单。'],
});

class DealChecklist extends DealPart {
  static properties = { ticking: { state: true } };

  constructor() {
    super();
    /** @type {string | null} the item whose evidence is asked for */
    this.ticking = null;
  }

  /** @param {any} entry @param {Event & {target: any}} event */
  async toggle(entry, event) {
    const isDone = event.target.checked;
    // It shows what is on record.
    event.target.checked = entry.tick != null;
    if (isDone) {
      this.ticking = entry.item.key;
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector('input[name=evidence]'))?.focus();
    } else {
      await this.put(entry.item.key, { done: false });
    }
  }

  /** @param {string} item @param {any} body */
  async put(item, body) {
    if (await this.change(() => deals.put(this.path(`/checklist/${encodeURIComponent(item)}`), body))) {
      this.ticking = null;
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector(`#tick-${CSS.escape(item)}`))?.focus();
    }
  }

  render() {
    const entries = this.value ?? [];
    const stages = [...new Set(entries.map(entry => entry.stage))];
    const here = stageOf(this.pipeline, this.deal?.stage)?.key;
    return html`
      <h2 id="checklist">${t('heading')}</h2>
      ${stages.length ? html`<p class="note">${t('why')}</p>` : html`<p class="note">${t('none')}</p>`}
      ${this.trouble()}
      ${stages.map(stage => {
        const own = entries.filter(entry => entry.stage === stage);
        const done = own.filter(entry => entry.tick).length;
        return html`
          <details class="deal-stage" ?open=${stage === here}>
            <summary>${stageName(this.pipeline, stage)} <span class="tag ${done === own.length ? 'won' : ''}">${t('count', { done, all: own.length })}</span></summary>
            <ul class="plain-list">${own.map(entry => this.entry(entry))}</ul>
          </details>`;
      })}`;
  }

  /** @param {any} entry */
  entry({ item, tick }) {
    const isTheirs = item.confirmedBy === 'CUSTOMER';
    const marks = [item.required && t('required'), isTheirs && t('customer')].filter(Boolean).join(COMMA);
    return html`
      <li>
        <label class="check"><input type="checkbox" id=${'tick-' + item.key} .checked=${tick != null} ?disabled=${this.isBusy}
            @change=${event => this.toggle({ item, tick }, event)}>
          <span>${nameOf(item.names, item.key)} ${marks ? html`<small>(${marks})</small>` : nothing}</span></label>
        ${tick ? html`<p class="note">${tick.evidence ? html`“${tick.evidence}” – ` : nothing}${t('by', { who: tick.tickedBy, when: day(tick.tickedAt) })}</p>` : nothing}
        ${this.ticking === item.key ? html`
          <form class="row" @submit=${event => {
            event.preventDefault();
            this.put(item.key, { done: true, evidence: String(new FormData(event.currentTarget).get('evidence')).trim() || null });
          }}>
            <label><span>${t('evidence')} ${isTheirs ? nothing : t('optional')}</span>
              <input name="evidence" maxlength="1000" ?required=${isTheirs} autocomplete="off"></label>
            <button class="main" ?disabled=${this.isBusy}>${t('tick')}</button>
            <button type="button" @click=${() => { this.ticking = null; }}>${t('cancel')}</button>
          </form>` : nothing}
      </li>`;
  }
}

customElements.define('dealflow-deal-checklist', DealChecklist);
