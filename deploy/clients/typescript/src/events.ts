/** Events for those without Kafka: webhooks that are genuine, and the feed read on from where one was. */
import type { EventType, paths } from './generated/deals.js';
import type * as Contract from './generated/events.js';
import { isPassingFailure, sleep } from './repeat.js';
import type { Service } from './service.js';

export type { Contract };

/** A CloudEvent; `data` is a deal's event, one of the forecast, or the definition of a pipeline. New types may come: pass over those you do not know. */
export interface DealflowEvent<Data = unknown> {
  specversion: string;
  /** The same wherever and however often the event is seen. */
  id: string;
  source: string;
  /** Such as `dealflow.deal.stage-changed.v1`. */
  type: string;
  /** The deal's id, or the pipeline's key; of the forecast `forecasts/` and that key. */
  subject: string;
  time: string;
  datacontenttype?: string;
  data: Data;
}

/** Whether an event is one of a deal's, which have a `sequence`. */
export function isDealEvent(event: DealflowEvent): event is DealflowEvent<Contract.DealEvent> {
  return event.type.startsWith('dealflow.deal.');
}

/** Whether an event is one of a pipeline's forecast; on Kafka and here they have a `sequence` for each pipeline. */
export function isForecastEvent(event: DealflowEvent): event is DealflowEvent<Contract.ForecastEvent> {
  return event.type.startsWith('dealflow.forecast.');
}

/** Up to which event each deal has been handled: one number for each deal. Keep them yourself to know them after a restart. */
export class Sequences {
  readonly #handled: Map<string, number>;

  constructor(handled: Iterable<readonly [deal: string, sequence: number]> = []) {
    this.#handled = new Map(handled);
  }

