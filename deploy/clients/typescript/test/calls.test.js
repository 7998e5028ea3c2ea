import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealflow, pages, ProblemError } from '@dealflow/client';
import { server } from './server.js';

const NEW = { pipeline: 'export', title: 'Lamps' };
const QUICK = { firstPause: 1 };

/** @param {string} address @param {Partial<import('@dealflow/client').DealflowOptions>} [more] */
function clients(address, more) {
  return dealflow({ deals: address, funnels: address, forecasts: address, token: 'secret', patience: QUICK, ...more });
}

/** @param {Promise<unknown>} call @returns {Promise<ProblemError>} */
async function problem(call) {
  const error = await call.then(() => assert.fail('nothing was thrown'), (thrown) => thrown);
  assert.ok(error instanceof ProblemError, String(error));
  return error;
}

test('a call carries the token, and its answer is typed', async (t) => {
  const { address, seen } = await server(t, () => ({ body: { items: [{ id: '1', title: 'Lamps' }], next: null } }));
  const { data, response } = await clients(address + '/').deals.GET('/deals', { params: { query: { status: ['OPEN'], limit: 2 } } });
  assert.equal(response.status, 200);
  assert.equal(data.items?.[0].title, 'Lamps');
  assert.equal(seen[0].path, '/deals');
  assert.equal(String(seen[0].query), 'status=OPEN&limit=2');
  assert.equal(seen[0].headers.authorization, 'Bearer secret');
  assert.equal(seen[0].headers['idempotency-key'], undefined);
});

test('a function is asked for the token before each attempt', async (t) => {
  const { address, seen } = await server(t, (_, number) => ({ status: number === 0 ? 503 : 200 }));
  let number = 0;
  await clients(address, { token: async () => `token-${++number}` }).funnels.GET('/me');
  assert.deepEqual(seen.map(({ headers }) => headers.authorization), ['Bearer token-1', 'Bearer token-2']);
});

test('without a token none is sent, but the headers of all calls are', async (t) => {
  const { address, seen } = await server(t, () => ({}));
  await clients(address, { token: undefined, headers: { 'X-Requested-With': 'JavaScript' } }).deals.GET('/me');
  assert.equal(seen[0].headers.authorization, undefined);
  assert.equal(seen[0].headers['x-requested-with'], 'JavaScript');
});

test('a POST has a key, which is kept when it is repeated, and another one the next time', async (t) => {
  const { address, seen } = await server(t, (_, number) => [{ cut: true }, { status: 502 }, { status: 409, headers: { 'Retry-After': '0' } }][number]
    ?? { status: 201, body: { id: '1' } });
  const { deals } = clients(address);
  const { data } = await deals.POST('/deals', { body: NEW });
  assert.equal(data.id, '1');
  await deals.POST('/deals', { body: NEW });
  const keys = seen.map(({ headers }) => headers['idempotency-key']);
  assert.match(String(keys[0]), /^[0-9a-f]{32}$/);
  assert.deepEqual(keys.slice(0, 4), Array(4).fill(keys[0]));
  assert.notEqual(keys[4], keys[0]);
  assert.deepEqual(seen.map(({ body }) => JSON.parse(body)), Array(5).fill(NEW));
});

test('a key of one\'s own stays', async (t) => {
  const { address, seen } = await server(t, () => ({ status: 201 }));
  await clients(address).deals.POST('/deals', { body: NEW, headers: { 'Idempotency-Key': 'order-7' } });
  assert.equal(seen[0].headers['idempotency-key'], 'order-7');
});

test('it waits as long as it is asked to', async (t) => {
  const { address, seen } = await server(t, (_, number) => (number === 0 ? { status: 429, headers: { 'Retry-After': '1' } } : {}));
  const begin = performance.now();
  await clients(address).forecasts.GET('/forecasts');
  assert.equal(seen.length, 2);
  assert.ok(performance.now() - begin >= 990);
});

test('it does not wait longer than the caller wants, and then tells how long it was asked to', async (t) => {
  const { address, seen } = await server(t, () => ({ status: 503, headers: { 'Retry-After': '120' } }));
  const { status, retryAfter } = await problem(clients(address).deals.GET('/deals'));
  assert.deepEqual([status, retryAfter, seen.length], [503, 120_000, 1]);
});

test('it gives up after some repeats', async (t) => {
  const { address, seen } = await server(t, () => ({ status: 503 }));
  await problem(clients(address, { patience: { ...QUICK, repeats: 2 } }).deals.DELETE('/deals/{id}', { params: { path: { id: '1' } } }));
  assert.equal(seen.length, 3);
});

test('a PATCH is a merge patch, and is not repeated', async (t) => {
  const { address, seen } = await server(t, () => ({ status: 503 }));
  await problem(clients(address).deals.PATCH('/deals/{id}', { params: { path: { id: '1' }, header: { 'If-Match': '"7"' } }, body: { title: 'Lights' } }));
  assert.equal(seen.length, 1);
  assert.equal(seen[0].headers['content-type'], 'application/merge-patch+json');
  assert.equal(seen[0].headers['if-match'], '"7"');
});

test('other refusals are not repeated', async (t) => {
  const { address, seen } = await server(t, () => ({ status: 500 }));
  await problem(clients(address).deals.GET('/deals'));
  assert.equal(seen.length, 1);
});

