/** What the filters offer: the groups that the funnel knows, each asked for once. */

import { allTeams, funnels } from '../api.js';
import { asked } from '../funnel/words.js';

/** @type {Map<string, Promise<string[] | null>>} */
const kept = new Map();

/**
 * The values of dimensions among the deals that this one may ask about.
 *
 * @param {string} pipeline @param {any} me @param {URLSearchParams} query as it may be put @param {string[]} dimensions
 * @returns {Promise<Record<string, string[] | null>>} null where that may not be asked
 */
export async function choicesOf(pipeline, me, query, dimensions) {
  const found = await Promise.all(dimensions.map(by => {
    if (me.sees === 'OWN' && ['owner', 'team'].includes(by)) {
      return [];
    }
    if (me.sees === 'TEAMS' && by === 'team') {
      return [...me.teams, ...me.teamsBelow];
    }
    const whose = new URLSearchParams();
    for (const name of me.sees === 'OWN' ? ['owner', 'team'] : me.sees === 'TEAMS' || by === 'owner' ? ['team'] : []) {
      const value = query.get(name);
      if (value !== null) {
        whose.set(name, value);
      }
    }
    const found = groups(pipeline, by, asked(whose, { by, from: '2000-01-01' }) + (by === 'team' ? '&teamsBelow=false' : ''));
    return by === 'team' ? found.then(withParents) : found;
  }));
  return Object.fromEntries(dimensions.map((name, i) => [name, found[i]]));
}

/** Teams that have deals, and those that they are a part of. @param {string[] | null} teams */
async function withParents(teams) {
  const known = teams === null ? [] : await allTeams().catch(() => []);
  return teams === null ? null : [...new Set([...teams, ...known.map(each => each.parent).filter(Boolean)])].sort();
}

/** @param {string} pipeline @param {string} by @param {string} search */
function groups(pipeline, by, search) {
  const path = `/funnels/${encodeURIComponent(pipeline)}/breakdown${search}`;
  const known = kept.get(path);
  if (known) {
    return known;
  }
  const asking = funnels.get(path).then(
    answer => answer.groups.map((/** @type {any} */ each) => each.group ?? (by === 'owner' ? null : ''))
      .filter((/** @type {any} */ each) => each !== null),
    error => {
      if (error.status !== 403) {
        kept.delete(path);
      }
      return null;
    });
  kept.set(path, asking);
  return asking;
}
