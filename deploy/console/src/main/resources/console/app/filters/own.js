/** Filters by the company's own fields that are dimensions. They stand in the address as the services take them: `field=incoterm:FOB`. */

import { html } from 'lit';
import { nameOf, words } from '../language.js';
import { go, withQuery } from '../router.js';
import { truth } from '../deal/values.js';

const t = words({
  none: ['(none)', '（未填）'],
  all: ['All', '全部'],
  atLeast: ['{name}, from', '{name}，从'],
  atMost: ['{name}, to', '{name}，至'],
});

/** Of which one chooses values; of the others one says between what. */
export const CHOSEN = ['ONE_OF', 'SEVERAL_OF', 'BOOLEAN'];

/** What is asked of a field. @param {URLSearchParams} query @param {string} key */
export const askedOf = (query, key) => query.getAll('field').filter(each => each.startsWith(key + ':')).map(each => each.slice(key.length + 1));

/** The query's `field` with other values of one key. @param {URLSearchParams} query @param {string} key @param {string[]} values */
export const fieldsWith = (query, key, values) =>
  [...query.getAll('field').filter(each => !each.startsWith(key + ':')), ...values.map(each => `${key}:${each}`)];

/** Those to filter by: retired ones only while they are asked for. @param {any[]} definitions @param {URLSearchParams} query @param {string[]} [types] */
export const dimensions = (definitions, query, types) => definitions.filter(each =>
  each.dimension && (!types || types.includes(each.type)) && (!each.retired || askedOf(query, each.key).length > 0));

/** The values that may be chosen, each with its name; those that are retired may be asked for, too. @param {any} definition */
export const valuesOf = definition => [
  ...definition.type === 'BOOLEAN' ? ['true', 'false'].map(value => ({ value, text: truth(value === 'true') }))
    : definition.choices.map(each => ({ value: each.key, text: nameOf(each.names, each.key) })),
  { value: '', text: t('none') },
];

/** Of which each deal has one value at most, so that they are groups. */
const GROUPED = ['ONE_OF', 'BOOLEAN'];

/** What statistics can be grouped by, as their `by` has it, each with its name. @param {any[]} definitions @returns {[string, string][]} */
export const groupings = definitions => definitions.filter(each => each.dimension && !each.retired && GROUPED.includes(each.type))
  .map(each => [`field:${each.key}`, nameOf(each.names, each.key)]);

/** What a group is called; its value, unless it is one of an own field. @param {any[]} definitions @param {string} by @param {string | null} value */
export function groupText(definitions, by, value) {
  const definition = by.startsWith('field:') && definitions.find(each => each.key === by.slice('field:'.length));
  return definition ? valuesOf(definition).find(each => each.value === (value ?? ''))?.text ?? value : value;
}

/** Whether a deal has what is asked for. @param {string[]} asked each `KEY:VALUE` @param {Record<string, any>} fields of the deal */
export function hasFields(asked, fields) {
  const keys = new Set(asked.map(each => each.slice(0, each.indexOf(':'))));
  return [...keys].every(key => asked.filter(each => each.startsWith(key + ':'))
    .some(each => isOf(fields?.[key], each.slice(key.length + 1))));
}

/** @param {any} value @param {string} asked a value, a range, or nothing for none */
function isOf(value, asked) {
  if (asked === '' || value == null) {
    return asked === '' && value == null;
  }
  if (Array.isArray(value)) {
    return value.includes(asked);
  }
  const read = (/** @type {string} */ text) => /^\d{4}-\d\d-\d\d$/.test(text) ? text : Number(text);
  if (asked.includes('..')) {
    const [from, to] = asked.split('..');
    return (!from || read(value) >= read(from)) && (!to || read(value) <= read(to));
  }
  return String(value) === asked || typeof value === 'string' && value !== '' && Number(value) === Number(asked);
}

/** What chooses several values, or a range, of each field. @param {URLSearchParams} query @param {any[]} definitions */
export const ownFilters = (query, definitions) =>
  dimensions(definitions, query).map(each => CHOSEN.includes(each.type) ? several(query, each) : range(query, each));

/** @param {URLSearchParams} query @param {any} definition */
function several(query, definition) {
  const { key } = definition;
  const chosen = askedOf(query, key);
  const options = valuesOf(definition).filter(each => chosen.includes(each.value)
    || !definition.choices.some(choice => choice.key === each.value && choice.retired));
  const change = (/** @type {string} */ value, /** @type {boolean} */ isChosen) =>
    go(withQuery({ field: fieldsWith(query, key, isChosen ? [...chosen, value] : chosen.filter(each => each !== value)) }));
  const name = nameOf(definition.names, key);
  return html`
    <details class="several">
      <summary>${name}: ${options.filter(each => chosen.includes(each.value)).map(each => each.text).join(', ') || t('all')}</summary>
      <fieldset class="ticks"><legend class="hidden">${name}</legend>
        ${options.map(each => html`
          <label class="tick"><input type="checkbox" .checked=${chosen.includes(each.value)}
            @change=${(/** @type {any} */ event) => change(each.value, event.target.checked)}> ${each.text}</label>`)}
      </fieldset>
    </details>`;
}

/** @param {URLSearchParams} query @param {any} definition */
function range(query, definition) {
  const { key, type, names } = definition;
  const [from = '', to = from] = (askedOf(query, key)[0] ?? '').split('..');
  const change = (/** @type {string} */ first, /** @type {string} */ last) =>
    go(withQuery({ field: fieldsWith(query, key, first || last ? [`${first}..${last}`] : []) }));
  const end = (/** @type {'atLeast' | 'atMost'} */ text, /** @type {string} */ value, /** @type {(value: string) => void} */ set) => html`
    <label><span>${t(text, { name: nameOf(names, key) })}</span>
      <input type=${type === 'DATE' ? 'date' : 'number'} step=${type === 'DATE' ? '1' : 'any'} min=${type === 'DATE' ? '1900-01-01' : '0'}
             max=${type === 'DATE' ? '2200-12-31' : '999999999999999'} .value=${value}
             @change=${(/** @type {any} */ event) => event.target.checkValidity() && set(event.target.value)}></label>`;
  return [end('atLeast', from, value => change(value, to)), end('atMost', to, value => change(from, value))];
}
