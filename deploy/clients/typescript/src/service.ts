/** One service's calls: openapi-fetch, with what Dealflow's conventions ask of every caller. */
import createClient, { type FetchResponse, type MaybeOptionalInit, type Middleware } from 'openapi-fetch';
import type { HttpMethod, MediaType, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers';
import { throwProblem } from './problem.js';
import { repeating, type Patience, type Token } from './repeat.js';

/** What all calls to a service have in common. */
export interface ServiceOptions {
  /** A bearer token, or what gets one; asked for every attempt, so keep it until it expires. None behind a backend with a session. */
  token?: Token;
  /** How often and how long to try again. */
  patience?: Patience;
  /** Sent with every call, such as `Accept-Language`. */
  headers?: Record<string, string>;
  /** Instead of the global one. */
  fetch?: (request: Request) => Promise<Response>;
}

/** What a call takes: nothing, where nothing is required. */
type Init<Given> = RequiredKeysOf<Given> extends never ? [Given?] : [Given];

/** Where an operation answers in JSON or in a table, JSON is meant; the table is asked for by `Accept` and `parseAs: 'text'`. */
type Meant<Operation> = Operation extends { responses: infer Answers }
  ? { [Status in keyof Answers]: Answers[Status] extends { content: { 'application/json': unknown } } ? true : never }[keyof Answers]
  : never;

/** What a call gives; a problem is thrown, so that `data` is always there. */
type Answer<Operation extends Record<string | number, any>, Given> = Extract<
  FetchResponse<Operation, Given, [Meant<Operation>] extends [never] ? MediaType : 'application/json'>,
  { error?: never }
>;

type Call<Paths extends Record<string, any>, Method extends HttpMethod> = <
  Path extends PathsWithMethod<Paths, Method>,
  Given extends MaybeOptionalInit<Paths[Path], Method>,
>(
  path: Path,
  ...init: Init<Given>
) => Promise<Answer<Paths[Path][Method], Given>>;

/** The calls of one service, as its API document has them. Each gives `data` and `response`, or throws a `ProblemError`. */
export interface Service<Paths extends {}> {
  GET: Call<Paths, 'get'>;
  POST: Call<Paths, 'post'>;
  PUT: Call<Paths, 'put'>;
  PATCH: Call<Paths, 'patch'>;
  DELETE: Call<Paths, 'delete'>;
}

const KEY = 'Idempotency-Key';

/** A POST gets a key, unless it has one: repeated, it is done once. */
const idempotent: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has(KEY)) {
      const random = crypto.getRandomValues(new Uint8Array(16));
      request.headers.set(KEY, Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join(''));
    }
  },
};

/** The content types that are not plain JSON: merge patches, and lines to import unless the caller says that they are CSV. */
const typed: Middleware = {
  onRequest({ request, schemaPath }) {
    if (request.headers.get('Content-Type') === 'application/json') {
      if (request.method === 'PATCH') {
        request.headers.set('Content-Type', 'application/merge-patch+json');
      } else if (schemaPath === '/imports') {
        request.headers.set('Content-Type', 'application/x-ndjson');
      }
    }
  },
};

const problems: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) {
      await throwProblem(response);
    }
  },
};

/** A file or its text goes as it is, all else as JSON: no operation takes a bare string of JSON. */
const serialized = (body: unknown) =>
  typeof body === 'string' || body instanceof Blob || body instanceof ReadableStream || body instanceof ArrayBuffer
    || ArrayBuffer.isView(body)
    ? body
    : JSON.stringify(body);

export function service<Paths extends {}>(address: string, options: ServiceOptions): Service<Paths> {
  const { token, patience, headers, fetch = (request) => globalThis.fetch(request) } = options;
  const client = createClient<Paths>({
    baseUrl: address,
    headers,
    fetch: repeating(fetch, token, patience),
    bodySerializer: serialized,
  });
  client.use(idempotent, typed, problems);
  // The same at run time; its types cannot know that problems are thrown.
  return client as unknown as Service<Paths>;
}
