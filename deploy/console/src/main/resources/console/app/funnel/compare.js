/** What a funnel is held against: an earlier period, another person, a team, or everybody. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { go, withQuery } from '../router.js';
import { choicesOf } from '../filters/choices.js';
import { periodBefore, yearBefore } from '../filters/periods.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  compare: ['Compare with', '对比'],
  nothing: ['nothing', '不对比'],
  before: ['the period before', '上一期间'],
  year: ['a year earlier', '去年同期'],
  all: ['everybody', '全部'],
  team: ['team {name}', '团队 {name}'],
  owner: ['{name}', '{name}'],
  teams: ['Teams', '团队'],
  people: ['People', '人员'],
  fair: ['Earlier deals have had more time. Choose “Within” to give both the same.', '较早的商机走的时间更长。选择“时限”可让两者时间相同。'],
});

/** What may be compared with. @param {FunnelPage} page */
export async function comparable(page) {
  const { me, asking, pipeline } = page;
  if (me.sees === 'OWN' && !me.roles.includes('viewer')) {
    return { owner: [], team: [...me.teams, ...me.teamsBelow], all: false };
  }
  const { owner, team } = await choicesOf(pipeline.key, me, asking, ['owner', 'team']);
  return { owner: owner ?? [], team: team ?? [], all: me.sees !== 'TEAMS' && (asking.has('owner') || asking.has('team')) };
}

/**
 * The answer that the address wants this one compared with; null for none.
 *
 * @param {FunnelPage} page @param {any} funnel @param {(query: URLSearchParams) => Promise<any>} ask
 */
export async function comparison(page, funnel, ask) {
  const compare = page.query.get('compare');
  if (!compare) {
    return null;
  }
  const query = new URLSearchParams(page.asking);
  const [kind, name] = [compare.split(':')[0], compare.slice(compare.indexOf(':') + 1)];
  if (kind === 'before' || kind === 'year') {
    const window = kind === 'before' ? periodBefore(funnel, page.pipeline.timeZone) : yearBefore(funnel, page.pipeline.timeZone);
    query.set('from', window.from);
    query.set('to', window.to);
  } else if (kind === 'owner') {
    query.set('owner', name);
  } else if (kind === 'team' || kind === 'all') {
    query.delete('owner');
    query.delete('team');
    if (kind === 'team') {
      query.set('team', name);
    }
  } else {
    return null;
  }
  return ask(query);
}

/** What it is compared with, in words. @param {FunnelPage} page */
export function comparedName(page) {
  const compare = page.query.get('compare') ?? '';
  const kind = compare.split(':')[0];
  return ['before', 'year', 'all', 'team', 'owner'].includes(kind)
    ? t(/** @type {any} */ (kind), { name: compare.slice(kind.length + 1) }) : '';
}

/** @param {FunnelPage} page @param {{owner: string[], team: string[], all: boolean}} others */
export function compareControl(page, others) {
  const chosen = page.query.get('compare') ?? '';
  /** @param {string} value @param {string} text */
  const option = (value, text) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`;
  /** @param {'team' | 'owner'} kind @param {string} label */
  const group = (kind, label) => others[kind].filter(name => name !== '').length ? html`
    <optgroup label=${label}>${others[kind].filter(name => name !== '').map(name => option(`${kind}:${name}`, t(kind, { name })))}</optgroup>` : nothing;
  return html`
    <label><span>${t('compare')}</span>
      <select @change=${(/** @type {any} */ event) => go(withQuery({ compare: event.target.value }))}>
        ${option('', t('nothing'))} ${option('before', t('before'))} ${option('year', t('year'))}
        ${others.all ? option('all', t('all')) : nothing} ${group('team', t('teams'))} ${group('owner', t('people'))}
      </select></label>`;
}

/** @param {FunnelPage} page */
export const fairness = page => ['before', 'year'].includes(page.query.get('compare') ?? '') && !page.query.get('within') && page.query.get('basis') !== 'period'
  ? html`<p class="note">${t('fair')}</p>` : nothing;
