/** The company's own fields: what there is, what each asks for, and their next versions. */

import { html, nothing } from 'lit';
import { allPipelines, deals, forgetFields } from '../api.js';
import { nameOf, words } from '../language.js';
import { Page } from '../page.js';
import { stageName } from '../deal/words.js';
import { change, define, retire, typeName } from './definitions.js';

const t = words({
  about: ['Fields that are a part of each deal beside those that all companies have: Incoterm, port, HS code. A change makes a new version, and what deals have stays.',
    '除通用字段外，每个商机另有的字段：贸易术语、港口、HS 编码等。修改会生成新版本，商机已有的值不变。'],
  make: ['New field', '新建字段'],
  none: ['There is none yet.', '尚无自定义字段。'],
  retired: ['Retired', '已停用'],
  personal: ['About a person', '涉及个人'],
  key: ['Key', 'key'],
  version: ['Version', '版本'],
  type: ['Type', '类型'],
  choices: ['Choices', '选项'],
  rules: ['Rules', '规则'],
  gates: ['Asked for', '必填'],
  gate: ['{pipeline}: from “{stage}” on', '{pipeline}：进入“{stage}”前'],
  nowhere: ['nowhere', '无'],
  filter: ['A filter of lists and statistics', '可用于筛选'],
  yes: ['yes', '是'],
  no: ['no', '否'],
  least: ['at least {n}', '至少 {n}'],
  most: ['at most {n}', '至多 {n}'],
  longest: ['{n} characters at most', '最多 {n} 个字符'],
  pattern: ['of the form {pattern}', '格式 {pattern}'],
  change: ['Change', '修改'],
  retire: ['Retire', '停用'],
  revive: ['Use again', '恢复使用'],
});

/** @param {any} rules */
const rulesText = ({ min, max, longest, pattern }) => [
  min != null && t('least', { n: min }), max != null && t('most', { n: max }),
  longest != null && t('longest', { n: longest }), pattern != null && t('pattern', { pattern }),
].filter(Boolean).join(', ');

class FieldsView extends Page {
  /** @param {AbortSignal} signal */
  async load(signal) {
    const [{ items }, pipelines] = await Promise.all([deals.get('/fields', {}, signal), allPipelines()]);
    return { fields: items, pipelines };
  }

  /** @param {Promise<any>} action */
  async reloadAfter(action) {
    if (await action) {
      forgetFields();
      this.reload();
    }
  }

  /** @param {{fields: any[], pipelines: any[]}} value */
  view({ fields, pipelines }) {
    const inUse = fields.filter(each => !each.retired);
    const retired = fields.filter(each => each.retired);
    return html`
      <p class="note">${t('about')}</p>
      ${inUse.length ? nothing : html`<p>${t('none')}</p>`}
      <div class="stack">${inUse.map(each => this.card(each, pipelines))}</div>
      <p><button type="button" class="main" @click=${() => this.reloadAfter(define(pipelines))}>${t('make')}…</button></p>
      ${retired.length ? html`<details><summary>${t('retired')}: ${retired.length}</summary>
        <div class="stack">${retired.map(each => this.card(each, pipelines))}</div></details>` : nothing}`;
  }

  /** @param {any} field @param {any[]} pipelines */
  card(field, pipelines) {
    const { key, version, type, names, choices, rules, requiredFrom, dimension, personal, retired } = field;
    const name = nameOf(names, key);
    const ruled = rulesText(rules ?? {});
    return html`
      <section class="card own-field">
        <h2>${name} ${personal ? html`<span class="tag open">${t('personal')}</span>` : nothing}
          ${retired ? html`<span class="tag lost">${t('retired')}</span>` : nothing}</h2>
        <dl class="facts">
          <div><dt>${t('key')}</dt><dd><code>${key}</code></dd></div>
          <div><dt>${t('version')}</dt><dd>${version}</dd></div>
          <div><dt>${t('type')}</dt><dd>${typeName(type)}</dd></div>
          ${choices.length ? html`<div><dt>${t('choices')}</dt><dd>${choices.map((each, i) => html`${i ? ', ' : ''}${each.retired
            ? html`<s>${nameOf(each.names, each.key)}</s>` : nameOf(each.names, each.key)}`)}</dd></div>` : nothing}
          ${ruled ? html`<div><dt>${t('rules')}</dt><dd>${ruled}</dd></div>` : nothing}
          <div><dt>${t('gates')}</dt><dd>${requiredFrom.length ? html`<ul class="plain-list">${requiredFrom.map(each => html`<li>${this.gate(each, pipelines)}</li>`)}</ul>` : t('nowhere')}</dd></div>
          <div><dt>${t('filter')}</dt><dd>${t(dimension ? 'yes' : 'no')}</dd></div>
        </dl>
        <p class="row">
          <button type="button" aria-label=${`${t('change')}: ${name}`} @click=${() => this.reloadAfter(change(field, pipelines))}>${t('change')}…</button>
          <button type="button" aria-label=${`${t(retired ? 'revive' : 'retire')}: ${name}`} @click=${() => this.reloadAfter(retire(field))}>${t(retired ? 'revive' : 'retire')}…</button></p>
      </section>`;
  }

  /** @param {{pipeline: string, stage: string}} gate @param {any[]} pipelines */
  gate({ pipeline, stage }, pipelines) {
    const found = pipelines.find(each => each.key === pipeline);
    return t('gate', { pipeline: nameOf(found?.names, pipeline), stage: found ? stageName(found, stage) : stage });
  }
}

customElements.define('dealflow-operations-fields', FieldsView);
