/** A new pipeline, from a template. */

import { html } from 'lit';
import { deals } from '../api.js';
import { language, nameOf, words } from '../language.js';
import { problem } from '../page.js';
import { go, withQuery } from '../router.js';
import { keyOf } from './draft.js';
import { byPhase, way } from './picture.js';

const t = words({
  all: ['All pipelines', '全部销售流程'],
  title: ['New pipeline', '新建销售流程'],
  about: ['A template is a beginning: stages, checklists and guidance can be changed afterwards. Currency and key stay what they are.', '模板只是起点，阶段、检查项和指引都可以修改；币种和标识不可更改。'],
  template: ['Template', '模板'],
  stages: ['{n} stages', '{n} 个阶段'],
  nameEn: ['Name in English', '英文名称'],
  nameZh: ['Name in Chinese', '中文名称'],
  key: ['Key', '标识'],
  keyHelp: ['Lower-case letters, digits and hyphens', '小写字母、数字和连字符'],
  currency: ['Currency', '币种'],
  zone: ['Time zone', '时区'],
  make: ['Make it', '新建'],
});

/** @param {any} page the element @param {any[]} templates */
export function newPipelineView(page, templates) {
  const chosen = templates.find(each => each.key === page.query.get('template')) ?? templates[0];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const suggest = (/** @type {any} */ event) => {
    const key = event.target.form.elements.key;
    if (!key.dataset.written) {
      key.value = keyOf(event.target.value);
    }
  };
  return html`
    <p class="crumb"><a href="/pipelines">← ${t('all')}</a></p>
    <h1>${t('title')}</h1>
    <p class="note">${t('about')}</p>
    <form class="stack pipeline-new" @submit=${(/** @type {any} */ event) => make(page, chosen, event)}>
      <fieldset class="cards"><legend>${t('template')}</legend>
        ${templates.map(template => html`
          <label class="card choice-card"><span><input type="radio" name="template" value=${template.key} .checked=${template === chosen}
            @change=${() => go(withQuery({ template: template.key }), { replace: true })}>
            <b>${nameOf(template.names, template.key)}</b></span>
            <small>${t('stages', { n: template.stages.length + 1 })} · ${byPhase(template.stages).map(group =>
              group.stages.map(({ stage }) => nameOf(stage.names, stage.key)).join(' → ')).join(' → ')} → ${nameOf(template.won.names)}</small></label>`)}
      </fieldset>
      ${way(chosen)}
      <div class="row">
        <label><span>${t('nameEn')}</span><input name="en" maxlength="100" ?required=${language !== 'zh'} @input=${suggest}></label>
        <label><span>${t('nameZh')}</span><input name="zh" maxlength="100" ?required=${language === 'zh'}></label>
        <label><span>${t('key')}</span><input name="key" required pattern="[a-z0-9][a-z0-9\\-]{0,62}" title=${t('keyHelp')}
          @input=${(/** @type {any} */ event) => event.target.dataset.written = '1'}></label>
        <label><span>${t('currency')}</span><input class="short" name="currency" required pattern="[A-Z]{3}" maxlength="3" list="currencies" .value=${'USD'}></label>
        <label><span>${t('zone')}</span><input name="timeZone" required list="zones" .value=${zone}></label>
      </div>
      <datalist id="currencies">${['USD', 'EUR', 'CNY', 'GBP', 'JPY', 'CHF'].map(each => html`<option value=${each}></option>`)}</datalist>
      <datalist id="zones">${Intl.supportedValuesOf('timeZone').map(each => html`<option value=${each}></option>`)}</datalist>
      ${page.trouble ? problem(page.trouble) : ''}
      <p><button class="main">${t('make')}</button></p>
    </form>`;
}

/** @param {any} page @param {any} template @param {SubmitEvent} event */
async function make(page, template, event) {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const names = Object.fromEntries(['en', 'zh'].map(each => [each, String(form.get(each)).trim()]).filter(([, name]) => name));
  try {
    const made = await deals.post('/pipelines', {
      key: form.get('key'), template: template.key, names, currency: form.get('currency'), timeZone: form.get('timeZone'),
    });
    // The menu knows the pipelines, too: it begins anew.
    location.assign(`/pipelines/${encodeURIComponent(made.key)}?saved=new`);
  } catch (error) {
    page.trouble = error;
  }
}
