/** What can be done with the definition of an own field; each asks first. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { nameOf, words } from '../language.js';
import { act } from './action.js';
import { stageName } from '../deal/words.js';

const t = words({
  defineTitle: ['New field', '新建字段'],
  changeTitle: ['Change “{name}”', '修改“{name}”'],
  key: ['Key: a small letter, and letters, digits and hyphens after it', 'key：小写字母开头，后接字母、数字或连字符'],
  en: ['Name in English', '英文名称'],
  zh: ['Name in Chinese', '中文名称'],
  type: ['Type; it stays what it is', '类型（之后不可更改）'],
  choices: ['Choices, one a line: its key, then its names if it has others: FOB | FOB: free on board | FOB 船上交货. What begins with a minus is retired',
    '选项，每行一个：key，可附名称：FOB | FOB: free on board | FOB 船上交货。以减号开头表示停用'],
  min: ['At least', '最小'],
  max: ['At most', '最大'],
  longest: ['Characters at most', '最多字符数'],
  pattern: ['Form (a regular expression)', '格式（正则表达式）'],
  gates: ['From which stage on a deal needs a value', '商机从哪个阶段起必填'],
  never: ['nowhere', '不要求'],
  dimension: ['Lists and statistics are filtered by it', '可用于列表和统计的筛选'],
  personal: ['Its values may be about a person', '其值可能涉及个人'],
  define: ['Define', '新建'],
  save: ['Save', '保存'],
  retireTitle: ['Retire “{name}”?', '停用“{name}”？'],
  retireText: ['No deal is given it from then on, and none needs it. Deals that have it keep it.', '此后不再填写，也不再要求；商机已有的值会保留。'],
  retire: ['Retire', '停用'],
  reviveTitle: ['Use “{name}” again?', '恢复使用“{name}”？'],
  reviveText: ['Deals can be given it again.', '商机可以再次填写。'],
  revive: ['Use again', '恢复使用'],
});

export const typeName = words({
  TEXT: ['Text', '文本'],
  NUMBER: ['Number', '数字'],
  DATE: ['Date', '日期'],
  BOOLEAN: ['Yes or no', '是/否'],
  ONE_OF: ['One of some choices', '单选'],
  SEVERAL_OF: ['Several choices', '多选'],
  MONEY: ['Amount of money', '金额'],
  LINK: ['Link', '链接'],
});

const TYPES = ['TEXT', 'NUMBER', 'DATE', 'BOOLEAN', 'ONE_OF', 'SEVERAL_OF', 'MONEY', 'LINK'];

/** What is asked only for some types. */
const ONLY = {
  choices: ['ONE_OF', 'SEVERAL_OF'],
  min: ['NUMBER', 'DATE', 'MONEY'],
  max: ['NUMBER', 'DATE', 'MONEY'],
  longest: ['TEXT'],
  pattern: ['TEXT'],
  dimension: ['ONE_OF', 'SEVERAL_OF', 'BOOLEAN', 'NUMBER', 'DATE'],
};

/** @param {any} choice */
const line = ({ key, names, retired }) => (retired ? '-' : '')
  + [key, ...Object.keys(names ?? {}).length === 1 && names.en === key ? [] : [names?.en ?? '', names?.zh ?? '']].join(' | ').replace(/[ |]+$/, '');

/** Choices as somebody writes them. @param {string} text */
export const choicesOf = text => text.split(/\r?\n/).map(each => each.trim()).filter(Boolean).map(each => {
  const [key, en, zh] = each.replace(/^-/, '').split('|').map(part => part.trim());
  const names = Object.fromEntries([['en', en], ['zh', zh]].filter(([, name]) => name));
  return { key, names: Object.keys(names).length ? names : undefined, retired: each.startsWith('-') };
});

/** Shows what the type asks for, and nothing else. @param {HTMLFormElement} form */
function suit(form) {
  const type = String(new FormData(form).get('type'));
  for (const [name, types] of Object.entries(ONLY)) {
    const label = /** @type {HTMLElement} */ (form.querySelector(`[name=${name}]`)?.closest('label'));
    label.hidden = !types.includes(type);
  }
}

