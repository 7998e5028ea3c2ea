/**
 * `<dealflow-move-dialog>`: asks what a deal still lacks for a move, takes the customer's confirmation, and makes the move.
 * `ask({ id, pipeline, me, to, given })` opens it, with what is given filled in; a `moved` event tells of the deal after the move and its version.
 */

import { LitElement, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Problem, allFields, deals } from '../api.js';
import { words } from '../language.js';
import { problem } from '../page.js';
import { dealAddress, exact, stageName } from '../deal/words.js';
import { confirmationFields, moveOf, reasonFields } from './form.js';
import { blocking, directionText, missingText } from './words.js';

const t = words({
  title: ['Move “{title}”', '移动“{title}”'],
  now: ['now in {stage}', '当前阶段：{stage}'],
  to: ['To', '移动到'],
  forward: ['Forward', '前进'],
  ends: ['Ends', '结束'],
  back: ['Back', '退回'],
  loading: ['Asking what it lacks…', '正在检查还缺什么…'],
  none: ['This deal cannot be moved.', '此商机无法移动。'],
  impossible: ['It cannot go to “{stage}” from where it stands. These moves are possible.', '从当前阶段无法移动到“{stage}”。可行的移动如下。'],
  before: ['Before that', '在此之前还缺'],
  evidence: ['What tells us so', '依据'],
  tick: ['Tick', '勾选'],
  qualify: ['Qualify it on the deal’s page', '到商机页面完善鉴别信息'],
  fill: ['Fill it in on the deal’s page', '到商机页面填写'],
  override: ['Move it all the same', '仍然移动'],
  askOthers: ['Ask sales operations to let it pass', '请销售运营批准'],
  ask: ['Ask', '申请'],
  isAsked: ['Asked. Once it is approved, the move can be made here.', '已申请。批准后即可在此移动。'],
  why: ['Why; it stays on record', '理由（将记录在案）'],
  stale: ['Somebody changed this deal meanwhile. This is how it stands now; check it and try again.',
    '此商机刚被他人修改。以下是最新状态，请确认后重试。'],
  refused: ['The move was refused. It lacks:', '移动被拒绝，还缺：'],
  proposed: ['This was filled in for you, and nothing has been sent. Check it: what it says, you say.',
    '以下内容已为您预先填写，尚未提交。请核对：移动后即为您本人的陈述。'],
  move: ['Move', '移动'],
  cancel: ['Cancel', '取消'],
});

class MoveDialog extends LitElement {
  static properties = {
    subject: { state: true },
    moves: { state: true },
    chosen: { state: true },
    wanted: { state: true },
    failure: { state: true },
    isStale: { state: true },
    overrides: { state: true },
    hasAsked: { state: true },
    isBusy: { state: true },
  };

  constructor() {
    super();
    /** @type {{id: string, pipeline: any, me: any, to?: string, given?: Record<string, string>} | null} */
    this.subject = null;
    /** @type {any} */
    this.deal = null;
    /** @type {string | null} */
    this.tag = null;
    /** @type {any[] | null} */
    this.moves = null;
    /** @type {string | undefined} */
    this.chosen = undefined;
    /** @type {string | undefined} where it was dropped */
    this.wanted = undefined;
    /** @type {any} */
    this.failure = null;
    this.isStale = false;
    this.isBusy = false;
    this.overrides = false;
    this.hasAsked = false;
  }

