/** Who sells, and in which teams: for filters. */

import { funnels } from '../api.js';

/** @typedef {{owners: string[], teams: string[]}} People */

/** @type {Record<string, Promise<People>>} by pipeline */
const known = {};

/**
 * Those with deals that came in during the last year, as far as one may see them; none where that cannot be told.
 *
 * @param {string} pipeline @param {{sees: string, teams: string[]}} me
 */
export const peopleOf = (pipeline, me) => known[pipeline] ??= Promise
  .all((me.sees === 'ALL' ? [null] : me.teams).map(team =>
    funnels.get(`/funnels/${encodeURIComponent(pipeline)}/breakdown`, { by: 'owner', team })))
  .then(answers => {
    const groups = answers.flatMap(each => each.groups);
    return { owners: values(groups, 'group'), teams: values(groups, 'parent') };
  })
  .catch(() => {
    delete known[pipeline];
    return { owners: [], teams: [] };
  });

/** @param {any[]} groups @param {string} field */
const values = (groups, field) => [...new Set(groups.map(each => each[field]).filter(Boolean))].sort();
