/** What a file seems to be, told from its beginning: no more of it is read before it is sent. */

import { parse } from './csv.js';

/** How much of a file the browser reads. */
export const SAMPLE_BYTES = 1 << 16;

/** By the name that the service takes in `Content-Type`; the browser's decoder knows the same ones. */
export const ENCODINGS = {
  'UTF-8': 'UTF-8',
  'UTF-16LE': 'UTF-16 (little-endian)',
  'UTF-16BE': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252 (Western Europe)',
  GB18030: 'GBK / GB18030 (简体中文)',
};

export const SEPARATORS = [',', ';', '\t'];

/** @param {File} file @returns {Promise<{bytes: Uint8Array, isCut: boolean}>} */
export async function beginningOf(file) {
  const bytes = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  return { bytes, isCut: file.size > SAMPLE_BYTES };
}

/** The text of a beginning, without a byte order mark. @param {Uint8Array} bytes @param {string} encoding */
export function textOf(bytes, encoding) {
  // A stream, because the last character may be cut off.
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/** @param {Uint8Array} bytes @returns {string} one of {@link ENCODINGS} */
export function guessEncoding(bytes) {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return 'UTF-8';
  }
  if (first === 0xff && second === 0xfe) {
    return 'UTF-16LE';
  }
  if (first === 0xfe && second === 0xff) {
    return 'UTF-16BE';
  }
  const zeros = [0, 0];
  bytes.forEach((byte, i) => byte === 0 && zeros[i % 2]++);
  if (zeros[0] + zeros[1] > bytes.length / 8) {
    return zeros[1] > zeros[0] ? 'UTF-16LE' : 'UTF-16BE';
  }
  try {
    new TextDecoder('UTF-8', { fatal: true }).decode(bytes, { stream: true });
    return 'UTF-8';
  } catch {
    return inPairs(bytes) > 0.8 ? 'GB18030' : 'windows-1252';
  }
}

/**
 * How many of the bytes beyond ASCII stand in twos: a Chinese character is two of them, while the accented letters of western
 * languages stand alone between plain ones.
 *
 * @param {Uint8Array} bytes
 */
function inPairs(bytes) {
  let all = 0;
  let paired = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x81) {
      continue;
    }
    all++;
    if (bytes[i + 1] >= 0xa1) {
      all++;
      paired += 2;
      i++;
    }
  }
  return all === 0 ? 0 : paired / all;
}

/** The separator that makes the most columns, as many in each row. @param {string} text */
export function guessSeparator(text) {
  let best = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const rows = parse(text, separator, true).slice(0, 20);
    const columns = rows[0]?.cells.length ?? 0;
    const alike = rows.filter(row => row.cells.length === columns).length / Math.max(1, rows.length);
    const score = columns > 1 ? columns * alike * alike : 0;
    if (score > best.score) {
      best = { separator, score };
    }
  }
  return best.separator;
}

/** Whether a file holds deals as lines of JSON. @param {string} name @param {string} text */
export const isLines = (name, text) => /\.(ndjson|jsonl)$/i.test(name) || text.trimStart().startsWith('{"');
