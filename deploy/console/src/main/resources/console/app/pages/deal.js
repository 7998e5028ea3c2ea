/** One deal: where the customer is, what to do next, and everything that is known of it. */

import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { allFields, allPipelines, deals } from '../api.js';
import { words } from '../language.js';
import { Page } from '../page.js';
import { withQuery } from '../router.js';
import '../deal/checklist.js';
import '../deal/head.js';
import { history } from '../deal/history.js';
import { nextSteps, possibleMoves } from '../deal/next.js';
import '../deal/payments.js';
import '../deal/approvals.js';
import '../deal/lines.js';
import '../deal/fields.js';
import '../deal/people.js';
import '../deal/prices.js';
import '../deal/qualification.js';
import '../deal/risks.js';
import '../move/dialog.js';

const t = words({
  heading: ['Deal', '商机'],
  missing: ['There is no such deal, or it is not yours to see.', '没有这个商机，或您无权查看。'],
  moved: ['Moved.', '已移动。'],
});

/** What an address may fill in of the move that it proposes: `?move=opportunity&confirmedBy=…`. */
const PROPOSED = ['confirmedBy', 'signal', 'reference', 'reason'];

class Deal extends Page {
  static properties = { ...Page.properties, told: { state: true } };

  constructor() {
    super();
    this.told = '';
    /** @type {string} the part of the page that was scrolled to */
    this.shown = '';
    /** @type {URLSearchParams | null} whose move was proposed */
    this.proposed = null;
    this.addEventListener('deal-changed', () => this.reload());
    this.addEventListener('move-asked', event => this.ask(/** @type {CustomEvent} */ (event).detail.to));
    this.addEventListener('moved', () => {
      this.told = t('moved');
      this.reload();
    });
    this.follow = () => {
      this.shown = '';
      this.show();
    };
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', this.follow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('popstate', this.follow);
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const id = encodeURIComponent(this.path[0] ?? '');
    const of = rest => deals.get(`/deals/${id}/${rest}`, undefined, signal);
    const [pipelines, { body, tag }, guidance, moves, checklist, prices, risks, payments, approvals, entries] = await Promise.all([
      allPipelines(), deals.full(`/deals/${id}`, { signal }),
      of('guidance'), of('transitions'), of('checklist'), of('price-requests'),
      deals.full(`/deals/${id}/risk-review`, { signal }), of('payments'), of('approvals'),
      deals.all(`/deals/${id}/history`, {}, 2000, signal), allFields().catch(() => []),
    ]).catch(error => {
      throw error.status === 404 ? new Error(t('missing')) : error;
    });
    const pipeline = pipelines.find(each => each.key === body.pipeline) ?? this.pipeline;
    return {
      deal: body, tag, pipeline, guidance, moves: moves.items, checklist: checklist.items,
      prices: prices.items, risks, payments, approvals: approvals.items, history: entries,
    };
  }

  /** @param {Map<string, any>} changed */
  updated(changed) {
    if (changed.has('value') && this.value) {
      document.title = `${this.value.deal.title} – Dealflow`;
      this.show();
      this.propose();
    }
  }

  /** Opens the move that the address proposes; nothing is sent before somebody chooses to. */
  propose() {
    const to = this.query.get('move');
    if (to && this.proposed !== this.query) {
      this.proposed = this.query;
      const given = Object.fromEntries(PROPOSED.map(name => [name, this.query.get(name) ?? '']));
      // Neither a reload of the page nor the back button proposes it again.
      window.history.replaceState(null, '', withQuery(Object.fromEntries(['move', ...PROPOSED].map(name => [name, null]))));
      this.ask(to, given);
    }
  }

  /** The part that the address names. */
  async show() {
    const part = location.hash.slice(1);
    if (!part || !this.value || this.shown === location.href) {
      return;
    }
    this.shown = location.href;
    await new Promise(done => setTimeout(done));
    const place = document.getElementById(part);
    place?.scrollIntoView({ block: 'start' });
    place?.focus({ preventScroll: true });
  }

  /** @param {string} [to] @param {Record<string, string>} [given] */
  ask(to, given) {
    const { deal, pipeline } = this.value;
    /** @type {any} */ (this.querySelector('dealflow-move-dialog')).ask({ id: deal.id, pipeline, me: this.me, to, given });
  }

  render() {
    return html`${this.value ? nothing : html`<h1>${t('heading')}</h1>`}${super.render()}`;
  }

  /** @param {any} value */
  view(value) {
    const { deal, tag, pipeline } = value;
    const ask = to => this.ask(to);
    return keyed(deal.id, html`
      <dealflow-deal-head .deal=${deal} .tag=${tag} .pipeline=${pipeline} .me=${this.me}></dealflow-deal-head>
      <p role="status" class="hidden">${this.told}</p>
      <div class="deal-columns">
        <div>
          ${nextSteps(value.guidance, deal, pipeline, ask)}
          ${value.moves.length ? possibleMoves(value.moves, pipeline, ask) : nothing}
          <dealflow-deal-checklist .deal=${deal} .tag=${tag} .pipeline=${pipeline} .value=${value.checklist}></dealflow-deal-checklist>
          <dealflow-deal-qualification .deal=${deal} .tag=${tag} .pipeline=${pipeline}></dealflow-deal-qualification>
          <dealflow-deal-payments .deal=${deal} .tag=${tag} .pipeline=${pipeline} .value=${value.payments}></dealflow-deal-payments>
        </div>
        <div>
          <dealflow-deal-lines .deal=${deal} .tag=${tag} .pipeline=${pipeline}></dealflow-deal-lines>
          <dealflow-deal-fields .deal=${deal} .tag=${tag} .pipeline=${pipeline} .value=${value.guidance.fieldsMissing}></dealflow-deal-fields>
          <dealflow-deal-people .deal=${deal} .pipeline=${pipeline}></dealflow-deal-people>
          <dealflow-deal-prices .deal=${deal} .tag=${tag} .pipeline=${pipeline} .value=${value.prices}></dealflow-deal-prices>
          <dealflow-deal-approvals .deal=${deal} .pipeline=${pipeline} .me=${this.me} .value=${value.approvals}></dealflow-deal-approvals>
          <dealflow-deal-risks .deal=${deal} .tag=${value.risks.tag} .pipeline=${pipeline} .value=${value.risks.body}></dealflow-deal-risks>
          ${history(value.history, pipeline)}
        </div>
      </div>
      <dealflow-move-dialog></dealflow-move-dialog>`);
  }
}

customElements.define('dealflow-deal-page', Deal);
