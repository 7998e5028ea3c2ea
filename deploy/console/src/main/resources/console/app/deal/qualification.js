/** `<dealflow-deal-qualification>`: the three elements of an opportunity and its fit, with the evidence. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { words } from '../language.js';
import { DealPart } from './part.js';
import { ELEMENTS, elementName, lacking } from './words.js';

const t = words({
  heading: ['Qualification', '商机鉴别'],
  GENUINE: ['Opportunity', '商机'],
  PSEUDO: ['Pseudo-opportunity', '伪商机'],
  why: ['An opportunity has a need that the customer states itself, a budget set or nearly set, the key person found – and it fits us.',
    '商机须具备：客户亲口说明的需求、已定或即将确定的预算、找到的关键人，并且适合我们。'],
  UNKNOWN: ['Unknown', '未知'],
  CLAIMED: ['Claimed', '据称'],
  CONFIRMED: ['Confirmed', '客户已确认'],
  state: ['{name}: how sure we are', '{name}：把握程度'],
  evidence: ['{name}: what tells us so', '{name}：依据'],
  what: ['What tells us so', '依据'],
  lacks: ['is missing', '欠缺'],
  save: ['Save', '保存'],
  saved: ['Saved.', '已保存。'],
});

class DealQualification extends DealPart {
  static properties = { draft: { state: true }, isSaved: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, any>} what has been changed and not saved, by element */
    this.draft = {};
    this.isSaved = false;
  }

  /** @param {string} name */
  element(name) {
    return { state: 'UNKNOWN', evidence: '', ...this.deal.qualification?.[name], ...this.draft[name] };
  }

  /** @param {string} name @param {any} change */
  note(name, change) {
    this.isSaved = false;
    this.draft = { ...this.draft, [name]: { ...this.draft[name], ...change } };
  }

  /** @param {SubmitEvent} event */
  async save(event) {
    event.preventDefault();
    const body = Object.fromEntries(ELEMENTS.map(name => {
      const { state, evidence } = this.element(name);
      return [name, { state, evidence: evidence?.trim() || null }];
    }));
    if (await this.change(() => deals.put(this.path('/qualification'), body, { ifMatch: this.tag ?? undefined }))) {
      this.draft = {};
      this.isSaved = true;
    }
  }

  render() {
    if (!this.deal) {
      return nothing;
    }
    const verdict = this.deal.qualification?.verdict ?? 'PSEUDO';
    const missing = lacking(this.deal.qualification);
    return html`
      <h2 id="qualification" tabindex="-1">${t('heading')}
        <span class="tag ${verdict === 'GENUINE' ? 'won' : 'open'}">${t(verdict)}</span></h2>
      <p class="note">${t('why')}</p>
      ${this.trouble()}
      <form @submit=${this.save}>
        ${ELEMENTS.map(name => {
          const { state, evidence } = this.element(name);
          return html`
            <div class="deal-element">
              <span>${elementName(name)} ${missing.includes(name) ? html`<small class="late">${t('lacks')}</small>`
                : html`<span class="done" aria-hidden="true">✓</span>`}</span>
              <select aria-label=${t('state', { name: elementName(name) })}
                      @change=${event => this.note(name, { state: event.target.value })}>
                ${['UNKNOWN', 'CLAIMED', 'CONFIRMED'].map(each => html`<option value=${each} .selected=${each === state}>${t(/** @type {any} */ (each))}</option>`)}
              </select>
              <input aria-label=${t('evidence', { name: elementName(name) })} placeholder=${t('what')} .value=${evidence ?? ''}
                     maxlength="5000" ?required=${state !== 'UNKNOWN'} autocomplete="off"
                     @input=${event => this.note(name, { evidence: event.target.value })}>
            </div>`;
        })}
        <div class="row">
          <button class=${Object.keys(this.draft).length ? 'main' : ''} ?disabled=${this.isBusy || !Object.keys(this.draft).length}>${t('save')}</button>
          <span role="status" class="done">${this.isSaved ? t('saved') : nothing}</span>
        </div>
      </form>`;
  }
}

customElements.define('dealflow-deal-qualification', DealQualification);
