/** Who buys: `/customers` finds them, `/customers?view=duplicates` those that may be one, `/customers/{id}` is one. */

import { html, nothing } from 'lit';
import { words } from '../language.js';
import { Page } from '../page.js';
import { withQuery } from '../router.js';
import '../customer/duplicates.js';
import '../customer/list.js';
import '../customer/one.js';

const t = words({
  title: ['Customers', '客户'],
  views: ['Views', '视图'],
  all: ['All', '全部'],
  duplicates: ['Duplicates', '疑似重复'],
  none: ['You see numbers only; this page is for those who work on deals.', '您只能查看统计数字；此页供处理商机的人使用。'],
});

class CustomersPage extends Page {
  view() {
    const { path, query, pipeline, me } = this;
    if (me.sees === 'NONE') {
      return html`<h1>${t('title')}</h1><p>${t('none')}</p>`;
    }
    if (path.length) {
      return html`<dealflow-customer-one .path=${path} .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-customer-one>`;
    }
    const isDuplicates = query.get('view') === 'duplicates';
    return html`
      <h1>${t('title')}</h1>
      <nav class="tabs" aria-label=${t('views')}>
        <a href=${withQuery({ view: null })} aria-current=${isDuplicates ? nothing : 'page'}>${t('all')}</a>
        <a href=${withQuery({ view: 'duplicates', q: null })} aria-current=${isDuplicates ? 'page' : nothing}>${t('duplicates')}</a>
      </nav>
      ${isDuplicates
        ? html`<dealflow-customer-duplicates .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-customer-duplicates>`
        : html`<dealflow-customer-list .query=${query} .pipeline=${pipeline} .me=${me}></dealflow-customer-list>`}`;
  }
}

customElements.define('dealflow-customers-page', CustomersPage);
