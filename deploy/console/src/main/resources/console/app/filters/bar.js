/**
 * `<dealflow-filters>`: which deals a statistic is about, and of when.
 *
 * ```js
 * html`<dealflow-filters .query=${this.query} .pipeline=${this.pipeline} .me=${this.me}></dealflow-filters>`
 * ```
 *
 * It shows what the query says and, where somebody changes it, goes to the changed address. A `change` event comes first, with the
 * changed query as its `detail`; `preventDefault()` on it leaves the going to the page. `fields` says which filters are shown; `own` are
 * those by the company's own fields.
 */

import { LitElement, html, nothing } from 'lit';
import { allFields } from '../api.js';
import { nameOf, words } from '../language.js';
import { go } from '../router.js';
import { choicesOf } from './choices.js';
import { CHOSEN, askedOf, dimensions, fieldsWith, valuesOf } from './own.js';
import { narrowed, whoseOf } from './sight.js';
import { periods } from './periods.js';
import { OR_NONE, groupName } from '../funnel/words.js';

const t = words({
  filters: ['Which deals', '筛选'],
  period: ['Period', '期间'],
  custom: ['Chosen days', '自选日期'],
  from: ['From', '从'],
  to: ['Until (not included)', '至（不含）'],
  whose: ['Whose deals', '谁的商机'],
  owner: ['Owner', '负责人'],
  team: ['Team', '团队'],
  product: ['Product', '产品'],
  source: ['Source', '来源'],
  region: ['Region', '区域'],
  all: ['All', '全部'],
  clear: ['Clear', '清除'],
});

const DIMENSIONS = ['owner', 'team', 'product', 'source', 'region'];

