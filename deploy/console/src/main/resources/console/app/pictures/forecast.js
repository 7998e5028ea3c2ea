/**
 * The picture of a forecast: what is closed, what open and new deals are expected to bring, and how sure that is.
 *
 * It takes the answer of `GET /forecasts/{pipeline}` as it is:
 *
 *     <dealflow-forecast></dealflow-forecast>
 *     <dealflow-forecast show="sum"></dealflow-forecast>
 *     <script type="module">
 *       import '/app/pictures/forecast.js';
 *       const answer = await (await fetch('/api/forecasts/forecasts/demo?periods=6')).json();
 *       for (const picture of document.querySelectorAll('dealflow-forecast')) {
 *         picture.forecast = answer;
 *       }
 *     </script>
 *
 * `show` is `periods` (a bar for each period) or `sum` (all periods so far, as a fan). It is as wide as its place. Colours are
 * set from outside, here with their defaults for light pages; `today-in` names the time zone that a day begins in (the browser's).
 *
 *     dealflow-forecast {
 *       --dealflow-closed: #1c7a3e;    what has come
 *       --dealflow-open: #b9760b;      expected of open deals
 *       --dealflow-new: #5f7183;       expected of deals not yet begun
 *       --dealflow-target: #8a3fa0;
 *       --dealflow-ink: #1b2530;       text, whiskers
 *       --dealflow-soft: #556270;      axes, simpler methods
 *       --dealflow-line: #d5dbe1;
 *       --dealflow-paper: #ffffff;
 *     }
 *
 * It needs `lit`, `uplot`, `../language.js` and the three modules beside it. The numbers belong in a table beside it, which
 * is the page's to make: the text alternative has the most important ones.
 */

import { LitElement, html, nothing } from 'lit';
import { amount, count, percent, period as nameOf, words } from '../language.js';
import { bars, room, slotAt, top } from './forecast-bars.js';
import { style } from './forecast-style.js';
import { draw } from './forecast-sum.js';

/**
 * @typedef {{expected: string, p10: string, p50: string, p90: string}} Dist
 * @typedef {object} Period
 * @property {string} period @property {string} from @property {string} to
 * @property {{count: number, amount: string}} closed
 * @property {Dist | null} open @property {Dist | null} new @property {Dist | null} total
 * @property {string | null} target @property {string | null} gap @property {number | null} chanceOfTarget
 * @property {{lastPeriod: string | null, meanOfThree: string | null, stageWeighted: string | null} | null} baselines
 *
 * @typedef {object} Forecast
 * @property {string} measure @property {string} currency @property {string} asOf
 * @property {Period[]} periods @property {Period[]} cumulative
 */

const t = words({
  bookings: ['Orders by period', '各期订单'],
  receipts: ['Money received by period', '各期回款'],
  sum: ['Sum of all periods so far', '累计'],
  closed: ['Closed', '已成交'],
  paid: ['Received', '已到账'],
  open: ['Open deals, expected', '在谈商机（预期）'],
  owed: ['Orders and open deals, expected', '应收与在谈商机（预期）'],
  new: ['New deals, expected', '新增商机（预期）'],
  total: ['Total, expected', '合计（预期）'],
  range: ['p10 to p90, dot: p50', 'p10–p90 区间，圆点为 p50'],
  fan: ['p10 to p90, line: p50', 'p10–p90 区间，线为 p50'],
  p50: ['p50', 'p50'],
  p1090: ['p10 to p90', 'p10–p90'],
  target: ['Target', '目标'],
  gap: ['Missing', '缺口'],
  over: ['Above the target', '超出目标'],
  chance: ['Chance of reaching it', '达成可能'],
  lastPeriod: ['As the last period', '与上期相同'],
  meanOfThree: ['As the last three on average', '近三期平均'],
  today: ['Today', '今天'],
});

export class ForecastPicture extends LitElement {
  static properties = {
    forecast: { attribute: false },
    show: { type: String },
    zone: { attribute: 'today-in' },
    width: { state: true },
    at: { state: true },
  };

  static styles = style;

  constructor() {
    super();
    /** @type {Forecast | null} */
    this.forecast = null;
    /** @type {'periods' | 'sum'} */
    this.show = 'periods';
    /** @type {string | undefined} */
    this.zone = undefined;
    this.width = 0;
    /** @type {{i: number, x: number} | null} which period is pointed at */
    this.at = null;
    /** @type {any} */
    this.plot = null;
    this.size = new ResizeObserver(([entry]) => this.width = Math.floor(entry.contentRect.width));
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.repaint = () => this.paint();
  }

  connectedCallback() {
    super.connectedCallback();
    this.size.observe(this);
    this.scheme.addEventListener('change', this.repaint);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.size.disconnect();
    this.scheme.removeEventListener('change', this.repaint);
    this.plot?.destroy();
    this.plot = null;
  }

  /** @param {Map<string, any>} changed */
  updated(changed) {
    if (changed.has('forecast') || changed.has('width') || changed.has('show')) {
      this.paint();
    }
    const tip = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.tip'));
    if (tip && this.at) {
      const isRight = this.at.x > this.width / 2;
      tip.style.left = isRight ? '' : `${this.at.x + 12}px`;
      tip.style.right = isRight ? `${this.width - this.at.x + 12}px` : '';
    }
  }

  paint() {
    this.plot?.destroy();
    this.plot = null;
    const place = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.place'));
    if (this.show === 'sum' && place && this.forecast && this.width > 0) {
      this.plot = draw(place, this.forecast, this.width, { day: this.day, word: t('today'), point: at => this.at = at });
    }
  }

