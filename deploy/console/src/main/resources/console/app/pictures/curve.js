/**
 * A curve with its 95 % interval: how long deals take (Kaplan-Meier, as steps), or a number over time.
 *
 * It takes the answer of `GET /funnels/{pipeline}/durations` or `…/trend` as it is:
 *
 *     <dealflow-curve label="Time in the stage"></dealflow-curve>
 *     <script type="module">
 *       import '/app/pictures/curve.js';
 *       document.querySelector('dealflow-curve').answer =
 *           await (await fetch('/api/funnels/funnels/demo/durations?stage=needs-confirmed')).json();
 *     </script>
 *
 * `label` says what it shows, also to who cannot see it; `measure` is `count` or `amount` (of a trend of deals); `zone` is the time zone in
 * which days begin (the browser's); `height` in pixels. What lies under the pointer is told below. It is as wide as its place. Colours are
 * set from outside, here with their defaults for light pages:
 *
 *     dealflow-curve {
 *       --dealflow-curve: #0b6e6e;
 *       --dealflow-spread: #d5e8e7;    the interval
 *       --dealflow-ink: #1b2530;
 *       --dealflow-soft: #556270;      axes
 *       --dealflow-line: #d5dbe1;      grid
 *     }
 *
 * It needs `lit`, `uplot`, `../language.js` and the module beside it.
 */

import { LitElement, css, html, nothing } from 'lit';
import uPlot from 'uplot';
import { words } from '../language.js';
import { survival, trend } from './curve-data.js';

/** @typedef {import('./curve-data.js').Curve} Curve */

const t = words({
  empty: ['Nothing to draw.', '没有可画的数据。'],
  hint: ['Point at the curve to read it.', '将指针移到曲线上读取数值。'],
  text: ['{label}: from {first} to {last}', '{label}：{first} 至 {last}'],
});

export class CurvePicture extends LitElement {
  static properties = {
    answer: { attribute: false },
    label: { type: String },
    measure: { type: String },
    zone: { type: String },
    height: { type: Number },
    reading: { state: true },
  };

  // Of uPlot's own stylesheet, which does not reach into a shadow, what a chart without a legend needs.
  static styles = css`
    :host {
      display: block; min-width: 0; color: var(--_ink); font-size: .8125rem;
      --_curve: var(--dealflow-curve, #0b6e6e); --_spread: var(--dealflow-spread, #d5e8e7); --_ink: var(--dealflow-ink, #1b2530);
      --_soft: var(--dealflow-soft, #556270); --_line: var(--dealflow-line, #d5dbe1);
    }
    .uplot, .uplot * { box-sizing: border-box; }
    .u-wrap { position: relative; user-select: none; }
    .u-over, .u-under, .u-axis, .u-select { position: absolute; }
    .u-under { overflow: hidden; }
    .uplot canvas { display: block; position: relative; width: 100%; height: 100%; }
    .u-select, .u-cursor-x, .u-cursor-y { pointer-events: none; }
    .u-cursor-x, .u-cursor-y, .u-cursor-pt { position: absolute; left: 0; top: 0; will-change: transform; }
    .u-hz .u-cursor-x { height: 100%; border-right: 1px dashed var(--_soft); }
    .u-hz .u-cursor-y { width: 100%; border-bottom: 1px dashed var(--_soft); }
    .u-cursor-pt { border-radius: 50%; border: 0 solid; pointer-events: none; background-clip: padding-box; }
    .u-axis.u-off, .u-select.u-off, .u-cursor-x.u-off, .u-cursor-y.u-off, .u-cursor-pt.u-off { display: none; }
    p { margin: .25rem 0 0; min-height: 1.2em; color: var(--_soft); font-variant-numeric: tabular-nums; }
  `;

  constructor() {
    super();
    /** @type {any} */
    this.answer = null;
    this.label = '';
    /** @type {'count' | 'amount'} */
    this.measure = 'count';
    this.zone = '';
    this.height = 260;
    this.reading = '';
    /** @type {uPlot | null} */
    this.chart = null;
    this.sizes = new ResizeObserver(() => this.chart?.setSize({ width: this.clientWidth, height: this.height }));
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.onScheme = () => this.draw();
  }

  connectedCallback() {
    super.connectedCallback();
    this.sizes.observe(this);
    this.scheme.addEventListener('change', this.onScheme);
    if (this.hasUpdated) {
      this.draw();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.scheme.removeEventListener('change', this.onScheme);
    this.chart?.destroy();
    this.chart = null;
  }

  /** @returns {Curve | null} */
  get curve() {
    if (this.answer?.curve?.length) {
      return survival(this.answer);
    }
    return this.answer?.points?.length ? trend(this.answer, this.measure, this.zone) : null;
  }

  render() {
    const { curve } = this;
    if (!this.answer) {
      return nothing;
    }
    if (!curve) {
      return html`<p>${t('empty')}</p>`;
    }
    const text = t('text', { label: this.label, first: curve.read(0), last: curve.read(curve.columns[0].length - 1) });
    return html`<div class="chart" role="img" aria-label=${text}></div><p aria-hidden="true">${this.reading || t('hint')}</p>`;
  }

  /** @param {Map<string, any>} changed */
  updated(changed) {
    if (['answer', 'measure', 'zone', 'height', 'label'].some(name => changed.has(name))) {
      this.draw();
    }
  }

  draw() {
    this.chart?.destroy();
    this.chart = null;
    const { curve } = this;
    const place = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.chart'));
    if (!curve || !place) {
      return;
    }
    place.replaceChildren();
    const chart = new uPlot(this.options(curve), /** @type {any} */ (curve.columns), place);
    this.chart = chart;
    chart.over.addEventListener('mouseleave', () => this.reading = '');
  }

  /** @param {Curve} curve @returns {uPlot.Options} */
  options(curve) {
    const style = getComputedStyle(this);
    /** @param {string} name */
    const colour = name => style.getPropertyValue(name).trim();
    const paths = curve.isStep ? /** @type {any} */ (uPlot.paths).stepped({ align: 1 }) : undefined;
    const axis = { stroke: colour('--_soft'), grid: { stroke: colour('--_line'), width: 1 }, ticks: { stroke: colour('--_line'), width: 1 }, font: '12px system-ui, sans-serif' };
    const edge = { stroke: 'transparent', paths, points: { show: false } };
    return {
      width: this.clientWidth || 600,
      height: this.height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: (_, low, high) => curve.isStep ? [0, high || 1] : [low - .3, high + .3] },
        y: { range: (_, low, high) => curve.isStep ? [0, 1] : [0, (high || 1) * 1.08] },
      },
      axes: [
        { ...axis, incrs: curve.isStep ? undefined : [1, 2, 3, 6, 12, 26, 52], space: 64, values: (_, splits) => splits.map(curve.x) },
        { ...axis, size: 76, values: (_, splits) => splits.map(curve.y) },
      ],
      series: [
        {},
        edge,
        edge,
        // Last, so that it lies above the interval.
        { stroke: colour('--_curve'), width: 2, paths, points: { show: !curve.isStep, size: 6, fill: colour('--_curve') } },
      ],
      bands: [{ series: [2, 1], fill: colour('--_spread') }],
      hooks: {
        setCursor: [chart => {
          const { idx } = chart.cursor;
          this.reading = idx == null ? '' : curve.read(idx);
        }],
      },
    };
  }
}

customElements.define('dealflow-curve', CurvePicture);
