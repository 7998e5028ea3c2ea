/** Values of the company's own fields, as texts. */

import { ownFields } from '../api.js';
import { day, nameOf, words } from '../language.js';
import { COMMA, exact } from './words.js';

const t = words({
  yes: ['yes', '是'],
  no: ['no', '否'],
});

/** @param {any} definition @param {string} key of a choice */
const choiceName = (definition, key) => nameOf(definition.choices.find(each => each.key === key)?.names, key);

/** @param {string} key of a field */
export const fieldName = key => nameOf(ownFields.get(key)?.names, key);

/** @param {boolean} value */
export const truth = value => t(value ? 'yes' : 'no');

/** @param {any} definition @param {any} value @returns {string} */
export function valueText(definition, value) {
  switch (definition?.type) {
    case 'BOOLEAN': return truth(value);
    case 'DATE': return day(value);
    case 'ONE_OF': return choiceName(definition, value);
    case 'SEVERAL_OF': return value.map(key => choiceName(definition, key)).join(COMMA);
    case 'MONEY': return exact(value);
    default: return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