  /** The day of the answer. */
  get day() {
    return new Intl.DateTimeFormat('en-CA', { timeZone: this.zone ?? undefined }).format(new Date(this.forecast?.asOf ?? Date.now()));
  }

  get shown() {
    return this.forecast?.[this.show === 'sum' ? 'cumulative' : 'periods'] ?? [];
  }

  render() {
    if (!this.forecast) {
      return nothing;
    }
    return html`
      <div class="place" role="img" aria-label=${this.text()}>
        ${this.show === 'sum' || !this.width ? nothing
          : html`<svg aria-hidden="true" @pointermove=${this.move} @pointerleave=${() => this.at = null}>
              ${bars(this.forecast, this.width, this.day, this.at?.i)}</svg>`}
      </div>
      ${this.at ? this.tip(this.shown[this.at.i]) : nothing}
      ${this.legend()}`;
  }

  /** @param {PointerEvent & {currentTarget: any}} event */
  move(event) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const i = slotAt(x, this.width, this.shown.length);
    this.at = i === null ? null : { i, x };
  }

  text() {
    const { measure, currency } = /** @type {Forecast} */ (this.forecast);
    const said = this.shown.map(each => `${nameOf(each.period)}: ${each.total
      ? `${amount(each.total.expected, currency, true)} (p10 ${amount(each.total.p10, '', true)}, p90 ${amount(each.total.p90, '', true)})`
      : `${t('closed')} ${amount(each.closed.amount, currency, true)}`}`);
    return `${t(this.show === 'sum' ? 'sum' : /** @type {any} */ (measure))}. ${said.join('; ')}`;
  }

  /** @param {Period | undefined} of */
  tip(of) {
    if (!of) {
      return nothing;
    }
    const money = value => amount(value, this.forecast?.currency ?? '');
    const isPaid = this.forecast?.measure === 'receipts';
    const lines = [
      [t(isPaid ? 'paid' : 'closed'), `${money(of.closed.amount)} (${count(of.closed.count)})`],
      of.open && [t(isPaid ? 'owed' : 'open'), money(of.open.expected)],
      of.new && [t('new'), money(of.new.expected)],
      of.total && [t('total'), money(of.total.expected)],
      of.total && [t('p1090'), `${amount(of.total.p10)} – ${amount(of.total.p90)}`],
      of.total && [t('p50'), money(of.total.p50)],
      of.target && [t('target'), money(of.target)],
      of.gap && [t(Number(of.gap) < 0 ? 'over' : 'gap'), money(Math.abs(Number(of.gap)))],
      of.chanceOfTarget != null && of.to > this.day && [t('chance'), percent(of.chanceOfTarget)],
      of.to > this.day && of.baselines?.lastPeriod && [t('lastPeriod'), money(of.baselines.lastPeriod)],
      of.to > this.day && of.baselines?.meanOfThree && [t('meanOfThree'), money(of.baselines.meanOfThree)],
    ];
    return html`<div class="tip" aria-hidden="true">
      <strong>${nameOf(of.period)}</strong>
      <dl>${lines.map(line => line ? html`<dt>${line[0]}</dt><dd>${line[1]}</dd>` : nothing)}</dl></div>`;
  }

  legend() {
    const isPaid = this.forecast?.measure === 'receipts';
    const has = top(this.shown);
    const isSum = this.show === 'sum';
    const hasMarks = !isSum && room(this.width, this.shown.length).hasMarks;
    return html`<ul class="legend">
      <li><svg viewBox="0 0 18 14"><rect class="closed" y="1" width="18" height="12" rx="2"></rect></svg>${t(isPaid ? 'paid' : 'closed')}</li>
      ${!isSum && has.total ? html`
        <li><svg viewBox="0 0 18 14"><rect class="open" y="1" width="18" height="12" rx="2"></rect></svg>${t(isPaid ? 'owed' : 'open')}</li>
        <li><svg viewBox="0 0 18 14"><path class="hatch" d="M0 13L7 1M6 13L13 1M12 13L18 3"></path><rect class="edge" x=".6" y="1" width="16.8" height="12"></rect></svg>${t('new')}</li>` : nothing}
      ${has.total && isSum ? html`
        <li><svg viewBox="0 0 18 14"><rect class="open" opacity=".3" y="1" width="18" height="12"></rect><path class="whisker" d="M0 7H18"></path></svg>${t('fan')}</li>` : nothing}
      ${has.total && !isSum ? html`
        <li><svg viewBox="0 0 18 14"><path class="whisker" d="M9 1V13M6 1H12M6 13H12"></path><circle class="median" cx="9" cy="7" r="3"></circle></svg>${t('range')}</li>` : nothing}
      ${has.target ? html`<li><svg viewBox="0 0 18 14"><path class="target" d="M0 7H18"></path></svg>${t('target')}</li>` : nothing}
      ${hasMarks && has.lastPeriod ? html`
        <li><svg viewBox="0 0 18 14"><path class="simple" d="M14 2L5 7L14 12Z"></path></svg>${t('lastPeriod')}</li>` : nothing}
      ${hasMarks && has.meanOfThree ? html`
        <li><svg viewBox="0 0 18 14"><circle class="simple" cx="9" cy="7" r="4"></circle></svg>${t('meanOfThree')}</li>` : nothing}
    </ul>`;
  }
}

customElements.define('dealflow-forecast', ForecastPicture);
