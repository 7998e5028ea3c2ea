/** How the columns of a table become deals: what the user chose, and what the service is told of it. */

import { DATES, guessStage, recognise } from './columns.js';
import { guessDecimal } from './amounts.js';
import { FORMATS, guessFormat } from './dates.js';

/**
 * @typedef {object} Settings
 * @property {Partial<Record<import('./columns.js').Field, string>>} columns
 * @property {string} currency of all amounts, where no column tells it
 * @property {string} dates a key of FORMATS, or `custom`
 * @property {string} patterns the service's patterns, one a line, for `custom`
 * @property {'' | '.' | ','} decimal the sign before the cents, where thousands are parted; else ''
 * @property {string} timeZone
 * @property {string[]} nulls
 * @property {Record<string, string>} stages what stands in the stage column: a stage, `won`, `lost`, or '' to refuse such lines
 * @property {string} begins the stage in which a deal began that is further now
 * @property {Record<string, string>} owners names in the file, and those here
 */

/** @typedef {{header: string[], rows: {line: number, cells: string[]}[]}} Sample */

const NOTHING = ['NA', 'N/A', '#N/A', 'null', 'NULL', '-', '--', '无'];

/** The cells of a column, without those that mean nothing. @param {Sample} sample @param {string | undefined} column @param {string[]} nulls */
export function cellsOf(sample, column, nulls = []) {
  const place = column ? sample.header.indexOf(column) : -1;
  return place < 0 ? [] : sample.rows.map(row => row.cells[place] ?? '').filter(cell => cell && !nulls.includes(cell));
}

/** Each once, the frequent ones first. @param {string[]} cells */
export function distinct(cells) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  cells.forEach(cell => counts.set(cell, (counts.get(cell) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1]).map(([cell]) => cell);
}

/** What a file seems to mean. @param {Sample} sample @param {any} pipeline @returns {Settings} */
export function guess(sample, pipeline) {
  const columns = recognise(sample.header);
  const nulls = NOTHING.filter(word => sample.rows.some(row => row.cells.includes(word)));
  const reasons = distinct(cellsOf(sample, columns.reason, nulls));
  if (!reasons.every(reason => pipeline.lossReasons.includes(reason))) {
    // A reason that the pipeline does not know would have its line refused.
    delete columns.reason;
  }
  const settings = {
    columns,
    currency: pipeline.currency,
    dates: 'iso',
    patterns: '',
    decimal: guessDecimal(cellsOf(sample, columns.amount, nulls)),
    timeZone: pipeline.timeZone,
    nulls,
    stages: {},
    begins: firstOfFunnel(pipeline),
    owners: {},
  };
  settings.dates = guessFormat(dateCells(sample, settings)).name;
  return withStages(settings, sample, pipeline);
}

/** @param {Sample} sample @param {Settings} settings */
export const dateCells = (sample, settings) => DATES.flatMap(field => cellsOf(sample, settings.columns[field], settings.nulls));

const firstOfFunnel = (/** @type {any} */ pipeline) =>
  pipeline.stages.find((/** @type {any} */ stage) => stage.place === 'FUNNEL').key;

/** The settings with a stage for each value of the stage column, those that were chosen before kept. */
export function withStages(/** @type {Settings} */ settings, /** @type {Sample} */ sample, /** @type {any} */ pipeline) {
  const known = [...pipeline.stages.map((/** @type {any} */ stage) => stage.key), 'won', 'lost', ''];
  const kept = (/** @type {string} */ cell) => known.includes(settings.stages[cell]) ? settings.stages[cell] : undefined;
  const values = distinct(cellsOf(sample, settings.columns.stage, settings.nulls));
  // A preset knows values that this sample does not have.
  const all = [...values, ...Object.keys(settings.stages).filter(cell => !values.includes(cell))];
  return {
    ...settings,
    begins: known.includes(settings.begins) ? settings.begins : firstOfFunnel(pipeline),
    stages: Object.fromEntries(all.map(cell => [cell, kept(cell) ?? guessStage(cell, pipeline)])),
  };
}

const isEnd = (/** @type {string} */ stage) => stage === 'won' || stage === 'lost';

/**
 * The moves that a row tells of: it was created, it came to the stage that it is in, it was closed.
 *
 * @param {Settings} settings @param {any} pipeline
 */
export function stepsOf({ columns, stages, begins }, pipeline) {
  const { stage, created, since, closed, reason } = columns;
  if (!stage) {
    return created ? [{ to: begins, at: created }] : [];
  }
  const isOutside = (/** @type {string} */ key) =>
    pipeline.stages.some((/** @type {any} */ each) => each.key === key && each.place === 'OUTSIDE');
  /** @param {string | undefined} at @param {(to: string) => string | null} choose @param {string} [why] */
  const step = (at, choose, why) => ({
    toColumn: stage,
    values: Object.fromEntries(Object.entries(stages).filter(([, to]) => to).map(([cell, to]) => [cell, choose(to)])),
    at,
    ...(why ? { reason: why } : {}),
  });
  const first = (/** @type {string} */ to) => isEnd(to) || since && !isOutside(to) ? begins : to;
  const steps = [step(created, first)];
  steps.push(step(since, to => isEnd(to) || created && first(to) === to ? null : to));
  if (reason) {
    steps.push(step(closed, to => to === 'won' ? to : null), step(closed, to => to === 'lost' ? to : null, reason));
  } else {
    steps.push(step(closed, to => isEnd(to) ? to : null));
  }
  return steps.filter(each => each.at && Object.values(each.values).some(to => to));
}

/** The mapping as `POST /imports` takes it. @param {Settings} settings @param {string} separator @param {any} pipeline */
export function mappingOf(settings, separator, pipeline) {
  const { columns, owners } = settings;
  const fields = ['externalId', 'title', 'customer', 'owner', 'team', 'product', 'source', 'region', 'amount', 'expectedCloseOn'];
  const chosen = Object.fromEntries(Object.entries(columns).filter(([field, column]) => column && fields.includes(field)));
  const names = Object.fromEntries(Object.entries(owners).filter(([before, after]) => after && after !== before));
  const patterns = settings.dates === 'custom'
    ? settings.patterns.split('\n').map(line => line.trim()).filter(line => line)
    : FORMATS[settings.dates].patterns;
  return {
    pipeline: pipeline.key,
    columns: chosen,
    ...(separator === ',' ? {} : { separator }),
    ...(columns.currency ? { currencyColumn: columns.currency } : { currency: settings.currency }),
    ...(Object.keys(names).length ? { values: { owner: names } } : {}),
    ...(settings.nulls.length ? { nulls: settings.nulls } : {}),
    timeZone: settings.timeZone,
    ...(settings.decimal ? { decimal: settings.decimal } : {}),
    ...(patterns.length ? { dateFormats: patterns } : {}),
    history: stepsOf(settings, pipeline),
  };
}
