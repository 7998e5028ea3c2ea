/**
 * The picture of a funnel: one band per stage, as wide as the deals that reached it; between two bands the slope, which is the share that
 * moved on; deals that are still open apart; won at the bottom.
 *
 * It takes the answer of `GET /funnels/{pipeline}` as it is, on either basis:
 *
 *     <dealflow-funnel></dealflow-funnel>
 *     <script type="module">
 *       import '/app/pictures/funnel.js';
 *       const picture = document.querySelector('dealflow-funnel');
 *       picture.funnel = await (await fetch('/api/funnels/funnels/demo')).json();
 *       picture.addEventListener('pick', event => console.log(event.detail)); // {cell: 'reached', stage: 'needs-confirmed'}
 *     </script>
 *
 * `measure` is `count` or `amount`: what the widths are. `base` is another such answer (at first `funnel.base`), drawn as an outline that is
 * as wide as this one at its top, and `base-name` says what it is; `won` names winning. A number that somebody clicks fires `pick` with the
 * `cell` and `stage` that `links.deals` of the answer takes. Colours are set from outside, here with their defaults for light pages:
 *
 *     dealflow-funnel {
 *       --dealflow-band: #1b8a86;      deals that went further
 *       --dealflow-slope: #dcefee;     between the bands
 *       --dealflow-won: #1c7a3e;
 *       --dealflow-lost: #b3372d;
 *       --dealflow-base: #8a3fa0;      what it is compared with
 *       --dealflow-ink: #1b2530;       text
 *       --dealflow-soft: #556270;      legend
 *       --dealflow-line: #d5dbe1;      deals that are lost
 *       --dealflow-paper: #ffffff;
 *     }
 *
 * It needs `lit`, `../language.js` and the module beside it.
 */

import { LitElement, css, html, nothing } from 'lit';
import { amount, count, percent, words } from '../language.js';
import { cohortBands, endedBands } from './funnel-bands.js';

/** @typedef {import('./funnel-bands.js').Band} Band */

const t = words({
  picture: ['Funnel', '漏斗图'],
  of: ['{n} of {all}', '{n}/{all}'],
  ofAll: ['of all that entered', '占全部进入'],
  interval: ['95%: {low}–{high}', '95% 区间 {low}–{high}'],
  expected: ['expected {value}', '预计 {value}'],
  base: ['{name}: {value}', '{name}：{value}'],
  compared: ['compared', '对比'],
  few: ['too few to say', '样本太小'],
  moved: ['moved on', '继续向前'],
  on: ['Went further', '继续向前'],
  open: ['Came so far, still open', '走到这里，仍在谈'],
  gone: ['Came so far, lost or back to a lead', '走到这里，丢单或退回线索'],
  ended: ['Lost or back to a lead', '丢单或退回线索'],
  back: ['Moved back', '退回前面的阶段'],
  amounts: ['Widths are amounts; the shares between them are of numbers of deals.', '宽度为金额；阶段之间的比率按商机数量计算。'],
  show: ['{text}: show the deals', '{text}：显示商机'],
});

/** A rate with its sample and interval. @param {any} rate */
const sure = rate => [
  rate.value == null ? t('few') : percent(rate.value),
  t('of', { n: count(rate.numerator), all: count(rate.denominator) }),
  rate.low == null ? '' : t('interval', { low: percent(rate.low), high: percent(rate.high) }),
].filter(each => each).join(' · ');

export class FunnelPicture extends LitElement {
  static properties = {
    funnel: { attribute: false },
    base: { attribute: false },
    baseName: { attribute: 'base-name' },
    measure: { type: String },
    won: { type: String },
  };

