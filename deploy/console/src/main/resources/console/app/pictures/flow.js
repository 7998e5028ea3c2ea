/**
 * The picture of a flow: what there was, what came in and went out, and what there is, as a waterfall that balances.
 *
 * It takes one flow of the answer of `GET /funnels/{pipeline}/flow`, the `total` of an interval or one of its `stages`:
 *
 *     <dealflow-flow currency="USD"></dealflow-flow>
 *     <script type="module">
 *       import '/app/pictures/flow.js';
 *       const picture = document.querySelector('dealflow-flow');
 *       const answer = await (await fetch('/api/funnels/funnels/demo/flow?interval=month')).json();
 *       picture.flow = answer.intervals.at(-1).total;
 *       picture.addEventListener('pick', event => console.log(event.detail)); // {cell: 'flow.won', stage: ''}
 *     </script>
 *
 * `measure` is `count` or `amount`; `stage` comes back with `pick`. Terms of nothing are left out, and so are moves within the funnel where
 * as many go as come. Colours are set from outside, here with their defaults for light pages:
 *
 *     dealflow-flow {
 *       --dealflow-stock: #5f7183;     opening and closing
 *       --dealflow-in: #1b8a86;        what comes in
 *       --dealflow-out: #b9760b;       what goes out
 *       --dealflow-won: #1c7a3e;
 *       --dealflow-lost: #b3372d;
 *       --dealflow-ink: #1b2530;
 *       --dealflow-line: #d5dbe1;
 *     }
 *
 * It needs `lit` and `../language.js`.
 */

import { LitElement, css, html, nothing } from 'lit';
import { amount, count, words } from '../language.js';

const t = words({
  picture: ['Flow', '流量图'],
  opening: ['At the start', '期初'],
  in: ['Entered', '新进入'],
  reopened: ['Reopened', '重新打开'],
  forwardIn: ['Came forward', '前进转入'],
  backwardIn: ['Came back', '退回转入'],
  transferredIn: ['Transferred in', '划转转入'],
  forwardOut: ['Went forward', '前进转出'],
  backwardOut: ['Went back', '退回转出'],
  won: ['Won', '赢单'],
  lost: ['Lost', '丢单'],
  returned: ['Back to a lead', '退回线索'],
  transferredOut: ['Transferred out', '划转转出'],
  repriced: ['Repriced', '金额变更'],
  closing: ['At the end', '期末'],
  show: ['{term} {value}: show the deals', '{term} {value}：显示商机'],
  withheld: ['Amounts of moves are not told here.', '此处不显示移动的金额。'],
});

/** The terms of the balance in its order, and what they do to it. */
export const TERMS = /** @type {const} */ ([
  ['in', 1], ['reopened', 1], ['forwardIn', 1], ['backwardIn', 1], ['transferredIn', 1], ['forwardOut', -1], ['backwardOut', -1],
  ['won', -1], ['lost', -1], ['returned', -1], ['transferredOut', -1], ['repriced', 1],
]);

/** Pairs of which nothing comes or goes where they are equal. */
const PAIRS = [['forwardIn', 'forwardOut'], ['backwardIn', 'backwardOut'], ['transferredIn', 'transferredOut']];

/** @param {string} term */
export const termName = term => t(/** @type {any} */ (term));

export class FlowPicture extends LitElement {
  static properties = {
    flow: { attribute: false },
    measure: { type: String },
    currency: { type: String },
    stage: { type: String },
  };

