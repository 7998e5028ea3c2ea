/** A pipeline as the customer's way: phases of its buying process, in each the stages that it confirms, at the end the order. */

import { html, nothing } from 'lit';
import { language, nameOf, words } from '../language.js';
import { PHASES, confirmedByName, phaseHelp, phaseName, signalName, stanceHelp, stanceName, threshold } from './words.js';

const t = words({
  way: ['The customer’s way', '客户的采购过程'],
  outside: ['outside the funnel', '漏斗之外'],
  stalled: ['stalled after {n}', '超过 {n} 视为停滞'],
  stalledUnknown: ['stalled after longer than 90 % of the stays here', '停留时间超过 90% 的商机视为停滞'],
  confirms: ['The customer confirms it by', '客户如何确认'],
  anySignal: ['any signal of its own', '任何客户方的确认'],
  leadSignal: ['Nothing is confirmed yet', '客户尚未确认'],
  checklist: ['Before the next stage', '进入下一阶段前'],
  required: ['required', '必需'],
  optional: ['optional', '可选'],
  noItems: ['Nothing to tick', '无检查项'],
  concerns: ['What the customer cares about', '客户关注什么'],
  actions: ['What we do', '我们做什么'],
  won: ['Won', '赢单'],
});

/** The stages that follow each other in one phase. @param {any[]} stages @returns {{phase: string, stages: {stage: any, number: number}[]}[]} */
export function byPhase(stages) {
  /** @type {{phase: string, stages: {stage: any, number: number}[]}[]} */
  const groups = [];
  stages.forEach((stage, i) => {
    const phase = PHASES.includes(stage.buyingPhase) ? stage.buyingPhase : 'NONE';
    if (groups.at(-1)?.phase !== phase) {
      groups.push({ phase, stages: [] });
    }
    groups.at(-1)?.stages.push({ stage, number: i + 1 });
  });
  return groups;
}

/** @param {Record<string, string>} names */
export const otherName = names => language === 'zh' ? names?.en : names?.zh;

/** The whole at a glance. @param {any} pipeline @param {boolean} [isLinked] with links to what {@link stages} says of each */
export const way = (pipeline, isLinked = false) => html`
  <ol class="way" aria-label=${t('way')}>${byPhase(pipeline.stages).map(group => html`
    <li class=${'way-phase ' + group.phase.toLowerCase().replace('_', '-')}>
      <span class="way-name">${phaseName(/** @type {any} */ (group.phase))}</span>
      <ol>${group.stages.map(({ stage, number }) => html`
        <li class=${stage.place === 'OUTSIDE' ? 'outside' : ''}>${isLinked
          ? html`<a href=${'#stage-' + stage.key} @click=${jump}>${step(stage, number)}</a>` : html`<span>${step(stage, number)}</span>`}</li>`)}</ol>
    </li>`)}
    <li class="way-won"><span class="way-name">${t('won')}</span><ol><li><span>✓ ${nameOf(pipeline.won.names, pipeline.won.key)}</span></li></ol></li>
  </ol>`;

/** @param {any} stage @param {number} number */
const step = (stage, number) => html`<span class="way-number">${number}</span> ${nameOf(stage.names, stage.key)}`;

/** Within the page, whose address stays what it is. @param {MouseEvent} event */
function jump(event) {
  event.preventDefault();
  const target = /** @type {HTMLAnchorElement} */ (event.currentTarget).hash.slice(1);
  const heading = /** @type {HTMLElement | null} */ (document.getElementById(target)?.querySelector('h3'));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** Each stage with all that it says. @param {any} pipeline */
export const stages = pipeline => byPhase(pipeline.stages).map(group => html`
  <section class=${'phase ' + group.phase.toLowerCase().replace('_', '-')}>
    <h2>${phaseName(/** @type {any} */ (group.phase))} <small>${phaseHelp(/** @type {any} */ (group.phase))}</small></h2>
    ${group.stages.map(({ stage, number }) => stageCard(stage, number))}
  </section>`);

/** @param {any} stage @param {number} number */
const stageCard = (stage, number) => html`
  <article class="card stage" id=${'stage-' + stage.key}>
    <header>
      <h3 tabindex="-1"><span class="way-number">${number}</span> ${nameOf(stage.names, stage.key)}
        ${otherName(stage.names) ? html`<small lang=${language === 'zh' ? 'en' : 'zh'}>${otherName(stage.names)}</small>` : nothing}</h3>
      <p class="stage-facts">
        ${stage.place === 'OUTSIDE' ? html`<span class="tag">${t('outside')}</span>` : nothing}
        ${stage.priceStance ? html`<span class="tag" title=${stanceHelp(stage.priceStance)}>${stanceName(stage.priceStance)}</span>` : nothing}
        <span class="note">${stage.stalledAfter
          ? t('stalled', { n: threshold(stage.stalledAfter, stage.stalledCountsBusinessDays) })
          : stage.place === 'OUTSIDE' ? nothing : t('stalledUnknown')}</span>
      </p>
    </header>
    <div class="stage-parts">
      <div><h4>${t('confirms')}</h4>${signals(stage)}</div>
      <div><h4>${t('checklist')}</h4>${checklist(stage)}</div>
      ${texts(t('concerns'), stage.concerns)}
      ${texts(t('actions'), stage.actions)}
    </div>
  </article>`;

/** @param {any} stage */
export function signals(stage) {
  if (stage.signals.length) {
    return html`<ul class="signals">${stage.signals.map((/** @type {any} */ signal) => html`<li>${signalName(signal)}</li>`)}</ul>`;
  }
  return html`<p class="note">${stage.place === 'OUTSIDE' ? t('leadSignal') : t('anySignal')}</p>`;
}

/** @param {any} stage */
export const checklist = stage => stage.checklist.length ? html`
  <ul>${stage.checklist.map((/** @type {any} */ item) => html`
    <li>${nameOf(item.names, item.key)}
      <small class="block">${item.required ? html`<b>${t('required')}</b>` : t('optional')} · ${confirmedByName(item.confirmedBy)}</small></li>`)}
  </ul>` : html`<p class="note">${t('noItems')}</p>`;

/** @param {string} title @param {Record<string, string[]>} byLanguage */
function texts(title, byLanguage) {
  const lines = byLanguage?.[language] ?? byLanguage?.en ?? Object.values(byLanguage ?? {})[0] ?? [];
  return lines.length ? html`<div><h4>${title}</h4><ul>${lines.map(line => html`<li>${line}</li>`)}</ul></div>` : nothing;
}
