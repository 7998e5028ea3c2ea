/** One pipeline as it is defined now. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, language, nameOf, percent, words } from '../language.js';
import { act } from '../operations/action.js';
import { checklist, otherName, signals, stages, way } from './picture.js';
import { reasonName, roleName, skipName } from './words.js';

const t = words({
  all: ['All pipelines', '全部销售流程'],
  saved: ['Version {n} is saved. Deals under way follow it from now on.', '版本 {n} 已保存，进行中的商机即刻按新版本推进。'],
  made: ['The pipeline is made.', '销售流程已新建。'],
  edit: ['Edit', '编辑'],
  version: ['Version', '版本'],
  currency: ['Currency', '币种'],
  zone: ['Time zone', '时区'],
  key: ['Key', '标识'],
  skips: ['Stages', '阶段'],
  end: ['How it ends', '结果'],
  won: ['Won', '赢单'],
  counts: ['What counts as an order', '什么算作订单'],
  ofOrder: ['What must be true of it', '订单必须满足'],
  winReasons: ['Reasons of a win', '赢单原因'],
  noWinReasons: ['A win needs no reason', '赢单无需填写原因'],
  lost: ['Lost', '输单'],
  lossReasons: ['Reasons of a loss', '输单原因'],
  anyReason: ['Any reason', '任意原因'],
  holidays: ['Days off', '节假日'],
  noHolidays: ['Saturdays and Sundays only', '仅周六和周日'],
  more: ['{n} days, the next: {next}', '共 {n} 天，下一天：{next}'],
  past: ['{n} days, all past', '共 {n} 天，均已过去'],
  limits: ['Who may concede how much of a price', '价格让步权限'],
  noLimits: ['Everybody may concede anything', '无限制'],
  role: ['Role', '角色'],
  upTo: ['At most', '最多'],
  anything: ['anything', '不限'],
  setLimits: ['Set limits', '设置权限'],
  limitsHelp: ['The part of a price that each role may give up on its own, in percent; empty for no limit of its own. Sales operations always may.', '各角色可自行让步的价格比例（%）；留空表示不设置。销售运营不受限制。'],
  limitsSaved: ['The limits hold from now on.', '权限已生效。'],
  save: ['Save', '保存'],
  retired: ['Stages of earlier versions', '早期版本的阶段'],
  countsAs: ['counts as {stage}', '现计入“{stage}”'],
});

/** Those who are told the approval limits: what we would concede is not for everybody. */
const INSIDERS = ['sales-rep', 'sales-manager', 'sales-ops'];

/** What a pipeline's own page shows. @param {string} key @param {{roles: string[]}} me @param {AbortSignal} signal */
export async function loadPipeline(key, me, signal) {
  const address = `/pipelines/${encodeURIComponent(key)}`;
  const isInsider = me.roles.some(role => INSIDERS.includes(role));
  const [{ body, tag }, limits] = await Promise.all([
    deals.full(address, { signal }),
    isInsider ? deals.get(`${address}/approval-limits`, {}, signal) : null,
  ]);
  return { pipeline: body, tag, limits };
}

/** @param {any} page the element @param {{pipeline: any, limits: any}} value */
export function pipelineView(page, { pipeline, limits }) {
  const isOps = page.me.roles.includes('sales-ops');
  const saved = page.query.get('saved');
  return html`
    <p class="crumb"><a href="/pipelines">← ${t('all')}</a></p>
    ${saved === 'new' ? html`<p class="done" role="status">✓ ${t('made')}</p>` : saved
      ? html`<p class="done" role="status">✓ ${t('saved', { n: saved })}</p>` : nothing}
    <div class="headed">
      <h1>${nameOf(pipeline.names, pipeline.key)}
        ${otherName(pipeline.names) ? html`<small lang=${language === 'zh' ? 'en' : 'zh'}>${otherName(pipeline.names)}</small>` : nothing}</h1>
      ${isOps ? html`<a class="button" href=${`/pipelines/${encodeURIComponent(pipeline.key)}/edit`}>${t('edit')}</a>` : nothing}
    </div>
    <dl class="facts">
      <div><dt>${t('key')}</dt><dd><code>${pipeline.key}</code></dd></div>
      <div><dt>${t('version')}</dt><dd>${pipeline.version}</dd></div>
      <div><dt>${t('currency')}</dt><dd>${pipeline.currency}</dd></div>
      <div><dt>${t('zone')}</dt><dd>${pipeline.timeZone}</dd></div>
      <div><dt>${t('skips')}</dt><dd>${skipName(pipeline.skips)}</dd></div>
    </dl>
    ${way(pipeline, true)}
    ${stages(pipeline)}
    ${ending(pipeline)}
    ${limits ? limitSection(page, pipeline, limits, isOps) : nothing}`;
}

