/** Who is signed in, what they may do, and signing in and out. */
import { queryOptions } from '@tanstack/react-query';
import { withBasePath } from '@/lib/http/base-path';
import type { SessionAnswer, SignIn } from '@/lib/http/session-contract';
import { type AnswerContract, fetchAnswer, provideCsrfToken } from './fetch-answer';
import { leaveForLogin } from './login-target';

export interface CurrentSession {
  user: string;
  role: 'admin' | 'viewer';
  /** What decides about a write beside the role, see `write-rights.ts`. */
  rights: 'role' | 'console' | 'own';
  /** How people sign in here; whom a proxy signs in, or nobody, cannot sign out here. */
  login: SessionAnswer['login'];
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
    const { session, readOnly, login } = await askSession(signal);
    if (session === null) {
      leaveForLogin();
      throw new Error('The session has ended.');
    }
    const { user, role, rights, endsAtSeconds } = session;
    const mayWrite = role === 'admin' && !readOnly;
    return { user, role, rights, login, readOnly, mayWrite, endsAtSeconds };
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

/** Ends the session; the address where the provider signs out too, or the login page. */
export async function signOut(): Promise<string> {
  const contract = async () => (await import('@/lib/http/session-contract')).signedOutSchema;
  const { leaveTo } = await fetchAnswer(PATH, contract, { method: 'DELETE' });
  return leaveTo ?? withBasePath('/login');
}
