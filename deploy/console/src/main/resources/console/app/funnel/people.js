/** The view "People": who wins, raw and drawn toward the larger group, and what of the differences is more than noise. */

import { html, nothing, svg } from 'lit';
import { allFields, funnels } from '../api.js';
import { groupText, groupings } from '../filters/own.js';
import { amount, count, percent, words } from '../language.js';
import { go, withQuery } from '../router.js';
import { asked, groupName, intervalOf, rangeOf, reasonOf, stageName, withheldOf } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  options: ['What is compared', '对比内容'],
  by: ['By', '按'],
  overlap: ['Note: {text}', '注意：{text}'],
  owner: ['owner', '负责人'],
  team: ['team', '团队'],
  product: ['product', '产品'],
  source: ['source', '来源'],
  region: ['region', '区域'],
  rates: ['Win rates of deals decided', '已决商机的赢单率'],
  raw: ['As counted', '实际'],
  shrunk: ['Drawn toward the larger group', '向大组收缩后'],
  rawHelp: ['The fewer deals, the more a rate of its own is chance. The filled dot draws it toward the group’s by as much as that; the line is its 95% interval.',
    '商机越少，单独的比率越可能出于偶然。实心点按样本大小把它拉向所属大组，横线为 95% 区间。'],
  group: ['Who', '对象'],
  entered: ['Entered', '进入'],
  won: ['Won', '赢单'],
  lost: ['Lost', '丢单'],
  open: ['Open', '在谈'],
  wonAmount: ['Won, amount', '赢单金额'],
  of: ['{n} of {all}', '{n}/{all}'],
  parent: ['team {name}', '团队 {name}'],
  noise: ['Where they lose deals, no difference is more than noise.', '各组丢单的环节没有超出偶然的差别。'],
  few: ['Too few deals to tell any difference from noise.', '商机太少，无法区分差别与偶然。'],
  real: ['More than noise:', '超出偶然的差别：'],
  more: ['{group} loses more in “{stage}” than the rest: {rate} of {n}', '{group} 在“{stage}”丢单多于其他：{n} 个中的 {rate}'],
  less: ['{group} loses less in “{stage}” than the rest: {rate} of {n}', '{group} 在“{stage}”丢单少于其他：{n} 个中的 {rate}'],
  rest: ['All other differences are no more than noise.', '其余差别都在偶然范围内。'],
  test: ['Test: {test}', '检验方法：{test}'],
  empty: ['No deals in this period.', '此期间没有商机。'],
  show: ['{text}: show the deals', '{text}：显示商机'],
  dots: ['{group}: {raw} as counted, {shrunk} drawn toward the larger group', '{group}：实际 {raw}，收缩后 {shrunk}'],
});

/** @param {FunnelPage} page */
const choices = page => page.me.sees === 'OWN' && !page.me.roles.includes('viewer')
  ? ['product', 'source', 'region'] : ['owner', 'team', 'product', 'source', 'region'];

/** @param {FunnelPage} page @param {AbortSignal} signal */
export async function load(page, signal) {
  const by = page.query.get('by') ?? choices(page)[0];
  const [answer, definitions] = await Promise.all([
    funnels.get(`${page.root}/breakdown${asked(page.asking, { by })}`, {}, signal), allFields().catch(() => [])]);
  const groups = answer.groups.map((/** @type {any} */ each) => ({ ...each, group: groupText(definitions, by, each.group) }));
  return { ...answer, groups, own: groupings(definitions) };
}

/** @param {any} answer @param {FunnelPage} page */
export function view(answer, page) {
  const groups = [...answer.groups].sort((one, other) => (other.shrunk?.value ?? -1) - (one.shrunk?.value ?? -1));
  const ends = groups.flatMap(group => [group.winRate?.high, group.shrunk?.high, group.winRate?.value]).filter(each => each != null);
  const most = Math.min(1, Math.ceil(10 * Math.max(.1, ...ends)) / 10);
  const chosen = page.query.get('by') ?? choices(page)[0];
  return html`
    ${page.frame(answer)}
    ${withheldOf(answer.withheld)}
    ${answer.overlap ? html`<p class="note">${t('overlap', { text: reasonOf(answer.overlap) })}</p>` : nothing}
    <form class="filters" aria-label=${t('options')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <label><span>${t('by')}</span>
        <select @change=${(/** @type {any} */ event) => go(withQuery({ by: event.target.value }))}>${[
          ...choices(page).map(each => [each, t(/** @type {any} */ (each))]), ...answer.own].map(([each, text]) => html`
          <option value=${each} .selected=${each === chosen}>${text}</option>`)}</select></label>
    </form>
    ${groups.length ? html`
      ${groups.length > 1 ? differences(answer, page) : nothing}
      <h2>${t('rates')}</h2>
      <p class="legend"><span><i class="dot" aria-hidden="true"></i>${t('raw')}</span><span><i class="dot filled" aria-hidden="true"></i>${t('shrunk')}</span></p>
      <div class="scroll" tabindex="0" role="group" aria-label=${t('rates')}>
        <table class="whiskers">
          <thead><tr><th scope="col">${t('group')}</th><td aria-hidden="true">${axis(most)}</td>
            <th scope="col" class="number">${t('shrunk')}</th><th scope="col" class="number">${t('raw')}</th>
            <th scope="col" class="number">${t('won')}</th><th scope="col" class="number">${t('lost')}</th>
            <th scope="col" class="number">${t('open')}</th><th scope="col" class="number">${t('wonAmount')}</th></tr></thead>
          <tbody>${groups.map(group => row(group, answer, most, page))}</tbody>
        </table>
      </div>
      <p class="note">${t('rawHelp')}</p>` : html`<p>${t('empty')}</p>`}`;
}