test('who gives up while it waits is heard', async (t) => {
  const { address } = await server(t, () => ({ status: 503, headers: { 'Retry-After': '30' } }));
  const begin = performance.now();
  await assert.rejects(clients(address).deals.GET('/deals', { signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
  assert.ok(performance.now() - begin < 5_000);
});

test('a network failure that stays is told as it is', async (t) => {
  const { address, seen } = await server(t, () => ({ cut: true }));
  await assert.rejects(clients(address, { patience: { ...QUICK, repeats: 1 } }).deals.GET('/deals'), TypeError);
  assert.equal(seen.length, 2);
});

test('a problem is thrown with all that it says', async (t) => {
  const missing = [{ kind: 'CONFIRMATION', key: 'confirmation', message: 'say who confirmed' }];
  const errors = [{ field: 'to', message: 'is no stage' }];
  const body = { type: 'about:blank', title: 'Move refused', status: 422, detail: '1 thing is missing', instance: '/x', correlationId: 'c-1', missing, errors };
  const { address } = await server(t, () => ({ status: 422, headers: { 'Content-Type': 'application/problem+json' }, body }));
  const error = await problem(clients(address).deals.POST('/deals/{id}/transitions', { params: { path: { id: '1' } }, body: { to: 'won' } }));
  assert.equal(error.message, '1 thing is missing');
  assert.equal(error.title, 'Move refused');
  assert.equal(error.status, 422);
  assert.equal(error.correlationId, 'c-1');
  assert.deepEqual(error.missing, missing);
  assert.deepEqual(error.errors, errors);
});

test('what is no problem document is a problem all the same', async (t) => {
  const { address } = await server(t, () => ({ status: 404, headers: { 'Content-Type': 'text/html' }, body: '<h1>Not found</h1>' }));
  const error = await problem(clients(address).deals.GET('/deals'));
  assert.deepEqual([error.status, error.title, error.missing, error.errors], [404, 'Not Found', [], []]);
});

test('an answer without a body is no problem', async (t) => {
  const { address } = await server(t, () => ({ status: 204 }));
  const { data } = await clients(address).deals.DELETE('/deals/{id}', { params: { path: { id: '1' } } });
  assert.equal(data, undefined);
});

test('lines to import go as they are', async (t) => {
  const { address, seen } = await server(t, () => ({ status: 202 }));
  const { deals } = clients(address);
  await deals.POST('/imports', { body: '{"externalId":"A1"}\n' });
  // The document does not have the mapping of a table's columns.
  const params = /** @type {any} */ ({ query: { mapping: '{}' } });
  await deals.POST('/imports', { body: 'id\nA1\n', headers: { 'Content-Type': 'text/csv' }, params });
  assert.deepEqual(seen.map(({ headers }) => headers['content-type']), ['application/x-ndjson', 'text/csv']);
  assert.equal(seen[1].query.get('mapping'), '{}');
  assert.deepEqual(seen.map(({ body }) => body), ['{"externalId":"A1"}\n', 'id\nA1\n']);
});

test('pages go to the end of a list, and no further than one reads', async (t) => {
  const { address, seen } = await server(t, ({ query }) => {
    const from = Number(query.get('cursor') ?? 0);
    return { body: { items: [from, from + 1].map((id) => ({ id: `${id}` })), next: from < 4 ? `${from + 2}` : null } };
  });
  const { deals } = clients(address);
  const list = () => pages((cursor) => deals.GET('/deals', { params: { query: { cursor, limit: 2 } } }));
  const ids = [];
  for await (const { id } of list()) {
    ids.push(id);
  }
  assert.deepEqual(ids, ['0', '1', '2', '3', '4', '5']);
  assert.deepEqual(seen.map(({ query }) => query.get('cursor')), [null, '2', '4']);
  for await (const { id } of list()) {
    assert.equal(id, '0');
    break;
  }
  assert.equal(seen.length, 4);
});

test('who forgets the cursor does not turn in a circle', async (t) => {
  const { address } = await server(t, () => ({ body: { items: [], next: 'a' } }));
  const { deals } = clients(address);
  await assert.rejects(async () => {
    for await (const _ of pages(() => deals.GET('/deals'))) {
      assert.fail('there is no item');
    }
  }, /pass the cursor/);
});

/** Never called: the compiler has to refuse each of these. @param {import('@dealflow/client').Dealflow} all */
export async function whatTheCompilerRefuses({ deals, forecasts }) {
  // @ts-expect-error there is no such path
  await deals.GET('/dael');
  // @ts-expect-error the id is missing
  await deals.GET('/deals/{id}');
  // @ts-expect-error there is no such status
  await deals.GET('/deals', { params: { query: { status: 'OPENED' } } });
  // @ts-expect-error a body is needed
  await deals.POST('/deals');
  // @ts-expect-error a deal needs a pipeline, too
  await deals.POST('/deals', { body: { title: 'Lamps' } });
  // @ts-expect-error there is no such order
  await deals.GET('/deals', { params: { query: { sort: 'price' } } });
  // @ts-expect-error of another service
  await forecasts.GET('/deals');
  // @ts-expect-error there is no such field
  (await deals.GET('/deals/{id}', { params: { path: { id: '1' } } })).data.probability;
  for await (const deal of pages((cursor) => deals.GET('/deals', { params: { query: { cursor } } }))) {
    // @ts-expect-error nor in a list
    deal.probability;
  }
}
