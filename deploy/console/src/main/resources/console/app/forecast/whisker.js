/** A whole in one line: what is closed as a bar, what is expected as a dot, p10 to p90 as a whisker. */

import { nothing, svg } from 'lit';
import { amount, words } from '../language.js';

const t = words({
  text: ['closed {closed}, expected {expected}, p10 {p10}, p90 {p90}', '已成交 {closed}，预期 {expected}，p10 {p10}，p90 {p90}'],
  closed: ['closed {closed}', '已成交 {closed}'],
});

const WIDTH = 180;

/**
 * @param {{closed: {amount: string}, total: {expected: string, p10: string, p90: string} | null}} of
 * @param {number} most what the whole width stands for, the same for all rows of a table
 */
export function whisker(of, most) {
  /** @param {any} value */
  const x = value => 2 + Math.min(1, Number(value) / (most || 1)) * (WIDTH - 10);
  const { total } = of;
  const closed = amount(of.closed.amount, '', true);
  const text = total
    ? t('text', { closed, expected: amount(total.expected, '', true), p10: amount(total.p10, '', true), p90: amount(total.p90, '', true) })
    : t('closed', { closed });
  return svg`<svg class="forecast-whisker" viewBox=${`0 0 ${WIDTH} 20`} width=${WIDTH} height="20" role="img" aria-label=${text}>
    <title>${text}</title>
    <line class="base" x1="2" x2=${WIDTH} y1="19" y2="19"></line>
    <rect class="closed" x="2" y="5" width=${Math.max(0, x(of.closed.amount) - 2)} height="10" rx="1"></rect>
    ${total ? svg`
      <path class="range" d=${`M${x(total.p10)} 10H${x(total.p90)}M${x(total.p10)} 5v10M${x(total.p90)} 5v10`}></path>
      <circle class="dot" cx=${x(total.expected)} cy="10" r="4"></circle>` : nothing}</svg>`;
}

/** The most that any of them may come to. @param {any[]} periods */
export const mostOf = periods => Math.max(1, ...periods.flatMap(each => [each?.closed?.amount, each?.total?.p90, each?.total?.expected].map(value => Number(value ?? 0))));
