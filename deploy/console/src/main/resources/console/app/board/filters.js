/** What the board shows, and in which order; all of it stands in the address. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { go, here, withQuery } from '../router.js';
import { SORTS } from './store.js';

const t = words({
  filters: ['What is shown', '筛选'],
  search: ['Title or customer', '标题或客户'],
  owner: ['Owner', '负责人'],
  team: ['Team', '团队'],
  all: ['All', '全部'],
  mine: ['Only mine', '只看我的'],
  sort: ['Order', '排序'],
  stay: ['Longest in stage', '停留最久'],
  amount: ['Largest amount', '金额最大'],
  close: ['Next expected close', '最近预计成交'],
});

let typing = 0;

/** @param {Event & {target: any}} event */
function search(event) {
  clearTimeout(typing);
  const q = event.target.value.trim();
  // Back leads to where one was before one began to type.
  typing = setTimeout(() => go(withQuery({ q }), { replace: here().query.has('q') }), 350);
}

/**
 * @param {URLSearchParams} query @param {{sees: string, roles: string[]}} me
 * @param {import('./people.js').People} people
 */
export function boardFilters(query, me, people) {
  const isMine = query.has('mine');
  const seesOthers = me.sees === 'ALL' || me.sees === 'TEAMS';
  const sells = me.roles.includes('sales-rep') || me.roles.includes('sales-manager');
  const choice = (/** @type {'owner' | 'team'} */ name, /** @type {string[]} */ values) => {
    const chosen = query.get(name) ?? '';
    const options = chosen && !values.includes(chosen) ? [chosen, ...values] : values;
    return html`
      <label><span>${t(name)}</span>
        <select ?disabled=${name === 'owner' && isMine} @change=${event => go(withQuery({ [name]: event.target.value }))}>
          <option value="" .selected=${!chosen}>${t('all')}</option>
          ${options.map(each => html`<option value=${each} .selected=${each === chosen}>${each}</option>`)}
        </select></label>`;
  };
  return html`
    <form class="row board-filters" role="search" aria-label=${t('filters')} @submit=${event => event.preventDefault()}>
      <label><span>${t('search')}</span>
        <input type="search" .value=${query.get('q') ?? ''} maxlength="200" @input=${search}></label>
      ${seesOthers ? choice('owner', people.owners) : nothing}
      ${seesOthers && (people.teams.length > 1 || query.has('team')) ? choice('team', people.teams) : nothing}
      ${seesOthers && sells ? html`
        <label class="check"><input type="checkbox" .checked=${isMine}
          @change=${event => go(withQuery({ mine: event.target.checked ? 1 : null, owner: null }))}><span>${t('mine')}</span></label>` : nothing}
      <label><span>${t('sort')}</span>
        <select @change=${event => go(withQuery({ sort: event.target.value === 'stay' ? null : event.target.value }))}>
          ${SORTS.map(each => html`<option value=${each} .selected=${each === (query.get('sort') ?? 'stay')}>${t(/** @type {any} */ (each))}</option>`)}
        </select></label>
    </form>`;
}
