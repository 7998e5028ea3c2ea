/** `<dealflow-deal-risks>`: every way in which the customer could still walk away, each checked. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { language, moment, words } from '../language.js';
import { DealPart } from './part.js';

const t = words({
  heading: ['Risk review', '风险评估'],
  why: ['List every way in which the customer could still walk away, and check each. In the purchase decision this answers a request for a lower price.',
    '列出客户可能退出的每一条路，并逐一核实。在采购决策阶段，它决定如何应对降价要求。'],
  never: ['Not reviewed yet. The three below are to be asked of each deal.', '尚未评估。以下三条每个商机都应问到。'],
  by: ['Reviewed by {who}, {when}', '{who} 评估于 {when}'],
  way: ['Way to walk away', '退路'],
  state: ['State of “{way}”', '“{way}”的状态'],
  evidence: ['What tells us so', '依据'],
  OPEN: ['Not checked', '未核实'],
  HOLDS: ['Holds', '成立'],
  RULED_OUT: ['Ruled out', '已排除'],
  add: ['Add a way', '添加一条'],
  remove: ['Remove “{way}”', '删除“{way}”'],
  save: ['Save the review', '保存评估'],
  saved: ['Saved.', '已保存。'],
});

const USUAL = [
  ['It cannot bear the risk after ordering', '客户承受不起下单后的风险'],
  ['Its market does not bear our price', '客户的市场承受不了我们的价格'],
  ['A competitor stands at the same stage', '有竞争对手处于同一阶段'],
];

class DealRisks extends DealPart {
  static properties = { draft: { state: true }, isSaved: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} what has been changed and not saved */
    this.draft = null;
    this.isSaved = false;
  }

  /** @returns {{way: string, state: string, evidence: string | null}[]} */
  get ways() {
    const known = this.value?.ways ?? [];
    return this.draft ?? (known.length ? known
      : USUAL.map(way => ({ way: way[language === 'zh' ? 1 : 0], state: 'OPEN', evidence: null })));
  }

  /** @param {number} place @param {any} change */
  note(place, change) {
    this.isSaved = false;
    this.draft = this.ways.map((way, i) => i === place ? { ...way, ...change } : way);
  }

  /** @param {SubmitEvent} event */
  async save(event) {
    event.preventDefault();
    const ways = this.ways.filter(each => each.way.trim())
      .map(each => ({ way: each.way.trim(), state: each.state, evidence: each.evidence?.trim() || null }));
    if (await this.change(() => deals.put(this.path('/risk-review'), { ways }, { ifMatch: this.tag ?? undefined }))) {
      this.draft = null;
      this.isSaved = true;
    }
  }

  async add() {
    this.draft = [...this.ways, { way: '', state: 'OPEN', evidence: null }];
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('.deal-way:last-of-type input'))?.focus();
  }

  render() {
    if (!this.deal) {
      return nothing;
    }
    const { reviewedBy, reviewedAt, version } = this.value ?? {};
    return html`
      <h2 id="risks">${t('heading')}</h2>
      <p class="note">${t('why')}</p>
      <p class="note">${version ? t('by', { who: reviewedBy, when: moment(reviewedAt) }) : t('never')}</p>
      ${this.trouble()}
      <form @submit=${this.save}>
        ${this.ways.map((way, place) => html`
          <div class="deal-way ${way.state.toLowerCase()}">
            <input class="deal-way-name" aria-label=${t('way')} placeholder=${t('way')} .value=${way.way} required maxlength="500" autocomplete="off"
                   @input=${event => this.note(place, { way: event.target.value })}>
            <button type="button" class="plain" aria-label=${t('remove', { way: way.way })} title=${t('remove', { way: way.way })}
                    @click=${() => { this.draft = this.ways.filter((each, i) => i !== place); }}>✕</button>
            <select aria-label=${t('state', { way: way.way })} @change=${event => this.note(place, { state: event.target.value })}>
              ${['OPEN', 'HOLDS', 'RULED_OUT'].map(each => html`<option value=${each} .selected=${each === way.state}>${t(/** @type {any} */ (each))}</option>`)}
            </select>
            <input aria-label=${t('evidence')} placeholder=${t('evidence')} .value=${way.evidence ?? ''} maxlength="5000"
                   ?required=${way.state !== 'OPEN'} autocomplete="off"
                   @input=${event => this.note(place, { evidence: event.target.value })}>
          </div>`)}
        <div class="row">
          <button class=${this.draft ? 'main' : ''} ?disabled=${this.isBusy || !this.ways.length}>${t('save')}</button>
          <button type="button" @click=${this.add}>${t('add')}</button>
          <span role="status" class="done">${this.isSaved ? t('saved') : nothing}</span>
        </div>
      </form>`;
  }
}

customElements.define('dealflow-deal-risks', DealRisks);
