/** What the deal service makes of the beginning of a file: asked anew with each correction. */

import { deals } from '../api.js';

/** As much of a file as the service looks at. */
const HEAD_BYTES = 1 << 18;

/** In the order in which they are shown. */
export const FIELDS = /** @type {const} */ (['externalId', 'title', 'customer', 'owner', 'team', 'product', 'source', 'region', 'amount', 'currency',
  'stage', 'status', 'created', 'since', 'closed', 'expectedCloseOn', 'reason']);

/**
 * What somebody knows better than the service.
 *
 * @typedef {Record<string, any>} Corrections as `POST /imports/recognition` takes them
 */

/**
 * @param {File} file @param {string} charset '' for the one that the service takes it for
 * @param {string} pipeline its key @param {Corrections} corrections @param {AbortSignal} signal
 * @returns {Promise<any>} what the file seems to be
 */
export const recognise = (file, charset, pipeline, corrections, signal) =>
  deals.post('/imports/recognition', file.slice(0, HEAD_BYTES), {
    type: 'text/csv' + (charset ? '; charset=' + charset : ''),
    query: { pipeline, corrections: Object.keys(corrections).length ? JSON.stringify(corrections) : null },
    signal,
  });

/** All that was recognised, as corrections that make the same of the next file of its kind. @param {any} found */
export const asCorrections = found => ({
  separator: found.separator,
  columns: Object.fromEntries(FIELDS.map(field => [field, found.fields[field] ?? null])),
  stages: Object.fromEntries(found.stages.map((/** @type {any} */ each) => [each.word, each.stage])),
  statuses: Object.fromEntries(found.statuses.map((/** @type {any} */ each) => [each.word, each.status])),
  owners: Object.fromEntries(found.owners.filter((/** @type {any} */ each) => each.owner !== each.name).map((/** @type {any} */ each) => [each.name, each.owner])),
  reasons: found.reasons,
  begins: found.begins,
  currency: found.currency,
  timeZone: found.timeZone,
  dateFormats: found.dateFormats,
  decimal: found.decimal ?? '',
  nulls: found.nulls,
});

/** Corrections without columns that this file does not have. @param {Corrections} corrections @param {any} found */
export function fitting(corrections, found) {
  const header = found.columns.map((/** @type {any} */ column) => column.name);
  const columns = Object.entries(corrections.columns ?? {}).filter(([, column]) => column === null || header.includes(column));
  return { ...corrections, columns: Object.fromEntries(columns) };
}
