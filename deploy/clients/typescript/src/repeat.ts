/** Sends a request again when that can help and does no harm. */

/** A bearer token, or what gets one. */
export type Token = string | (() => string | Promise<string>);

/** How often and how long to try again. */
export interface Patience {
  /** How often at most after the first time; 4 unless given, and 0 for never. */
  repeats?: number;
  /** The longest pause, in milliseconds; a minute unless given. A service that asks for a longer one is not asked again. */
  longestPause?: number;
  /** The first pause where the service names none, in milliseconds; 250 unless given. It doubles each time, with chance in it. */
  firstPause?: number;
}

/** Too many requests, or nobody there who could have done it. */
const PASSING = [429, 502, 503, 504];

/** A fetch with a token that, where the method allows it, repeats passing refusals and network failures. */
export function repeating(
  fetch: (request: Request) => Promise<Response>,
  token: Token | undefined,
  { repeats = 4, longestPause = 60_000, firstPause = 250 }: Patience = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    const own = request.headers.has('Authorization');
    const most = isRepeatable(request) ? repeats : 0;
    for (let done = 0; ; done++) {
      // A body can be sent once: all but the last attempt send a copy.
      const attempt = done < most ? request.clone() : request;
      if (token !== undefined && !own) {
        attempt.headers.set('Authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
      }
      let pause: number | undefined;
      try {
        const answer = await fetch(attempt);
        pause = retryAfter(answer);
        if (done >= most || !isPassing(answer) || (pause ?? 0) > longestPause) {
          return answer;
        }
        await answer.body?.cancel();
      } catch (failure) {
        if (done >= most || request.signal.aborted) {
          throw failure;
        }
      }
      await sleep(pause ?? Math.min(longestPause, firstPause * 2 ** done * (0.5 + Math.random() / 2)), request.signal);
    }
  };
}

/** Whether the same request a second time does nothing more; a PATCH may. */
function isRepeatable({ method, headers }: Request): boolean {
  return ['GET', 'HEAD', 'PUT', 'DELETE'].includes(method) || (method === 'POST' && headers.has('Idempotency-Key'));
}

/** Whether it may be well later: the network, or a service that has no time or is not there. */
export function isPassingFailure(failure: unknown): boolean {
  return failure instanceof TypeError || (failure instanceof Error && 'status' in failure && PASSING.includes(Number(failure.status)));
}

/** A 409 that names a time says that the first request with this key still runs. */
function isPassing({ status, headers }: Response): boolean {
  return PASSING.includes(status) || (status === 409 && headers.has('Retry-After'));
}

/** For how many milliseconds an answer asks to wait: it names seconds or a date. */
export function retryAfter({ headers }: Response): number | undefined {
  const asked = headers.get('Retry-After') ?? '';
  const millis = /^\d+$/.test(asked) ? 1000 * Number(asked) : Date.parse(asked) - Date.now();
  return Number.isNaN(millis) ? undefined : Math.max(0, millis);
}

/** Waits, unless the caller gives up. */
export function sleep(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, millis);
    if (signal.aborted) {
      stop();
    } else {
      signal.addEventListener('abort', stop, { once: true });
    }
  });
}
