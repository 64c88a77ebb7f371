/**
 * Errors as HTTP answers: the one place that maps the closed set of fault codes to statuses.
 * What is not a `Fault` is a defect and is told to nobody but the log.
 */
import 'server-only';
import { Fault, type FaultCode } from '@/lib/mesh/fault';
import { HttpFault } from './http-fault';
import type { Problem } from './problem-schema';

const STATUS: Readonly<Record<FaultCode, number>> = {
  'bad-request': 400,
  unauthenticated: 401,
  forbidden: 403,
  'read-only': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'invalid-object': 422,
  throttled: 429,
  internal: 500,
  'source-unreachable': 502,
  'source-rejected': 502,
  'source-bad-data': 502,
  'source-timeout': 504,
};

/** nginx's status for a browser that went away before the answer; nobody reads it but the metrics. */
export const CLIENT_CLOSED_REQUEST = 499;

/** The HTTP status of any thrown value. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpFault) return error.status;
  if (error instanceof Fault) return STATUS[error.code];
  return isAbort(error) ? CLIENT_CLOSED_REQUEST : 500;
}

/** Whether `error` is nothing but the browser's own cancellation. */
export function isAbort(error: unknown): boolean {
  // Next aborts a request's signal with an error of its own when the browser has gone.
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'ResponseAborted');
}

/** What the client is told about any thrown value. Defects show only their request id. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof Fault)) {
    return {
      code: 'internal',
      message: 'Something went wrong inside Periplus.',
      hint: `Try again; the server's log has the details under request id ${requestId}.`,
      requestId,
    };
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.source === undefined ? {} : { source: error.source }),
    ...(error.issues.length === 0
      ? {}
      : { issues: error.issues.map((issue) => ({ ...issue, path: [...issue.path] })) }),
    ...(error.data === undefined ? {} : { data: error.data }),
    requestId,
  };
}

/** The whole answer for a thrown value. A throttled one carries `Retry-After` from `data.retryAfterSeconds`. */
export function problemResponse(error: unknown, requestId: string): Response {
  const headers = new Headers({ 'Content-Type': 'application/problem+json; charset=utf-8' });
  const retryAfterSeconds = retryAfter(error);
  if (retryAfterSeconds !== null) headers.set('Retry-After', String(Math.ceil(retryAfterSeconds)));
  return new Response(JSON.stringify(problemOf(error, requestId)), { status: statusOf(error), headers });
}

function retryAfter(error: unknown): number | null {
  if (!(error instanceof Fault) || error.code !== 'throttled') return null;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('retryAfterSeconds' in data)) return null;
  return typeof data.retryAfterSeconds === 'number' ? data.retryAfterSeconds : null;
}
