/** What can be done with a webhook; each asks first and says what came of it. */

import { html } from 'lit';
import { allPipelines, deals } from '../api.js';
import { nameOf, words } from '../language.js';
import { act } from './action.js';

const t = words({
  createTitle: ['New webhook', '新建 Webhook'],
  editTitle: ['Change the webhook', '修改 Webhook'],
  url: ['Address', '地址'],
  description: ['What it is for', '用途'],
  types: ['Events; none chosen: all, but those of the forecast', '事件；不选则为全部（预测事件除外）'],
  pipelines: ['Pipelines; none chosen: all', '销售流程；不选则为全部'],
  view: ['Only deals that this view shows, or showed before: its key', '仅限此视图显示（或此前显示）的商机：视图的 key'],
  owners: ['Owners whose deals it is about, with commas between; none: all', '负责人，用逗号分隔；不填则为全部'],
  teams: ['Teams whose deals it is about, with commas between; none: all', '团队，用逗号分隔；不填则为全部'],
  create: ['Create', '新建'],
  save: ['Save', '保存'],
  saved: ['It is changed.', '已修改。'],
  secret: ['The secret that its messages are signed with. It is shown this once: keep it where the receiver reads it.', '用于消息签名的密钥，仅显示这一次，请保存到接收方。'],
  copy: ['Copy', '复制'],
  copied: ['Copied', '已复制'],
  pauseTitle: ['Pause “{name}”?', '暂停“{name}”？'],
  pauseText: ['Nothing is sent until it goes on; nothing is lost.', '恢复前不再发送，不会丢失事件。'],
  pause: ['Pause', '暂停'],
  paused: ['It is paused.', '已暂停。'],
  resumeTitle: ['Go on with “{name}”?', '恢复“{name}”？'],
  resumeText: ['What has come up meanwhile is sent first.', '将先发送期间积累的事件。'],
  resume: ['Go on', '恢复'],
  resumed: ['It goes on.', '已恢复。'],
  pingTitle: ['Test “{name}”?', '测试“{name}”？'],
  pingText: ['One event of the type dealflow.webhook.ping.v1 is sent now.', '立即发送一个类型为 dealflow.webhook.ping.v1 的事件。'],
  ping: ['Send', '发送'],
  taken: ['The endpoint took it: {status}.', '接收方已接收：{status}。'],
  notTaken: ['The endpoint did not take it: {why}', '接收方未接收：{why}'],
  replayTitle: ['Replay events to “{name}”?', '向“{name}”重放事件？'],
  replayText: ['They come with the same ids as before, so that a receiver can tell what it has.', '事件 id 与之前相同，接收方可据此识别重复。'],
  where: ['Begin', '起点'],
  fromAll: ['with the very first event', '从第一个事件开始'],
  fromEnd: ['at the end: leave out what waits', '从末尾开始：跳过等待中的事件'],
  fromPlace: ['behind a place in the feed', '从指定位置之后开始'],
  fromMoment: ['since a moment', '从某一时刻开始'],
  since: ['Moment', '时刻'],
  resendTitle: ['Send this event to “{name}” again?', '向“{name}”重发此事件？'],
  resendText: ['It is sent now, once, with the same id: {event}.', '立即以相同的 id 发送一次：{event}。'],
  resend: ['Send again', '重发'],
  place: ['Place in the feed (a cursor)', '事件流位置（cursor）'],
  replay: ['Replay', '重放'],
  replayed: ['It begins at the new place.', '已从新位置开始。'],
  rotateTitle: ['Give “{name}” a new secret?', '为“{name}”更换密钥？'],
  rotateText: ['For a day messages bear the signatures of both secrets, so that the receiver can change over.', '一天之内消息同时带有新旧两个密钥的签名，便于接收方切换。'],
  rotate: ['Make a new secret', '生成新密钥'],
  removeTitle: ['Delete “{name}”?', '删除“{name}”？'],
  removeText: ['Nothing more is sent to it. This cannot be taken back.', '不再向其发送任何内容，且无法撤销。'],
  remove: ['Delete', '删除'],
  removed: ['It is deleted.', '已删除。'],
});

