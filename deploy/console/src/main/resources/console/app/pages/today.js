/** Today: what to do next, and why. */

import { html, nothing } from 'lit';
import { deals, forecasts } from '../api.js';
import { amount, count, day, nameOf, words } from '../language.js';
import { Page } from '../page.js';
import { peopleOf } from '../board/people.js';
import { daysBetween, plusDays, stayOf, stayText, today } from '../deal/stay.js';
import { mayDecide, subjectText } from '../deal/approvals.js';
import { aheadByTicks } from '../deal/ticks.js';
import { COMMA, dealAddress, elementName, lacking, stageName } from '../deal/words.js';
import { go, withQuery } from '../router.js';

const t = words({
  heading: ['Today', '今天'],
  own: ['Your deals in “{pipeline}”', '您在“{pipeline}”中的商机'],
  ofTeams: ['The deals of {teams} in “{pipeline}”', '{teams} 团队在“{pipeline}”中的商机'],
  everybody: ['Everybody’s deals in “{pipeline}”', '“{pipeline}”中所有人的商机'],
  ofOwner: ['The deals of {owner} in “{pipeline}”', '{owner} 在“{pipeline}”中的商机'],
  owner: ['Owner', '负责人'],
  all: ['All', '全部'],
  ahead: ['The customer may be further', '客户可能已走得更远'],
  aheadWhy: ['The ticks tell of a later stage than the one on record: ask the customer to confirm it, and move the deal.',
    '勾选情况表明客户已到更后的阶段：请客户确认，然后移动商机。'],
  aheadHow: ['to “{stage}”', '可到“{stage}”'],
  late: ['Expected close has passed', '预计成交日已过'],
  lateWhy: ['These should have been decided by now: ask the customer, then win it, lose it, or set a new day.',
    '这些商机本应已有结果：询问客户，然后赢单、丢单或改定日期。'],
  lateHow: ['{n} days ago', '已过 {n} 天'],
  lateDay: ['yesterday', '昨天'],
  soon: ['Close expected within two weeks', '两周内预计成交'],
  soonWhy: ['What the customer still needs in order to decide, it needs now.', '客户做决定还缺的东西，现在就要给到。'],
  soonHow: ['in {n} days', '{n} 天后'],
  soonDay: ['tomorrow', '明天'],
  soonToday: ['today', '今天'],
  stalled: ['Stalled', '停滞'],
  stalledWhy: ['They have been in their stage for longer than it allows: find out what the customer waits for.',
    '在所处阶段停留超过允许时间：弄清客户在等什么。'],
  stalledHow: ['{days}, {n} allowed', '{days}（允许 {n} 天）'],
  ready: ['Leads that are opportunities', '已成为商机的线索'],
  readyWhy: ['Need, budget, key person and fit are known: with the customer’s confirmation they enter the funnel.',
    '需求、预算、关键人、匹配均已明确：有了客户确认即可进入漏斗。'],
  lacking: ['Leads that lack something', '尚有欠缺的线索'],
  lackingWhy: ['Pseudo-opportunities: find out what is missing, or let them go. They count nowhere until then.',
    '伪商机：查明所缺，否则放弃。在此之前不计入任何数字。'],
  lackingHow: ['lacks {what}', '缺{what}'],
  decide: ['Waiting for your decision', '待您审批'],
  decideWhy: ['Somebody asked for what is not theirs to decide.', '有人申请了超出其权限的事项。'],
  owed: ['Payments due', '应收款'],
  owedWhy: ['Instalments of won deals that are due and not paid; what has waited long is paid more slowly.',
    '已赢单商机到期未付的分期款；拖得越久，回款越慢。'],
  age: ['Due for', '已到期'],
  instalments: ['Instalments', '笔数'],
  sum: ['Amount', '金额'],
  'due-0-to-30-days': ['up to 30 days', '30 天以内'],
  'due-31-to-60-days': ['31 to 60 days', '31–60 天'],
  'due-61-to-90-days': ['61 to 90 days', '61–90 天'],
  'due-over-90-days': ['over 90 days', '90 天以上'],
  more: ['{n} more of {all}', '另外 {n} 个（共 {all} 个）'],
  on: ['Today, {day}', '今天，{day}'],
  board: ['All of them are on the board.', '全部见看板。'],
  nothing: ['Nothing needs you today.', '今天没有需要处理的事。'],
  none: ['You see numbers only; this page is for those who work on deals.', '您只能查看统计数字；此页供处理商机的人使用。'],
  counts: ['At a glance', '概览'],
});

/** So many are asked for; of more it is only said that there are. */
const MOST = 100;
const SHOWN = 6;
const LISTED = 20;
const OVERDUE = ['due-0-to-30-days', 'due-31-to-60-days', 'due-61-to-90-days', 'due-over-90-days'];

class Today extends Page {
  static properties = { ...Page.properties, people: { state: true } };

