/** Sends a file as it is; unlike `fetch` this tells how far it has come, which takes minutes for a large one. */

import { Problem, search } from '../api.js';
import { language } from '../language.js';

/**
 * @param {File} file @param {string} type with the charset @param {object | null} mapping of the columns of a table
 * @param {{mode: string, dryRun: boolean}} how what becomes of deals on record, and whether only to look what would come of it
 * @param {(share: number) => void} progress from 0 to 1 @param {AbortSignal} signal
 * @returns {Promise<any>} the job
 */
export function upload(file, type, mapping, { mode, dryRun }, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/deals/imports' + search({ mapping: mapping && JSON.stringify(mapping), mode, dryRun: dryRun ? 'true' : null }));
    request.setRequestHeader('Content-Type', type);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', language);
    request.setRequestHeader('X-Requested-With', 'JavaScript');
    request.setRequestHeader('Idempotency-Key', crypto.randomUUID());
    request.upload.onprogress = event => progress(event.loaded / Math.max(1, event.total));
    request.onload = () => {
      const body = bodyOf(request.responseText);
      if (request.status === 202) {
        resolve(body);
      } else {
        reject(new Problem(request.status, body));
      }
    };
    request.onerror = () => reject(new Problem(0, null));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** @param {string} text */
function bodyOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
