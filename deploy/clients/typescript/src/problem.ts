/** What a service answers when it refuses or fails, as an error (RFC 9457). */
import { retryAfter } from './repeat.js';

/** A field that cannot be taken, and why. */
export interface FieldError {
  field: string;
  message: string;
}

/** A thing that a refused move lacks. */
export interface Missing {
  /** What kind of thing it is, such as `CONFIRMATION` or `CHECKLIST`. */
  kind: string;
  /** Which of them. */
  key: string;
  /** The same in words. */
  message: string;
}

/** Thrown by every call that is not answered with success. `message` is the detail, or else the title. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly detail: string | undefined;
  /** Which fields cannot be taken; empty where that is not the problem. */
  readonly errors: readonly FieldError[];
  /** What a refused move lacks; empty where that is not the problem. */
  readonly missing: readonly Missing[];
  /** Tells operators which lines of the log belong to it. */
  readonly correlationId: string | undefined;
  /** For how many milliseconds the service asks to wait. */
  readonly retryAfter: number | undefined;
  readonly response: Response;

  constructor(response: Response, body: Record<string, any>) {
    const title = body.title ?? (response.statusText || `HTTP ${response.status}`);
    super(body.detail ?? title);
    this.status = response.status;
    this.type = body.type ?? 'about:blank';
    this.title = title;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.missing = body.missing ?? [];
    this.correlationId = body.correlationId ?? response.headers.get('X-Correlation-Id') ?? undefined;
    this.retryAfter = retryAfter(response);
    this.response = response;
  }
}

/** Reads the problem; what stands between may answer with a page of its own, of which only the status is of use. */
export async function throwProblem(response: Response): Promise<never> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  throw new ProblemError(response, isObject ? (body as Record<string, any>) : {});
}
