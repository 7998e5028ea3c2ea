/** Words in the two languages that the console speaks, and the formats that go with them. */

/** What the page says of itself (`<html lang="zh">`), else the browser's. @type {'en' | 'zh'} */
export const language = (document.documentElement.lang || navigator.language).startsWith('zh') ? 'zh' : 'en';

/**
 * A page's own words: `words({won: ['won', '赢单']})('won')`. What stands in braces is replaced by what the call gives.
 *
 * @template {string} K
 * @param {Record<K, [string, string]>} table by name: English, Chinese
 * @returns {(name: K, values?: Record<string, any>) => string}
 */
export function words(table) {
  return (name, values = {}) => {
    const text = table[name]?.[language === 'zh' ? 1 : 0] ?? name;
    return text.replace(/\{(\w+)\}/g, (all, key) => key in values ? String(values[key]) : all);
  };
}

/** A name from the API, which has one per language. @param {Record<string, string> | undefined} names */
export const nameOf = (names, otherwise = '') => names?.[language] ?? names?.en ?? Object.values(names ?? {})[0] ?? otherwise;

const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
const counts = new Intl.NumberFormat(locale);
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });

/** @param {number | string | null | undefined} value */
export const count = value => value == null ? '–' : counts.format(Number(value));

/** @param {number | null | undefined} value between 0 and 1 */
export const percent = value => value == null ? '–' : percents.format(value);

/** `amount("12000.00", "USD")`; short makes thousands and millions of it. */
export function amount(/** @type {string | number | null | undefined} */ value, currency = '', short = false) {
  if (value == null) {
    return '–';
  }
  return (amounts[currency + short] ??= amountFormat(currency, short)).format(Number(value));
}

/** Kept, since making one takes longer than many amounts. @type {Record<string, Intl.NumberFormat>} */
const amounts = {};

/** @param {string} currency @param {boolean} short */
function amountFormat(currency, short) {
  const options = /** @type {Intl.NumberFormatOptions} */ ({ maximumFractionDigits: short ? 1 : 0 });
  if (currency) {
    Object.assign(options, { style: 'currency', currency, currencyDisplay: 'code' });
  }
  if (short) {
    options.notation = 'compact';
  }
  return new Intl.NumberFormat(locale, options);
}

/** @param {{amount: string, currency: string} | null | undefined} money */
export const money = money => money ? amount(money.amount, money.currency) : '–';

const plainDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const ownDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });

/** A day: of an instant in the browser's zone, or one that is a day already. @param {string | null | undefined} value */
export function day(value) {
  if (!value) {
    return '–';
  }
  return (value.length === 10 ? plainDays : ownDays).format(new Date(value));
}

/** @param {string | null | undefined} value an instant */
export const moment = value => value
  ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value)) : '–';

/** @param {string} zone of whoever the moment is about, not of the browser @param {string} value an instant */
export const momentIn = (zone, value) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(value));

const days = words({ days: ['{n} days', '{n} 天'], day: ['1 day', '1 天'] });

/** @param {string | null | undefined} value ISO 8601, such as PT258H56M or P3D */
export function duration(value) {
  const parts = value?.match(/^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/);
  if (!parts) {
    return value ?? '–';
  }
  const hours = Number(parts[1] ?? 0) * 24 + Number(parts[2] ?? 0) + Number(parts[3] ?? 0) / 60;
  const n = hours < 48 ? Math.round(hours / 2.4) / 10 : Math.round(hours / 24);
  return n === 1 ? days('day') : days('days', { n: counts.format(n) });
}

/** A period as the services name it: 2026, 2026-Q1, 2026-03, 2026-W09, or of the company's own year FY2026-Q1. @param {string} name */
export function period(name) {
  if (name.startsWith('FY')) {
    return language === 'zh' ? name.replace(/^FY(\d+)-?(.*)$/, '$1财年$2') : name.replace('-', ' ');
  }
  const [year, part = ''] = name.split('-');
  const n = part.replace(/^[QW]0?/, '');
  if (part.startsWith('Q')) {
    return language === 'zh' ? `${year}年${n}季度` : `Q${n} ${year}`;
  }
  if (part.startsWith('W')) {
    return language === 'zh' ? `${year}年${n}周` : `W${n} ${year}`;
  }
  const form = /** @type {Intl.DateTimeFormatOptions} */ ({ year: 'numeric', timeZone: 'UTC', ...(part ? { month: 'short' } : {}) });
  return new Intl.DateTimeFormat(locale, form).format(new Date(Date.UTC(Number(year), part ? Number(part) - 1 : 0)));
}