  static styles = css`
    :host {
      display: block; color: var(--_ink); font-size: .875rem;
      --_stock: var(--dealflow-stock, #5f7183); --_in: var(--dealflow-in, #1b8a86); --_out: var(--dealflow-out, #b9760b);
      --_won: var(--dealflow-won, #1c7a3e); --_lost: var(--dealflow-lost, #b3372d); --_ink: var(--dealflow-ink, #1b2530);
      --_line: var(--dealflow-line, #d5dbe1);
    }
    ol { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: minmax(4rem, max-content) 1fr max-content; gap: 0 .75rem; }
    li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; min-height: 2.1rem; }
    li.stock { font-weight: 650; }
    .lane { position: relative; align-self: stretch; border-inline-start: 1px solid var(--_line); }
    .lane i { position: absolute; inset-block: .3rem; min-width: 2px; border-radius: 3px; background: var(--_out); }
    .stock .lane i { background: var(--_stock); }
    .more .lane i { background: var(--_in); }
    .won .lane i { background: var(--_won); }
    .lost .lane i { background: var(--_lost); }
    .lane s { position: absolute; inset-block: -.3rem calc(100% - .3rem); border-inline-start: 1px dotted var(--_ink); }
    button {
      font: inherit; color: inherit; background: none; border: 0; border-radius: 4px; padding: .1rem .2rem; min-height: 24px; cursor: pointer;
      justify-self: end; white-space: nowrap; font-variant-numeric: tabular-nums; text-decoration: underline dotted; text-underline-offset: 3px;
    }
    button:hover { text-decoration-style: solid; }
    button:focus-visible { outline: 2px solid var(--_ink); outline-offset: 1px; }
    @media (forced-colors: active) {
      i { forced-color-adjust: none; }
    }
  `;

  constructor() {
    super();
    /** @type {Record<string, {count: number, amount: string | null}> | null} */
    this.flow = null;
    /** @type {'count' | 'amount'} */
    this.measure = 'count';
    this.currency = '';
    this.stage = '';
  }

  render() {
    const { flow, measure } = this;
    if (!flow) {
      return nothing;
    }
    if (measure === 'amount' && flow.opening.amount == null) {
      return html`<p>${t('withheld')}</p>`;
    }
    /** @param {string} term */
    const value = term => Number(flow[term][measure]);
    const equal = PAIRS.filter(([one, other]) => value(one) === value(other)).flat();
    const steps = [{ term: 'opening', from: 0, to: value('opening'), sign: 0 }];
    let level = value('opening');
    for (const [term, sign] of TERMS) {
      const change = sign * value(term);
      if (change && !equal.includes(term)) {
        steps.push({ term, from: level, to: level + change, sign: Math.sign(change) });
        level += change;
      }
    }
    steps.push({ term: 'closing', from: 0, to: value('closing'), sign: 0 });
    const most = Math.max(1, ...steps.flatMap(step => [step.from, step.to]));
    return html`<ol aria-label=${t('picture')}>${steps.map((step, i) => this.step(step, most, i))}</ol>`;
  }

  /** @param {{term: string, from: number, to: number, sign: number}} step @param {number} most @param {number} place */
  step({ term, from, to, sign }, most, place) {
    const [low, high] = [Math.min(from, to), Math.max(from, to)].map(each => 100 * Math.max(0, each) / most);
    const size = Math.abs(to - from);
    const value = this.measure === 'amount' ? amount(size, this.currency, true) : count(size);
    const text = sign > 0 ? `+ ${value}` : sign < 0 ? `− ${value}` : value;
    const kind = sign === 0 ? 'stock' : term === 'won' || term === 'lost' ? term : sign > 0 ? 'more' : 'less';
    const pick = () => this.dispatchEvent(new CustomEvent('pick',
      { detail: { cell: `flow.${term}`, stage: this.stage }, bubbles: true, composed: true }));
    return html`
      <li class=${kind}>
        <span>${termName(term)}</span>
        <div class="lane">
          ${place === 0 ? nothing : html`<s .style=${`inset-inline-start: ${100 * Math.max(0, sign === 0 ? to : from) / most}%`}></s>`}
          <i .style=${`inset-inline-start: ${low}%; width: ${high - low}%`}></i>
        </div>
        <button type="button" aria-label=${t('show', { term: termName(term), value: text })} @click=${pick}>${text}</button>
      </li>`;
  }
}

customElements.define('dealflow-flow', FlowPicture);
