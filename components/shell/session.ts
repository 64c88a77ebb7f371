/** Who is signed in, what they may do, and signing in and out. */
import { queryOptions } from '@tanstack/react-query';
import type { SessionAnswer, SignIn } from '@/lib/http/session-contract';
import { type AnswerContract, fetchAnswer, nothing, provideCsrfToken } from './fetch-answer';
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
  const contract = async () => (await import('@/lib/http/session-contract')).sessionAnswerSchema;
  return fetchAnswer(PATH, contract, { background: true, signal });
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
  return fetchAnswer(PATH, signedIn, { background: true, signal });
}

/** The login page only needs to know whether there is a session, so it goes without the whole contract. */
function signedIn(): AnswerContract<boolean> {
  return {
    safeParse: (value) =>
      typeof value === 'object' && value !== null && 'session' in value
        ? { success: true, data: value.session !== null }
        : { success: false, error: { issues: [{ path: ['session'], message: 'is missing' }] } },
  };
}

/** Throws `AnswerProblem`: `unauthenticated`, `throttled` (with `retryAfterSeconds`), `offline`. */
export async function signIn(body: SignIn): Promise<void> {
  await fetchAnswer(PATH, signedIn, { method: 'POST', body, stayOnUnauthenticated: true });
}

export function signOut(): Promise<unknown> {
  return fetchAnswer(PATH, nothing, { method: 'DELETE' });
}
