/** The ways in which files write dates: the service's patterns for each, and how to read it here for the preview. */

/**
 * @typedef {object} DateFormat
 * @property {string} example
 * @property {string[]} patterns for the mapping's `dateFormats`; ISO 8601 is always read
 * @property {RegExp} form
 * @property {string} order of its groups: y, M, d, then H, m, s, a (AM or PM), z (an offset)
 */

const TIME = '(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?';

/** @param {string} date @param {string} pattern @param {string} order @param {string} example @returns {DateFormat} */
const format = (date, pattern, order, example) => ({
  example,
  patterns: [pattern, `${pattern} H:mm`, `${pattern} H:mm:ss`],
  form: new RegExp(`^${date}(?: ${TIME})?$`),
  order: order + 'Hms',
});

/** @type {Record<string, DateFormat>} */
export const FORMATS = {
  iso: {
    example: '2026-03-31',
    patterns: [],
    form: /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/,
    order: 'yMdHmsz',
  },
  dots: format('(\\d{1,2})\\.(\\d{1,2})\\.(\\d{2}|\\d{4})', 'd.M.y', 'dMy', '31.3.2026'),
  dayFirst: format('(\\d{1,2})/(\\d{1,2})/(\\d{2}|\\d{4})', 'd/M/y', 'dMy', '31/3/2026'),
  monthFirst: {
    example: '3/31/2026',
    patterns: ['M/d/y', 'M/d/y H:mm', 'M/d/y H:mm:ss', 'M/d/y h:mm a', 'M/d/y h:mm:ss a'],
    form: new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{2}|\\d{4})(?: ${TIME}(?: (AM|PM))?)?$`, 'i'),
    order: 'MdyHmsa',
  },
  slashes: format('(\\d{4})/(\\d{1,2})/(\\d{1,2})', 'y/M/d', 'yMd', '2026/3/31'),
  dashes: format('(\\d{4})-(\\d{1,2})-(\\d{1,2})', 'y-M-d', 'yMd', '2026-3-31'),
  dashesDayFirst: format('(\\d{1,2})-(\\d{1,2})-(\\d{2}|\\d{4})', 'd-M-y', 'dMy', '31-3-2026'),
  han: format('(\\d{4})年(\\d{1,2})月(\\d{1,2})日', 'y年M月d日', 'yMd', '2026年3月31日'),
  digits: {
    example: '20260331', patterns: ['yyyyMMdd'], form: /^(\d{4})(\d\d)(\d\d)$/, order: 'yMd',
  },
  offset: {
    example: '2026-03-31T09:30:00.000+0000',
    patterns: ["yyyy-MM-dd'T'HH:mm:ss.SSSXX", "yyyy-MM-dd'T'HH:mm:ssXX"],
    form: /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{3})?(Z|[+-]\d{4})$/,
    order: 'yMdHmsz',
  },
};

/**
 * A cell's time as ISO 8601 without what it does not say; null if it is none.
 *
 * @param {string} cell @param {string} name a key of {@link FORMATS}; anything else reads ISO 8601 only
 * @returns {string | null}
 */
export function read(cell, name) {
  return readAs(cell, FORMATS.iso) ?? (FORMATS[name] ? readAs(cell, FORMATS[name]) : null);
}

/** @param {string} cell @param {DateFormat} format */
function readAs(cell, { form, order }) {
  const match = form.exec(cell);
  if (!match) {
    return null;
  }
  const part = (/** @type {string} */ letter) => order.includes(letter) ? match[order.indexOf(letter) + 1] : undefined;
  const year = Number(part('y'));
  const fullYear = year < 70 ? 2000 + year : year < 100 ? 1900 + year : year;
  let hour = Number(part('H') ?? 0);
  const half = part('a')?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) {
      return null;
    }
    hour = hour % 12 + (half === 'pm' ? 12 : 0);
  }
  const numbers = [fullYear, Number(part('M')), Number(part('d')), hour, Number(part('m') ?? 0), Number(part('s') ?? 0)];
  const [y, month, d, h, m, s] = numbers;
  const date = new Date(Date.UTC(y, month - 1, d, h, m, s));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === d && date.getUTCHours() === h && m < 60 && s < 60;
  if (!isReal || y < 1900 || y > 2200) {
    return null;
  }
  const iso = date.toISOString();
  return part('H') === undefined ? iso.slice(0, 10) : iso.slice(0, 16) + (part('z') ?? '');
}

/**
 * The format that reads most of the cells.
 *
 * @param {string[]} cells of the columns with dates
 * @returns {{name: string, others: string[]}} and those that read as many, so that nobody but the user can tell
 */
export function guessFormat(cells) {
  const filled = cells.filter(cell => cell);
  const counts = Object.keys(FORMATS).map(name => ({ name, count: filled.filter(cell => read(cell, name)).length }));
  const most = Math.max(...counts.map(each => each.count));
  const best = counts.filter(each => each.count === most).map(each => each.name);
  // What ISO 8601 reads alone needs nothing else.
  return best.includes('iso') ? { name: 'iso', others: [] } : { name: best[0], others: best.slice(1) };
}
