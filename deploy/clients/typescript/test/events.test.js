import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { dealflow, feed, isDealEvent, isForecastEvent, Sequences, verifyWebhook, WebhookError } from '@dealflow/client';
import { server } from './server.js';

const SAMPLES = new URL('../../../../deal-service/contract/samples/', import.meta.url);
const NOW = Date.parse('2026-03-02T09:30:00Z');

/** A sample of the contract as the feed and webhooks show it. @param {string} file @returns {Promise<import('@dealflow/client').DealflowEvent>} */
async function sample(file) {
  const data = JSON.parse(await readFile(new URL(file, SAMPLES), 'utf8'));
  return { specversion: '1.0', id: `${data.dealId}-${data.sequence}`, source: '/dealflow/deal-service', type: 'dealflow.deal.opened.v1',
    subject: data.dealId, time: data.recordedAt, datacontenttype: 'application/json', data };
}

/** @param {string} deal @param {number} sequence */
function event(deal, sequence) {
  return { specversion: '1.0', id: `${deal}-${sequence}`, source: '/dealflow/deal-service', time: '2026-03-02T09:00:00Z', type: 'dealflow.deal.revised.v1', subject: deal, data: { dealId: deal, sequence } };
}

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** Signs as the service does. @param {string} body @param {string[]} secrets @param {number} [at] */
function signed(body, secrets, at = NOW) {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((each) => 'v1,' + createHmac('sha256', Buffer.from(each.slice(6), 'base64'))
    .update(`event-1.${timestamp}.${body}`).digest('base64'));
  return { 'webhook-id': 'event-1', 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

test('an event of a forecast is told from those of deals, and is always new', () => {
  const call = { ...event('export', 5), id: 'forecasts/export-5', type: 'dealflow.forecast.call-made.v1' };
  assert.equal(isForecastEvent(call), true);
  assert.equal(isDealEvent(call), false);
  assert.equal(isForecastEvent(event('d', 1)), false);
  const sequences = new Sequences([['export', 9]]);
  assert.ok(sequences.isNew(call));
});

test('a genuine message is believed, as text or bytes, with headers of Node or of fetch', async () => {
  const mine = secret();
  const opened = await sample('01-opened.json');
  const body = JSON.stringify(opened);
  const headers = signed(body, [mine]);
  assert.deepEqual(await verifyWebhook({ headers, body, secret: mine, now: NOW }), opened);
  const read = await verifyWebhook({ headers: new Headers(headers), body: Buffer.from(body), secret: mine, now: NOW + 299_000 });
  assert.ok(isDealEvent(read));
  assert.equal(read.data.deal?.customer?.name, 'Sabores del Sur');
});

test('the scheme is the one of the standard\'s own example', async () => {
  const headers = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
  const message = { headers, body: '{"test": 2432232314}', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', now: 1614265330_000 };
  assert.deepEqual(await verifyWebhook(message), { test: 2432232314 });
});

test('a forged message is not believed', async () => {
  const mine = secret();
  const headers = signed('{"amount":1}', [mine]);
  const message = { headers, body: '{"amount":1}', secret: mine, now: NOW };
  await verifyWebhook(message);
  const forged = [
    { ...message, body: '{"amount":2}' },
    { ...message, secret: secret() },
    { ...message, headers: { ...headers, 'webhook-id': 'event-2' } },
    { ...message, headers: { ...headers, 'webhook-timestamp': String(NOW / 1000 + 1) } },
    { ...message, headers: { ...headers, 'webhook-signature': 'v1,AAAA' } },
    { ...message, headers: { ...headers, 'webhook-signature': 'v1,***' } },
    { ...message, headers: { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1,', 'v2,') } },
    { ...message, headers: { ...headers, 'webhook-signature': undefined } },
    { ...message, headers: { ...headers, 'webhook-timestamp': 'now' } },
    { ...message, secret: [] },
    { ...message, secret: 'whsec_' },
  ];
  for (const each of forged) {
    await assert.rejects(verifyWebhook(each), WebhookError, JSON.stringify(each));
  }
});

test('an old message is not believed, nor one from the future', async () => {
  const mine = secret();
  const message = { headers: signed('{}', [mine]), body: '{}', secret: mine };
  await assert.rejects(verifyWebhook({ ...message, now: NOW + 301_000 }), /too old/);
  await assert.rejects(verifyWebhook({ ...message, now: NOW - 301_000 }), /too old/);
  await assert.rejects(verifyWebhook(message), /too old/);
  assert.deepEqual(await verifyWebhook({ ...message, now: NOW + 301_000, tolerance: 600 }), {});
});

test('while a secret rotates both sign, and each alone is enough', async () => {
  const [before, after] = [secret(), secret()];
  const headers = signed('{}', [after, before]);
  for (const known of [before, after, [before, after], [secret(), before]]) {
    assert.deepEqual(await verifyWebhook({ headers, body: '{}', secret: known, now: NOW }), {});
  }
  const afterwards = signed('{}', [after]);
  await assert.rejects(verifyWebhook({ headers: afterwards, body: '{}', secret: before, now: NOW }), WebhookError);
  assert.deepEqual(await verifyWebhook({ headers: afterwards, body: '{}', secret: [before, after], now: NOW }), {});
});

test('the feed is read on in order, without duplicates, and tells where to read on', async (t) => {
  /** @type {Record<string, unknown>} */
  const answers = {
    start: { items: [event('a', 1), event('b', 1), event('a', 2)], next: 'one', more: true },
    one: { items: [event('a', 2), event('a', 1), event('b', 2), event('a', 3)], next: 'two', more: false },
    two: { items: [], next: 'two', more: false },
  };
  let waited = 0;
  const { address, seen } = await server(t, ({ query }) => {
    const after = query.get('after') ?? 'start';
    // After an empty page there is something.
    return { body: after === 'two' && waited++ > 0 ? { items: [event('b', 2), event('b', 3)], next: 'three', more: false } : answers[after] };
  });
  const { deals } = dealflow({ deals: address, funnels: address, forecasts: address });
  const read = [];
  for await (const { event: { id }, next } of feed(deals, { types: ['dealflow.deal.opened.v1', 'dealflow.deal.stalled.v1'], wait: 'PT1S' })) {
    read.push([id, next]);
    if (next === 'three') {
      break;
    }
  }
  assert.deepEqual(read, [['a-1', undefined], ['b-1', undefined], ['a-2', 'one'], ['b-2', undefined], ['a-3', 'two'], ['b-3', 'three']]);
  assert.deepEqual(seen.map(({ query }) => query.get('after')), [null, 'one', 'two', 'two']);
  assert.deepEqual(seen[0].query.getAll('type'), ['dealflow.deal.opened.v1', 'dealflow.deal.stalled.v1']);
  assert.equal(seen[0].query.get('wait'), 'PT1S');
});

test('the feed ends where there is no more, if one does not follow it, and knows what was handled before', async (t) => {
  const { address, seen } = await server(t, ({ query }) => ({ body: query.get('after') === 'one'
    ? { items: [event('b', 1)], next: 'two', more: false }
    : { items: [event('a', 1), event('a', 2)], next: 'one', more: true } }));
  const { deals } = dealflow({ deals: address, funnels: address, forecasts: address });
  const sequences = new Sequences([['a', 1]]);
  const read = [];
  for await (const { event: { id } } of feed(deals, { follow: false, sequences })) {
    read.push(id);
  }
  assert.deepEqual(read, ['a-2', 'b-1']);
  assert.deepEqual([...sequences.entries()], [['a', 2], ['b', 1]]);
  assert.deepEqual(seen.map(({ query }) => query.get('wait')), [null, null]);
});

test('a feed that is followed from its end outlasts a network that is gone, and loses nothing', async (t) => {
  const { address, seen } = await server(t, ({ query }, number) => {
    if (query.get('after') === 'latest') {
      return { body: { items: [], next: 'one', more: false } };
    }
    return number === 1 ? { cut: true } : number === 2 ? { status: 503, body: { title: 'Not now' } } : { body: { items: [event('a', 1)], next: 'two', more: false } };
  });
  const { deals } = dealflow({ deals: address, funnels: address, forecasts: address, patience: { repeats: 0 } });
  const read = [];
  for await (const { event: { id } } of feed(deals, { after: 'latest', wait: 'PT1S' })) {
    read.push(id);
    break;
  }
  assert.deepEqual(read, ['a-1']);
  assert.deepEqual(seen.map(({ query }) => [query.get('after'), query.get('wait')]), [['latest', null], ['one', 'PT1S'], ['one', 'PT1S'], ['one', 'PT1S']]);
});

test('a feed ends with what will not pass', async (t) => {
  const { address } = await server(t, () => ({ status: 403, body: { title: 'Not yours' } }));
  const { deals } = dealflow({ deals: address, funnels: address, forecasts: address });
  await assert.rejects(async () => {
    for await (const _ of feed(deals)) {
      assert.fail('there is none');
    }
  }, /Not yours/);
});

test('which events, the feed is asked by all of its filters', async (t) => {
  const { address, seen } = await server(t, () => ({ body: { items: [], next: 'one', more: false } }));
  const { deals } = dealflow({ deals: address, funnels: address, forecasts: address });
  const filters = { pipelines: ['export'], owners: ['ann', 'bob'], teams: ['north'], fields: ['incoterm:FOB', 'incoterm:'], view: 'big-in-the-north' };
  for await (const _ of feed(deals, { follow: false, ...filters })) {
    assert.fail('there is none');
  }
  const { query } = seen[0];
  assert.deepEqual(['pipeline', 'owner', 'team', 'field', 'view'].map((name) => query.getAll(name)),
    [['export'], ['ann', 'bob'], ['north'], ['incoterm:FOB', 'incoterm:'], ['big-in-the-north']]);
});

test('an event counts as handled only when the next one is asked for', async (t) => {
  const { address } = await server(t, () => ({ body: { items: [event('a', 1)], next: 'one', more: false } }));
  const { deals } = dealflow({ deals: address, funnels: address, forecasts: address });
  const sequences = new Sequences();
  await assert.rejects(async () => {
    for await (const _ of feed(deals, { sequences })) {
      throw new Error('not handled');
    }
  }, /not handled/);
  assert.equal(sequences.isNew(/** @type {any} */ (event('a', 1))), true);
});

test('a pipeline\'s event has no sequence, and is always new', async (t) => {
  const defined = { ...event('export', 1), type: 'dealflow.pipeline.defined.v1', data: { key: 'export', version: 1 } };
  const { address } = await server(t, () => ({ body: { items: [defined, defined], next: 'one', more: false } }));
  const { deals } = dealflow({ deals: address, funnels: address, forecasts: address });
  const read = [];
  for await (const { event: { type } } of feed(deals, { follow: false })) {
    read.push(type);
  }
  assert.equal(read.length, 2);
});
