/** What the board shows, and in which order; all of it stands in the address. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { ownFilters } from '../filters/own.js';
import { go, here, withQuery } from '../router.js';
import { SORTS } from './store.js';

const t = words({
  filters: ['What is shown', '筛选'],
  search: ['Title or customer', '标题或客户'],
  owner: ['Owner', '负责人'],
  team: ['Team', '团队'],
  all: ['All', '全部'],
  amount: ['Amount', '金额'],
  expectedCloseOn: ['Expected close', '预计成交'],
  atLeast: ['from', '从'],
  atMost: ['to', '至'],
  mine: ['Only mine', '只看我的'],
  own: ['Our own fields', '自定义字段'],
  sort: ['Order', '排序'],
});

const sortName = words({
  stay: ['Longest in stage', '停留最久'],
  amount: ['Largest amount', '金额最大'],
  close: ['Next expected close', '最近预计成交'],
});

/** So many own fields stand beside the other filters; more would hide the board. */
const FEW = 3;

let typing = 0;

/** @param {Event & {target: any}} event */
function search(event) {
  clearTimeout(typing);
  const q = event.target.value.trim();
  // Back leads to where one was before one began to type.
  typing = setTimeout(() => go(withQuery({ q }), { replace: here().query.has('q') }), 350);
}

/**
 * Two ends of which either may be left out, in one parameter.
 *
 * @param {URLSearchParams} query @param {'amount' | 'expectedCloseOn'} name @param {string} type
 */
function range(query, name, type) {
  const [from, to = from] = (query.get(name) ?? '').split('..');
  const change = (/** @type {string} */ first, /** @type {string} */ last) =>
    go(withQuery({ [name]: first || last ? `${first}..${last}` : null }));
  const end = (/** @type {'atLeast' | 'atMost'} */ text, /** @type {string} */ value, /** @type {(value: string) => void} */ set) => html`
    <label><span>${t(name)}, ${t(text)}</span>
      <input type=${type} min=${type === 'number' ? '0' : '1900-01-01'} max=${type === 'number' ? '999999999999999' : '2200-12-31'}
             step=${type === 'number' ? 'any' : '1'} .value=${value}
             @change=${(/** @type {any} */ event) => event.target.checkValidity() && set(event.target.value)}></label>`;
  return [end('atLeast', from, value => change(value, to)), end('atMost', to, value => change(from, value))];
}

/** @param {URLSearchParams} query @param {any[]} definitions */
function own(query, definitions) {
  const filters = ownFilters(query, definitions);
  return filters.length <= FEW ? filters : html`
    <details class="several own-filters" ?open=${query.has('field')}><summary>${t('own')}</summary><div class="row">${filters}</div></details>`;
}

/**
 * @param {URLSearchParams} query @param {{sees: string, roles: string[]}} me
 * @param {import('./people.js').People} people @param {any[]} definitions of own fields
 */
export function boardFilters(query, me, people, definitions) {
  const isMine = query.has('mine');
  const seesOthers = me.sees === 'ALL' || me.sees === 'TEAMS';
  const sells = me.roles.includes('sales-rep') || me.roles.includes('sales-manager');
  const choice = (/** @type {'owner' | 'team'} */ name, /** @type {string[]} */ values) => {
    const chosen = query.getAll(name);
    const options = [...new Set([...chosen, ...values])];
    const change = (/** @type {string} */ value, /** @type {boolean} */ isChosen) =>
      go(withQuery({ [name]: isChosen ? [...chosen, value] : chosen.filter(each => each !== value) }));
    return html`
      <details class="several">
        <summary>${t(name)}: ${name === 'owner' && isMine ? t('mine') : chosen.join(', ') || t('all')}</summary>
        <fieldset class="ticks" ?disabled=${name === 'owner' && isMine}>
          <legend class="hidden">${t(name)}</legend>
          ${options.map(each => html`
            <label class="tick"><input type="checkbox" .checked=${chosen.includes(each)}
              @change=${(/** @type {any} */ event) => change(each, event.target.checked)}> ${each}</label>`)}
        </fieldset>
      </details>`;
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
      ${range(query, 'amount', 'number')}
      ${range(query, 'expectedCloseOn', 'date')}
      ${own(query, definitions)}
      <label><span>${t('sort')}</span>
        <select @change=${event => go(withQuery({ sort: event.target.value === 'stay' ? null : event.target.value }))}>
          ${SORTS.map(each => html`<option value=${each} .selected=${each === (query.get('sort') ?? 'stay')}>${sortName(/** @type {any} */ (each))}</option>`)}
        </select></label>
    </form>`;
}
