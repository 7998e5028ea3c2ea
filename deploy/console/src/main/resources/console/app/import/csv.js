/** Tables as text (RFC 4180). */

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
