/** Who is signed in, what they may do, and signing in and out. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { type SessionAnswer, type SignIn, sessionAnswerSchema } from '@/lib/http/session-contract';
import { fetchAnswer, provideCsrfToken } from './fetch-answer';
import { leaveForLogin } from './login-target';

export interface CurrentSession {
  user: string;
  role: 'admin' | 'viewer';
  /** The server refuses every write, whoever asks. */
  readOnly: boolean;
  /** Role and server both allow writes; the server has the last word. */
  mayWrite: boolean;
  /** Unix seconds after which the session ends, whatever happens. */
  endsAtSeconds: number;
}

const PATH = '/api/session';

function askSession(signal?: AbortSignal): Promise<SessionAnswer> {
  return fetchAnswer(PATH, sessionAnswerSchema, { background: true, signal });
}

// Asked anew for each write: signing in again in another tab changes the token.
provideCsrfToken(async () => (await askSession()).session?.token ?? null);

/** The session of this page. One that has ended leads to the login page. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<CurrentSession> => {
    const { session, readOnly } = await askSession(signal);
    if (session === null) {
      leaveForLogin();
      throw new Error('The session has ended.');
    }
    const { user, role, endsAtSeconds } = session;
    return { user, role, readOnly, mayWrite: role === 'admin' && !readOnly, endsAtSeconds };
  },
  staleTime: 60_000,
});

/** Whether this browser is signed in, for the login page. */
export async function isSignedIn(signal?: AbortSignal): Promise<boolean> {
  return (await askSession(signal)).session !== null;
}

/** Throws `AnswerProblem`: `unauthenticated`, `throttled` (with `retryAfterSeconds`), `offline`. */
export function signIn(body: SignIn): Promise<SessionAnswer> {
  return fetchAnswer(PATH, sessionAnswerSchema, { method: 'POST', body, stayOnUnauthenticated: true });
}

export function signOut(): Promise<unknown> {
  return fetchAnswer(PATH, z.null(), { method: 'DELETE' });
}
