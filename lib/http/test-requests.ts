/**
 * For tests of routes: an environment that is right, and requests as the browser of a signed-in user sends them.
 * `await GET(await requestAs('viewer', '/api/graph?last=600'))` runs a handler with everything in front of it.
 */
import { passwordGrant } from '@/lib/access/grant';
import { csrfToken, newSession, sealSession } from '@/lib/access/session';
import { cookieName } from '@/lib/access/session-cookie';
import { type Environment, environment, type Role } from '@/lib/environment';
import { readEnvironment } from '@/lib/environment/read';
import type { EnvironmentSource } from '@/lib/environment/setting-reader';
import { replaceProcessWide } from '@/lib/process-wide';

export const TEST_HOST = 'localhost:20001';
export const TEST_ORIGIN = `http://${TEST_HOST}`;

/** Puts an environment in place: users admin/admin and viewer/viewer, no source that answers. */
export function useTestEnvironment(given: EnvironmentSource = {}): Environment {
  const result = readEnvironment({
    PERIPLUS_PROMETHEUS_URL: 'http://127.0.0.1:1/prometheus',
    PERIPLUS_PROMETHEUS_SCRAPE_INTERVAL: '15s',
    PERIPLUS_SESSION_SECRET: 'a secret of the tests, 0123456789 long enough',
    PERIPLUS_DEMO_LOGIN: 'true',
    PERIPLUS_LOG_LEVEL: 'silent',
    HOSTNAME: '127.0.0.1',
    ...given,
  });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.mistakes));
  replaceProcessWide('environment', result.environment);
  replaceProcessWide('log', undefined);
  replaceProcessWide('sources', undefined);
  return result.environment;
}

export interface TestRequest {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Added to the browser's own, or in their place; `null` leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A request as the browser sends it from a page of ours. `null` = signed out. */
export async function requestAs(role: Role | null, path: string, init: TestRequest = {}): Promise<Request> {
  const { method = 'GET', body } = init;
  const headers = new Headers({ Host: TEST_HOST, 'Sec-Fetch-Site': 'same-origin' });
  if (method !== 'GET' && method !== 'HEAD') headers.set('Origin', TEST_ORIGIN);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (role !== null) await signInto(headers, role);
  for (const [name, value] of Object.entries(init.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  return new Request(`${TEST_ORIGIN}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

async function signInto(headers: Headers, role: Role): Promise<void> {
  const settings = environment();
  const { login } = settings;
  const user =
    login.kind === 'password' ? login.users.find((candidate) => candidate.role === role) : undefined;
  const session = user === undefined ? null : newSession(passwordGrant(user), settings, Date.now());
  if (session === null) throw new Error(`There is no user with the role ${role}.`);
  const value = await sealSession(session, settings);
  headers.set('Cookie', `${cookieName(settings.instance)}=${encodeURIComponent(value)}`);
  headers.set('X-Periplus-Token', csrfToken(session, settings));
}

/** The second argument of a handler under a dynamic segment. */
export function segments(params: Readonly<Record<string, string | string[]>>): { params: Promise<unknown> } {
  return { params: Promise.resolve(params) };
}
