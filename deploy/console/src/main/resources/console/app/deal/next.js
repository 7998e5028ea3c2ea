/** What to do next with a deal, and the moves that it can make. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { elementName, phaseName, stageName, stanceName } from './words.js';
import { blocking, elementText, missingText } from '../move/words.js';

const t = words({
  next: ['What to do next', '下一步做什么'],
  closed: ['This deal is closed. It can be reopened by moving it to a stage of the funnel.', '此商机已结束。将其移回漏斗中的某个阶段即可重新打开。'],
  cares: ['What the customer cares about now', '客户现在关心什么'],
  phase: ['Buying phase: {phase}', '采购阶段：{phase}'],
  first: ['First', '首要'],
  second: ['Then', '其次'],
  price: ['Price', '价格'],
  we: ['What we do', '我们该做什么'],
  remains: ['What remains here', '本阶段还剩'],
  nothing: ['Everything of this stage is ticked.', '本阶段的清单已全部勾选。'],
  ask: ['If a lower price is asked for', '客户要求降价时'],
  ahead: ['The ticks tell of a later stage than the one on record: “{stage}”. Has the customer confirmed it?',
    '勾选情况表明客户已走到更后的阶段：“{stage}”。客户确认了吗？'],
  behind: ['The ticks tell only of “{stage}”. Are later ones missing, or is the customer not so far?',
    '勾选情况只支持到“{stage}”。是漏勾了，还是客户尚未走到这一步？'],
  required: ['required', '必需'],
  lacks: ['It is no opportunity yet; it lacks:', '尚不是商机，还缺：'],
  moves: ['Possible moves', '可以移动到'],
  asks: ['The customer’s confirmation is asked for', '需填写客户的确认'],
  reason: ['A reason is asked for', '需填写原因'],
  free: ['Nothing is missing', '不缺什么'],
  move: ['Move to {stage}', '移动到{stage}'],
  back: ['Back and out', '退回与移出'],
  later: ['Later stages', '更后的阶段'],
});

/** @param {any} guidance @param {any} deal @param {any} pipeline @param {(to: string) => void} move */
export function nextSteps(guidance, deal, pipeline, move) {
  const { concerns, price, suggested } = guidance;
  if (deal.status === 'WON' || deal.status === 'LOST') {
    return html`<section aria-labelledby="next"><h2 id="next">${t('next')}</h2><p class="note">${t('closed')}</p></section>`;
  }
  const place = key => pipeline.stages.findIndex(stage => stage.key === key);
  const isAhead = suggested && place(suggested.key) > place(deal.stage);
  const isBehind = suggested && place(suggested.key) < place(deal.stage);
  return html`
    <section aria-labelledby="next">
      <h2 id="next">${t('next')}</h2>
      ${isAhead ? html`<p class="warning">${t('ahead', { stage: suggested.name })}
        <button type="button" class="plain" @click=${() => move(suggested.key)}>${t('move', { stage: suggested.name })}</button></p>` : nothing}
      ${isBehind ? html`<p class="note">${t('behind', { stage: suggested.name })}</p>` : nothing}
      <div class="cards deal-next">
        <div class="card">
          <h3>${t('cares')}</h3>
          ${guidance.buyingPhase ? html`<p class="note">${t('phase', { phase: phaseName(guidance.buyingPhase) })}</p>` : nothing}
          <dl>${[['first', concerns.first], ['second', concerns.second], ['price', concerns.price]].map(([name, text]) => text
            ? html`<dt>${t(/** @type {any} */ (name))}</dt><dd>${text}</dd>` : nothing)}</dl>
        </div>
        <div class="card">
          <h3>${t('we')}</h3>
          <ul>${guidance.actions.map(action => html`<li>${action}</li>`)}</ul>
        </div>
        <div class="card">
          <h3>${t('remains')}</h3>
          ${guidance.missing.length ? html`<ul>${guidance.missing.map(item => html`<li>${item.name}
            ${item.required ? html`<span class="tag open">${t('required')}</span>` : nothing}</li>`)}</ul>`
            : html`<p class="done">✓ ${t('nothing')}</p>`}
          ${guidance.elementsMissing.length ? html`<p>${t('lacks')}</p><ul>${guidance.elementsMissing.map(one => html`
            <li><a href="#qualification">${elementName(one.key)}</a>: ${elementText(one.key)}</li>`)}</ul>` : nothing}
          ${guidance.fieldsMissing?.length ? html`<ul>${guidance.fieldsMissing.map(one => html`
            <li><a href="#fields">${missingText(pipeline, one)}</a></li>`)}</ul>` : nothing}
        </div>
        ${price.stance ? html`
          <div class="card">
            <h3>${t('ask')}</h3>
            <p><b class="stance ${price.stance.toLowerCase()}">${stanceName(price.stance)}</b></p>
            <p>${price.text}</p>
          </div>` : nothing}
      </div>
    </section>`;
}

/** @param {any[]} moves @param {any} pipeline @param {(to: string) => void} ask */
export function possibleMoves(moves, pipeline, ask) {
  const isOnward = move => ['IN', 'FORWARD', 'WON', 'REOPENED'].includes(move.direction);
  const item = move => {
    const open = blocking(move);
    const asked = kind => move.missing.some(one => one.kind === kind);
    return html`
      <li>
        <button type="button" class=${isOnward(move) && move.direction !== 'REOPENED' && !open.length ? 'main' : ''} @click=${() => ask(move.to)}>${stageName(pipeline, move.to)}…</button>
        ${open.length ? html`<ul>${open.map(one => html`<li>${missingText(pipeline, one)}</li>`)}</ul>`
          : html`<span class="note">${asked('CONFIRMATION') ? t('asks') : asked('REASON') ? t('reason') : t('free')}</span>`}
      </li>`;
  };
  const isLater = move => move.missing.some(one => one.kind === 'STAGE');
  const onward = moves.filter(move => isOnward(move) && !isLater(move));
  const later = moves.filter(move => isOnward(move) && isLater(move));
  const back = moves.filter(move => !isOnward(move));
  const folded = (name, some) => some.length ? html`
    <details><summary>${name}</summary><ul class="deal-moves">${some.map(item)}</ul></details>` : nothing;
  return html`
    <section aria-labelledby="moves">
      <h2 id="moves">${t('moves')}</h2>
      ${onward.length ? html`<ul class="deal-moves">${onward.map(item)}</ul>` : nothing}
      ${folded(t('later'), later)}
      ${folded(t('back'), back)}
    </section>`;
}