/** Of an event. */
export const typeName = words({
  'dealflow.deal.opened.v1': ['opened', '新建'],
  'dealflow.deal.stage-changed.v1': ['stage changed', '阶段变更'],
  'dealflow.deal.revised.v1': ['revised', '内容修改'],
  'dealflow.deal.payment-received.v1': ['payment received', '收到付款'],
  'dealflow.deal.stalled.v1': ['stalled', '停滞'],
  'dealflow.deal.deleted.v1': ['deleted', '删除'],
  'dealflow.forecast.snapshot-taken.v1': ['forecast: snapshot taken', '预测：已生成快照'],
  'dealflow.forecast.target-at-risk.v1': ['forecast: target at risk', '预测：目标有风险'],
  'dealflow.forecast.target-back-on-course.v1': ['forecast: target back on course', '预测：目标恢复正常'],
  'dealflow.forecast.call-made.v1': ['forecast: call made', '预测：已作出承诺'],
  'dealflow.forecast.accuracy-updated.v1': ['forecast: accuracy updated', '预测：准确度已更新'],
});

const TYPES = [
  ...['opened', 'stage-changed', 'revised', 'payment-received', 'stalled', 'deleted'].map(type => `dealflow.deal.${type}.v1`),
  ...['snapshot-taken', 'target-at-risk', 'target-back-on-course', 'call-made', 'accuracy-updated'].map(type => `dealflow.forecast.${type}.v1`),
];

const place = (/** @type {any} */ webhook) => '/webhooks/' + webhook.id;
const named = (/** @type {any} */ webhook) => ({ name: webhook.description || webhook.url });

/** Its version now, which a change has to name. @param {any} webhook */
const tagOf = async webhook => /** @type {string} */ ((await deals.full(place(webhook))).tag);

/** @param {any} webhook @param {any[]} pipelines */
const fields = (webhook, pipelines) => html`
  <label><span>${t('url')}</span><input name="url" type="url" required maxlength="2000" placeholder="https://example.com/hooks/dealflow" .value=${webhook.url ?? ''}></label>
  <label><span>${t('description')}</span><input name="description" maxlength="200" .value=${webhook.description ?? ''}></label>
  <fieldset class="ticks"><legend>${t('types')}</legend>${TYPES.map(type => tick('types', type, typeName(/** @type {any} */ (type)), webhook.types))}</fieldset>
  <fieldset class="ticks"><legend>${t('pipelines')}</legend>${pipelines.map(each => tick('pipelines', each.key, nameOf(each.names, each.key), webhook.pipelines))}</fieldset>
  ${/** @type {const} */ (['owners', 'teams']).map(name => html`
    <label><span>${t(name)}</span><input name=${name} maxlength="2000" .value=${(webhook[name] ?? []).join(', ')}></label>`)}
  <label><span>${t('view')}</span><input name="view" maxlength="63" .value=${webhook.view ?? ''} autocomplete="off"></label>`;

/** @param {FormData} form @param {string} name */
const listed = (form, name) => String(form.get(name) ?? '').split(/[,，]/).map(each => each.trim()).filter(each => each);

/** @param {string} name @param {string} value @param {string} text @param {string[]} [chosen] */
const tick = (name, value, text, chosen = []) => html`
  <label class="tick"><input type="checkbox" name=${name} value=${value} .checked=${chosen.includes(value)}> ${text}</label>`;

/** @param {FormData} form */
const body = form => ({
  url: form.get('url'), description: form.get('description') || null, types: form.getAll('types'), pipelines: form.getAll('pipelines'),
  owners: listed(form, 'owners'), teams: listed(form, 'teams'), view: form.get('view') || null,
});

/** @param {any} webhook */
const secretText = webhook => html`
  <p>${t('secret')}</p>
  <p class="row secret"><code>${webhook.secret}</code>
    <button type="button" @click=${(/** @type {any} */ event) => copy(event.currentTarget, webhook.secret)}>${t('copy')}</button></p>`;

/** @param {HTMLElement} button @param {string} text */
async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  button.textContent = t('copied');
}

export async function create() {
  const pipelines = await allPipelines();
  return act({
    title: t('createTitle'),
    fields: () => fields({}, pipelines),
    button: t('create'),
    run: form => deals.post('/webhooks', body(form)),
    done: secretText,
  });
}

