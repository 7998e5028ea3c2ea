/** A bar for each period, stacked of what is closed, open and new, with a whisker from p10 to p90; as SVG. */

import { nothing, svg } from 'lit';
import { amount, percent, period as nameOf, words } from '../language.js';

/** @typedef {import('./forecast.js').Period} Period */

const t = words({
  missing: ['−{n}', '缺 {n}'],
  over: ['+{n}', '超 {n}'],
  chance: ['chance {p}', '可能 {p}'],
});

const LEFT = 58;
const RIGHT = 8;
const TOP = 22;

/** What is there to be drawn at all. @param {Period[]} periods */
export const top = periods => ({
  total: periods.some(each => each.total),
  target: periods.some(each => each.target),
  lastPeriod: periods.some(each => each.baselines?.lastPeriod),
  meanOfThree: periods.some(each => each.baselines?.meanOfThree),
});

/** How wide one period is, and whether the marks of the simpler methods have room beside its bar. @param {number} width @param {number} n */
export function room(width, n) {
  const slot = (width - LEFT - RIGHT) / n;
  return { slot, hasMarks: slot >= 44 };
}

/** @param {number} x @param {number} width @param {number} n how many periods @returns {number | null} */
export function slotAt(x, width, n) {
  const i = Math.floor((x - LEFT) / room(width, n).slot);
  return i >= 0 && i < n ? i : null;
}

/** Of how many names one has room. @param {Period[]} periods @param {number} slot */
export const sparse = (periods, slot) => Math.ceil(
  (12 + Math.max(...periods.map(each => [...nameOf(each.period)].reduce((wide, char) => wide + (char > 'ÿ' ? 12 : 7), 0)))) / slot);

/** Round numbers from 0 to above the most. @param {number} most @returns {number[]} */
export function ticks(most) {
  const rough = (most || 1) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 2.5, 5].find(each => each * unit >= rough) ?? 10);
  return Array.from({ length: Math.ceil((most || 1) / step) + 1 }, (_, i) => i * step);
}

/** @param {import('./forecast.js').Forecast} forecast @param {number} width @param {string} today @param {number} [at] */
export function bars(forecast, width, today, at) {
  const periods = forecast.periods;
  const has = top(periods);
  const { slot, hasMarks } = room(width, periods.length);
  const isWide = slot >= 84;
  const bottom = has.target && isWide ? 56 : 26;
  const height = 330;
  const all = periods.flatMap(each => [each.closed.amount, each.total?.p90, each.total?.expected, each.target,
    each.to > today ? each.baselines?.lastPeriod : 0, each.to > today ? each.baselines?.meanOfThree : 0].map(value => Number(value ?? 0)));
  const marks = ticks(Math.max(...all));
  const scale = (height - TOP - bottom) / marks[marks.length - 1];
  /** @param {any} value */
  const y = value => height - bottom - Number(value) * scale;
  const every = sparse(periods, slot);
  return svg`
    <defs><pattern id="new" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(35)">
      <line class="hatch" x1="2" y1="0" x2="2" y2="7"></line></pattern></defs>
    ${marks.map(mark => svg`
      <line class="axis" x1=${LEFT} x2=${width - RIGHT} y1=${y(mark)} y2=${y(mark)}></line>
      <text x=${LEFT - 8} y=${y(mark) + 4} text-anchor="end">${amount(mark, '', true)}</text>`)}
    <text x=${LEFT - 8} y="11" text-anchor="end">${forecast.currency}</text>
    ${periods.map((each, i) => svg`<g transform=${`translate(${LEFT + i * slot} 0)`}>
      ${i === at || each.from <= today && today < each.to
        ? svg`<rect class="current" x="1" y=${TOP - 8} width=${slot - 2} height=${height - bottom - TOP + 8} rx="4"></rect>` : nothing}
      ${bar(each, slot, y, each.to > today, hasMarks)}
      ${i % every ? nothing : svg`<text class=${each.from <= today && today < each.to ? 'strong' : ''}
        x=${every > 1 ? 0 : slot / 2} y=${height - bottom + 17} text-anchor=${every > 1 ? 'start' : 'middle'}>${nameOf(each.period)}</text>`}
      ${isWide ? below(each, slot, height, each.to > today) : nothing}</g>`)}
    <line class="base" x1=${LEFT} x2=${width - RIGHT} y1=${y(0)} y2=${y(0)}></line>`;
}

/** @param {Period} of @param {number} slot @param {(value: any) => number} y @param {boolean} isAhead @param {boolean} hasMarks */
function bar(of, slot, y, isAhead, hasMarks) {
  const wide = Math.min(64, slot * .5);
  const x = (slot - wide) / 2;
  const mid = slot / 2;
  const closed = Number(of.closed.amount);
  const open = Number(of.open?.expected ?? 0);
  const fresh = Number(of.new?.expected ?? 0);
  /** @param {number} low @param {number} more */
  const box = (low, more) => ({ y: y(low + more), h: Math.max(0, y(low) - y(low + more)) });
  const [a, b, c] = [box(0, closed), box(closed, open), box(closed + open, fresh)];
  const total = isAhead ? of.total : null;
  const simple = isAhead && hasMarks ? of.baselines : null;
  const side = x + wide + Math.min(12, (slot - wide) / 4);
  return svg`
    <rect class="closed" x=${x} y=${a.y} width=${wide} height=${a.h}></rect>
    <rect class="open" x=${x} y=${b.y} width=${wide} height=${b.h}></rect>
    ${c.h > 0 ? svg`<rect fill="url(#new)" x=${x} y=${c.y} width=${wide} height=${c.h}></rect>
      <rect class="edge" x=${x + .6} y=${c.y} width=${Math.max(0, wide - 1.2)} height=${c.h}></rect>` : nothing}
    ${total ? svg`
      <path class="whisker" d=${`M${mid} ${y(total.p10)}V${y(total.p90)}M${mid - 6} ${y(total.p90)}h12M${mid - 6} ${y(total.p10)}h12`}></path>
      <circle class="median" cx=${mid} cy=${y(total.p50)} r="4"></circle>` : nothing}
    ${slot >= 48 && (total || closed || !isAhead) ? svg`<text class="strong" x=${mid} y=${Math.min(y(total?.p90 ?? 0), c.y) - 7} text-anchor="middle">
      ${amount(total?.expected ?? closed, '', true)}</text>` : nothing}
    ${of.target ? svg`<path class="target" d=${`M3 ${y(of.target)}H${slot - 3}`}></path>` : nothing}
    ${simple?.lastPeriod ? svg`<path class="simple" d=${`M${side + 5} ${y(simple.lastPeriod) - 4.5}l-8 4.5l8 4.5Z`}></path>` : nothing}
    ${simple?.meanOfThree ? svg`<circle class="simple" cx=${side} cy=${y(simple.meanOfThree)} r="3.75"></circle>` : nothing}`;
}

/** What is missing of the target, and the chance of it. @param {Period} of @param {number} slot @param {number} height @param {boolean} isAhead */
function below(of, slot, height, isAhead) {
  const gap = Number(of.gap);
  return of.gap == null ? nothing : svg`
    <text class="target" x=${slot / 2} y=${height - 22} text-anchor="middle">
      ${t(gap < 0 ? 'over' : 'missing', { n: amount(Math.abs(gap), '', true) })}</text>
    ${of.chanceOfTarget == null || !isAhead ? nothing : svg`<text x=${slot / 2} y=${height - 6} text-anchor="middle">
      ${t('chance', { p: percent(of.chanceOfTarget) })}</text>`}`;
}
