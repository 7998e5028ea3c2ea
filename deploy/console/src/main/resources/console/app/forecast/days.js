/** Days and periods as ISO text, in UTC, so that no zone shifts them. */

/** The day that an instant has in a time zone. @param {string | undefined} zone @param {string | Date} [instant] */
export const dayIn = (zone, instant = new Date()) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));

/** The instant at which a day begins in a time zone. @param {string} zone @param {string} day */
export function midnight(zone, day) {
  const guess = new Date(day + 'T00:00:00Z');
  const there = Date.parse(guess.toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T') + 'Z');
  return new Date(2 * guess.getTime() - there).toISOString();
}

/** @param {string} day @param {number} n */
export function plusDays(day, n) {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + n);
  return date.toISOString().slice(0, 10);
}

/** The first day of the period that a day is in. @param {string} interval @param {string} day */
export function startOf(interval, day) {
  const date = new Date(day);
  switch (interval) {
    case 'week':
      return plusDays(day, -((date.getUTCDay() + 6) % 7));
    case 'quarter':
      return new Date(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3)).toISOString().slice(0, 10);
    case 'year':
      return day.slice(0, 4) + '-01-01';
    default:
      return day.slice(0, 7) + '-01';
  }
}

/** @param {string} interval @param {string} start a period's first day @param {number} n */
export function plusPeriods(interval, start, n) {
  if (interval === 'week') {
    return plusDays(start, 7 * n);
  }
  const months = { month: 1, quarter: 3, year: 12 }[interval] ?? 1;
  const date = new Date(start);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months * n)).toISOString().slice(0, 10);
}

/** As the services name it. @param {string} interval @param {string} start */
export function nameOf(interval, start) {
  const date = new Date(start);
  const year = date.getUTCFullYear();
  switch (interval) {
    case 'year':
      return String(year);
    case 'quarter':
      return `${year}-Q${date.getUTCMonth() / 3 + 1}`;
    case 'week': {
      // A week belongs to the year that its Thursday is in (ISO 8601).
      const thursday = plusDays(start, 3);
      const week = Math.floor((Date.parse(thursday) - Date.parse(thursday.slice(0, 4) + '-01-01')) / (7 * 86_400_000)) + 1;
      return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
    }
    default:
      return start.slice(0, 7);
  }
}
