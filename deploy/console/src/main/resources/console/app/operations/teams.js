/** The company's teams: which is a part of which on a day, who manages it, and what a team is from a day on. */

import { html, nothing } from 'lit';
import { deals, forgetTeams } from '../api.js';
import { nameOf, words } from '../language.js';
import { Page } from '../page.js';
import { go, withQuery } from '../router.js';
import { act } from './action.js';

const t = words({
  about: ['Which team is a part of which. A manager sees the deals of its team and of all below it, and a team stands for those below it in filters and groups. What was before a day stays as it was.',
    '团队的上下级关系。经理能看到本团队及所有下级团队的商机；筛选和分组中，团队包含其下级团队。某日之前的组织保持不变。'],
  none: ['No team is defined on this day. Teams that deals name stand alone until then.', '该日没有定义团队；商机上的团队各自独立。'],
  on: ['As of', '日期'],
  show: ['Show', '查看'],
  team: ['Team', '团队'],
  key: ['Key: the team as deals have it', 'key：与商机上的团队一致'],
  managers: ['Managers', '经理'],
  managersHelp: ['Managers, one a line, by the names of their logins', '经理，每行一个（登录名）'],
  since: ['Since', '起始日'],
  parent: ['Part of', '上级团队'],
  top: ['no other team', '无（顶级）'],
  en: ['Name in English', '英文名称'],
  zh: ['Name in Chinese', '中文名称'],
  from: ['From this day on', '自此日起'],
  make: ['New team', '新建团队'],
  makeTitle: ['New team', '新建团队'],
  define: ['Define', '新建'],
  change: ['Change', '修改'],
  changeTitle: ['Change “{name}”', '修改“{name}”'],
  save: ['Save', '保存'],
});

/** Each team behind the one that it is a part of, with how many stand above it. @param {any[]} teams */
export function asTree(teams) {
  const known = new Set(teams.map(each => each.key));
  /** @param {string | null} parent @param {number} depth @returns {{team: any, depth: number}[]} */
  const below = (parent, depth) => teams
    .filter(each => parent === null ? !known.has(each.parent) : each.parent === parent)
    .flatMap(team => [{ team, depth }, ...below(team.key, depth + 1)]);
  return below(null, 0);
}

/** @param {any} team @param {any[]} teams @param {string} day */
const asking = (team, teams, day) => html`
  ${team.key ? nothing : html`<label><span>${t('key')}</span><input name="key" maxlength="200" required autocomplete="off"></label>`}
  <label><span>${t('en')}</span><input name="en" maxlength="200" autocomplete="off" .value=${team.names?.en ?? ''}></label>
  <label><span>${t('zh')}</span><input name="zh" maxlength="200" autocomplete="off" .value=${team.names?.zh ?? ''}></label>
  <label><span>${t('parent')}</span><select name="parent"><option value="">${t('top')}</option>
    ${teams.filter(each => each.key !== team.key).map(each => html`
      <option value=${each.key} ?selected=${each.key === team.parent}>${nameOf(each.names, each.key)}</option>`)}</select></label>
  <label><span>${t('managersHelp')}</span><textarea name="managers" rows="3" .value=${(team.managers ?? []).join('\n')}></textarea></label>
  <label><span>${t('from')}</span><input name="from" type="date" min="1900-01-01" max="2200-12-31" required .value=${day}></label>`;

/** @param {FormData} form */
function state(form) {
  const said = (/** @type {string} */ name) => String(form.get(name) ?? '').trim();
  return {
    names: Object.fromEntries(['en', 'zh'].map(name => [name, said(name)]).filter(([, name]) => name)),
    parent: said('parent') || null,
    managers: said('managers').split(/\r?\n/).map(each => each.trim()).filter(Boolean),
    from: said('from'),
  };
}

class TeamsView extends Page {
  get day() {
    return this.query.get('on') ?? new Date().toISOString().slice(0, 10);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    return (await deals.get('/teams', { on: this.day }, signal)).items;
  }

  /** @param {Promise<any>} action */
  async reloadAfter(action) {
    if (await action) {
      forgetTeams();
      this.reload();
    }
  }

  /** @param {any[]} teams */
  define(teams) {
    return act({
      title: t('makeTitle'),
      fields: () => asking({}, teams, this.day),
      button: t('define'),
      // At version 0: none that somebody else has just made is changed by it.
      run: form => deals.put('/teams/' + encodeURIComponent(String(form.get('key')).trim()), state(form), { ifMatch: '"0"' }),
    });
  }

  /** @param {any} team @param {any[]} teams */
  change(team, teams) {
    return act({
      title: t('changeTitle', { name: nameOf(team.names, team.key) }),
      fields: () => asking(team, teams, this.day),
      button: t('save'),
      run: form => deals.put('/teams/' + encodeURIComponent(team.key), state(form), { ifMatch: `"${team.version}"` }),
    });
  }

  /** @param {any[]} teams */
  view(teams) {
    return html`
      <p class="note">${t('about')}</p>
      <form class="row" @submit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        go(withQuery({ on: String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('on')) }));
      }}><label><span>${t('on')}</span><input name="on" type="date" min="1900-01-01" max="2200-12-31" required .value=${this.day}></label>
        <button>${t('show')}</button></form>
      ${teams.length ? html`<div class="scroll" tabindex="0" role="group" aria-label=${t('team')}><table>
        <thead><tr><th scope="col">${t('team')}</th><th scope="col">${t('managers')}</th><th scope="col">${t('since')}</th><td></td></tr></thead>
        <tbody>${asTree(teams).map(({ team, depth }) => html`<tr>
          <th scope="row">${Array.from({ length: depth }, () => html`<span class="indent"></span>`)}${nameOf(team.names, team.key)}
            ${nameOf(team.names, team.key) === team.key ? nothing : html`<small><code>${team.key}</code></small>`}</th>
          <td>${team.managers.join(', ')}</td><td>${team.from}</td>
          <td><button type="button" aria-label=${`${t('change')}: ${nameOf(team.names, team.key)}`}
            @click=${() => this.reloadAfter(this.change(team, teams))}>${t('change')}…</button></td></tr>`)}</tbody></table></div>`
        : html`<p>${t('none')}</p>`}
      <p><button type="button" class="main" @click=${() => this.reloadAfter(this.define(teams))}>${t('make')}…</button></p>`;
  }
}

customElements.define('dealflow-operations-teams', TeamsView);
