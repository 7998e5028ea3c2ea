/** Deals from a file: `/import` takes one in, `/import/{job}` shows how far one is. */

import { html, nothing } from 'lit';
import { deals } from '../api.js';
import { count, moment, nameOf, words } from '../language.js';
import { Page } from '../page.js';
import '../import/form.js';
import '../import/job.js';
import { jobs } from '../import/store.js';
import { jobStatus } from '../import/words.js';

const t = words({
  title: ['Import deals', '导入商机'],
  about: [
    'Deals come into the pipeline “{pipeline}” with what is known of their history. Each line is either imported or refused with a reason.',
    '商机及其已知的历史将进入销售流程“{pipeline}”。每一行要么导入，要么说明被拒绝的原因。'],
  noPipeline: ['There is no pipeline yet: make one first.', '还没有销售流程，请先新建。'],
  pipelines: ['To the pipelines', '前往销售流程'],
  notYours: ['Sales operations import deals.', '导入商机由销售运营负责。'],
  earlier: ['Earlier imports', '最近的导入'],
  file: ['File', '文件'],
  began: ['Begun', '开始时间'],
  status: ['Status', '状态'],
  imported: ['Imported', '已导入'],
  errors: ['Refused', '被拒绝'],
  unnamed: ['Import {id}', '导入 {id}'],
});

/** @param {{roles: string[]}} me */
const mayImport = me => me.roles.some(role => role === 'sales-ops' || role === 'integrator');

class ImportPage extends Page {
  /** @param {AbortSignal} signal */
  async load(signal) {
    if (this.path.length) {
      return { jobs: [] };
    }
    if (!mayImport(this.me)) {
      return { jobs: [] };
    }
    const { items } = await deals.get('/imports', { limit: 10 }, signal);
    // The service keeps no file names; this browser knows those that it sent.
    const mine = new Map(jobs(this.me.name).map(job => [job.id, job.file]));
    return { jobs: items.map(job => ({ ...job, file: mine.get(job.id) })) };
  }

  /** @param {any} value */
  view(value) {
    if (!mayImport(this.me)) {
      return html`<h1>${t('title')}</h1><p>${t('notYours')}</p>`;
    }
    if (this.path.length) {
      return html`<dealflow-import-job .path=${this.path} .query=${this.query} .pipeline=${this.pipeline} .me=${this.me}></dealflow-import-job>`;
    }
    if (!this.pipeline) {
      return html`<h1>${t('title')}</h1><p>${t('noPipeline')} <a href="/pipelines">${t('pipelines')}</a></p>`;
    }
    return html`
      <h1>${t('title')}</h1>
      <p class="note">${t('about', { pipeline: nameOf(this.pipeline.names, this.pipeline.key) })}</p>
      <dealflow-import-form .pipeline=${this.pipeline} .me=${this.me}></dealflow-import-form>
      ${value.jobs.length ? this.earlier(value.jobs) : nothing}`;
  }

  /** @param {any[]} all */
  earlier(all) {
    return html`
      <h2>${t('earlier')}</h2>
      <div class="scroll"><table>
        <thead><tr><th scope="col">${t('file')}</th><th scope="col">${t('began')}</th><th scope="col">${t('status')}</th>
          <th scope="col" class="number">${t('imported')}</th><th scope="col" class="number">${t('errors')}</th></tr></thead>
        <tbody>${all.map(job => html`
          <tr><th scope="row"><a href=${'/import/' + job.id}>${job.file ?? t('unnamed', { id: job.id.slice(-8) })}</a></th><td>${moment(job.createdAt)}</td><td>${jobStatus(job.status)}</td>
            <td class="number">${count(job.imported)}</td><td class="number">${count(job.errors)}</td></tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('dealflow-import-page', ImportPage);
