/** Part of an import's form: what the file's words for stages, ends, owners and reasons stand for here. */

import { html, nothing } from 'lit';
import { count, nameOf, words } from '../language.js';
import { reasonName, statusName } from '../deal/words.js';

const t = words({
  stages: ['What the stages mean', '各阶段的对应关系'],
  statuses: ['What tells won and lost', '赢单与输单的标记'],
  reasons: ['Reasons of losses', '输单原因'],
  inFile: ['In the file', '文件中'],
  lines: ['Lines', '行数'],
  stage: ['Stage', '销售阶段'],
  status: ['Status', '状态'],
  reason: ['Reason here', '系统中的原因'],
  refuse: ['(refuse these lines)', '（拒绝这些行）'],
  won: ['Won', '赢单'],
  lost: ['Lost', '输单'],
  begins: ['A deal that is further now began in', '现已推进的商机最初处于'],
  beginsWhy: ['The file tells one stage of each deal only. From the day of its creation it counts in the first one.', '文件只记录每笔商机的一个阶段；自创建日起，它计入起始阶段。'],
  ofSample: ['Counted in the beginning of the file. A value that comes later and is not listed here has its line refused.', '仅统计文件开头部分。后面若出现此处未列出的值，该行将被拒绝。'],
  owners: ['Other names for owners', '负责人名称对照'],
  ownersWhy: ['Reps find their own deals only under the name they log in with.', '销售人员只能看到登录名与负责人一致的商机。'],
  inDealflow: ['Name here', '系统中的名称'],
});

/** @param {any} form the element @param {any} found */
export const wordSections = (form, found) => html`
  ${found.stages.length ? stageSection(form, found) : nothing}
  ${found.statuses.length ? statusSection(form, found) : nothing}
  ${Object.keys(found.reasons).length ? reasonSection(form, found) : nothing}
  ${found.owners.length ? ownerSection(form, found) : nothing}`;

/**
 * A table of words, each with a choice of what it stands for.
 *
 * @param {'stages' | 'statuses' | 'reasons'} name @param {'stage' | 'status' | 'reason'} column
 * @param {{word: string, count?: number, chosen: any}[]} entries
 * @param {(chosen: any) => any} options @param {(word: string, chosen: string) => void} choose
 */
function wordTable(name, column, entries, options, choose) {
  const isCounted = entries.some(each => each.count !== undefined);
  return html`
    <h2>${t(name)}</h2>
    <div class="scroll"><table class="import-stages">
      <thead><tr><th scope="col">${t('inFile')}</th>${isCounted ? html`<th scope="col" class="number">${t('lines')}</th>` : nothing}
        <th scope="col">${t(column)}</th></tr></thead>
      <tbody>${entries.map((each, i) => html`
        <tr>
          <th scope="row"><label for=${name + i}>${each.word}</label></th>
          ${isCounted ? html`<td class="number">${count(each.count)}</td>` : nothing}
          <td><select id=${name + i} @change=${(/** @type {any} */ event) => choose(each.word, event.target.value)}>${options(each.chosen)}</select></td>
        </tr>`)}</tbody>
    </table></div>`;
}

/** @param {any} form the element @param {any} found */
function stageSection(form, found) {
  const { pipeline } = form;
  const isFurther = found.fields.created && found.stages.some((/** @type {any} */ each) =>
    each.stage === 'won' || each.stage === 'lost' || each.stage && found.fields.since);
  return html`
    ${wordTable('stages', 'stage', found.stages.map((/** @type {any} */ each) => ({ ...each, chosen: each.stage })), to => html`
      ${stageOptions(pipeline, to)}
      <option value="won" .selected=${to === 'won'}>✓ ${t('won')} · ${nameOf(pipeline.won.names, pipeline.won.key)}</option>
      <option value="lost" .selected=${to === 'lost'}>✕ ${t('lost')}</option>
      <option value="" .selected=${!to}>${t('refuse')}</option>`,
    (word, stage) => form.correct({ stages: { ...form.corrections.stages, [word]: stage || null } }))}
    <p class="note">${t('ofSample')}</p>
    ${isFurther ? html`
      <label><span>${t('begins')}</span>
        <select @change=${(/** @type {any} */ event) => form.correct({ begins: event.target.value })}>${stageOptions(pipeline, found.begins)}</select></label>
      <p class="note">${t('beginsWhy')}</p>` : nothing}`;
}

/** @param {any} pipeline @param {unknown} chosen */
const stageOptions = (pipeline, chosen) => pipeline.stages.map((/** @type {any} */ stage) => html`
  <option value=${stage.key} .selected=${stage.key === chosen}>${nameOf(stage.names, stage.key)}</option>`);

/** @param {any} form the element @param {any} found */
const statusSection = (form, found) => wordTable('statuses', 'status',
  found.statuses.map((/** @type {any} */ each) => ({ ...each, chosen: each.status })), status => html`
    ${['OPEN', 'WON', 'LOST'].map(each => html`<option value=${each} .selected=${each === status}>${statusName(each)}</option>`)}
    <option value="" .selected=${!status}>${t('refuse')}</option>`,
  (word, status) => form.correct({ statuses: { ...form.corrections.statuses, [word]: status || null } }));

/** @param {any} form the element @param {any} found */
const reasonSection = (form, found) => wordTable('reasons', 'reason',
  Object.entries(found.reasons).map(([word, chosen]) => ({ word, chosen })), reason => form.pipeline.lossReasons.map((/** @type {string} */ each) => html`
    <option value=${each} .selected=${each === reason}>${reasonName(each)}</option>`),
  (word, reason) => form.correct({ reasons: { ...form.corrections.reasons, [word]: reason } }));

/** @param {any} form the element @param {any} found */
const ownerSection = (form, found) => html`
  <details class="import-owners" ?open=${found.owners.some((/** @type {any} */ each) => each.owner !== each.name)}>
    <summary>${t('owners')}</summary>
    <p class="note">${t('ownersWhy')}</p>
    <div class="scroll"><table>
      <thead><tr><th scope="col">${t('inFile')}</th><th scope="col">${t('inDealflow')}</th></tr></thead>
      <tbody>${found.owners.map((/** @type {any} */ each, /** @type {number} */ i) => html`
        <tr><th scope="row"><label for=${'owner-' + i}>${each.name}</label></th>
          <td><input id=${'owner-' + i} .value=${each.owner === each.name ? '' : each.owner} placeholder=${each.name}
            @change=${(/** @type {any} */ event) => form.correct({ owners: owners(form, each.name, event.target.value.trim()) })}></td></tr>`)}</tbody>
    </table></div>
  </details>`;

/** @param {any} form @param {string} name @param {string} here '' for the same */
const owners = (form, name, here) => ({ ...form.corrections.owners, [name]: here || name });