/** What is more than noise, in a few sentences. @param {any} answer @param {FunnelPage} page */
function differences(answer, page) {
  const told = answer.groups.flatMap((/** @type {any} */ group) => group.stages.map((/** @type {any} */ stage) => ({ group, stage })));
  const clear = told.filter((/** @type {any} */ { stage }) => ['MORE', 'LESS'].includes(stage.difference));
  const isTested = told.some((/** @type {any} */ { stage }) => stage.difference !== 'UNKNOWN');
  const test = answer.test ? html`<p class="note">${t('test', { test: reasonOf(answer.test) })}</p>` : nothing;
  if (!clear.length) {
    return html`<p class="verdict">${t(isTested ? 'noise' : 'few')}</p>${isTested ? test : nothing}`;
  }
  return html`
    <div class="verdict"><p>${t('real')}</p>
      <ul>${clear.map((/** @type {any} */ { group, stage }) => html`<li>${t(stage.difference === 'MORE' ? 'more' : 'less', {
        group: groupName(group.group), stage: stageName(page.pipeline, stage.stage), rate: percent(stage.lossRate.value), n: count(stage.reached),
      })} <small>(${intervalOf(stage.lossRate)})</small></li>`)}</ul>
      <p>${t('rest')}</p></div>${test}`;
}

/** @param {any} group @param {any} answer @param {number} most @param {FunnelPage} page */
function row(group, answer, most, page) {
  const { winRate, shrunk } = group;
  /** @param {'won' | 'lost' | 'open'} kind */
  const number = kind => html`
    <td class="number">${!group.links.deals ? count(group[kind].count) : group[kind].count ? html`
      <button type="button" class="plain" aria-label=${t('show', { text: `${groupName(group.group)}, ${t(kind)} ${group[kind].count}` })}
              @click=${() => page.pick(group.links.deals, kind, '', {}, groupName(group.group))}>${count(group[kind].count)}</button>` : '0'}</td>`;
  return html`
    <tr>
      <th scope="row">${groupName(group.group)}${group.parent ? html`<br><small>${t('parent', { name: group.parent })}</small>` : nothing}</th>
      <td>${picture(group, most)}</td>
      <td class="number">${shrunk?.value == null ? '–' : html`<b>${percent(shrunk.value)}</b>`}${shrunk?.low == null ? nothing
        : html`<br><small>${rangeOf(shrunk)}</small>`}</td>
      <td class="number">${winRate.value == null ? html`– <br><small>${reasonOf(winRate.reason)}</small>`
        : html`${percent(winRate.value)}<br><small>${t('of', { n: count(winRate.numerator), all: count(winRate.denominator) })}</small>`}</td>
      ${number('won')} ${number('lost')} ${number('open')}
      <td class="number">${amount(group.won.amount, answer.currency)}</td>
    </tr>`;
}

/** @param {number} value @param {number} most */
const at = (value, most) => `${2 + 96 * value / most}%`;

/** @param {any} group @param {number} most */
function picture({ group, winRate, shrunk }, most) {
  const text = t('dots', { group: groupName(group), raw: percent(winRate.value), shrunk: percent(shrunk?.value) });
  return html`
    <svg class="whisker" role="img" aria-label=${text} height="30">
      ${ticks(most).map(tick => svg`<line class="grid" x1=${at(tick, most)} x2=${at(tick, most)} y1="0" y2="30"/>`)}
      ${winRate.value == null ? nothing : svg`<circle class="raw" cx=${at(winRate.value, most)} cy="15" r="5"/>`}
      ${shrunk?.value == null ? nothing : svg`
        <line class="range" x1=${at(shrunk.low, most)} x2=${at(shrunk.high, most)} y1="15" y2="15"/>
        <circle class="shrunk" cx=${at(shrunk.value, most)} cy="15" r="5"/>`}
    </svg>`;
}

/** @param {number} most */
const ticks = most => Array.from({ length: Math.floor(most / (most > .5 ? .2 : .1) + 1.001) }, (_, i) => i * (most > .5 ? .2 : .1));

/** @param {number} most */
const axis = most => html`
  <svg class="whisker" height="16">${ticks(most).map(tick => svg`
    <text x=${at(tick, most)} y="12" text-anchor="middle">${percent(tick)}</text>`)}</svg>`;
