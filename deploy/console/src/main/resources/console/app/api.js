/** The three services, through the console's own address: the session is a cookie that no script sees. */

import { language, words } from './language.js';

const t = words({
  over: ['Your session is over, and nothing was changed. Log in again in another tab, then repeat this.', '登录已过期，未做任何更改。请在另一个标签页重新登录后再试。'],
  away: ['The service does not answer at the moment. Try again soon.', '服务暂时没有响应，请稍后再试。'],
});

/** What a service answers when it refuses or fails (RFC 9457). */
export class Problem extends Error {
  /** @param {number} status @param {any} body */
  constructor(status, body) {
    super(body?.detail ?? body?.title ?? (status === 499 ? t('over') : status > 500 || status === 0 ? t('away') : `HTTP ${status}`));
    this.status = status;
    this.title = body?.title ?? '';
    /** @type {{kind: string, key: string, message: string}[]} */
    this.missing = body?.missing ?? [];
    /** @type {{field: string, message: string}[]} */
    this.errors = body?.errors ?? [];
    this.correlationId = body?.correlationId;
  }
}

/**
 * @typedef {object} Options
 * @property {Record<string, any>} [query] those that are null, undefined or '' are left out; a list is a repeated parameter
 * @property {string} [method]
 * @property {any} [body] sent as JSON, unless it is a Blob or a string
 * @property {string} [type] the body's content type
 * @property {string} [ifMatch] an ETag
 * @property {AbortSignal} [signal]
 */

const TRIES = 3;
/** What does no more when it is sent again; a POST has a key for that. */
const REPEATABLE = ['GET', 'POST', 'PUT', 'DELETE'];

/** @param {string} service @param {string} path @param {Options} [options] */
async function request(service, path, options = {}) {
  const address = `/api/${service}${path}${search(options.query)}`;
  const method = options.method ?? 'GET';
  /** @type {Record<string, string>} */
  const headers = { 'Accept-Language': language, 'X-Requested-With': 'JavaScript', Accept: 'application/json' };
  let body = options.body;
  if (body !== undefined) {
    headers['Content-Type'] = options.type ?? (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
    body = typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
  }
  if (method === 'POST') {
    headers['Idempotency-Key'] = crypto.randomUUID();
  }
  if (options.ifMatch) {
    headers['If-Match'] = options.ifMatch;
  }
  for (let tries = 1; ; tries++) {
    const answer = await fetch(address, { method, headers, body, signal: options.signal }).catch(error => {
      if (options.signal?.aborted || tries === TRIES || !REPEATABLE.includes(method)) {
        throw options.signal?.aborted ? error : new Problem(0, null);
      }
      return null;
    });
    if (answer?.status === 499 && method === 'GET') {
      // The session is over: the login brings back to this page.
      location.reload();
    }
    if (answer && !(tries < TRIES && REPEATABLE.includes(method) && (answer.status === 502 || answer.status === 503
        || answer.status === 429 && method === 'GET'))) {
      return answer;
    }
    // With the same key: what was done already is not done again.
    await pause(1000 * Math.min(5, Number(answer?.headers.get('Retry-After') ?? 1)), options.signal);
  }
}

/** @param {Record<string, any>} [query] */
export function search(query = {}) {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== '') {
        fields.append(name, each);
      }
    }
  }
  const text = fields.toString();
  return text ? '?' + text : '';
}

/** @param {number} millis @param {AbortSignal} [signal] */
const pause = (millis, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, millis);
  signal?.addEventListener('abort', () => {
    clearTimeout(timer);
    reject(signal.reason);
  });
});

/** @param {string} service */
function client(service) {
  /** @param {string} path @param {Options} [options] @returns {Promise<{body: any, tag: string | null, response: Response}>} */
  const full = async (path, options) => {
    const response = await request(service, path, options);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
    const body = isJson && text ? JSON.parse(text) : text;
    if (!response.ok) {
      throw new Problem(response.status, isJson ? body : null);
    }
    return { body, tag: response.headers.get('ETag'), response };
  };
  return {
    full,
    /** @param {string} path @param {Record<string, any>} [query] @param {AbortSignal} [signal] */
    get: async (path, query, signal) => (await full(path, { query, signal })).body,
    /** @param {string} path @param {any} [body] @param {Options} [options] */
    post: async (path, body = {}, options) => (await full(path, { method: 'POST', body, ...options })).body,
    /** @param {string} path @param {any} body @param {Options} [options] */
    put: async (path, body, options) => (await full(path, { method: 'PUT', body, ...options })).body,
    /** @param {string} path @param {any} body @param {Options} [options] */
    patch: async (path, body, options) => (await full(path, { method: 'PATCH', body, ...options })).body,
    /** @param {string} path @param {Options} [options] */
    remove: async (path, options) => (await full(path, { method: 'DELETE', ...options })).body,
    /**
     * All items of a list, page by page, at most so many.
     *
     * @param {string} path @param {Record<string, any>} [query] @param {number} [most] @param {AbortSignal} [signal]
     */
    all: async (path, query = {}, most = 10_000, signal) => {
      const items = [];
      let cursor = null;
      do {
        const page = await client(service).get(path, { limit: Math.min(500, most), ...query, cursor }, signal);
        items.push(...page.items);
        cursor = page.next;
      } while (cursor && items.length < most);
      return items;
    },
  };
}

export const deals = client('deals');
export const funnels = client('funnels');
export const forecasts = client('forecasts');

/** @type {Promise<{name: string, roles: string[], teams: string[], teamsBelow: string[], sees: string}> | undefined} */
let me;
/** Who is logged in. */
export const whoami = () => me ??= deals.get('/me');

/** @type {Promise<any[]> | undefined} */
let fields;
/** The definitions of the company's own fields, retired ones too. */
export const allFields = () => fields ??= deals.get('/fields').then(page => {
  page.items.forEach(each => ownFields.set(each.key, each));
  return page.items;
}).catch(error => {
  fields = undefined;
  throw error;
});

/** After one has been defined or changed. */
export const forgetFields = () => fields = undefined;

/** The same by key, as far as they have been asked for. @type {Map<string, any>} */
export const ownFields = new Map();

/** @type {Promise<any[]> | undefined} */
let teams;
/** The company's teams as they stand today. @returns {Promise<any[]>} */
export const allTeams = () => teams ??= deals.get('/teams').then(page => page.items).catch(error => {
  teams = undefined;
  throw error;
});

/** After one has been defined or changed. */
export const forgetTeams = () => teams = undefined;

/** Teams and all below them. @param {string[]} keys @returns {Promise<string[]>} */
export async function withBelow(keys) {
  const found = new Set(keys);
  const known = keys.length ? await allTeams() : [];
  for (let size = 0; size < found.size;) {
    size = found.size;
    known.filter(each => found.has(each.parent)).forEach(each => found.add(each.key));
  }
  return [...found];
}

/** @type {Promise<any[]> | undefined} */
let pipelines;
/** All pipelines' definitions. */
export const allPipelines = () => pipelines ??= deals.get('/pipelines').then(page => page.items ?? page);
/** After one has been changed. */
export const forgetPipelines = () => pipelines = undefined;
