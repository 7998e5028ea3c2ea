/** The periods that one mostly asks about; their ends are excluded, as the services have it. */

import { words } from '../language.js';
import { today } from '../funnel/words.js';

const t = words({
  year: ['Last 12 months', '最近 12 个月'],
  thisQuarter: ['This quarter', '本季度'],
  lastQuarter: ['Last quarter', '上季度'],
  thisYear: ['This year', '今年'],
  lastYear: ['Last year', '去年'],
  twoYears: ['Last two years', '最近两年'],
});

/** The first of a month, which may lie in another year. @param {number} year @param {number} month 0 is January */
const first = (year, month) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/** @param {string} zone @returns {{text: string, changes: {from: string | null, to: string | null}}[]} */
export function periods(zone) {
  const [year, month] = today(zone).split('-').map(Number);
  const quarter = Math.floor((month - 1) / 3) * 3;
  return [
    { text: t('year'), changes: { from: null, to: null } },
    { text: t('thisQuarter'), changes: { from: first(year, quarter), to: null } },
    { text: t('lastQuarter'), changes: { from: first(year, quarter - 3), to: first(year, quarter) } },
    { text: t('thisYear'), changes: { from: first(year, 0), to: null } },
    { text: t('lastYear'), changes: { from: first(year - 1, 0), to: first(year, 0) } },
    { text: t('twoYears'), changes: { from: first(year - 2, month - 1), to: null } },
  ];
}

/** The period of the same length before, as dates. @param {{from: string, to: string}} window instants @param {string} zone */
export function periodBefore(window, zone) {
  const [from, to] = [dateIn(window.from, zone), dateIn(window.to, zone)];
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return { from: moved(from, -days), to: from };
}

/** The same period a year earlier. @param {{from: string, to: string}} window @param {string} zone */
export const yearBefore = (window, zone) => ({ from: lastYear(dateIn(window.from, zone)), to: lastYear(dateIn(window.to, zone)) });

/** @param {string} instant @param {string} zone */
const dateIn = (instant, zone) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instant));

/** @param {string} date @param {number} days */
const moved = (date, days) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** @param {string} date */
const lastYear = date => {
  const [year, month, day] = date.split('-').map(Number);
  // The 29th of February becomes the 28th.
  const most = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return new Date(Date.UTC(year - 1, month - 1, Math.min(day, most))).toISOString().slice(0, 10);
};
