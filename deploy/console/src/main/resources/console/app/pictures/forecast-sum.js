/** The sum of all periods so far, as a fan that opens from today on; drawn by uPlot. */

import uPlot from 'uplot';
import { amount, period as nameOf } from '../language.js';
import { sparse } from './forecast-bars.js';

/** @param {string} day @returns {number} seconds */
const seconds = day => Date.parse(day) / 1000;

/**
 * @param {HTMLElement} place
 * @param {import('./forecast.js').Forecast} forecast
 * @param {number} width
 * @param {{day: string, word: string, point: (at: {i: number, x: number} | null) => void}} options the day of the answer, the word for
 *     it, and who wants to know which period is pointed at
 */
export function draw(place, forecast, width, { day, word, point }) {
  const style = getComputedStyle(place);
  /** @param {string} name */
  const colour = name => style.getPropertyValue(`--_${name}`).trim();
  const font = `12px ${style.fontFamily}`;
  const { data, which, now } = lines(forecast, day);
  const starts = forecast.periods.map(each => seconds(each.from));
  const every = sparse(forecast.periods, (width - 70) / starts.length);
  const axis = { stroke: colour('soft'), font, grid: { stroke: colour('line'), width: 1 }, ticks: { show: false } };
  /** @type {any} */
  const options = {
    width,
    height: place.clientHeight,
    padding: [16, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: (_, low, high) => [0, high * 1.05 || 1] } },
    axes: [
      { ...axis, size: 28, splits: () => starts.filter((_, i) => i % every === 0),
        values: (_, splits) => splits.map(at => nameOf(forecast.periods[starts.indexOf(at)].period)) },
      { ...axis, size: 58, space: 48, values: (_, splits) => splits.map(value => amount(value, '', true)) },
    ],
    series: [
      {},
      { stroke: colour('closed'), width: 3, points: { show: false } },
      { stroke: colour('open'), width: 1, points: { show: false } },
      { stroke: colour('open'), width: 1, points: { show: false } },
      { stroke: colour('ink'), width: 2, points: { show: true, size: 6, fill: colour('ink') } },
      { stroke: colour('target'), width: 2, dash: [6, 3], points: { show: true, size: 5, fill: colour('target') } },
    ],
    bands: [{ series: [3, 2], fill: transparent(colour('open')) }],
    hooks: {
      setCursor: [plot => {
        const i = plot.cursor.idx == null ? null : which[plot.cursor.idx];
        point(i == null || plot.cursor.left < 0 ? null : { i, x: plot.cursor.left + plot.bbox.left / devicePixelRatio });
      }],
      draw: [plot => now === null ? undefined : mark(plot, now, word, colour('soft'), font)],
    },
  };
  return new uPlot(options, /** @type {any} */ (data), place);
}

/** What each line is at each day; `which` period that day ends. @param {import('./forecast.js').Forecast} forecast @param {string} day */
function lines(forecast, day) {
  const sums = forecast.cumulative;
  const first = { at: seconds(sums[0].from), i: 0, closed: sums[0].from <= day ? 0 : null, total: null, target: sums[0].target ? 0 : null };
  /** @type {any[]} */
  const points = [first];
  let now = null;
  sums.forEach((each, i) => {
    const begins = forecast.periods[i].from;
    if (begins <= day && day < each.to) {
      // What is known ends today: there the fan opens.
      const closed = Number(each.closed.amount);
      now = seconds(day);
      if (now > first.at) {
        points.push({ at: now, i, closed, total: each.total && { p10: closed, p50: closed, p90: closed }, target: null });
      } else {
        first.closed = closed;
        first.total = each.total && /** @type {any} */ ({ p10: closed, p50: closed, p90: closed });
      }
    }
    points.push({ at: seconds(each.to), i, closed: each.to <= day ? each.closed.amount : null, total: each.to <= day ? null : each.total, target: each.target });
  });
  /** @param {any} value */
  const number = value => value == null ? null : Number(value);
  return {
    now,
    which: points.map(each => each.i),
    data: [
      points.map(each => each.at),
      points.map(each => number(each.closed)),
      points.map(each => number(each.total?.p10)),
      points.map(each => number(each.total?.p90)),
      points.map(each => number(each.total?.p50)),
      // A target is of whole periods: today lies on the line between two.
      points.map(each => each.target == null && each.at === now ? undefined : number(each.target)),
    ],
  };
}

/** @param {string} colour #rrggbb */
const transparent = colour => /^#[0-9a-f]{6}$/i.test(colour) ? colour + '40' : colour;

/** @param {any} plot @param {number} at @param {string} word @param {string} colour @param {string} font */
function mark(plot, at, word, colour, font) {
  const x = Math.round(plot.valToPos(at, 'x', true));
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.setLineDash([3 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = font.replace(/^12px/, `${12 * devicePixelRatio}px`);
  ctx.textAlign = 'center';
  ctx.fillText(word, x, bbox.top - 4 * devicePixelRatio);
  ctx.restore();
}
