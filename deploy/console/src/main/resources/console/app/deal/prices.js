/** `<dealflow-deal-prices>`: what the customer asked off the price, and what is answered. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, percent, words } from '../language.js';
import { DealPart } from './part.js';
import { exact, roleName, stageName, stanceName } from './words.js';

const t = words({
  heading: ['Requests for a lower price', '降价请求'],
  why: ['Record what the customer asks; the stage and the risk review answer.', '记录客户的要求；由所处阶段和风险评估给出应对。'],
  none: ['Nobody has asked for a lower price.', '客户尚未要求降价。'],
  ask: ['The customer asks for a lower price', '客户要求降价'],
  by: ['Who asks', '谁提出'],
  words: ['What was said', '原话'],
  price: ['Price it would pay ({currency})', '客户愿付价格（{currency}）'],
  reduction: ['or off the price, in %', '或要求降价（%）'],
  record: ['Record and see the answer', '记录并查看应对'],
  at: ['{who}, {when}, in “{stage}”', '{who}，{when}，阶段“{stage}”'],
  asked: ['asked for {what}', '要求{what}'],
  off: ['{percent} off', '降价 {percent}'],
  decides: ['{role} may decide it.', '由{role}决定。'],
  conceded: ['Conceded on {when}: {price} ({percent} off), in return for: {what}', '{when} 让步至 {price}（降 {percent}），换取：{what}'],
  concede: ['Concede, against something in return', '有条件地让步'],
  to: ['New price ({currency})', '新价格（{currency}）'],
  inReturn: ['What the customer gives in return', '客户以什么交换'],
  save: ['Concede', '让步'],
  customer: ['The customer', '客户'],
});

class DealPrices extends DealPart {
  /** @param {SubmitEvent} event */
  async ask(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const fields = new FormData(form);
    const text = name => String(fields.get(name) ?? '').trim();
    const body = {
      askedBy: text('askedBy') || null,
      words: text('words') || null,
      price: text('price') ? this.price(text('price')) : null,
      reduction: text('reduction') ? Number((Number(text('reduction')) / 100).toFixed(4)) : null,
    };
    if (await this.change(() => deals.post(this.path('/price-requests'), body))) {
      form.reset();
    }
  }

  /** @param {string} amount */
  price(amount) {
    return { amount, currency: this.deal.amount?.currency ?? this.pipeline.currency };
  }

  /** @param {SubmitEvent} event @param {number} number */
  async concede(event, number) {
    event.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const body = { price: this.price(String(fields.get('price'))), inReturn: String(fields.get('inReturn')).trim() };
    await this.change(() => deals.put(this.path(`/price-requests/${number}/concession`), body, { ifMatch: this.tag ?? undefined }));
  }

  render() {
    if (!this.deal) {
      return nothing;
    }
    const requests = [...this.value ?? []].reverse();
    const isOpen = this.deal.status === 'LEAD' || this.deal.status === 'OPEN';
    const currency = this.deal.amount?.currency ?? this.pipeline.currency;
    return html`
      <h2 id="prices">${t('heading')}</h2>
      ${this.trouble()}
      ${requests.length ? html`<ul class="plain-list">${requests.map((request, place) => this.request(request, place === 0 && isOpen, currency))}</ul>`
        : html`<p class="note">${t('none')}</p>`}
      ${isOpen ? html`
        <details><summary>${t('ask')}</summary>
          <p class="note">${t('why')}</p>
          <form class="deal-fields" @submit=${this.ask}>
            <label><span>${t('by')}</span><input name="askedBy" maxlength="200" autocomplete="off"></label>
            <label><span>${t('words')}</span><input name="words" maxlength="1000" autocomplete="off"></label>
            <label><span>${t('price', { currency })}</span><input name="price" inputmode="decimal" pattern="[0-9]+([.][0-9]+)?" autocomplete="off"></label>
            <label><span>${t('reduction')}</span><input name="reduction" type="number" min="0.01" max="100" step="0.01"></label>
            <div><button class="main" ?disabled=${this.isBusy}>${t('record')}</button></div>
          </form>
        </details>` : nothing}`;
  }

  /** @param {any} request @param {boolean} isLast @param {string} currency */
  request(request, isLast, currency) {
    const what = request.price ? exact(request.price) : request.reduction != null ? t('off', { percent: percent(Number(request.reduction)) }) : '';
    const mayConcede = isLast && !request.concession && ['TRADE', 'ESCALATE'].includes(request.answer);
    return html`
      <li class="deal-request">
        <p><b class="stance ${request.answer.toLowerCase()}">${stanceName(request.answer)}</b>
          ${request.words ? html`“${request.words}”` : nothing} ${what ? t('asked', { what }) : nothing}</p>
        <ul>${request.reasons.map(reason => html`<li>${reason.text}</li>`)}
          ${request.approver ? html`<li>${t('decides', { role: roleName(request.approver) })}</li>` : nothing}</ul>
        <p class="note">${t('at', { who: request.askedBy ?? t('customer'), when: day(request.at), stage: stageName(this.pipeline, request.stage) })}</p>
        ${request.concession ? html`<p class="done">${t('conceded', {
          when: day(request.concession.at), price: exact(request.concession.price),
          percent: percent(Number(request.concession.reduction)), what: request.concession.inReturn })}</p>` : nothing}
        ${mayConcede ? html`
          <details><summary>${t('concede')}</summary>
            <form class="deal-fields" @submit=${event => this.concede(event, request.number)}>
              <label><span>${t('to', { currency })}</span><input name="price" required inputmode="decimal" pattern="[0-9]+([.][0-9]+)?"
                value=${request.price?.amount ?? ''} autocomplete="off"></label>
              <label><span>${t('inReturn')}</span><input name="inReturn" required maxlength="1000" autocomplete="off"></label>
              <div><button ?disabled=${this.isBusy}>${t('save')}</button></div>
            </form>
          </details>` : nothing}
      </li>`;
  }
}

customElements.define('dealflow-deal-prices', DealPrices);