/** @param {any} pipeline */
const ending = pipeline => html`
  <h2>${t('end')}</h2>
  <div class="cards">
    <section class="card"><h3 class="won">✓ ${t('won')}: ${nameOf(pipeline.won.names, pipeline.won.key)}</h3>
      <h4>${t('counts')}</h4>${signals(pipeline.won)}
      ${pipeline.won.checklist.length ? html`<h4>${t('ofOrder')}</h4>${checklist(pipeline.won)}` : nothing}
      <p class="note">${pipeline.winReasons.length ? t('winReasons') : t('noWinReasons')}</p>${tags(pipeline.winReasons)}</section>
    <section class="card"><h3 class="lost">✕ ${t('lost')}</h3>
      <p class="note">${pipeline.lossReasons.length ? t('lossReasons') : t('anyReason')}</p>${tags(pipeline.lossReasons)}</section>
    <section class="card"><h3>${t('holidays')}</h3><p>${daysOff(pipeline.holidays)}</p></section>
    ${Object.keys(pipeline.retiredStages).length ? html`
      <section class="card"><h3>${t('retired')}</h3>
        <ul>${Object.entries(pipeline.retiredStages).map(([old, now]) => html`
          <li><code>${old}</code> ${t('countsAs', { stage: stageName(pipeline, now) })}</li>`)}</ul></section>` : nothing}
  </div>`;

/** @param {any} pipeline @param {unknown} key */
const stageName = (pipeline, key) =>
  nameOf(pipeline.stages.find((/** @type {any} */ stage) => stage.key === key)?.names, String(key));

/** @param {any[]} reasons */
const tags = reasons => html`<p class="tags">${reasons.map(reason => html`<span class="tag">${reasonName(reason)}</span> `)}</p>`;

/** @param {string[]} holidays */
function daysOff(holidays) {
  if (!holidays.length) {
    return html`<span class="note">${t('noHolidays')}</span>`;
  }
  const today = new Date().toISOString().slice(0, 10);
  const next = [...holidays].sort().find(each => each >= today);
  return next ? t('more', { n: holidays.length, next: day(next) }) : t('past', { n: holidays.length });
}

/** @param {any} page @param {any} pipeline @param {any} limits @param {boolean} isOps */
const limitSection = (page, pipeline, limits, isOps) => html`
  <h2>${t('limits')}</h2>
  ${limits.limits.length ? html`
    <table class="narrow">
      <thead><tr><th scope="col">${t('role')}</th><th scope="col" class="number">${t('upTo')}</th></tr></thead>
      <tbody>
        ${limits.limits.map((/** @type {any} */ limit) => html`
          <tr><th scope="row">${roleName(limit.role)}</th><td class="number">${percent(Number(limit.largestReduction))}</td></tr>`)}
        <tr><th scope="row">${roleName('sales-ops')}</th><td class="number">${t('anything')}</td></tr>
      </tbody>
    </table>` : html`<p class="note">${t('noLimits')}</p>`}
  ${isOps ? html`<p><button type="button" @click=${() => setLimits(page, pipeline, limits)}>${t('setLimits')}</button></p>` : nothing}`;

/** @param {any} page @param {any} pipeline @param {any} limits */
async function setLimits(page, pipeline, limits) {
  const roles = [...new Set(['sales-rep', 'sales-manager', ...limits.limits.map((/** @type {any} */ limit) => limit.role)])];
  const now = (/** @type {string} */ role) => limits.limits.find((/** @type {any} */ limit) => limit.role === role)?.largestReduction;
  const done = await act({
    title: t('setLimits'),
    text: html`<p>${t('limitsHelp')}</p>`,
    fields: () => roles.map(role => html`
      <label><span>${roleName(/** @type {any} */ (role))}</span>
        <input name=${role} type="number" min="0" max="100" step="0.1" .value=${now(role) == null ? '' : String(Number((now(role) * 100).toFixed(4)))}></label>`),
    button: t('save'),
    run: form => deals.put(`/pipelines/${encodeURIComponent(pipeline.key)}/approval-limits`, {
      limits: roles.filter(role => form.get(role)).map(role => ({ role, largestReduction: Number((Number(form.get(role)) / 100).toFixed(6)) })),
    }),
    done: () => html`<p>${t('limitsSaved')}</p>`,
  });
  if (done) {
    page.reload();
  }
}
