/** `<dealflow-deal-head>`: what the deal is, where it stands, and its edit dialog. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, words } from '../language.js';
import { DealPart } from './part.js';
import { stayOf, stayText, today } from './stay.js';
import { exact, funnelStages, stageName, statusName } from './words.js';

const t = words({
  edit: ['Edit', '编辑'],
  move: ['Move…', '移动…'],
  stalled: ['Stalled', '停滞'],
  amount: ['Amount', '金额'],
  stage: ['Stage', '阶段'],
  stay: ['In this stage for', '在此阶段'],
  allowed: ['of {n} allowed', '允许 {n} 天'],
  owner: ['Owner', '负责人'],
  team: ['Team', '团队'],
  close: ['Expected close', '预计成交'],
  passed: ['passed', '已过期'],
  product: ['Product', '产品'],
  source: ['Source', '来源'],
  region: ['Region', '地区'],
  opened: ['Opened', '创建'],
  snoozed: ['Set aside until', '搁置至'],
  external: ['Elsewhere known as', '外部编号'],
  stages: ['The stages', '各销售阶段'],
  here: ['here now', '当前'],
  done: ['done', '已完成'],
  title: ['Title', '标题'],
  currency: ['Currency', '币种'],
  save: ['Save', '保存'],
  cancel: ['Cancel', '取消'],
  heading: ['Edit the deal', '编辑商机'],
  meanwhile: ['Somebody changed this deal meanwhile. What you have not touched shows the new state; save again if your change still holds.',
    '此商机刚被他人修改。您未改动的字段已更新为最新内容；如仍需修改，请再次保存。'],
});

class DealHead extends DealPart {
  static properties = { draft: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, string>} what has been typed and not saved */
    this.draft = {};
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** The fields as the dialog shows them. */
  get fields() {
    const { title, amount, expectedCloseOn, owner, team } = this.deal;
    return {
      title: title ?? '', amount: amount?.amount ?? '', currency: amount?.currency ?? this.pipeline?.currency ?? '',
      expectedCloseOn: expectedCloseOn ?? '', owner: owner ?? '', team: team ?? '',
    };
  }

  edit() {
    this.draft = {};
    this.failure = null;
    this.isStale = false;
    this.dialog.showModal();
  }

  /** Only what was changed is sent, so that nobody else's change is undone. @param {SubmitEvent} event */
  async save(event) {
    event.preventDefault();
    /** @type {Record<string, any>} */
    const patch = {};
    const shown = { ...this.fields, ...this.draft };
    for (const name of Object.keys(this.draft)) {
      if (shown[name] === this.fields[name]) {
        continue;
      }
      if (name === 'amount' || name === 'currency') {
        patch.amount = shown.amount.trim() === '' ? null : { amount: shown.amount.trim(), currency: shown.currency.trim().toUpperCase() };
      } else {
        patch[name] = shown[name].trim() || null;
      }
    }
    if (Object.keys(patch).length === 0
        || await this.change(() => deals.patch(this.path(''), patch, { ifMatch: this.tag ?? undefined }))) {
      this.dialog.close();
    }
  }

  render() {
    const { deal, pipeline } = this;
    if (!deal) {
      return nothing;
    }
    const stay = stayOf(pipeline, deal);
    const isClosed = deal.status === 'WON' || deal.status === 'LOST';
    const isLate = !isClosed && deal.expectedCloseOn && deal.expectedCloseOn < today(pipeline);
    return html`
      <div class="deal-title">
        <div>
          <h1>${deal.title}</h1>
          <p>${[deal.customer?.name, deal.customer?.country].filter(Boolean).join(' · ')}
            <span class="tag ${deal.status.toLowerCase()}">${statusName(deal.status)}</span>
            ${stay.isStalled ? html`<span class="tag open">${t('stalled')}</span>` : nothing}</p>
        </div>
        <div class="row">
          <button type="button" class="main" @click=${() => this.dispatchEvent(new CustomEvent('move-asked', { bubbles: true, detail: {} }))}>${t('move')}</button>
          <button type="button" @click=${this.edit}>${t('edit')}</button>
        </div>
      </div>
      ${this.strip(deal, pipeline)}
      <dl class="deal-facts">
        ${fact(t('amount'), html`<b>${exact(deal.amount)}</b>${deal.reportingAmount && deal.amount?.currency !== deal.reportingAmount.currency
          ? html`<small>${exact(deal.reportingAmount)}</small>` : nothing}`)}
        ${fact(t('stage'), stageName(pipeline, deal.stage))}
        ${fact(t('stay'), html`${stayText(stay)} ${stay.allowed != null && !isClosed
          ? html`<small>${t('allowed', { n: stay.allowed })}</small>` : nothing}`)}
        ${fact(t('close'), html`${day(deal.expectedCloseOn)} ${isLate ? html`<small class="late">${t('passed')}</small>` : nothing}`)}
        ${fact(t('owner'), deal.owner)}
        ${fact(t('team'), deal.team)}
        ${fact(t('product'), deal.product)}
        ${fact(t('source'), deal.source)}
        ${fact(t('region'), deal.region)}
        ${fact(t('opened'), day(deal.openedAt))}
        ${fact(t('external'), deal.externalId)}
        ${deal.snoozedUntil ? fact(t('snoozed'), html`${day(deal.snoozedUntil)} <small>${deal.snoozeReason}</small>`) : nothing}
      </dl>
      ${this.form()}`;
  }

  /** Where it stands among the stages. */
  strip(/** @type {any} */ deal, /** @type {any} */ pipeline) {
    const steps = [...funnelStages(pipeline).map(stage => stage.key), pipeline.won.key];
    const here = steps.indexOf(deal.stage);
    return html`
      <ol class="deal-strip ${deal.status.toLowerCase()}" aria-label=${t('stages')}>${steps.map((key, place) => html`
        <li class=${place < here ? 'past' : place === here ? 'here' : ''} aria-current=${place === here ? 'step' : nothing}>
          ${stageName(pipeline, key)}${place < here ? html`<span class="hidden">, ${t('done')}</span>` : nothing}</li>`)}
      </ol>`;
  }

  form() {
    const shown = { ...this.fields, ...this.draft };
    const field = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ type = 'text', isRequired = false) => html`
      <label class=${name === 'title' ? 'wide' : ''}><span>${label}</span>
        <input name=${name} type=${type} .value=${shown[name]} ?required=${isRequired} autocomplete="off"
               inputmode=${name === 'amount' ? 'decimal' : nothing} maxlength=${name === 'currency' ? 3 : 200}
               pattern=${name === 'amount' ? '\\d+([.]\\d+)?' : nothing}
               @input=${event => { this.draft = { ...this.draft, [name]: event.target.value }; }}></label>`;
    return html`
      <dialog aria-labelledby="edit-title">
        <h2 id="edit-title">${t('heading')}</h2>
        ${this.isStale ? html`<p class="warning" role="alert">${t('meanwhile')}</p>` : nothing}
        ${this.failure ? this.trouble() : nothing}
        <form @submit=${this.save}>
          <div class="deal-fields">
            ${field('title', t('title'), 'text', true)}
            ${field('amount', t('amount'))}
            ${field('currency', t('currency'), 'text', shown.amount.trim() !== '')}
            ${field('expectedCloseOn', t('close'), 'date')}
            ${field('owner', t('owner'), 'text', true)}
            ${field('team', t('team'))}
          </div>
          <div class="buttons">
            <button type="button" @click=${() => this.dialog.close()}>${t('cancel')}</button>
            <button class="main" ?disabled=${this.isBusy}>${t('save')}</button>
          </div>
        </form>
      </dialog>`;
  }
}

/** @param {string} name @param {any} value */
const fact = (name, value) => value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;

customElements.define('dealflow-deal-head', DealHead);