  constructor() {
    super();
    /** @type {import('../board/people.js').People} */
    this.people = { owners: [], teams: [] };
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    const { pipeline, me } = this;
    if (me.sees === 'NONE') {
      return null;
    }
    const owner = me.sees === 'OWN' ? null : this.query.get('owner');
    const list = (query, limit = MOST) => deals.get('/deals', { pipeline: pipeline.key, owner, limit, ...query }, signal);
    const [stalled, byClose, recent, ready, lacking, owed, asked] = await Promise.all([
      list({ status: 'OPEN', stalled: true, sort: 'stageEnteredAt' }),
      list({ status: 'OPEN', sort: 'expectedCloseOn' }),
      list({ status: 'OPEN', sort: '-updatedAt' }, 300),
      list({ status: 'LEAD', verdict: 'GENUINE', sort: '-updatedAt' }),
      list({ status: 'LEAD', verdict: 'PSEUDO', sort: '-updatedAt' }),
      this.owed(owner, signal),
      this.asked(signal),
    ]);
    if (me.sees !== 'OWN') {
      peopleOf(pipeline.key, me).then(people => { this.people = people; });
    }
    const now = today(pipeline);
    const until = plusDays(now, 14);
    const late = byClose.items.filter(each => each.expectedCloseOn && each.expectedCloseOn < now);
    const soon = byClose.items.filter(each => each.expectedCloseOn >= now && each.expectedCloseOn <= until);
    return {
      owner, now, owed,
      sections: [
        { name: 'decide', items: asked, isMore: false },
        { name: 'ahead', items: recent.items.map(deal => ({ deal, stage: aheadByTicks(pipeline, deal) })).filter(each => each.stage)
          .map(({ deal, stage }) => ({ deal, how: t('aheadHow', { stage: stageName(pipeline, stage.key) }) })), isMore: false },
        { name: 'late', items: late.reverse().map(deal => ({ deal, how: this.ago(daysBetween(deal.expectedCloseOn, now)) })),
          isMore: byClose.next !== null && late.length === byClose.items.length },
        { name: 'soon', items: soon.map(deal => ({ deal, how: this.ahead(daysBetween(now, deal.expectedCloseOn)) })),
          isMore: byClose.next !== null && late.length + soon.length === byClose.items.length },
        { name: 'stalled', items: stalled.items.map(deal => ({ deal, how: this.stay(deal) })), isMore: stalled.next !== null },
        { name: 'ready', items: ready.items.map(deal => ({ deal, how: stayText(stayOf(pipeline, deal)) })), isMore: ready.next !== null },
        { name: 'lacking', items: lacking.items.map(deal => ({ deal, how: this.lack(deal) })), isMore: lacking.next !== null },
      ],
    };
  }

  /** Deals of this pipeline about which the reader may decide something. @param {AbortSignal} signal */
  async asked(signal) {
    const { items } = await deals.get('/approvals', { status: 'OPEN', limit: MOST }, signal);
    const mine = items.filter(each => mayDecide(this.me, each));
    const ids = [...new Set(mine.map(each => each.dealId))];
    const about = ids.length ? (await deals.get('/deals', { pipeline: this.pipeline.key, ids: ids.join(','), limit: MOST }, signal)).items : [];
    return about.flatMap(deal => mine.filter(each => each.dealId === deal.id)
      .map(each => ({ deal, part: 'approvals', how: subjectText(this.pipeline, each.subject) })));
  }

  /** What won deals owe and should have paid; null where that cannot be told. @param {string | null} owner @param {AbortSignal} signal */
  async owed(owner, signal) {
    const { me, pipeline } = this;
    const query = { owner: me.sees === 'OWN' ? me.name : owner, team: me.sees === 'TEAMS' && me.teams.length === 1 ? me.teams[0] : null };
    try {
      const answer = await forecasts.get(`/forecasts/${encodeURIComponent(pipeline.key)}/receivables`, query, signal);
      return answer.items.filter(bucket => OVERDUE.includes(bucket.age));
    } catch {
      return null;
    }
  }

  /** @param {number} days */
  ago(days) {
    return days === 1 ? t('lateDay') : t('lateHow', { n: count(days) });
  }

  /** @param {number} days */
  ahead(days) {
    return days === 0 ? t('soonToday') : days === 1 ? t('soonDay') : t('soonHow', { n: days });
  }

  /** @param {any} deal */
  stay(deal) {
    const stay = stayOf(this.pipeline, deal);
    return stay.allowed == null ? stayText(stay) : t('stalledHow', { days: stayText(stay), n: stay.allowed });
  }

  /** @param {any} deal */
  lack(deal) {
    return t('lackingHow', { what: lacking(deal.qualification).map(elementName).join(COMMA).toLowerCase() });
  }

  render() {
    return html`${this.value ? nothing : html`<h1>${t('heading')}</h1>`}${super.render()}`;
  }

