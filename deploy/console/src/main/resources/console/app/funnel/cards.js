/** The numbers above the funnel: capacity, slope, and how long it takes. */

import { html } from 'lit';
import { amount, count, duration, percent, words } from '../language.js';
import { intervalOf, reasonOf } from './words.js';

/** @typedef {import('../pages/funnel.js').FunnelPage} FunnelPage */

const t = words({
  numbers: ['In numbers', '关键数字'],
  entered: ['Entered', '进入'],
  won: ['Won of them', '其中赢单'],
  lost: ['Lost of them', '其中丢单'],
  open: ['Open of them', '其中在谈'],
  noAmount: ['amount not shown', '金额未显示'],
  decided: ['Win rate of those decided', '已决商机的赢单率'],
  decidedHelp: ['Won and lost in the period, whenever they entered.', '期间内赢单与丢单的商机，不论何时进入。'],
  of: ['{n} of {all}', '{n}/{all}'],
  expected: ['{value} expected with the open ones', '计入在谈商机预计 {value}'],
  byAmount: ['by amount {value}', '按金额 {value}'],
  ofEntered: ['Win rate of those entered', '进入商机的赢单率'],
  ofEnteredHelp: ['Those that entered in the period, so far.', '期间内进入的商机，截至目前。'],
  cycle: ['Sales cycle, median', '销售周期中位数'],
  quantiles: ['3 of 4 within {p75}, 9 of 10 within {p90}', '四分之三不超过 {p75}，九成不超过 {p90}'],
  sample: ['sample {n}', '样本 {n}'],
  velocity: ['Velocity per day', '日均销售速度'],
  velocityHelp: ['{n} open × win rate × {mean} each ÷ cycle', '{n} 个在谈 × 赢单率 × 单均 {mean} ÷ 周期'],
  show: ['{text}: show the deals', '{text}：显示商机'],
});

/** @param {any} funnel @param {FunnelPage} page */
export function cards(funnel, page) {
  const { winRate, cycle, velocity, currency } = funnel;
  /** @param {'entered' | 'won' | 'lost' | 'open'} name */
  const total = name => html`
    <div class="card">
      <h2>${t(name)}</h2>
      <button type="button" class="big plain" aria-label=${t('show', { text: `${t(name)} ${count(funnel[name].count)}` })}
              @click=${() => page.pick(funnel.links.deals, name)}>${count(funnel[name].count)}</button>
      <small>${funnel[name].amount == null ? t('noAmount') : amount(funnel[name].amount, currency, true)}</small>
    </div>`;
  /** @param {'decided' | 'ofEntered'} name @param {any} byCount @param {any} [byAmount] */
  const rate = (name, byCount, byAmount) => html`
    <div class="card">
      <h2>${t(name)}</h2>
      <span class="big">${percent(byCount.value)}</span>
      <small>${[
        t('of', { n: count(byCount.numerator), all: count(byCount.denominator) }),
        intervalOf(byCount),
        reasonOf(byCount.reason),
        byCount.expected == null ? '' : t('expected', { value: percent(byCount.expected) }),
        byAmount?.value == null ? '' : t('byAmount', { value: percent(byAmount.value) }),
      ].filter(each => each).join(' · ')}</small>
      <small>${t(`${name}Help`)}</small>
    </div>`;
  return html`
    <section class="figures" aria-label=${t('numbers')}>
      ${total('entered')} ${total('won')} ${total('lost')} ${total('open')}
      ${rate('decided', winRate.byCount, winRate.byAmount)}
      ${rate('ofEntered', winRate.ofEntered)}
      <div class="card">
        <h2>${t('cycle')}</h2>
        <span class="big">${cycle.median ? duration(cycle.median) : '–'}</span>
        <small>${[
          cycle.p75 && cycle.p90 ? t('quantiles', { p75: duration(cycle.p75), p90: duration(cycle.p90) }) : '',
          reasonOf(cycle.reason),
          t('sample', { n: count(cycle.sample) }),
        ].filter(each => each).join(' · ')}</small>
      </div>
      <div class="card">
        <h2>${t('velocity')}</h2>
        <span class="big">${velocity.perDay == null ? '–' : amount(velocity.perDay, currency, true)}</span>
        <small>${velocity.reason ? reasonOf(velocity.reason)
          : t('velocityHelp', { n: count(velocity.capacity), mean: amount(velocity.meanWon, currency, true) })}</small>
      </div>
    </section>`;
}
