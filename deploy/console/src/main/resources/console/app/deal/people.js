/** `<dealflow-deal-people>`: who on the customer's side has which part in the decision, and is for us or not. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, words } from '../language.js';
import { act } from '../operations/action.js';
import { DealPart } from './part.js';
import { PERSON_ROLES, STANCES, personRoleName, personStanceName } from './words.js';

const t = words({
  heading: ['People on the customer’s side', '客户方人员'],
  none: ['Nobody is recorded. Who decides, who buys, who will use it?', '尚未记录。谁决策、谁采购、谁使用？'],
  confirmed: ['confirmed a stage on {when}', '{when} 确认过阶段'],
  silent: ['has confirmed nothing yet', '尚未确认'],
  add: ['Add a person', '添加人员'],
  edit: ['Change', '修改'],
  remove: ['Take out', '移除'],
  editOne: ['Change {name}', '修改{name}'],
  removeOne: ['Take {name} out', '移除{name}'],
  removeText: ['What {name} confirmed stays in the history.', '{name} 的确认仍保留在历史中。'],
  name: ['Name', '姓名'],
  role: ['Part in the decision', '在决策中的角色'],
  stance: ['For us?', '是否支持我们'],
  evidence: ['What tells us so', '依据'],
  contact: ['How to reach the person; leave it out unless it is needed', '联系方式；非必要请留空'],
  save: ['Save', '保存'],
});

class DealPeople extends DealPart {
  /** @param {any} [person] to change; left out, a new one */
  async put(person) {
    const taken = new Set(this.deal.people.map(each => each.id));
    let next = this.deal.people.length + 1;
    while (taken.has('p' + next)) {
      next++;
    }
    const field = (/** @type {string} */ name, isRequired = false) => html`
      <label><span>${t(/** @type {any} */ (name))}</span><input name=${name} .value=${person?.[name] ?? ''} ?required=${isRequired} maxlength="200" autocomplete="off"></label>`;
    const choice = (/** @type {string} */ name, /** @type {string[]} */ values, /** @type {(key: string) => string} */ nameOf, /** @type {string} */ now) => html`
      <label><span>${t(/** @type {any} */ (name))}</span><select name=${name}>
        ${values.map(each => html`<option value=${each} ?selected=${each === now}>${nameOf(each)}</option>`)}</select></label>`;
    const done = await act({
      title: person ? t('editOne', { name: person.name }) : t('add'),
      fields: () => html`
        ${field('name', true)}
        ${choice('role', PERSON_ROLES, personRoleName, person?.role ?? 'USER')}
        ${choice('stance', STANCES, personStanceName, person?.stance ?? 'UNKNOWN')}
        ${field('evidence')}${field('contact')}`,
      button: t('save'),
      run: form => {
        const text = (/** @type {string} */ name) => String(form.get(name) ?? '').trim() || null;
        return deals.put(this.path(`/people/${encodeURIComponent(person?.id ?? 'p' + next)}`), {
          name: text('name'), role: text('role'), stance: text('stance'), evidence: text('evidence'), contact: text('contact'),
        });
      },
    });
    this.changed(done);
  }

  /** @param {any} person */
  async takeOut(person) {
    this.changed(await act({
      title: t('removeOne', { name: person.name }),
      text: html`<p>${t('removeText', { name: person.name })}</p>`,
      button: t('remove'),
      run: () => deals.remove(this.path(`/people/${encodeURIComponent(person.id)}`)),
    }));
  }

  /** @param {any} done */
  changed(done) {
    if (done !== undefined) {
      this.dispatchEvent(new CustomEvent('deal-changed', { bubbles: true }));
    }
  }

  render() {
    const people = this.deal?.people ?? [];
    return html`
      <h2 id="people">${t('heading')}</h2>
      ${people.length ? html`<ul class="plain-list">${people.map(person => html`
        <li class="deal-request">
          <p><b>${person.name}</b> <span class="tag">${personRoleName(person.role)}</span>
            ${person.stance === 'UNKNOWN' ? nothing : html`<span class="tag ${person.stance === 'FOR' ? 'won' : 'lost'}">${personStanceName(person.stance)}</span>`}</p>
          <p class="note">${[person.evidence, person.contact, person.confirmedAt ? t('confirmed', { when: day(person.confirmedAt) }) : t('silent')].filter(Boolean).join(' · ')}</p>
          <p class="row"><button type="button" aria-label=${t('editOne', { name: person.name })} @click=${() => this.put(person)}>${t('edit')}</button>
            <button type="button" class="plain" aria-label=${t('removeOne', { name: person.name })} @click=${() => this.takeOut(person)}>${t('remove')}</button></p>
        </li>`)}</ul>` : html`<p class="note">${t('none')}</p>`}
      <p><button type="button" @click=${() => this.put()}>${t('add')}</button></p>`;
  }
}

customElements.define('dealflow-deal-people', DealPeople);