class Filters extends LitElement {
  static properties = {
    query: { attribute: false },
    pipeline: { attribute: false },
    me: { attribute: false },
    fields: { attribute: false },
    choices: { state: true },
    isCustom: { state: true },
    definitions: { state: true },
  };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {any} */
    this.pipeline = null;
    /** @type {any} */
    this.me = null;
    this.fields = ['period', ...DIMENSIONS];
    /** @type {Record<string, string[] | null>} what may be chosen, by dimension; null where that may not be asked */
    this.choices = {};
    this.isCustom = false;
    /** @type {any[]} of own fields */
    this.definitions = [];
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (this.pipeline && this.me && (changed.has('query') || changed.has('pipeline') || changed.has('me'))) {
      this.find();
    }
  }

  async find() {
    const { query } = this;
    if (this.fields.includes('own') && !this.definitions.length) {
      allFields().then(found => { this.definitions = found; }, () => {});
    }
    const found = await choicesOf(this.pipeline.key, this.me, this.effective, DIMENSIONS.filter(each => this.fields.includes(each)));
    if (query === this.query) {
      this.choices = found;
    }
  }

  /** The query with what this one's sight narrows it to. */
  get effective() {
    return narrowed(this.query, this.me);
  }

  /** @param {Record<string, string | string[] | null>} changes null takes a filter away */
  change(changes) {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(changes)) {
      if (Array.isArray(value)) {
        query.delete(name);
        value.forEach(each => query.append(name, each));
      } else if (value === null || value === '' && !OR_NONE.includes(name)) {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    }
    const event = new CustomEvent('change', { detail: query, bubbles: true, cancelable: true });
    if (this.dispatchEvent(event)) {
      const text = query.toString();
      go(location.pathname + (text ? '?' + text : ''));
    }
  }

  render() {
    if (!this.pipeline || !this.me) {
      return nothing;
    }
    const whose = whoseOf(this.me);
    const shown = DIMENSIONS.filter(each => this.fields.includes(each) && !(whose && ['owner', 'team'].includes(each)));
    const isFiltered = [...DIMENSIONS, 'field', 'from', 'to'].some(name => this.query.has(name));
    return html`
      <form class="filters" aria-label=${t('filters')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}
            @change=${(/** @type {Event} */ event) => event.target !== this && event.stopPropagation()}>
        ${this.fields.includes('period') ? this.period() : nothing}
        ${whose ? this.whose(whose) : nothing}
        ${shown.map(name => this.dimension(name))}
        ${this.fields.includes('own') ? dimensions(this.definitions, this.query, CHOSEN).map(each => this.own(each)) : nothing}
        ${isFiltered ? html`<button type="button" class="plain" @click=${this.clear}>${t('clear')}</button>` : nothing}
      </form>`;
  }

  clear() {
    this.isCustom = false;
    this.change(Object.fromEntries([...DIMENSIONS, 'field', 'from', 'to'].map(name => [name, null])));
  }

  /** @param {Record<string, string | null>} changes */
  isSo(changes) {
    return Object.entries(changes).every(([name, value]) => this.effective.get(name) === value);
  }

  /** @param {{text: string, changes: any}[]} whose */
  whose(whose) {
    const chosen = whose.find(each => this.isSo(each.changes));
    const { owner, team } = { owner: this.effective.get('owner'), team: this.effective.get('team') };
    const other = { text: [owner, team].filter(each => each).join(', '), changes: { owner, team } };
    return this.select(t('whose'), chosen ? whose : [...whose, other], chosen ?? other);
  }

  period() {
    const { from, to } = { from: this.query.get('from'), to: this.query.get('to') };
    const known = periods(this.pipeline.timeZone);
    const chosen = this.isCustom ? undefined : known.find(each => each.changes.from === from && each.changes.to === to);
    const options = [...known, { text: t('custom'), changes: null }];
    /** @param {string} name @param {string | null} value */
    const date = (name, value) => html`
      <label><span>${t(/** @type {any} */ (name))}</span>
        <input type="date" .value=${value?.slice(0, 10) ?? ''} min="1900-01-01" max="2199-12-31"
               @change=${(/** @type {any} */ event) => this.change({ [name]: event.target.value || null })}></label>`;
    return html`
      ${this.select(t('period'), options, chosen ?? options[options.length - 1])}
      ${chosen ? nothing : [date('from', from), date('to', to)]}`;
  }

  /** @param {string} name */
  dimension(name) {
    const value = this.effective.get(name);
    const known = this.choices[name];
    if (known === null) {
      return html`
        <label><span>${t(/** @type {any} */ (name))}</span>
          <input .value=${value ?? ''} size="12" maxlength="200"
                 @change=${(/** @type {any} */ event) => this.change({ [name]: event.target.value.trim() || null })}></label>`;
    }
    const values = [...new Set([...known ?? [], ...value === null ? [] : [value]])];
    const all = name === 'team' && this.me.sees === 'TEAMS' ? [] : [{ text: t('all'), changes: { [name]: null } }];
    const options = [...all, ...values.map(each => ({ text: groupName(each), changes: { [name]: each } }))];
    return this.select(t(/** @type {any} */ (name)), options, options.find(each => each.changes[name] === value) ?? options[0]);
  }

  /** @param {any} definition */
  own(definition) {
    const { key } = definition;
    const asked = askedOf(this.query, key);
    const options = [
      { text: t('all'), value: null, changes: { field: fieldsWith(this.query, key, []) } },
      ...valuesOf(definition).map(each => ({ ...each, changes: { field: fieldsWith(this.query, key, [each.value]) } })),
    ];
    return this.select(nameOf(definition.names, key), options, options.find(each => each.value === (asked[0] ?? null)) ?? options[0]);
  }

  /** @param {string} name as it is shown @param {{text: string, changes: any}[]} options @param {any} chosen */
  select(name, options, chosen) {
    const onChange = (/** @type {any} */ event) => {
      const { changes } = options[event.target.selectedIndex];
      this.isCustom = changes === null;
      if (changes) {
        this.change(changes);
      }
    };
    return html`
      <label><span>${name}</span>
        <select @change=${onChange}>${options.map(each => html`
          <option .selected=${each === chosen}>${each.text}</option>`)}</select></label>`;
  }
}

customElements.define('dealflow-filters', Filters);