  /** @param {any} value */
  view(value) {
    if (!value) {
      return html`<p>${t('none')}</p>`;
    }
    const sections = value.sections.filter(each => each.items.length);
    const overdue = (value.owed ?? []).filter(bucket => bucket.count > 0);
    return html`
      <div class="board-head">
        <h1>${t('on', { day: day(value.now) })}</h1>
        <p class="note">${this.whose(value.owner)}</p>
      </div>
      ${this.me.sees === 'OWN' ? nothing : this.filter(value.owner)}
      ${sections.length || overdue.length ? html`
        <ul class="cards today-counts plain-list" aria-label=${t('counts')}>
          ${sections.map(each => this.counted(each.name, number(each)))}
          ${overdue.length ? this.counted('owed', count(overdue.reduce((sum, each) => sum + each.count, 0))) : nothing}
        </ul>
        <div class="today-columns">
          ${sections.map(each => this.section(each))}
          ${overdue.length ? this.owing(overdue) : nothing}
        </div>` : html`<p>${t('nothing')}</p>`}`;
  }

  /** @param {string} name of a section @param {string} value */
  counted(name, value) {
    return html`<li><a class="card" href=${'#' + name}><span class="big">${value}</span><br>${t(/** @type {any} */ (name))}</a></li>`;
  }

  /** @param {string | null} owner */
  whose(owner) {
    const pipeline = nameOf(this.pipeline.names, this.pipeline.key);
    return owner ? t('ofOwner', { owner, pipeline })
      : this.me.sees === 'OWN' ? t('own', { pipeline })
      : this.me.sees === 'TEAMS' ? t('ofTeams', { teams: this.me.teams.join(COMMA), pipeline }) : t('everybody', { pipeline });
  }

  /** @param {string | null} owner */
  filter(owner) {
    const names = owner && !this.people.owners.includes(owner) ? [owner, ...this.people.owners] : this.people.owners;
    return html`
      <form class="row" @submit=${event => event.preventDefault()}>
        <label><span>${t('owner')}</span>
          <select @change=${event => go(withQuery({ owner: event.target.value }))}>
            <option value="" .selected=${!owner}>${t('all')}</option>
            ${names.map(name => html`<option value=${name} .selected=${name === owner}>${name}</option>`)}
          </select></label>
      </form>`;
  }

  /** @param {any} section */
  section(section) {
    const { name, items, isMore } = section;
    const rest = items.slice(SHOWN, LISTED);
    return html`
      <section aria-labelledby=${name}>
        <h2 id=${name} tabindex="-1">${t(name)} <span class="tag">${number(section)}</span></h2>
        <p class="note">${t(/** @type {any} */ (name + 'Why'))}</p>
        <ul class="today-list">${items.slice(0, SHOWN).map(each => this.item(each))}</ul>
        ${rest.length ? html`<details><summary>${t('more', { n: rest.length, all: number(section) })}</summary>
          <ul class="today-list">${rest.map(each => this.item(each))}</ul>
          ${items.length > LISTED || isMore ? html`<p class="note"><a href=${this.boardAddress(name)}>${t('board')}</a></p>` : nothing}
        </details>` : nothing}
      </section>`;
  }

  /** @param {string} name of a section */
  boardAddress(name) {
    const query = new URLSearchParams({ pipeline: this.pipeline.key });
    const owner = this.query.get('owner');
    if (owner) {
      query.set('owner', owner);
    }
    if (name === 'late' || name === 'soon') {
      query.set('sort', 'close');
    }
    if (name === 'ready' || name === 'lacking') {
      query.set('leads', '1');
    }
    return `/board?${query}`;
  }

  /** @param {{deal: any, how: string, part?: string}} item */
  item({ deal, how, part }) {
    const customer = deal.customer?.name ?? '';
    const about = [deal.title.includes(customer) ? null : customer, stageName(this.pipeline, deal.stage), this.me.sees === 'OWN' ? null : deal.owner];
    return html`
      <li>
        <a href=${dealAddress(deal, part)} title=${deal.title}>${deal.title}</a>
        <span class="number">${deal.amount ? amount(deal.amount.amount, deal.amount.currency, true) : '–'}</span>
        <small>${about.filter(Boolean).join(' · ')}</small>
        <small class="number">${how}</small>
      </li>`;
  }

  /** @param {any[]} buckets */
  owing(buckets) {
    return html`
      <section aria-labelledby="owed">
        <h2 id="owed" tabindex="-1">${t('owed')} <span class="tag">${count(buckets.reduce((sum, each) => sum + each.count, 0))}</span></h2>
        <p class="note">${t('owedWhy')}</p>
        <table>
          <thead><tr><th scope="col">${t('age')}</th><th scope="col" class="number">${t('instalments')}</th><th scope="col" class="number">${t('sum')}</th></tr></thead>
          <tbody>${buckets.map(bucket => html`<tr><th scope="row">${t(bucket.age)}</th><td class="number">${count(bucket.count)}</td>
            <td class="number">${amount(bucket.amount, this.pipeline.currency)}</td></tr>`)}</tbody>
        </table>
      </section>`;
  }
}

/** @param {{items: any[], isMore: boolean}} section */
const number = ({ items, isMore }) => count(items.length) + (isMore ? '+' : '');

customElements.define('dealflow-today-page', Today);
