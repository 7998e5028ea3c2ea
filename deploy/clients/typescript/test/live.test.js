/** Against running services, whose addresses and a token of operations stand in the environment; skipped without them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { dealflow, feed, isDealEvent, pages, ProblemError } from '@dealflow/client';

const { DEALFLOW_DEALS, DEALFLOW_FUNNELS, DEALFLOW_FORECASTS, DEALFLOW_TOKEN } = process.env;
const skip = DEALFLOW_DEALS && DEALFLOW_FUNNELS && DEALFLOW_FORECASTS && DEALFLOW_TOKEN
  ? false : 'DEALFLOW_DEALS, DEALFLOW_FUNNELS, DEALFLOW_FORECASTS and DEALFLOW_TOKEN say no running services';

const pipeline = `client-${Date.now()}`;
const PATIENCE = 120_000;

/**
 * Asks until the services that follow the events know of them.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T | undefined>} ask
 */
async function eventually(what, ask) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(500)) {
    const answer = await ask().catch((error) => {
      if (!(error instanceof ProblemError && error.status === 404)) {
        throw error;
      }
    });
    if (answer !== undefined) {
      return answer;
    }
  }
  return assert.fail(`not within ${PATIENCE} ms: ${what}`);
}

test('a company\'s first day through the client', { skip, timeout: 2 * PATIENCE }, async (t) => {
  const { deals, funnels, forecasts } = dealflow({
    deals: String(DEALFLOW_DEALS),
    funnels: String(DEALFLOW_FUNNELS),
    forecasts: String(DEALFLOW_FORECASTS),
    token: async () => String(DEALFLOW_TOKEN),
  });
  const { data: begin } = await deals.GET('/events', { params: { query: { after: 'latest' } } });
  /** @type {string[]} */
  const ids = [];

  await t.test('who asks', async () => {
    const { data } = await deals.GET('/me');
    assert.ok(data.name);
  });

  await t.test('a pipeline from a template', async () => {
    const body = { key: pipeline, template: 'buyer-aligned-7', currency: 'EUR', timeZone: 'Europe/Amsterdam' };
    const { data, response } = await deals.POST('/pipelines', { body });
    assert.equal(response.status, 201);
    assert.equal(data.key, pipeline);
    assert.ok(data.stages?.some(({ key }) => key === 'opportunity'));
  });

  await t.test('deals opened, each once however often it is sent', async () => {
    for (let number = 0; number < 7; number++) {
      const body = { pipeline, title: `Order ${number}`, owner: 'li.wei', customer: { name: 'Berg AS' }, amount: { amount: '1000.00', currency: 'EUR' } };
      const headers = { 'Idempotency-Key': `${pipeline}-${number}` };
      const first = await deals.POST('/deals', { body, headers });
      const again = await deals.POST('/deals', { body, headers });
      assert.equal(first.data.status, 'LEAD');
      assert.equal(again.data.id, first.data.id);
      ids.push(String(first.data.id));
    }
    assert.equal(new Set(ids).size, 7);
  });

  await t.test('pages of the list', async () => {
    const read = [];
    for await (const deal of pages((cursor) => deals.GET('/deals', { params: { query: { pipeline: [pipeline], cursor, limit: 3 } } }))) {
      read.push(deal.id);
    }
    assert.equal(read.length, 7);
    assert.deepEqual(new Set(read), new Set(ids));
  });

  await t.test('a move that the customer has not confirmed is refused, with what is missing', async () => {
    const params = { path: { id: ids[0] } };
    const error = await deals.POST('/deals/{id}/transitions', { params, body: { to: 'opportunity' } }).catch((thrown) => thrown);
    assert.ok(error instanceof ProblemError, String(error));
    assert.equal(error.status, 422);
    assert.ok(error.correlationId);
    for (const key of ['confirmation', 'need', 'budget', 'keyPerson', 'fit']) {
      assert.ok(error.missing.some((each) => each.key === key && each.message), key);
    }
  });

  await t.test('a wrong field is told by its name', async () => {
    const error = await deals.GET('/deals', { params: { query: { limit: 1000 } } }).catch((thrown) => thrown);
    assert.ok(error instanceof ProblemError && error.status === 400, String(error));
    assert.match(String(error.errors[0]?.field), /limit/);
  });

  await t.test('a revision goes only onto the version that was read', async () => {
    const path = { id: ids[1] };
    const { response } = await deals.GET('/deals/{id}', { params: { path } });
    const header = { 'If-Match': String(response.headers.get('ETag')) };
    const { data } = await deals.PATCH('/deals/{id}', { params: { path, header }, body: { title: 'Lamps' } });
    assert.equal(data.title, 'Lamps');
    const error = await deals.PATCH('/deals/{id}', { params: { path, header }, body: { title: 'Lights' } }).catch((thrown) => thrown);
    assert.ok(error instanceof ProblemError && error.status === 412, String(error));
  });

  await t.test('a deal qualified and moved at the customer\'s word', async () => {
    const params = { path: { id: ids[0] } };
    /** @param {string} evidence */
    const confirmed = (evidence) => ({ state: /** @type {const} */ ('CONFIRMED'), evidence });
    const body = { need: confirmed('inquiry'), budget: confirmed('call'), keyPerson: confirmed('Kari Berg'), fit: confirmed('EN 60598') };
    await deals.PUT('/deals/{id}/qualification', { params, body });
    const confirmation = { confirmedBy: 'Kari Berg', signal: 'INQUIRY', channel: 'email', reference: 'mail' };
    const { data } = await deals.POST('/deals/{id}/transitions', { params, body: { to: 'opportunity', confirmation } });
    assert.equal(data.status, 'OPEN');
  });

  await t.test('the feed tells all of it, in order and once', async () => {
    /** @type {Map<string, number[]>} */
    const read = new Map(ids.map((id) => [id, []]));
    const signal = AbortSignal.timeout(PATIENCE);
    for await (const { event } of feed(deals, { after: begin.next ?? undefined, pipelines: [pipeline], limit: 3, wait: 'PT5S', signal })) {
      if (isDealEvent(event)) {
        read.get(event.data.dealId)?.push(event.data.sequence);
        assert.equal(event.data.deal?.pipeline, pipeline);
      }
      // Opened, qualified and moved; opened and revised; and five opened.
      if ([...read.values()].flat().length === 3 + 2 + 5) {
        break;
      }
    }
    assert.deepEqual(ids.map((id) => read.get(id)), [[1, 2, 3], [1, 2], [1], [1], [1], [1], [1]]);
  });

  await t.test('the funnel counts the one that is in it', async () => {
    const day = 24 * 60 * 60 * 1000;
    /** @param {number} days */
    const inDays = (days) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
    const params = { path: { pipeline }, query: { from: inDays(-7), to: inDays(2) } };
    const funnel = await eventually('the funnel counts it', async () => {
      const { data } = await funnels.GET('/funnels/{pipeline}', { params });
      return data.entered?.count === 1 ? data : undefined;
    });
    assert.equal(funnel.pipeline, pipeline);
    assert.equal(funnel.open?.count, 1);
    const known = [];
    for await (const { key } of pages(() => funnels.GET('/funnels'))) {
      known.push(key);
    }
    assert.ok(known.includes(pipeline));
  });

  await t.test('the forecast answers by period', async () => {
    const params = { path: { pipeline }, query: { interval: /** @type {const} */ ('month'), periods: 2 } };
    const forecast = await eventually('the forecast knows the pipeline', async () => {
      const { data } = await forecasts.GET('/forecasts/{pipeline}', { params });
      return data;
    });
    assert.equal(forecast.currency, 'EUR');
    assert.equal(forecast.periods?.length, 2);
    assert.equal(forecast.periods?.[0].closed?.count, 0);
  });
});