  createRenderRoot() {
    return this;
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {{id: string, pipeline: any, me: any, to?: string, given?: Record<string, string>}} subject */
  async ask(subject) {
    Object.assign(this, { subject, deal: null, moves: null, chosen: subject.to, wanted: subject.to, failure: null, isStale: false, overrides: false, hasAsked: false });
    await this.updateComplete;
    this.dialog.showModal();
    await this.attempt(() => this.load());
    await this.updateComplete;
    if (!this.dialog.contains(document.activeElement) || document.activeElement === this.dialog) {
      /** @type {HTMLElement | null} */ (this.querySelector('select, input, button'))?.focus();
    }
  }

  async load() {
    const path = `/deals/${encodeURIComponent(this.subject?.id ?? '')}`;
    const [{ body, tag }, { items }] = await Promise.all([deals.full(path), deals.get(`${path}/transitions`), allFields().catch(() => [])]);
    this.deal = body;
    this.tag = tag;
    this.moves = items;
    if (!items.some(move => move.to === this.chosen)) {
      this.chosen = (items.find(move => ['IN', 'FORWARD', 'WON', 'REOPENED'].includes(move.direction)) ?? items[0])?.to;
    }
  }

  /** @param {() => Promise<any>} action */
  async attempt(action) {
    this.isBusy = true;
    this.failure = null;
    this.isStale = false;
    try {
      await action();
    } catch (error) {
      if (error instanceof Problem && error.status === 412) {
        await this.load().catch(() => {});
        this.isStale = true;
      } else {
        this.failure = error;
      }
    }
    this.isBusy = false;
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const move = moveOf(form, this.moves?.find(each => each.to === this.chosen));
    await this.attempt(async () => {
      const { body, tag } = await deals.full(`/deals/${this.deal.id}/transitions`,
        { method: 'POST', body: move, ifMatch: this.tag ?? undefined });
      this.dialog.close();
      const version = Number(tag?.replace(/\D/g, '')) || 0;
      this.dispatchEvent(new CustomEvent('moved', { bubbles: true, detail: { deal: body, version, from: this.deal.stage } }));
    });
  }

  /** @param {Event} event @param {string} item @param {boolean} isTheirs whether the customer confirms it */
  async tick(event, item, isTheirs) {
    const input = /** @type {HTMLInputElement} */ (
      /** @type {HTMLElement} */ (event.currentTarget).closest('li')?.querySelector('input'));
    input.required = isTheirs;
    const isValid = input.reportValidity();
    input.required = false;
    if (!isValid) {
      return;
    }
    await this.attempt(async () => {
      await deals.put(`/deals/${this.deal.id}/checklist/${encodeURIComponent(item)}`, { done: true, evidence: input.value || null });
      await this.load();
    });
  }

  /** @param {Event} event */
  async askOthers(event) {
    const why = /** @type {HTMLElement} */ (event.currentTarget).closest('details')?.querySelector('textarea');
    if (why) {
      why.required = true;
      const isValid = why.reportValidity();
      why.required = false;
      if (isValid) {
        await this.attempt(async () => {
          await deals.post(`/deals/${this.deal.id}/transitions/approvals`, { to: this.chosen, why: why.value.trim() });
          this.hasAsked = true;
        });
      }
    }
  }

  render() {
    return html`
      <dialog class="move" aria-labelledby="move-title" @close=${() => { this.subject = null; }}>
        ${this.subject ? html`
          <h2 id="move-title">${t('title', { title: this.deal?.title ?? '…' })}</h2>
          ${this.deal ? html`<p class="note">${[
            this.deal.customer?.name,
            this.deal.amount && exact(this.deal.amount),
            t('now', { stage: stageName(this.subject.pipeline, this.deal.stage) }),
          ].filter(Boolean).join(' · ')}</p>` : nothing}
          ${this.isStale ? html`<p class="warning" role="alert">${t('stale')}</p>` : nothing}
          ${this.failure ? this.refusal(this.failure) : nothing}
          ${this.moves ? this.form(this.moves) : html`
            ${this.failure ? nothing : html`<p class="loading" role="status">${t('loading')}</p>`}
            <div class="buttons">${this.cancel()}</div>`}` : nothing}
      </dialog>`;
  }

  cancel() {
    return html`<button type="button" @click=${() => this.dialog.close()}>${t('cancel')}</button>`;
  }

  /** @param {any} failure */
  refusal(failure) {
    if (!failure.missing?.length) {
      return problem(failure);
    }
    return html`
      <div class="problem" role="alert">
        <p>${t('refused')}</p>
        <ul>${failure.missing.map(one => html`<li>${missingText(this.subject?.pipeline, one)}</li>`)}</ul>
      </div>`;
  }

  /** @param {any[]} moves */
  form(moves) {
    const move = moves.find(each => each.to === this.chosen);
    if (!move) {
      return html`<p>${t('none')}</p><div class="buttons">${this.cancel()}</div>`;
    }
    const pipeline = this.subject?.pipeline;
    const given = this.subject?.given;
    const open = blocking(move);
    const mayOverride = open.length > 0 && this.subject?.me.roles.includes('sales-ops');
    // What cannot be done here comes first; only who overrides goes on without.
    const isStuck = open.some(one => one.kind !== 'CHECKLIST') && !this.overrides;
    const asks = kind => !isStuck && move.missing.some(one => one.kind === kind);
    return html`
      <form class="stack" @submit=${this.submit}>
        ${this.wanted && this.wanted !== this.chosen && !moves.some(each => each.to === this.wanted)
          ? html`<p class="warning">${t('impossible', { stage: stageName(pipeline, this.wanted) })}</p>` : nothing}
        <label><span>${t('to')}</span>
          <select @change=${event => { this.chosen = event.target.value; this.failure = null; }}>
            ${this.options(t('forward'), moves.filter(each => ['IN', 'FORWARD', 'REOPENED'].includes(each.direction)))}
            ${this.options(t('ends'), moves.filter(each => ['WON', 'LOST'].includes(each.direction)))}
            ${this.options(t('back'), moves.filter(each => ['BACKWARD', 'RETURNED', null].includes(each.direction)))}
          </select></label>
        <p class="note">${directionText(move.direction)}</p>
        ${given ? html`<p class="warning">${t('proposed')}</p>` : nothing}
        ${open.length ? this.lacks(open) : nothing}
        ${keyed(move.to, html`
          ${asks('CONFIRMATION') ? confirmationFields(pipeline, move, !this.overrides, given, this.deal.people) : nothing}
          ${asks('REASON') ? reasonFields(pipeline, move, !this.overrides, given) : nothing}`)}
        ${mayOverride ? html`
          <details><summary>${t('override')}</summary>
            <label><span>${t('why')}</span><textarea name="override" rows="2" maxlength="5000"
              @input=${event => { this.overrides = event.target.value.trim() !== ''; }}></textarea></label>
          </details>` : nothing}
        ${open.length > 0 && !mayOverride && open.some(one => one.kind !== 'SIGNAL') ? html`
          <details ?open=${this.hasAsked}><summary>${t('askOthers')}</summary>
            ${this.hasAsked ? html`<p class="done" role="status">${t('isAsked')}</p>` : html`
              <label><span>${t('why')}</span><textarea rows="2" maxlength="1000"></textarea></label>
              <p><button type="button" ?disabled=${this.isBusy} @click=${this.askOthers}>${t('ask')}</button></p>`}
          </details>` : nothing}
        <div class="buttons">
          ${this.cancel()}
          <button class="main" ?disabled=${this.isBusy || (open.length > 0 && !(mayOverride && this.overrides))}>${t('move')}</button>
        </div>
      </form>`;
  }

  /** @param {string} label @param {any[]} moves */
  options(label, moves) {
    return moves.length ? html`
      <optgroup label=${label}>${moves.map(move => html`
        <option value=${move.to} .selected=${move.to === this.chosen}>${stageName(this.subject?.pipeline, move.to)}</option>`)}
      </optgroup>` : nothing;
  }

  /** @param {{kind: string, key: string, message: string}[]} open */
  lacks(open) {
    const pipeline = this.subject?.pipeline;
    const isQualification = open.some(one => one.kind === 'QUALIFICATION');
    return html`
      <div class="warning">
        <h3>${t('before')}</h3>
        <ul>${open.map(one => html`<li>${missingText(pipeline, one)}
          ${one.kind === 'CHECKLIST' ? this.ticking(pipeline, one.key) : nothing}</li>`)}</ul>
        ${isQualification ? html`<p><a href=${dealAddress(this.deal, 'qualification')}
          @click=${() => this.dialog.close()}>${t('qualify')}</a></p>` : nothing}
        ${open.some(one => one.kind === 'FIELD') ? html`<p><a href=${dealAddress(this.deal, 'fields')}
          @click=${() => this.dialog.close()}>${t('fill')}</a></p>` : nothing}
      </div>`;
  }

  /** @param {any} pipeline @param {string} key */
  ticking(pipeline, key) {
    const item = [...pipeline.stages, pipeline.won].flatMap(stage => stage.checklist).find(each => each.key === key);
    const isTheirs = item?.confirmedBy === 'CUSTOMER';
    return html`<span class="move-tick">
      <input name=${'tick-' + key} aria-label=${t('evidence')} placeholder=${t('evidence')} maxlength="1000" autocomplete="off">
      <button type="button" ?disabled=${this.isBusy} @click=${event => this.tick(event, key, isTheirs)}>${t('tick')}</button></span>`;
  }
}

customElements.define('dealflow-move-dialog', MoveDialog);