  static styles = css`
    :host {
      display: block; container-type: inline-size; color: var(--_ink); font-size: .875rem;
      --_band: var(--dealflow-band, #1b8a86); --_slope: var(--dealflow-slope, #dcefee); --_won: var(--dealflow-won, #1c7a3e);
      --_lost: var(--dealflow-lost, #b3372d); --_base: var(--dealflow-base, #8a3fa0); --_ink: var(--dealflow-ink, #1b2530);
      --_soft: var(--dealflow-soft, #556270); --_line: var(--dealflow-line, #d5dbe1); --_paper: var(--dealflow-paper, #ffffff);
    }
    ol { list-style: none; margin: 0; padding: 0; }
    li { display: grid; grid-template-columns: minmax(7rem, 11rem) 1fr minmax(8rem, 12rem); gap: 0 1rem; }
    .name { align-self: center; font-weight: 600; }
    .lane { display: grid; justify-items: center; align-items: center; min-height: 2.75rem; }
    .lane > * { grid-area: 1 / 1; }
    .band { display: flex; height: 100%; min-width: 3px; border-radius: 4px; overflow: hidden; }
    .band > i { min-width: 0; }
    i.on, i.all { background: var(--_band); }
    i.won { background: var(--_won); }
    i.open { background: repeating-linear-gradient(135deg, var(--_band) 0 3px, var(--_paper) 3px 7px); }
    i.back { background: repeating-linear-gradient(45deg, var(--_soft) 0 2px, var(--_paper) 2px 6px); }
    i.gone { background: var(--_line); }
    .outline { height: 100%; box-sizing: border-box; border: 2px dashed var(--_base); border-radius: 4px; pointer-events: none; z-index: 1; }
    .slope .lane { min-height: 3.2rem; }
    .shape { width: 100%; height: 100%; background: var(--_slope); }
    p { margin: 0; padding: .25rem 0; text-align: center; z-index: 1; }
    p b { font-size: 1.1rem; }
    p span { display: block; }
    p .base { color: var(--_base); }
    .side { align-self: center; display: grid; justify-items: start; }
    button {
      font: inherit; color: inherit; background: none; border: 0; border-radius: 4px; padding: .1rem .2rem; min-height: 24px; cursor: pointer;
      text-align: start; text-decoration: underline dotted; text-underline-offset: 3px;
    }
    button:hover { text-decoration-style: solid; }
    button:focus-visible { outline: 2px solid var(--_ink); outline-offset: 1px; }
    button.number {
      background: var(--_paper); padding: .1rem .7rem; border-radius: 1rem; z-index: 2; font-size: 1rem; font-weight: 650;
      font-variant-numeric: tabular-nums; text-decoration: none;
    }
    button.number:hover { text-decoration: underline; }
    button.lost { color: var(--_lost); }
    .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: .75rem; font-size: .8125rem; color: var(--_soft); }
    .legend i, .legend .outline { display: inline-block; width: 1.4rem; height: .8rem; border-radius: 2px; vertical-align: -1px; margin-inline-end: .35rem; }
    @container (max-width: 42rem) {
      li { grid-template-columns: 1fr auto; gap: 0 .5rem; }
      li .lane { grid-column: 1 / -1; grid-row: 2; }
      li.slope .name, li.slope .side { display: none; }
      .side { grid-auto-flow: column; gap: .25rem; }
      .side .amount { display: none; }
    }
    @media (forced-colors: active) {
      i, .shape { forced-color-adjust: none; }
    }
  `;

  constructor() {
    super();
    /** @type {any} */
    this.funnel = null;
    /** @type {any} */
    this.base = null;
    this.baseName = '';
    /** @type {'count' | 'amount'} */
    this.measure = 'count';
    this.won = '';
  }

  get isPeriod() {
    return this.funnel.basis === 'period';
  }

  get other() {
    return this.base ?? this.funnel.base ?? null;
  }

  render() {
    if (!this.funnel) {
      return nothing;
    }
    const bands = this.isPeriod ? endedBands(this.funnel, this.other) : cohortBands(this.funnel, this.other, this.won);
    const by = this.measure === 'amount' && bands.every(band => band.total.amount != null) ? 'amount' : 'count';
    const most = Math.max(...bands.map(band => Number(band.total[by])), 0);
    const baseMost = Math.max(...bands.map(band => Number(band.base?.[by] ?? 0)), 0);
    /** @param {any} total @param {number} of */
    const share = (total, of) => of > 0 ? Number(total?.[by] ?? 0) / of : 0;
    return html`
      <ol aria-label=${t('picture')}>${bands.map((band, i) => html`
        ${!this.isPeriod && i > 0 ? this.slope(band, [share(bands[i - 1].total, most), share(band.total, most)]) : nothing}
        ${this.band(band, by, share(band.total, most), baseMost ? share(band.base, baseMost) : null)}
        ${this.isPeriod ? this.slope(band, null) : nothing}`)}
      </ol>
      ${this.legend(by, bands)}`;
  }

