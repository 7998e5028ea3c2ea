/** Fields of a pipeline's editor that stand in several places. */

import { html } from 'lit';
import { language, words } from '../language.js';

const t = words({
  en: ['Name in English', '英文名称'],
  zh: ['Name in Chinese', '中文名称'],
});

/** A name in each language. @param {Record<string, string>} names @param {(names: Record<string, string>) => void} set */
export const namesFields = (names, set) => ordered().map(each => html`
  <label><span>${t(each)}</span><input lang=${each} maxlength="200" .value=${names[each] ?? ''} ?required=${each === ordered()[0] && !names[ordered()[1]]}
    @change=${(/** @type {any} */ event) => set(without({ ...names, [each]: event.target.value.trim() }))}></label>`);

/** The reader's language first. @returns {('en' | 'zh')[]} */
const ordered = () => language === 'zh' ? ['zh', 'en'] : ['en', 'zh'];

/** @param {Record<string, any>} values */
const without = values => Object.fromEntries(Object.entries(values).filter(([, value]) => value && value.length));

/**
 * Lines of text, as names where they have some.
 *
 * @param {string} title @param {string[]} values @param {(values: string[]) => void} set
 * @param {{message: string}[]} [errors] @param {(key: any) => string} [name] of a key
 */
export function listField(title, values, set, errors = [], name = key => key) {
  // Whoever knows a key by its name may write either.
  const names = Object.fromEntries(values.map(value => [name(value), value]));
  const read = (/** @type {string} */ text) => [...new Set(text.split(/\r?\n/).map(line => line.trim()).filter(Boolean))]
    .map(line => names[line] ?? line);
  return html`
    <label class="grow"><span>${title}</span>
      <textarea rows=${Math.min(8, Math.max(3, values.length))} .value=${values.map(name).join('\n')}
        aria-invalid=${errors.length > 0} @change=${(/** @type {any} */ event) => set(read(event.target.value))}></textarea>
      ${errors.map(error => html`<small class="refused">${error.message}</small>`)}</label>`;
}

/** Texts by language, one a line. @param {string} title @param {Record<string, string[]>} texts @param {(texts: Record<string, string[]>) => void} set */
export const textsFields = (title, texts, set) => ordered().map(each => listField(
  `${title} (${each === 'zh' ? '中文' : 'English'})`, texts?.[each] ?? [], values => set(without({ ...texts, [each]: values }))));