/** @param {any} webhook */
export async function edit(webhook) {
  const [pipelines, tag] = await Promise.all([allPipelines(), tagOf(webhook)]);
  return act({
    title: t('editTitle'),
    fields: () => fields(webhook, pipelines),
    button: t('save'),
    run: form => deals.patch(place(webhook), body(form), { ifMatch: tag }),
    done: () => html`<p>${t('saved')}</p>`,
  });
}

/** Pauses an active one, goes on with a paused one. @param {any} webhook */
export function pause(webhook) {
  const isActive = webhook.status === 'ACTIVE';
  return act({
    title: t(isActive ? 'pauseTitle' : 'resumeTitle', named(webhook)),
    text: html`<p>${t(isActive ? 'pauseText' : 'resumeText')}</p>`,
    button: t(isActive ? 'pause' : 'resume'),
    run: () => deals.patch(place(webhook), { status: isActive ? 'PAUSED' : 'ACTIVE' }),
    done: () => html`<p>${t(isActive ? 'paused' : 'resumed')}</p>`,
  });
}

/** @param {any} webhook */
export const ping = webhook => act({
  title: t('pingTitle', named(webhook)),
  text: html`<p>${t('pingText')}</p>`,
  button: t('ping'),
  run: () => deals.post(place(webhook) + '/ping'),
  done: result => result.delivered
    ? html`<p class="done">✓ ${t('taken', { status: result.status })}</p>`
    : html`<p class="refused">✕ ${t('notTaken', { why: result.error ?? result.status })}</p>`,
});

/** @param {any} webhook */
export const replay = webhook => act({
  title: t('replayTitle', named(webhook)),
  text: html`<p>${t('replayText')}</p>`,
  fields: () => html`
    <fieldset class="ticks"><legend>${t('where')}</legend>
      ${/** @type {const} */ ([['place', 'fromPlace'], ['since', 'fromMoment'], ['all', 'fromAll'], ['latest', 'fromEnd']]).map(([value, text]) => html`
        <label class="tick"><input type="radio" name="where" value=${value} .checked=${value === 'place'}> ${t(text)}</label>`)}
    </fieldset>
    <label><span>${t('place')}</span><input name="after" .value=${webhook.cursor} autocomplete="off"></label>
    <label><span>${t('since')}</span><input name="since" type="datetime-local"></label>`,
  button: t('replay'),
  run: form => {
    const where = form.get('where');
    if (where === 'since') {
      return deals.post(place(webhook) + '/replay', { since: new Date(String(form.get('since') || 0)).toISOString() });
    }
    return deals.post(place(webhook) + '/replay', { after: where === 'all' ? 'beginning' : where === 'latest' ? 'latest' : form.get('after') });
  },
  done: () => html`<p>${t('replayed')}</p>`,
});

/** @param {any} webhook @param {any} delivery */
export const resend = (webhook, delivery) => act({
  title: t('resendTitle', named(webhook)),
  text: html`<p>${t('resendText', { event: delivery.event })}</p>`,
  button: t('resend'),
  run: () => deals.post(`${place(webhook)}/deliveries/${delivery.id}/resend`),
  done: result => result.delivered
    ? html`<p class="done">✓ ${t('taken', { status: result.status })}</p>`
    : html`<p class="refused">✕ ${t('notTaken', { why: result.error ?? result.status })}</p>`,
});

/** @param {any} webhook */
export const rotate = webhook => act({
  title: t('rotateTitle', named(webhook)),
  text: html`<p>${t('rotateText')}</p>`,
  button: t('rotate'),
  run: async () => deals.post(place(webhook) + '/secret', {}, { ifMatch: await tagOf(webhook) }),
  done: secretText,
});

/** @param {any} webhook */
export const remove = webhook => act({
  title: t('removeTitle', named(webhook)),
  text: html`<p>${t('removeText')}</p>`,
  button: t('remove'),
  run: async () => {
    await deals.remove(place(webhook), { ifMatch: await tagOf(webhook) });
    return true;
  },
  done: () => html`<p>${t('removed')}</p>`,
});
