/** What a move asks for: the customer's confirmation, and a reason. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { channelName, entered, personRoleName, reasonName, signalName } from '../deal/words.js';

const t = words({
  confirmation: ['The customer’s confirmation', '客户的确认'],
  why: ['A stage is entered when the customer has confirmed it. What did the customer do?', '客户确认后才进入该阶段。客户做了什么？'],
  who: ['Who on the customer’s side', '客户方确认人'],
  person: ['Which of the deal’s people', '商机中的哪一位'],
  another: ['Somebody else', '其他人'],
  putFirst: ['Only some of the deal’s people count here: {message}', '此处须由特定人员确认：{message}'],
  signal: ['What the customer did', '客户的行动'],
  choose: ['Choose…', '请选择…'],
  channel: ['How it reached us', '通过什么渠道'],
  when: ['When the customer did it', '客户何时确认'],
  reference: ['Where the evidence is', '凭据'],
  example: ['mail of 2 March, PI 4711…', '3 月 2 日邮件、PI 4711…'],
  reason: ['Reason', '原因'],
  note: ['What else there is to say', '补充说明'],
  optional: ['(optional)', '（选填）'],
});

const CHANNELS = ['email', 'phone', 'meeting', 'visit', 'video call', 'trade fair', 'wechat'];
const WON_SIGNALS = ['PI_SIGNED', 'CONTRACT_SIGNED', 'PURCHASE_ORDER', 'DEPOSIT_PAID'];

/** Whoever is chosen confirmed it. @param {Event & {target: any}} event */
function nameIt(event) {
  const name = event.target.selectedOptions[0]?.dataset.name;
  if (name) {
    event.target.form.elements.confirmedBy.value = name;
  }
}

/** The browser's present minute, as a field for date and time has it. */
function thisMinute() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** @param {any} pipeline @param {any} move @param {boolean} isRequired @param {Record<string, string>} [given] to begin with @param {any[]} [people] the deal's */
export function confirmationFields(pipeline, move, isRequired, given = {}, people = []) {
  const signals = entered(pipeline, move.to)?.signals ?? [];
  const now = thisMinute();
  const role = move.missing.find(one => one.kind === 'ROLE');
  return html`
    <fieldset class="move-confirmation">
      <legend>${t('confirmation')}</legend>
      <p class="note wide">${t('why')}</p>
      <label class="wide"><span>${t('signal')}</span>
        ${signals.length ? html`
          <select name="signal" ?required=${isRequired}>
            ${signals.length > 1 || !isRequired ? html`<option value="">${t('choose')}</option>` : nothing}
            ${signals.map(key => html`<option value=${key} ?selected=${key === given.signal}>${signalName(key)}</option>`)}
          </select>` : html`
          <input name="signal" value=${given.signal ?? ''} ?required=${isRequired} maxlength="200" list="move-signals" autocomplete="off">
          <datalist id="move-signals">${WON_SIGNALS.map(key => html`<option value=${key}>${signalName(key)}</option>`)}</datalist>`}
      </label>
      ${role ? html`<p class="note wide">${t('putFirst', { message: role.message })}</p>` : nothing}
      ${people.length ? html`
        <label><span>${t('person')}</span>
          <select name="person" ?required=${isRequired && role !== undefined} @change=${nameIt}>
            <option value="">${role ? t('choose') : t('another')}</option>
            ${people.map(person => html`<option value=${person.id} data-name=${person.name}>${person.name} (${personRoleName(person.role)})</option>`)}
          </select></label>` : nothing}
      <label><span>${t('who')}</span><input name="confirmedBy" value=${given.confirmedBy ?? ''} ?required=${isRequired} maxlength="200" autocomplete="off"></label>
      <label><span>${t('when')}</span><input name="confirmedAt" type="datetime-local" ?required=${isRequired} value=${now} max=${now}></label>
      <label><span>${t('channel')} ${t('optional')}</span>
        <input name="channel" maxlength="200" list="move-channels" autocomplete="off">
        <datalist id="move-channels">${CHANNELS.map(key => html`<option value=${key}>${channelName(key)}</option>`)}</datalist>
      </label>
      <label><span>${t('reference')} ${t('optional')}</span>
        <input name="reference" value=${given.reference ?? ''} maxlength="200" placeholder=${t('example')} autocomplete="off"></label>
    </fieldset>`;
}

/** @param {any} pipeline @param {any} move @param {boolean} isRequired @param {Record<string, string>} [given] to begin with */
export function reasonFields(pipeline, move, isRequired, given = {}) {
  const known = move.direction === 'LOST' ? pipeline.lossReasons : move.direction === 'WON' ? pipeline.winReasons ?? [] : [];
  return html`
    <label><span>${t('reason')}</span>
      ${known.length ? html`
        <select name="reason" ?required=${isRequired}>
          <option value="">${t('choose')}</option>
          ${known.map(key => html`<option value=${key} ?selected=${key === given.reason}>${reasonName(key)}</option>`)}
        </select>` : html`<input name="reason" value=${given.reason ?? ''} ?required=${isRequired} maxlength="1000" autocomplete="off">`}
    </label>
    <label><span>${t('note')} ${t('optional')}</span><textarea name="note" rows="2" maxlength="5000"></textarea></label>`;
}

/** The body of the request. @param {HTMLFormElement} form @param {any} move */
export function moveOf(form, move) {
  const fields = new FormData(form);
  const text = name => String(fields.get(name) ?? '').trim() || null;
  const at = text('confirmedAt');
  return {
    to: move.to,
    confirmation: text('signal') || text('confirmedBy') ? {
      confirmedBy: text('confirmedBy'),
      signal: text('signal'),
      channel: text('channel'),
      confirmedAt: at && at < thisMinute() ? new Date(at).toISOString() : null,
      reference: text('reference'),
      person: text('person'),
    } : null,
    reason: text('reason'),
    note: text('note'),
    override: text('override'),
  };
}
