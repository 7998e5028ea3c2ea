/** What the services let somebody ask: a salesperson its own or a team's sums, a manager its teams, all others everything. */

import { words } from '../language.js';

const t = words({
  mine: ['Mine', '我的'],
  ofTeam: ['Team {team}, sums only', '团队 {team}（仅汇总）'],
});

/**
 * The query as it may be put: without a person or a team, a salesperson means itself and a manager its first team.
 *
 * @param {URLSearchParams} query @param {{name: string, teams: string[], roles: string[], sees: string}} me
 */
export function narrowed(query, me) {
  const asked = new URLSearchParams(query);
  if (me.roles.includes('viewer')) {
    return asked;
  }
  if (me.sees === 'OWN' && !asked.get('owner') && !asked.get('team')) {
    asked.set('owner', me.name);
  }
  if (me.sees === 'TEAMS' && !asked.has('team') && asked.get('owner') !== me.name && me.teams.length) {
    asked.set('team', me.teams[0]);
  }
  return asked;
}

/** The choices of a salesperson, who has no others; null for everybody else. @param {any} me */
export function whoseOf(me) {
  if (me.sees !== 'OWN' || me.roles.includes('viewer')) {
    return null;
  }
  return [
    { text: t('mine'), changes: { owner: me.name, team: null } },
    ...me.teams.map((/** @type {string} */ team) => ({ text: t('ofTeam', { team }), changes: { owner: null, team } })),
  ];
}

/** Whether the single deals of such a question are this one's to see. @param {URLSearchParams} asked @param {any} me */
export const showsDeals = (asked, me) =>
  me.sees === 'ALL' || me.sees === 'TEAMS' || me.sees === 'OWN' && asked.get('owner') === me.name;
