/** Tables as text (RFC 4180), read and written. */

/** @typedef {{line: number, cells: string[]}} Row */

/**
 * The rows of a text, without empty ones; a last row that is cut off is left out.
 *
 * @param {string} text @param {string} separator @param {boolean} [isCut] whether the text goes on
 * @returns {Row[]}
 */
export function parse(text, separator, isCut = false) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {string[]} */
  let cells = [];
  let cell = '';
  let isQuoted = false;
  let line = 1;
  let begin = 1;
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some(each => each)) {
      rows.push({ line: begin, cells });
    }
    cells = [];
    cell = '';
    begin = line;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (isQuoted) {
      if (character === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (character === '"') {
        isQuoted = false;
      } else {
        cell += character;
      }
      line += character === '\n' ? 1 : 0;
    } else if (character === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (character === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (character === '\n' || character === '\r') {
      i += character === '\r' && text[i + 1] === '\n' ? 1 : 0;
      line++;
      endRow();
    } else {
      cell += character;
    }
  }
  if (!isCut && (cell || cells.length)) {
    endRow();
  }
  return rows;
}

/** Whether a spreadsheet would run it: by its first character that is seen, also where that is a full-width sign. @param {string} text */
function isFormula(text) {
  const first = text.replace(/^[\s\p{C}\p{Z}]+/u, '').charAt(0).normalize('NFKC');
  return first !== '' && '=+-@|\u2212'.includes(first) && !/^-?\d+(\.\d+)?$/.test(text);
}

/** @param {unknown} value */
function cellOf(value) {
  const text = value == null ? '' : String(value);
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table for a spreadsheet, in UTF-8 with a byte order mark. @param {unknown[][]} rows */
export const tableOf = rows => new Blob(
  ['\ufeff', ...rows.map(row => row.map(cellOf).join(',') + '\r\n')], { type: 'text/csv;charset=utf-8' });

/** Lets the browser save it. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