  /** @param {Band} band @param {'count' | 'amount'} by @param {number} width of 1 @param {number | null} baseWidth */
  band(band, by, width, baseWidth) {
    const text = by === 'amount' ? amount(band.total.amount, this.funnel.currency, true) : count(band.total.count);
    const parts = by === 'amount' ? [{ kind: band.cell === 'won' ? 'won' : 'on', size: 1 }] : band.parts.filter(part => part.size > 0);
    return html`
      <li>
        <span class="name">${band.name}</span>
        <div class="lane">
          <div class="band" .style=${`width: ${100 * width}%`}>${parts.map(part => html`<i class=${part.kind} .style=${`flex: ${part.size} 0 0`}></i>`)}</div>
          ${baseWidth === null ? nothing : html`<div class="outline" .style=${`width: ${100 * baseWidth}%`}></div>`}
          ${this.number(band, { cell: band.cell, text, kind: 'number' })}
        </div>
        <div class="side">${band.sides.map(side => html`
          <span>${this.number(band, side)}${side.amount == null || Number(side.amount) === 0 ? nothing
            : html`<span class="amount"> ${amount(side.amount, this.funnel.currency, true)}</span>`}</span>`)}</div>
      </li>`;
  }

  /** @param {Band} band @param {number[] | null} widths of the bands above and below; null where none leads to the other */
  slope(band, widths) {
    const [above, below] = widths ?? [0, 0];
    const corners = [[50 - 50 * above, 0], [50 + 50 * above, 0], [50 + 50 * below, 100], [50 - 50 * below, 100]];
    const { slope, baseSlope } = band;
    return html`
      <li class="slope">
        <span class="name"></span>
        <div class="lane">
          ${widths ? html`<div class="shape" .style=${`clip-path: polygon(${corners.map(([x, y]) => `${x}% ${y}%`).join(', ')})`}></div>` : nothing}
          <p>${slope.step ? html`<b>${t('of', { n: count(slope.step[0]), all: count(slope.step[1]) })}</b>` : nothing}
            ${this.rate(slope)}
            ${baseSlope == null ? nothing : html`
              <span class="base">${t('base', { name: this.baseName || t('compared'), value: sure(baseSlope) })}</span>`}</p>
        </div>
        <span class="side"></span>
      </li>`;
  }

  /** @param {any} rate */
  rate(rate) {
    const more = [
      this.isPeriod ? t('moved') : rate.ofAll ? `${t('ofAll')} ${rate.step ? percent(rate.value) : ''}` : '',
      t('of', { n: count(rate.numerator), all: count(rate.denominator) }),
      rate.value == null ? t('few') : '',
      rate.low == null ? '' : t('interval', { low: percent(rate.low), high: percent(rate.high) }),
      rate.expected == null ? '' : t('expected', { value: percent(rate.expected) }),
    ];
    return html`${rate.value == null || rate.step ? nothing : html`<b>${percent(rate.value)}</b>`} <span>${more.filter(each => each).join(' · ')}</span>`;
  }

  /** @param {Band} band @param {import('./funnel-bands.js').Side} side */
  number(band, { cell, text, kind = '' }) {
    const pick = () => this.dispatchEvent(new CustomEvent('pick', { detail: { cell, stage: band.stage }, bubbles: true, composed: true }));
    return html`<button type="button" class=${kind} aria-label=${t('show', { text: `${band.name}, ${text}` })} @click=${pick}>${text}</button>`;
  }

  /** @param {string} by @param {Band[]} bands */
  legend(by, bands) {
    const kinds = new Set(bands.flatMap(band => band.parts.filter(part => part.size > 0).map(part => part.kind)));
    const shown = /** @type {('on' | 'open' | 'back' | 'gone')[]} */ (['on', 'open', 'back', 'gone']).filter(kind => kinds.has(kind));
    return html`
      <div class="legend">
        ${by === 'count' ? shown.map(kind => html`<span><i class=${kind}></i>${t(kind === 'gone' && this.isPeriod ? 'ended' : kind)}</span>`) : t('amounts')}
        ${this.other ? html`<span><span class="outline"></span>${this.baseName || t('compared')}</span>` : nothing}
      </div>`;
  }
}

customElements.define('dealflow-funnel', FunnelPicture);
