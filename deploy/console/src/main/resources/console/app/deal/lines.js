/** `<dealflow-deal-lines>`: what the deal is made of: products, quantities and prices. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { day, words } from '../language.js';
import { act } from '../operations/action.js';
import { DealPart } from './part.js';
import { exact } from './words.js';

const t = words({
  heading: ['Lines', '产品明细'],
  none: ['No lines: the deal has one amount. Add a line for each product that it is about.', '没有明细：商机只有一个总金额。可按产品逐行添加。'],
  product: ['Product', '产品'],
  quantity: ['Quantity', '数量'],
  unit: ['Unit', '单位'],
  price: ['Unit price', '单价'],
  currency: ['Currency', '币种'],
  wantedOn: ['Wanted on', '需求日期'],
  amount: ['Amount', '金额'],
  sum: ['The amount is the lines’ sum.', '金额为明细之和。'],
  stated: ['The amount was stated: the lines add up to {sum}.', '金额为人工填写：明细合计 {sum}。'],
  useSum: ['Take the lines’ sum', '改用明细之和'],
  add: ['Add a line', '添加明细'],
  edit: ['Change', '修改'],
  remove: ['Take out', '移除'],
  editOne: ['Change the line of {product}', '修改明细：{product}'],
  removeOne: ['Take the line of {product} out', '移除明细：{product}'],
  removeText: ['The amount follows, unless it was stated.', '金额随之变化，人工填写的除外。'],
  save: ['Save', '保存'],
});

/** @param {any} line */
const worth = line => ({ amount: String(Number(line.quantity) * Number(line.unitPrice.amount)), currency: line.unitPrice.currency });

class DealLines extends DealPart {
  /** @param {any} patch */
  patch(patch) {
    return deals.patch(this.path(''), patch, { ifMatch: this.tag ?? undefined });
  }

  /** @param {any} [line] to change; left out, a new one */
  async put(line) {
    const currency = this.deal.amount?.currency ?? this.pipeline?.currency ?? '';
    const field = (/** @type {string} */ name, /** @type {any} */ value, type = 'text', isRequired = false, pattern = '') => html`
      <label><span>${t(/** @type {any} */ (name))}</span><input name=${name} type=${type} .value=${value ?? ''} ?required=${isRequired}
        pattern=${pattern || nothing} inputmode=${pattern ? 'decimal' : nothing} maxlength="200" autocomplete="off"></label>`;
    const number = '\\d+([.]\\d+)?';
    this.changed(await act({
      title: line ? t('editOne', { product: line.product }) : t('add'),
      fields: () => html`
        ${field('product', line?.product, 'text', true)}
        ${field('quantity', line?.quantity, 'text', true, number)}
        ${field('unit', line?.unit)}
        ${field('price', line?.unitPrice.amount, 'text', true, number)}
        ${field('currency', line?.unitPrice.currency ?? currency, 'text', true)}
        ${field('wantedOn', line?.wantedOn, 'date')}`,
      button: t('save'),
      run: form => {
        const text = (/** @type {string} */ name) => String(form.get(name) ?? '').trim() || null;
        const made = {
          id: line?.id, product: text('product'), quantity: text('quantity'), unit: text('unit'),
          unitPrice: { amount: text('price'), currency: text('currency')?.toUpperCase() }, wantedOn: text('wantedOn'),
        };
        return this.patch({ lines: line ? this.deal.lines.map(each => each.id === line.id ? made : each) : [...this.deal.lines, made] });
      },
    }));
  }

  /** @param {any} line */
  async takeOut(line) {
    this.changed(await act({
      title: t('removeOne', { product: line.product }),
      text: html`<p>${t('removeText')}</p>`,
      button: t('remove'),
      run: () => this.patch({ lines: this.deal.lines.filter(each => each.id !== line.id) }),
    }));
  }

  async useSum() {
    this.changed(await act({ title: t('useSum'), button: t('save'), run: () => this.patch({ amount: null }) }));
  }

  /** @param {any} done */
  changed(done) {
    if (done !== undefined) {
      this.dispatchEvent(new CustomEvent('deal-changed', { bubbles: true }));
    }
  }

  render() {
    const lines = this.deal?.lines ?? [];
    const sum = lines.length ? { amount: String(lines.reduce((all, line) => all + Number(worth(line).amount), 0)), currency: lines[0].unitPrice.currency } : null;
    return html`
      <h2 id="lines">${t('heading')}</h2>
      ${lines.length ? html`
        <div class="scroll" tabindex="0" role="group" aria-labelledby="lines"><table>
          <thead><tr><th scope="col">${t('product')}</th><th scope="col" class="number">${t('quantity')}</th><th scope="col" class="number">${t('price')}</th>
            <th scope="col" class="number">${t('amount')}</th><th scope="col">${t('wantedOn')}</th><td></td></tr></thead>
          <tbody>${lines.map(line => html`<tr>
            <th scope="row">${line.product}</th>
            <td class="number">${[line.quantity, line.unit].filter(Boolean).join(' ')}</td>
            <td class="number">${line.unitPrice.amount} ${line.unitPrice.currency}</td>
            <td class="number">${exact(worth(line))}</td>
            <td>${line.wantedOn ? day(line.wantedOn) : ''}</td>
            <td><button type="button" aria-label=${t('editOne', { product: line.product })} @click=${() => this.put(line)}>${t('edit')}</button>
              <button type="button" class="plain" aria-label=${t('removeOne', { product: line.product })} @click=${() => this.takeOut(line)}>${t('remove')}</button></td>
          </tr>`)}</tbody></table></div>
        <p class="note">${this.deal.amountBasis === 'STATED' ? html`${t('stated', { sum: exact(sum) })}
          <button type="button" class="plain" @click=${() => this.useSum()}>${t('useSum')}</button>` : t('sum')}</p>` : html`<p class="note">${t('none')}</p>`}
      <p><button type="button" @click=${() => this.put()}>${t('add')}</button></p>`;
  }
}

customElements.define('dealflow-deal-lines', DealLines);
