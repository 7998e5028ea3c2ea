/** How the service will understand a row: the same steps as it takes, so that what it will refuse is seen before. */

import { plain } from './amounts.js';
import { read } from './dates.js';
import { stepsOf } from './mapping.js';

/**
 * @typedef {object} Understood
 * @property {number} line
 * @property {Record<string, string>} fields
 * @property {{to: string, at: string}[]} moves
 * @property {{kind: string, column?: string, cell?: string}[]} problems why it would be refused
 */

/**
 * @param {{line: number, cells: string[]}} row @param {string[]} header
 * @param {import('./mapping.js').Settings} settings @param {any} pipeline
 * @returns {Understood}
 */
export function understand(row, header, settings, pipeline) {
  const { columns } = settings;
  /** @type {Understood} */
  const result = { line: row.line, fields: {}, moves: [], problems: [] };
  const cell = (/** @type {string | undefined} */ column) => {
    const text = column ? row.cells[header.indexOf(column)] ?? '' : '';
    return settings.nulls.includes(text) ? '' : text;
  };
  const problem = (/** @type {string} */ kind, /** @type {string} */ column = '', /** @type {string} */ text = '') =>
    result.problems.push({ kind, column, cell: text });
  const date = (/** @type {string} */ column) => {
    const text = cell(column);
    const found = settings.dates === 'custom' ? read(text, 'iso') ?? text : read(text, settings.dates);
    if (found === null) {
      problem('date', column, text);
    }
    return found ?? text;
  };

  for (const field of /** @type {const} */ (['externalId', 'title', 'customer', 'team', 'product', 'source', 'region'])) {
    result.fields[field] = cell(columns[field]);
  }
  const owner = cell(columns.owner);
  result.fields.owner = settings.owners[owner] || owner;
  if (!result.fields.externalId) {
    problem('noId', columns.externalId);
  }
  if (!owner) {
    problem('noOwner', columns.owner);
  }
  const written = cell(columns.amount);
  if (written) {
    const amount = plain(written, settings.decimal ?? '');
    result.fields.amount = amount ?? written;
    result.fields.currency = columns.currency ? cell(columns.currency) : settings.currency;
    if (amount === null) {
      problem('amount', columns.amount, written);
    } else if (Number(amount) < 0) {
      problem('negative', columns.amount, written);
    } else if (!result.fields.currency) {
      problem('noCurrency', columns.currency);
    }
  }
  if (columns.expectedCloseOn && cell(columns.expectedCloseOn)) {
    result.fields.expectedCloseOn = date(columns.expectedCloseOn).slice(0, 10);
  }

  const stage = cell(columns.stage);
  if (stage && !settings.stages[stage]) {
    problem('stage', columns.stage, stage);
    return result;
  }
  for (const step of stepsOf(settings, pipeline)) {
    const to = 'to' in step ? step.to : stage ? step.values[stage] : null;
    const at = String(step.at);
    if (!to) {
      continue;
    }
    if (cell(at)) {
      result.moves.push({ to, at: date(at) });
    } else if (!('to' in step)) {
      problem('noDate', at);
    }
  }
  check(result, stage, settings, pipeline, problem);
  return result;
}

/** @param {Understood} result @param {string} stage @param {any} settings @param {any} pipeline @param {Function} problem */
function check({ moves, problems }, stage, settings, pipeline, problem) {
  const target = settings.stages[stage];
  if (moves.length === 0) {
    if (stage && target !== pipeline.stages[0].key || pipeline.stages[0].place === 'FUNNEL') {
      problem('noHistory', settings.columns.created);
    }
  } else if (moves[0].to === 'won' || moves[0].to === 'lost') {
    problem('noBeginning', settings.columns.created);
  } else if ((target === 'won' || target === 'lost') && moves.at(-1)?.to !== target && !problems.some(each => each.kind === 'noDate')) {
    problem('noEnd', settings.columns.closed);
  }
  const now = new Date().toISOString();
  moves.forEach((move, i) => {
    if (/^\d{4}-/.test(move.at) && move.at > now) {
      problem('future', '', move.at);
    } else if (i > 0 && move.at < moves[i - 1].at) {
      problem('order', '', move.at);
    }
  });
}
