/**
 * The browser's only way to our API: sends, checks the answer against its contract, and turns every
 * failure into an `AnswerProblem`. An expired session leads to the login page and back.
 */

import { withBasePath } from '@/lib/http/base-path';
import type { Problem } from '@/lib/http/problem-schema';
import { isAttended } from './activity';
import { AnswerProblem } from './answer-problem';
import { clusterHeaders, documentCluster } from './document-cluster';
import { isSessionOver, leaveForLogin } from './login-target';

/** Writes carry the token of the session in this header. */
export const TOKEN_HEADER = 'X-Periplus-Token';
/** Polling carries this, so that it does not count as activity of the person. */
export const BACKGROUND_HEADER = 'X-Periplus-Background';

/** What an answer is read by: a zod schema, or the few lines that take its place where zod would weigh too much. */
export interface AnswerContract<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly AnswerIssue[] } };
}

interface AnswerIssue {
  path: readonly PropertyKey[];
  message: string;
}

/**
 * Where the contract comes from. A dynamic import keeps zod and the schemas out of the page's first
 * scripts: they arrive while the server works on the answer.
 */
export type ContractSource<T> = () => AnswerContract<T> | Promise<AnswerContract<T>>;

export interface FetchAnswerOptions {
  signal?: AbortSignal | undefined;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** The reader did not ask for this: a refresh by interval. Left out, it is told from whether someone is at the page. */
  background?: boolean;
  /** 401 is an answer here and not an expired session: signing in itself. */
  stayOnUnauthenticated?: boolean;
  /** The same question has been asked already: this is its answer. */
  early?: Promise<Response> | null;
}

let csrfToken: (() => Promise<string | null>) | null = null;

/** Tells where the token of the session comes from; set once by the session query. */
export function provideCsrfToken(read: () => Promise<string | null>): void {
  csrfToken = read;
}

/** The contract of an answer without a body. */
export function nothing(): AnswerContract<null> {
  return {
    safeParse: (value) =>
      value === null
        ? { success: true, data: null }
        : { success: false, error: { issues: [{ path: [], message: 'expected no answer' }] } },
  };
}

/**
 * The parsed answer of `path` (same origin). Throws `AnswerProblem`; a cancelled request throws the
 * platform's `AbortError`, which TanStack Query understands.
 */
export async function fetchAnswer<T>(
  path: string,
  contract: ContractSource<T>,
  options: FetchAnswerOptions = {},
): Promise<T> {
  const reader = Promise.resolve(contract());
  // Handled where it is awaited; until then a failed import must not count as unhandled.
  reader.catch(() => undefined);
  const response = await send(path, options);
  if (!response.ok) throw await problemOf(response, options.stayOnUnauthenticated === true);
  const value = await readJson(response, path);
  const parsed = (await loaded(reader, response, path)).safeParse(value);
  if (!parsed.success) throw unexpected(response, path, parsed.error.issues[0]);
  return parsed.data;
}

/**
 * The response itself, for answers that are not JSON; 304 is one of them. Throws as `fetchAnswer`. Whoever reads it
 * checks it.
 */
export async function fetchResponse(
  path: string,
  headers: Readonly<Record<string, string>>,
  options: Pick<FetchAnswerOptions, 'signal' | 'early' | 'method' | 'body'> = {},
): Promise<Response> {
  const response = await send(path, options, headers);
  if (!response.ok && response.status !== 304) throw await problemOf(response, false);
  return response;
}

async function send(
  path: string,
  options: FetchAnswerOptions,
  asked: Readonly<Record<string, string>> = { Accept: 'application/json' },
): Promise<Response> {
  const method = options.method ?? 'GET';
  // The page is on its way out: an error would only flash up in it. The session itself is asked on, for its end needs it.
  if (method === 'GET' && isSessionOver() && !path.startsWith('/api/session')) return new Promise(() => {});
  const headers = new Headers({ ...asked, ...clusterHeaders(path, documentCluster) });
  if (options.background ?? (method === 'GET' && !isAttended())) headers.set(BACKGROUND_HEADER, '1');
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (method !== 'GET') {
    const token = (await csrfToken?.()) ?? null;
    if (token !== null) headers.set(TOKEN_HEADER, token);
  }
  try {
    if (options.early != null) return await options.early;
    return await fetch(withBasePath(path), {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      ...(options.signal !== undefined && { signal: options.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new AnswerProblem({
      status: 0,
      code: 'offline',
      message: 'Periplus does not answer.',
      hint: 'Check that the server runs and, with a port-forward, that it is still up.',
    });
  }
}

async function readJson(response: Response, path: string): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    throw unexpected(response, path, undefined);
  }
}

/** The scripts of an older build are gone once a newer one is served. */
async function loaded<T>(
  reader: Promise<AnswerContract<T>>,
  response: Response,
  path: string,
): Promise<AnswerContract<T>> {
  try {
    return await reader;
  } catch {
    throw unexpected(response, path, undefined);
  }
}

async function problemOf(response: Response, stay: boolean): Promise<AnswerProblem> {
  const problem = await readProblem(response);
  if (response.status === 401 && !stay) leaveForLogin(reasonIn(problem.data));
  return problem;
}

/** Why a session ended before its time; the login page knows the words. */
function reasonIn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('reason' in data)) return undefined;
  return typeof data.reason === 'string' ? data.reason : undefined;
}

async function readProblem(response: Response): Promise<AnswerProblem> {
  const body: unknown = await response.json().catch(() => null);
  // Only failures need this schema; a build that is gone leaves the status to tell.
  const contract = await import('@/lib/http/problem-schema').catch(() => null);
  const parsed = contract?.problemSchema.safeParse(body);
  return parsed?.success === true ? fromProblem(response, parsed.data) : fromStatus(response);
}

function fromProblem(response: Response, problem: Problem): AnswerProblem {
  return new AnswerProblem({
    ...problem,
    status: response.status,
    retryAfterSeconds: retryAfterSeconds(response),
  });
}

/** What stands between browser and server (a proxy, a tunnel) answers in its own words; only its status is trusted. */
function fromStatus(response: Response): AnswerProblem {
  return new AnswerProblem({
    status: response.status,
    code: 'bad-answer',
    message: `The server answered ${response.status} without saying why.`,
    hint: 'Something between this browser and Periplus may have answered in its place. Try again.',
    retryAfterSeconds: retryAfterSeconds(response),
  });
}

function unexpected(response: Response, path: string, issue: AnswerIssue | undefined): AnswerProblem {
  const where = issue === undefined ? '' : ` (${issue.path.map(String).join('.')}: ${issue.message})`;
  return new AnswerProblem({
    status: response.status,
    code: 'bad-answer',
    message: `The answer of ${path.split('?')[0]} is not what this page expects${where}.`,
    hint: 'The page may be older than the server: reload it.',
    requestId: response.headers.get('X-Request-Id'),
  });
}

function retryAfterSeconds(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
