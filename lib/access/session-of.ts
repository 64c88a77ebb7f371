/** Whose request it is, whatever it may do: by the session's cookies, or by what each request says where nobody signs in here. */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { proxyUser } from './proxy-user';
import { openSession, type Session } from './session';
import { sessionText } from './session-cookie';

/** The request's session; null = nobody is signed in. */
export async function sessionOf(
  headers: Headers,
  environment: Environment,
  nowMs: number,
): Promise<Session | null> {
  const { login, instance } = environment;
  if (login.kind === 'anonymous') return perRequest('anonymous', environment, nowMs);
  if (login.kind === 'header') {
    const found = proxyUser(headers, login, environment);
    return found.kind === 'refused' ? null : perRequest(found, environment, nowMs);
  }
  const text = sessionText(headers.get('cookie'), instance);
  return text === null ? null : openSession(text, environment, nowMs);
}

/** Such a session begins and ends with its request; its id is the user's, so that the page's token holds for the next one. */
function perRequest(
  user:
    | 'anonymous'
    | { readonly name: string; readonly role: 'admin' | 'viewer'; readonly groups: readonly string[] },
  { sessionAbsoluteMs }: Pick<Environment, 'sessionAbsoluteMs'>,
  nowMs: number,
): Session {
  const { name, role, groups } =
    user === 'anonymous' ? ({ name: 'anonymous', role: 'viewer', groups: [] } as const) : user;
  return {
    id: `${user === 'anonymous' ? 'anonymous' : 'header'}:${name}`,
    identity: { name, role, groups, credential: { kind: 'console' } },
    issuedAtMs: nowMs,
    seenAtMs: nowMs,
    endsAtMs: nowMs + sessionAbsoluteMs,
    grant: null,
  };
}