/** @param {any} field @param {any[]} pipelines */
const asking = (field, pipelines) => {
  const isNew = !field.key;
  const type = field.type ?? 'TEXT';
  const rules = field.rules ?? {};
  const text = (/** @type {'key' | 'en' | 'zh' | 'min' | 'max' | 'longest' | 'pattern'} */ name, /** @type {any} */ value, /** @type {any} */ more = {}) => html`
    <label ?hidden=${name in ONLY && !ONLY[/** @type {keyof typeof ONLY} */ (name)].includes(type)}><span>${t(name)}</span>
      <input name=${name} maxlength="200" autocomplete="off" .value=${value ?? ''} ?required=${more.required} pattern=${more.pattern ?? nothing}></label>`;
  return html`
    ${isNew ? text('key', '', { required: true, pattern: '[a-z][a-zA-Z0-9\\-]{0,39}' }) : nothing}
    ${text('en', field.names?.en)}
    ${text('zh', field.names?.zh)}
    ${isNew ? html`<label><span>${t('type')}</span><select name="type" @change=${(/** @type {any} */ event) => suit(event.target.form)}>
      ${TYPES.map(each => html`<option value=${each} ?selected=${each === type}>${typeName(/** @type {any} */ (each))}</option>`)}</select></label>`
      : html`<input type="hidden" name="type" value=${type}>`}
    <label ?hidden=${!ONLY.choices.includes(type)}><span>${t('choices')}</span>
      <textarea name="choices" rows="5" .value=${(field.choices ?? []).map(line).join('\n')}></textarea></label>
    ${text('min', rules.min)}
    ${text('max', rules.max)}
    ${text('longest', rules.longest)}
    ${text('pattern', rules.pattern)}
    <fieldset class="stack"><legend>${t('gates')}</legend>${pipelines.map(each => {
      const stage = field.requiredFrom?.find(gate => gate.pipeline === each.key)?.stage;
      const keys = [...each.stages.filter(one => one.place === 'FUNNEL').map(one => one.key), each.won.key];
      return html`<label><span>${nameOf(each.names, each.key)}</span><select name=${'gate:' + each.key}>
        <option value="">${t('never')}</option>
        ${[...new Set([...keys, ...stage ? [stage] : []])].map(key => html`<option value=${key} ?selected=${key === stage}>${stageName(each, key)}</option>`)}</select></label>`;
    })}</fieldset>
    <label class="tick" ?hidden=${!ONLY.dimension.includes(type)}><input type="checkbox" name="dimension" ?checked=${field.dimension}> ${t('dimension')}</label>
    <label class="tick"><input type="checkbox" name="personal" ?checked=${field.personal}> ${t('personal')}</label>`;
};

/** @param {FormData} form @param {any[]} pipelines */
function definition(form, pipelines) {
  const said = (/** @type {string} */ name) => String(form.get(name) ?? '').trim();
  const type = said('type');
  const suits = (/** @type {keyof typeof ONLY} */ name) => ONLY[name].includes(type);
  const rule = (/** @type {'min' | 'max' | 'pattern' | 'longest'} */ name) => suits(name) && said(name) ? said(name) : undefined;
  const longest = rule('longest');
  return {
    type,
    names: Object.fromEntries(['en', 'zh'].map(name => [name, said(name)]).filter(([, name]) => name)),
    choices: suits('choices') ? choicesOf(String(form.get('choices'))) : [],
    rules: { min: rule('min'), max: rule('max'), pattern: rule('pattern'), longest: longest === undefined ? undefined : Number(longest) },
    requiredFrom: pipelines.map(each => ({ pipeline: each.key, stage: said('gate:' + each.key) })).filter(each => each.stage),
    dimension: suits('dimension') && form.has('dimension'),
    personal: form.has('personal'),
  };
}

/** @param {any[]} pipelines */
export const define = pipelines => act({
  title: t('defineTitle'),
  fields: () => asking({}, pipelines),
  button: t('define'),
  // At version 0: none that somebody else has just made is changed by it.
  run: form => deals.put('/fields/' + encodeURIComponent(String(form.get('key'))), definition(form, pipelines), { ifMatch: '"0"' }),
});

/** @param {any} field @param {any[]} pipelines */
export const change = (field, pipelines) => act({
  title: t('changeTitle', { name: nameOf(field.names, field.key) }),
  fields: () => asking(field, pipelines),
  button: t('save'),
  run: form => deals.put('/fields/' + field.key, { ...definition(form, pipelines), retired: field.retired }, { ifMatch: `"${field.version}"` }),
});

/** Retires one in use, takes a retired one into use again. @param {any} field */
export function retire(field) {
  const { key, version, retired } = field;
  const name = { name: nameOf(field.names, key) };
  return act({
    title: t(retired ? 'reviveTitle' : 'retireTitle', name),
    text: html`<p>${t(retired ? 'reviveText' : 'retireText')}</p>`,
    button: t(retired ? 'revive' : 'retire'),
    run: () => deals.put('/fields/' + key, { ...field, retired: !retired, requiredFrom: retired ? field.requiredFrom : [] }, { ifMatch: `"${version}"` }),
  });
}