  /** False for what was handled before, or is older than that. Events that are no deal's are always new. */
  isNew(event: DealflowEvent): boolean {
    return !isDealEvent(event) || event.data.sequence > (this.#handled.get(event.data.dealId) ?? 0);
  }

  /** Notes that an event has been handled. */
  handled(event: DealflowEvent): void {
    if (isDealEvent(event) && this.isNew(event)) {
      this.#handled.set(event.data.dealId, event.data.sequence);
    }
  }

  entries(): IterableIterator<[deal: string, sequence: number]> {
    return this.#handled.entries();
  }
}

/** From where, which events, and how long. */
export interface FeedOptions {
  /** The cursor kept from before, or `latest` for the end as it is now; unless given, from the first event ever. */
  after?: string;
  /** How long each request waits for the next event, as an ISO 8601 duration of at most 30 seconds; `PT20S` unless given. */
  wait?: string;
  /** False: stop at the end of what there is. Unless given, wait for more, for ever. */
  follow?: boolean;
  /** How many events to ask for at a time, at most 500; 200 unless given. */
  limit?: number;
  types?: EventType[];
  pipelines?: string[];
  owners?: string[];
  teams?: string[];
  /** Only of deals with these values of own fields, each `KEY:VALUE`. */
  fields?: string[];
  /** Only of deals that the view of this key shows, or showed before the event. */
  view?: string;
  /** What was handled before. */
  sequences?: Sequences;
  signal?: AbortSignal;
}

/** An event from the feed. */
export interface FromFeed {
  event: DealflowEvent;
  /** With the last event of a page: where to read on once this event and all before it are handled. Keep it. */
  next: string | undefined;
}

/** The longest pause before a feed that is followed is asked again after a failure, in milliseconds. */
const LONGEST_PAUSE = 30_000;

/**
 * The events of the feed: each deal's in the order of their sequence, and none twice. Ends by `break` or by the signal. While it is
 * followed, it outlasts a network that is gone for however long, and goes on where it was.
 */
export async function* feed(deals: Service<paths>, options: FeedOptions = {}): AsyncGenerator<FromFeed, void, undefined> {
  const { wait = 'PT20S', follow = true, limit = 200, sequences = new Sequences(), signal } = options;
  const { types: type, pipelines: pipeline, owners: owner, teams: team, fields: field, view } = options;
  let after = options.after;
  let more = true;
  let failures = 0;
  do {
    // Of the end as it is now the place is taken at once, so that nothing is lost if the network goes while it is waited.
    const waits = follow && after !== 'latest';
    const query = { after, wait: waits ? wait : undefined, limit, type, pipeline, owner, team, field, view };
    const asked = deals.GET('/events', { params: { query }, signal });
    const { data } = await (follow ? asked.catch((failure: unknown) => outlast(failure, signal)) : asked);
    if (data === undefined) {
      await sleep(Math.min(LONGEST_PAUSE, 1000 * 2 ** failures++), signal ?? new AbortController().signal);
      continue;
    }
    failures = 0;
    const events: DealflowEvent[] = data.items;
    for (const [index, event] of events.entries()) {
      if (sequences.isNew(event)) {
        yield { event, next: index === events.length - 1 ? data.next : undefined };
        // Only now the caller has asked for the one after it.
        sequences.handled(event);
      }
    }
    after = data.next;
    more = data.more;
  } while (follow || more);
}

/** Throws what will not pass. */
function outlast(failure: unknown, signal: AbortSignal | undefined): { data: undefined } {
  if (signal?.aborted || !isPassingFailure(failure)) {
    throw failure;
  }
  return { data: undefined };
}

/** Why a message is not believed. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
}

/** A request as it came in. */
export interface WebhookMessage {
  headers: Headers | Record<string, string | readonly string[] | undefined>;
  /** The body as it came, byte for byte: not parsed and written again. */
  body: string | Uint8Array;
  /** The webhook's secret (`whsec_…`), or several while you change from one to another. */
  secret: string | readonly string[];
  /** How many seconds the message may be old, or ahead of this clock; five minutes unless given. */
  tolerance?: number;
  /** The time now, in milliseconds; the clock's unless given. */
  now?: number;
}

/** The event of a message, if it is genuine and fresh (standardwebhooks.com); else a `WebhookError`. */
export async function verifyWebhook(message: WebhookMessage): Promise<DealflowEvent> {
  const { headers, secret, tolerance = 300, now = Date.now() } = message;
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature');
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookError('webhook-timestamp is no time');
  }
  if (Math.abs(now / 1000 - Number(timestamp)) > tolerance) {
    throw new WebhookError('The message is too old, or one of the clocks is wrong');
  }
  const body = typeof message.body === 'string' ? new TextEncoder().encode(message.body) : message.body;
  const start = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(start.length + body.length);
  signed.set(start);
  signed.set(body, start.length);
  const secrets = typeof secret === 'string' ? [secret] : secret;
  // While a secret rotates there are several signatures, in versions of which only the first is known.
  const given = signatures.split(' ').filter((each) => each.startsWith('v1,')).map((each) => bytes(each.slice(3)));
  if (!(await isSigned(signed, secrets, given))) {
    throw new WebhookError('No signature is of this secret');
  }
  return JSON.parse(new TextDecoder().decode(body));
}

async function isSigned(signed: BufferSource, secrets: readonly string[], given: (BufferSource | undefined)[]): Promise<boolean> {
  for (const secret of secrets) {
    const raw = bytes(secret.replace(/^whsec_/, ''));
    if (raw === undefined || raw.length === 0) {
      throw new WebhookError('The secret is not in the form that it was handed over in, whsec_…');
    }
    const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    for (const signature of given) {
      // In constant time: what a wrong one has in common with the right one cannot be measured.
      if (signature && (await crypto.subtle.verify('HMAC', key, signature, signed))) {
        return true;
      }
    }
  }
  return false;
}

function header(headers: WebhookMessage['headers'], name: string): string {
  const value = headers instanceof Headers
    ? headers.get(name)
    : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value !== 'string' || value === '') {
    throw new WebhookError(`${name} is missing`);
  }
  return value;
}

function bytes(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
