/** `<dealflow-deal-approvals>`: what others were asked to decide about this deal, and their decision. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, percent, words } from '../language.js';
import { missingText } from '../move/words.js';
import { act } from '../operations/action.js';
import { DealPart } from './part.js';
import { COMMA, roleName, stageName } from './words.js';

const t = words({
  heading: ['Approvals', '审批'],
  concession: ['Up to {percent} off the price', '降价至多 {percent}'],
  move: ['To “{stage}” although it lacks: {what}', '在尚有欠缺时进入“{stage}”：{what}'],
  asked: ['{who} asked on {when}: “{why}”', '{who} 于 {when} 申请：“{why}”'],
  waits: ['{roles} may decide', '由{roles}决定'],
  decided: ['{who}, {when}: “{reason}”', '{who}，{when}：“{reason}”'],
  until: ['holds until {when}', '有效期至 {when}'],
  approve: ['Approve…', '批准…'],
  reject: ['Reject…', '驳回…'],
  reason: ['Why; it stays on record', '理由（将记录在案）'],
  OPEN: ['open', '待决定'],
  APPROVED: ['approved', '已批准'],
  REJECTED: ['rejected', '已驳回'],
  EXPIRED: ['expired', '已过期'],
  VOID: ['void: the deal’s price, terms or stage are others now', '已失效：价格、付款条件或阶段已变更'],
  USED: ['used', '已使用'],
});

/** Whether somebody may decide an approval. @param {any} me @param {any} approval */
export const mayDecide = (me, approval) =>
  approval.status === 'OPEN' && approval.askedBy !== me.name && approval.approvers.some(role => me.roles.includes(role));

/** What is asked, in words. @param {any} pipeline @param {any} subject */
export const subjectText = (pipeline, subject) => subject.kind === 'CONCESSION'
  ? t('concession', { percent: percent(Number(subject.reduction)) })
  : t('move', { stage: stageName(pipeline, subject.to), what: subject.missing.map(one => missingText(pipeline, one)).join(COMMA) });

class DealApprovals extends DealPart {
  /** @param {any} approval @param {boolean} approved */
  async decide(approval, approved) {
    const done = await act({
      title: t(approved ? 'approve' : 'reject').replace('…', ''),
      text: html`<p>${subjectText(this.pipeline, approval.subject)}</p>`,
      fields: () => html`<label><span>${t('reason')}</span><textarea name="reason" rows="2" maxlength="1000" required></textarea></label>`,
      button: t(approved ? 'approve' : 'reject').replace('…', ''),
      run: form => deals.post(`/approvals/${approval.id}/decision`, { approved, reason: String(form.get('reason')).trim() }),
    });
    if (done) {
      this.dispatchEvent(new CustomEvent('deal-changed', { bubbles: true }));
    }
  }

  render() {
    const approvals = [...this.value ?? []].reverse();
    return approvals.length ? html`
      <h2 id="approvals">${t('heading')}</h2>
      <ul class="plain-list">${approvals.map(each => this.approval(each))}</ul>` : nothing;
  }

  /** @param {any} approval */
  approval(approval) {
    const { decision, status } = approval;
    return html`
      <li class="deal-request">
        <p><b>${subjectText(this.pipeline, approval.subject)}</b> <span class="tag ${status === 'APPROVED' ? 'won' : status === 'OPEN' ? 'open' : ''}">${t(status)}</span></p>
        <p class="note">${t('asked', { who: approval.askedBy, when: day(approval.askedAt), why: approval.why })}</p>
        ${decision ? html`<p class="note">${t('decided', { who: decision.by, when: day(decision.at), reason: decision.reason })}${
          status === 'APPROVED' ? html` – ${t('until', { when: day(decision.until) })}` : nothing}</p>` : nothing}
        ${status !== 'OPEN' ? nothing : mayDecide(this.me, approval) ? html`
          <p class="row"><button type="button" @click=${() => this.decide(approval, true)}>${t('approve')}</button>
            <button type="button" @click=${() => this.decide(approval, false)}>${t('reject')}</button></p>`
          : html`<p class="note">${t('waits', { roles: approval.approvers.map(role => roleName(role)).join(COMMA) })}</p>`}
      </li>`;
  }
}

customElements.define('dealflow-deal-approvals', DealApprovals);
