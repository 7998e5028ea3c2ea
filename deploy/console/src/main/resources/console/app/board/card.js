/** One deal on the board. */

import { html, nothing } from 'lit';
import { amount, day, money, words } from '../language.js';
import { stayOf, stayText, today } from '../deal/stay.js';
import { dealAddress } from '../deal/words.js';

const t = words({
  move: ['Move…', '移动…'],
  moveOne: ['Move… “{title}”', '移动…“{title}”'],
  stalled: ['{days}, stalled', '{days}，停滞'],
  stay: ['In this stage for {days}', '在此阶段 {days}'],
  noAmount: ['no amount', '无金额'],
  late: ['Expected close passed: {day}', '预计成交日已过：{day}'],
});

/** @typedef {{at: number, stay: string, isStalled: boolean, late: string, amount: string, money: string, isNamed: boolean}} Face */

/** @type {WeakMap<any, Face>} what is written on a card, since formatting costs more than drawing */
const faces = new WeakMap();
const MINUTES = 10 * 60_000;

/** @param {import('./store.js').Card} deal @param {any} pipeline @returns {Face} */
function faceOf(deal, pipeline) {
  const known = faces.get(deal);
  if (known && known.at > Date.now() - MINUTES) {
    return known;
  }
  const stay = stayOf(pipeline, deal);
  const isLate = deal.status === 'OPEN' && deal.expectedCloseOn && deal.expectedCloseOn < today(pipeline);
  const face = {
    at: Date.now(),
    stay: stayText(stay),
    isStalled: stay.isStalled,
    late: isLate ? t('late', { day: day(deal.expectedCloseOn) }) : '',
    amount: deal.amount ? amount(deal.amount.amount, deal.amount.currency, true) : t('noAmount'),
    money: money(deal.amount),
    isNamed: deal.title.includes(deal.customer),
  };
  faces.set(deal, face);
  return face;
}

/**
 * @param {import('./store.js').Card} deal
 * @param {{pipeline: any, place: number, size: number, isFresh: boolean, isTabbable: boolean, column: any}} at
 */
export function card(deal, { pipeline, place, size, isFresh, isTabbable, column }) {
  const { isNamed, ...face } = faceOf(deal, pipeline);
  const tab = isTabbable ? '0' : '-1';
  return html`
    <li class="board-card ${face.isStalled ? 'stalled' : ''} ${isFresh ? 'fresh' : ''}" draggable="true"
        aria-setsize=${size} aria-posinset=${place + 1}
        @dragstart=${event => {
          event.dataTransfer.setData('text/plain', deal.title);
          event.dataTransfer.effectAllowed = 'move';
          column.tell('board-drag', { id: deal.id });
        }}
        @dragend=${() => column.tell('board-drag', { id: null })}
        @focusin=${() => { column.active = place; }}>
      <a class=${isNamed ? 'long' : ''} href=${dealAddress(deal)} tabindex=${tab} draggable="false" title=${deal.title}>${deal.title}</a>
      ${isNamed ? nothing : html`<span class="customer" title=${deal.customer}>${deal.customer}</span>`}
      <span class="line"><span><b title=${face.money}>${face.amount}</b>
        ${face.late ? html`<span class="late" title=${face.late}><span aria-hidden="true">⚑</span><span class="hidden">${face.late}</span></span>` : nothing}</span>
        <span class="owner">${deal.owner}</span></span>
      <span class="line"><span class="stay" title=${t('stay', { days: face.stay })}>${face.isStalled ? t('stalled', { days: face.stay }) : face.stay}</span>
        <button type="button" class="plain" tabindex=${tab} aria-label=${t('moveOne', { title: deal.title })}
                @click=${() => column.tell('board-move', { id: deal.id })}>${t('move')}</button></span>
    </li>`;
}
