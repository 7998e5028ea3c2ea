/** `<dealflow-deal-payments>`: what is due when by the terms, and what of it has come in. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, moment, percent, words } from '../language.js';
import { DealPart } from './part.js';
import { today } from './stay.js';
import { exact, milestoneName } from './words.js';

const t = words({
  heading: ['Payments', '回款'],
  noAmount: ['The deal has no amount yet, so nothing is due.', '商机尚无金额，因此没有应收款。'],
  noTerms: ['No payment terms are agreed yet.', '尚未约定付款条款。'],
  sum: ['{received} of {amount} received', '已收 {received}，共 {amount}'],
  instalment: ['Instalment', '分期'],
  due: ['Due', '到期'],
  amount: ['Amount', '金额'],
  outstanding: ['Outstanding', '未收'],
  after: ['{share} {days} days after {milestone}', '{milestone}后 {days} 天付 {share}'],
  with: ['{share} with {milestone}', '{milestone}时付 {share}'],
  overdue: ['overdue', '逾期'],
  paid: ['paid', '已付清'],
  waits: ['waits for {milestone}', '等待：{milestone}'],
  reached: ['Reached on', '达成日期'],
  mark: ['Mark as reached', '标记为已达成'],
  over: ['{amount} more than due has come in.', '多收 {amount}。'],
  list: ['What came in', '收款记录'],
  none: ['Nothing has come in yet.', '尚未收款。'],
  day: ['Day', '日期'],
  reference: ['Reference', '凭证号'],
  add: ['Add a payment', '登记收款'],
  value: ['Amount; below zero for a refund', '金额；退款填负数'],
  currency: ['Currency', '币种'],
  save: ['Add', '登记'],
  note: ['Save', '保存'],
  back: ['Take back', '撤回'],
  mistake: ['Why it was no payment', '误登原因'],
  takenBack: ['Taken back by {by} on {when}: {reason}', '{by} 于 {when} 撤回：{reason}'],
});

class DealPayments extends DealPart {
  /** @param {SubmitEvent} event */
  async add(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const fields = new FormData(form);
    const text = name => String(fields.get(name) ?? '').trim();
    const body = {
      amount: { amount: text('amount'), currency: text('currency').toUpperCase() },
      receivedOn: text('receivedOn'),
      reference: text('reference') || null,
    };
    if (await this.change(() => deals.post(this.path('/payments'), body))) {
      form.reset();
    }
  }

  /** @param {SubmitEvent} event @param {string} milestone */
  async reach(event, milestone) {
    event.preventDefault();
    const reachedOn = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get('reachedOn');
    await this.change(() => deals.put(this.path(`/milestones/${encodeURIComponent(milestone)}`), { reachedOn }, { ifMatch: this.tag ?? undefined }));
  }

  /** @param {SubmitEvent} event @param {string} payment */
  async takeBack(event, payment) {
    event.preventDefault();
    const reason = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get('reason');
    await this.change(() => deals.post(this.path(`/payments/${encodeURIComponent(payment)}/reversal`), { reason }));
  }

  render() {
    if (!this.deal) {
      return nothing;
    }
    const { terms, items = [] } = this.value ?? {};
    return html`
      <h2 id="payments">${t('heading')}</h2>
      ${this.trouble()}
      ${terms ? html`
        <p>${t('sum', { received: exact(terms.received), amount: exact(terms.amount) })}</p>
        <progress max=${Number(terms.amount.amount) || 1} value=${Number(terms.received.amount)} aria-hidden="true"></progress>
        ${Number(terms.overpaid.amount) > 0 ? html`<p class="warning">${t('over', { amount: exact(terms.overpaid) })}</p>` : nothing}
        ${terms.items.length ? this.instalments(terms.items) : html`<p class="note">${t('noTerms')}</p>`}`
        : html`<p class="note">${t('noAmount')}</p>`}
      ${items.length ? html`
        <details><summary>${t('list')} (${items.length})</summary><div class="scroll" tabindex="0" role="region" aria-labelledby="payments"><table>
          <thead><tr><th scope="col">${t('day')}</th><th scope="col" class="number">${t('amount')}</th><th scope="col">${t('reference')}</th></tr></thead>
          <tbody>${items.map(one => one.takenBack ? this.takenBack(one) : this.payment(one))}</tbody>
        </table></div></details>` : html`<p class="note">${t('none')}</p>`}
      <details><summary>${t('add')}</summary>
        <form class="deal-fields" @submit=${this.add}>
          <label><span>${t('value')}</span><input name="amount" required inputmode="decimal" pattern="-?[0-9]+([.][0-9]+)?" autocomplete="off"></label>
          <label><span>${t('currency')}</span><input name="currency" required maxlength="3" minlength="3"
            value=${this.deal.amount?.currency ?? this.pipeline.currency} autocomplete="off"></label>
          <label><span>${t('day')}</span><input name="receivedOn" type="date" required value=${today(this.pipeline)} max=${today(this.pipeline)}></label>
          <label><span>${t('reference')}</span><input name="reference" maxlength="200" autocomplete="off"></label>
          <div><button class="main" ?disabled=${this.isBusy}>${t('save')}</button></div>
        </form>
      </details>`;
  }

  /** @param {any} one */
  payment(one) {
    return html`
      <tr><td>${day(one.receivedOn)}</td><td class="number">${exact(one.amount)}</td><td>${one.reference}
        <details><summary>${t('back')}</summary>
          <form class="row" @submit=${event => this.takeBack(event, one.id)}>
            <label><span>${t('mistake')}</span><input name="reason" required maxlength="200" pattern=".*\\S.*" autocomplete="off"></label>
            <button ?disabled=${this.isBusy}>${t('back')}</button>
          </form></details></td></tr>`;
  }

  /** @param {any} one */
  takenBack(one) {
    const { by, at, reason } = one.takenBack;
    return html`
      <tr><td><s>${day(one.receivedOn)}</s></td><td class="number"><s>${exact(one.amount)}</s></td>
        <td><s>${one.reference}</s><p class="note">${t('takenBack', { by, when: moment(at), reason })}</p></td></tr>`;
  }

  /** @param {any[]} items */
  instalments(items) {
    const now = today(this.pipeline);
    return html`
      <div class="scroll" tabindex="0" role="region" aria-labelledby="payments"><table>
        <thead><tr><th scope="col">${t('instalment')}</th><th scope="col">${t('due')}</th>
          <th scope="col" class="number">${t('amount')}</th><th scope="col" class="number">${t('outstanding')}</th></tr></thead>
        <tbody>${items.map(one => {
          const isPaid = Number(one.outstanding.amount) === 0;
          const values = { share: percent(Number(one.share)), days: one.offsetDays, milestone: milestoneName(one.milestone) };
          return html`
            <tr>
              <th scope="row">${t(one.offsetDays ? 'after' : 'with', values)}</th>
              <td>${isPaid ? html`<span class="done">✓ ${t('paid')}</span>` : one.dueOn
                ? html`${day(one.dueOn)} ${one.dueOn < now ? html`<span class="tag lost">${t('overdue')}</span>` : nothing}`
                : html`<span class="note">${t('waits', values)}</span>
                    ${this.deal.status === 'WON' && one.milestone !== 'ORDER' ? this.reaching(one.milestone, now) : nothing}`}</td>
              <td class="number">${exact(one.amount)}</td>
              <td class="number">${exact(one.outstanding)}</td>
            </tr>`;
        })}</tbody>
      </table></div>`;
  }

  /** @param {string} milestone @param {string} now */
  reaching(milestone, now) {
    return html`
      <details><summary>${t('mark')}</summary>
        <form class="row" @submit=${event => this.reach(event, milestone)}>
          <label><span>${t('reached')}</span><input name="reachedOn" type="date" required value=${now} max=${now}></label>
          <button ?disabled=${this.isBusy}>${t('note')}</button>
        </form></details>`;
  }
}

customElements.define('dealflow-deal-payments', DealPayments);
