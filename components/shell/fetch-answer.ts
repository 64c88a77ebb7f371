/**
 * The browser's only way to our API: sends, checks the answer against its contract, and turns every
 * failure into an `AnswerProblem`. An expired session leads to the login page and back.
 */
import type { ZodType } from 'zod';
import { type Problem, problemSchema } from '@/lib/http/problem-schema';
import { isAttended } from './activity';
import { AnswerProblem } from './answer-problem';
import { leaveForLogin } from './login-target';

/** Writes carry the token of the session in this header. */
export const TOKEN_HEADER = 'X-Periplus-Token';
/** Polling carries this, so that it does not count as activity of the person. */
export const BACKGROUND_HEADER = 'X-Periplus-Background';

export interface FetchAnswerOptions {
  signal?: AbortSignal | undefined;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** The reader did not ask for this: a refresh by interval. Left out, it is told from whether someone is at the page. */
  background?: boolean;
  /** 401 is an answer here and not an expired session: signing in itself. */
  stayOnUnauthenticated?: boolean;
}

let csrfToken: (() => Promise<string | null>) | null = null;

/** Tells where the token of the session comes from; set once by the session query. */
export function provideCsrfToken(read: () => Promise<string | null>): void {
  csrfToken = read;
}

/**
 * The parsed answer of `path` (same origin). Throws `AnswerProblem`; a cancelled request throws the
 * platform's `AbortError`, which TanStack Query understands.
 */
export async function fetchAnswer<T>(
  path: string,
  schema: ZodType<T>,
  options: FetchAnswerOptions = {},
): Promise<T> {
  const response = await send(path, options);
  if (!response.ok) throw await problemOf(response, options.stayOnUnauthenticated === true);
  const parsed = schema.safeParse(await readJson(response, path));
  if (!parsed.success) throw unexpected(response, path, parsed.error.issues[0]);
  return parsed.data;
}

async function send(path: string, options: FetchAnswerOptions): Promise<Response> {
  const method = options.method ?? 'GET';
  const headers = new Headers({ Accept: 'application/json' });
  if (options.background ?? (method === 'GET' && !isAttended())) headers.set(BACKGROUND_HEADER, '1');
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (method !== 'GET') {
    const token = (await csrfToken?.()) ?? null;
    if (token !== null) headers.set(TOKEN_HEADER, token);
  }
  try {
    return await fetch(path, {
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

async function problemOf(response: Response, stay: boolean): Promise<AnswerProblem> {
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  const problem = parsed.success ? fromProblem(response, parsed.data) : fromStatus(response);
  if (response.status === 401 && !stay) leaveForLogin();
  return problem;
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

function unexpected(
  response: Response,
  path: string,
  issue: { path: readonly PropertyKey[]; message: string } | undefined,
): AnswerProblem {
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
