import { createServer } from 'node:http';

/**
 * @typedef {{ method: string, path: string, query: URLSearchParams, headers: import('node:http').IncomingHttpHeaders, body: string }} Seen
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: unknown, cut?: boolean }} Reply
 */

/**
 * A server for one test, which answers with one reply after another and remembers what it was asked.
 *
 * @param {import('node:test').TestContext} test
 * @param {(request: Seen, number: number) => Reply} reply gets the request and how many there were before it
 */
export async function server(test, reply) {
  /** @type {Seen[]} */
  const seen = [];
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) {
      body += part;
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const asked = { method: request.method ?? '', path: pathname, query: searchParams, headers: request.headers, body };
    seen.push(asked);
    const { status = 200, headers = {}, body: answer = {}, cut = false } = reply(asked, seen.length - 1);
    if (cut) {
      request.socket.destroy();
      return;
    }
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(status === 204 ? undefined : text);
  });
  await new Promise((ready) => http.listen(0, '127.0.0.1', () => ready(undefined)));
  test.after(() => {
    http.close();
    http.closeAllConnections();
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (http.address());
  return { address: `http://127.0.0.1:${port}`, seen };
}
