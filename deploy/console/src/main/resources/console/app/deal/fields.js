/** `<dealflow-deal-fields>`: the company's own fields of a deal, to look at and to change. */

import { html, nothing } from 'lit';
import { allFields, deals } from '../api.js';
import { nameOf, words } from '../language.js';
import { act } from '../operations/action.js';
import { DealPart } from './part.js';
import { truth, valueText } from './values.js';

const t = words({
  heading: ['Our own fields', '自定义字段'],
  none: ['Nothing is filled in yet.', '尚未填写。'],
  edit: ['Change', '修改'],
  editOwn: ['Change our own fields', '修改自定义字段'],
  save: ['Save', '保存'],
  nothing: ['–', '–'],
  amount: ['{name}: amount', '{name}：金额'],
  currency: ['{name}: currency', '{name}：币种'],
  required: ['asked for by the next stage', '下一阶段必填'],
});

/** @param {any} definition @param {any} value */
const shown = (definition, value) => definition.type === 'LINK'
  ? html`<a href=${value} rel="noopener noreferrer" target="_blank">${value}</a>` : valueText(definition, value);

/** What may be chosen: what is retired only where the deal has it. @param {any} definition @param {(key: string) => boolean} has */
const offered = (definition, has) => definition.choices.filter(each => !each.retired || has(each.key));

/** What asks for a value. @param {any} definition @param {any} value */
function asking(definition, value) {
  const { key, type, rules } = definition;
  const name = nameOf(definition.names, key);
  const labelled = (/** @type {any} */ input, text = name) => html`<label><span>${text}</span>${input}</label>`;
  switch (type) {
    case 'BOOLEAN': return labelled(html`<select name=${key}>
      ${[['', t('nothing')], ['true', truth(true)], ['false', truth(false)]].map(([each, text]) => html`
        <option value=${each} ?selected=${each === String(value ?? '')}>${text}</option>`)}</select>`);
    case 'ONE_OF': return labelled(html`<select name=${key}>
      <option value="">${t('nothing')}</option>
      ${offered(definition, each => each === value).map(each => html`
        <option value=${each.key} ?selected=${each.key === value}>${nameOf(each.names, each.key)}</option>`)}</select>`);
    case 'SEVERAL_OF': return html`<fieldset><legend>${name}</legend>
      ${offered(definition, each => value?.includes(each)).map(each => html`
        <label class="row"><input type="checkbox" name=${key} value=${each.key} ?checked=${value?.includes(each.key)}> ${nameOf(each.names, each.key)}</label>`)}
      </fieldset>`;
    case 'MONEY': return html`
      ${labelled(html`<input name=${key} inputmode="decimal" maxlength="20" .value=${value?.amount ?? ''} autocomplete="off">`, t('amount', { name }))}
      ${labelled(html`<input name=${key + '.currency'} maxlength="3" size="4" .value=${value?.currency ?? ''} autocomplete="off">`, t('currency', { name }))}`;
    case 'DATE': return labelled(html`<input name=${key} type="date" .value=${value ?? ''} min=${rules.min ?? '1900-01-01'} max=${rules.max ?? '2199-12-31'}>`);
    case 'NUMBER': return labelled(html`<input name=${key} inputmode="decimal" maxlength="20" .value=${value ?? ''} autocomplete="off">`);
    default: return labelled(html`<input name=${key} type=${type === 'LINK' ? 'url' : 'text'} maxlength=${rules.longest ?? (type === 'LINK' ? 2000 : 200)} .value=${value ?? ''} autocomplete="off">`);
  }
}

/** What a form says. @param {FormData} form @param {any} definition */
function said(form, { key, type }) {
  const text = String(form.get(key) ?? '').trim();
  switch (type) {
    case 'SEVERAL_OF': return form.getAll(key).length ? form.getAll(key) : null;
    case 'BOOLEAN': return text ? text === 'true' : null;
    case 'MONEY': return text ? { amount: text, currency: String(form.get(key + '.currency') ?? '').trim().toUpperCase() } : null;
    default: return text || null;
  }
}

class DealFields extends DealPart {
  static properties = { ...DealPart.properties, definitions: { state: true } };

  constructor() {
    super();
    /** @type {any[]} */
    this.definitions = [];
  }

  connectedCallback() {
    super.connectedCallback();
    allFields().then(found => { this.definitions = found; }, () => {});
  }

  async edit() {
    const { deal } = this;
    const asked = this.definitions.filter(each => !each.retired || each.key in deal.fields);
    const done = await act({
      title: t('editOwn'),
      fields: () => asked.map(each => asking(each, deal.fields[each.key])),
      button: t('save'),
      run: async form => {
        /** @type {Record<string, any>} only what was changed is sent, so that nobody else's change is undone */
        const fields = {};
        for (const each of asked) {
          const value = said(form, each);
          if (JSON.stringify(value) !== JSON.stringify(deal.fields[each.key] ?? null)) {
            fields[each.key] = value;
          }
        }
        return Object.keys(fields).length ? deals.patch(this.path(''), { fields }, { ifMatch: this.tag ?? undefined }) : undefined;
      },
    });
    if (done !== undefined) {
      this.dispatchEvent(new CustomEvent('deal-changed', { bubbles: true }));
    }
  }

  render() {
    const has = this.deal?.fields ?? {};
    const required = new Set((this.value ?? []).map(one => one.key));
    const known = this.definitions.filter(each => each.key in has || required.has(each.key));
    if (!known.length && !this.definitions.some(each => !each.retired)) {
      return nothing;
    }
    return html`
      <h2 id="fields" tabindex="-1">${t('heading')}</h2>
      ${known.length ? html`<dl class="deal-facts">${known.map(each => html`
        <div><dt>${nameOf(each.names, each.key)}</dt>
          <dd>${each.key in has ? shown(each, has[each.key]) : html`<span class="tag open">${t('required')}</span>`}</dd></div>`)}</dl>`
        : html`<p class="note">${t('none')}</p>`}
      <p><button type="button" aria-label=${t('editOwn')} @click=${this.edit}>${t('edit')}</button></p>`;
  }
}

customElements.define('dealflow-deal-fields', DealFields);
