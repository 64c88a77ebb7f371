/**
 * What a route of our API answers, for the document that is just being written: asked in this process with the
 * reader's own headers, so that every check and limit is the route's own.
 */
import 'server-only';
import type { z } from 'zod';
import { sessionOf } from '@/lib/access/session-of';
import { environment } from '@/lib/environment';
import type { RouteHandler } from './exchange';

/** Milliseconds. A document that waits longer is worse than one whose page asks by itself. */
const PATIENCE_MS = 250;

export interface RouteQuestion {
  /** Exported as `GET` by the route. */
  readonly route: RouteHandler;
  /** Path and query, as the browser would ask it. */
  readonly path: string;
  /** Of the route's path. */
  readonly params: Readonly<Record<string, string>>;
}

export interface DocumentQuestion<T> extends RouteQuestion {
  readonly contract: z.ZodType<T>;
}

/**
 * The answer for a document that was asked for with `headers`; null where the page has to ask for itself: it is no
 * document (its scripts run already), the answer takes too long, it is a failure (which the page knows how to say), or
 * tokens stand behind the session, which the question may renew: a document cannot hand the browser its cookies.
 */
export async function documentAnswer<T>(
  question: DocumentQuestion<T>,
  headers: Headers,
  patienceMs = PATIENCE_MS,
): Promise<T | null> {
  if (!(await mayAsk(headers))) return null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<null>((resolve) => {
    waiting = setTimeout(resolve, patienceMs, null);
  });
  // One that comes too late is not broken off: what it has read is at hand for the page's own question.
  return Promise.race([answerOf(question, headers), enough]).finally(() => clearTimeout(waiting));
}

/**
 * Has the route begin with what the page of this document will ask it in a moment. Only for routes that share one answer
 * between all who ask the same. Under the same conditions as `documentAnswer`; never rejects.
 */
export async function askAhead(question: RouteQuestion, headers: Headers, accept: string): Promise<void> {
  try {
    if (await mayAsk(headers)) await responseOf(question, headers, accept);
  } catch {
    // The page's own question will tell.
  }
}

async function mayAsk(headers: Headers): Promise<boolean> {
  if (headers.get('accept')?.includes('text/html') !== true) return false;
  const session = await sessionOf(headers, environment(), Date.now());
  return session !== null && (session.grant === null || session.grant.kind === 'password');
}

async function answerOf<T>(question: DocumentQuestion<T>, asked: Headers): Promise<T | null> {
  const response = await responseOf(question, asked, 'application/json');
  if (!response.ok) return null;
  const parsed = question.contract.safeParse(await response.json());
  return parsed.success ? parsed.data : null;
}

function responseOf(
  { route, path, params }: RouteQuestion,
  asked: Headers,
  accept: string,
): Promise<Response> {
  const headers = new Headers(asked);
  headers.set('accept', accept);
  // Wherever the link stood that led here: it is our own page that asks, as its scripts would.
  headers.set('sec-fetch-site', 'same-origin');
  // Who may ask is told by the headers; the address only has to be one.
  return route(new Request(new URL(path, 'http://localhost'), { headers }), {
    params: Promise.resolve(params),
  });
}
