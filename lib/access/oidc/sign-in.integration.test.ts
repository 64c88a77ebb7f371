/** The whole way through a real OpenID Connect provider, without a browser. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as callback } from '@/app/api/session/oidc/callback/route';
import { GET as begin } from '@/app/api/session/oidc/route';
import { DELETE as signOut, GET as whoAmI } from '@/app/api/session/route';
import { freePorts } from '@/e2e/servers/jaeger/free-port';
import { type OidcServer, startOidc } from '@/e2e/servers/oidc/start';
import type { AuditSink } from '@/lib/access/audit';
import { handler } from '@/lib/http/handler';
import { requestAs, TEST_ORIGIN, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { atTheProvider, Jar, signIn } from './fixtures/signing-in';

const REDIRECT = `${TEST_ORIGIN}/api/session/oidc/callback`;
let provider: OidcServer;
let auditLines: string[];

beforeAll(async () => {
  provider = await startOidc({
    users: [
      { name: 'ada', groups: ['mesh-admins', 'everybody'] },
      { name: 'bob', groups: ['everybody'] },
      { name: 'eve', groups: [] },
    ],
    redirectUris: [REDIRECT],
    afterSignOut: [`${TEST_ORIGIN}/login`],
  });
});

afterAll(() => provider.stop());

beforeEach(() => {
  useOidc();
  auditLines = [];
  replaceProcessWide<AuditSink>('audit-sink', (line) => auditLines.push(line));
});

function useOidc(given: Record<string, string> = {}): void {
  useTestEnvironment({
    PERIPLUS_DEMO_LOGIN: undefined,
    PERIPLUS_LOGIN: 'oidc',
    PERIPLUS_OIDC_ISSUER: provider.issuer,
    PERIPLUS_OIDC_CLIENT_ID: provider.clientId,
    PERIPLUS_OIDC_CLIENT_SECRET: provider.clientSecret,
    PERIPLUS_ADMIN_GROUPS: 'mesh-admins',
    PERIPLUS_VIEWER_GROUPS: 'everybody',
    ...given,
  });
  replaceProcessWide('oidc-provider', undefined);
}

interface Who {
  session: { user: string; role: string; token: string } | null;
}

async function who(jar: Jar): Promise<Who['session']> {
  const answer = await whoAmI(await requestAs(null, '/api/session', { headers: { Cookie: jar.header } }));
  jar.take(answer);
  return ((await answer.json()) as Who).session;
}

describe('signing in at a provider', () => {
  it('leads back to the page that was asked for, with a role by group', async () => {
    const jar = new Jar();
    const response = await signIn('ada', jar);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('content="0;url=/graph?last=600"');
    expect(await who(jar)).toMatchObject({ user: 'ada', role: 'admin' });
    expect(auditLines.join()).toContain('"outcome":"done","user":"ada"');
  });

  it('gives a viewer no more than reading', async () => {
    const jar = new Jar();
    await signIn('bob', jar);
    const session = await who(jar);
    expect(session).toMatchObject({ user: 'bob', role: 'viewer' });
    const write = handler({ summary: 'For a test.', role: 'admin', load: () => ({}) });
    const headers = { Cookie: jar.header, 'X-Periplus-Token': session?.token ?? '' };
    expect((await write(await requestAs(null, '/api/x', { method: 'PUT', headers }))).status).toBe(403);
  });

  it('refuses who is in none of the groups, and keeps the page for the next attempt', async () => {
    const jar = new Jar();
    const response = await signIn('eve', jar);
    expect(response.headers.get('Location')).toBe('/login?next=%2Fgraph%3Flast%3D600&refused=no-group');
    expect(await who(jar)).toBeNull();
  });

  it('tells a refusal at the provider', async () => {
    const response = await signIn('nobody at all', new Jar());
    expect(response.headers.get('Location')).toContain('refused=provider-refused');
  });

  it('counts an answer once', async () => {
    const jar = new Jar();
    const leaving = await begin(await requestAs(null, '/api/session/oidc'));
    jar.take(leaving);
    const back = await atTheProvider(leaving.headers.get('Location') ?? '', 'ada');
    const path = `${back.pathname}${back.search}`;
    const headers = { Cookie: jar.header };
    expect((await callback(await requestAs(null, path, { headers }))).status).toBe(200);
    // Even with the cookie of the attempt kept, the provider takes no code twice.
    const again = await callback(await requestAs(null, path, { headers }));
    expect(again.headers.get('Location')).toContain('refused=exchange-refused');
  });

  it('means nothing in another browser, or after ten minutes', async () => {
    const leaving = await begin(await requestAs(null, '/api/session/oidc'));
    const jar = new Jar();
    jar.take(leaving);
    const back = await atTheProvider(leaving.headers.get('Location') ?? '', 'ada');
    const path = `${back.pathname}${back.search}`;
    const elsewhere = await callback(await requestAs(null, path));
    expect(elsewhere.headers.get('Location')).toContain('refused=attempt-over');
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date'] });
    try {
      const late = await callback(await requestAs(null, path, { headers: { Cookie: jar.header } }));
      expect(late.headers.get('Location')).toContain('refused=attempt-over');
    } finally {
      vi.useRealTimers();
    }
  });

  it('ends here and leads to the end at the provider', async () => {
    const jar = new Jar();
    await signIn('ada', jar);
    const session = await who(jar);
    const headers = { Cookie: jar.header, 'X-Periplus-Token': session?.token ?? '' };
    const response = await signOut(await requestAs(null, '/api/session', { method: 'DELETE', headers }));
    const { leaveTo } = (await response.json()) as { leaveTo: string };
    const end = new URL(leaveTo);
    expect(end.origin).toBe(provider.issuer);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${TEST_ORIGIN}/login`);
    expect((await fetch(end, { redirect: 'manual' })).status).toBe(200);
    expect(await who(jar)).toBeNull();
  });

  it('shows the browser no token, in no answer and in no cookie', async () => {
    const jar = new Jar();
    const response = await signIn('ada', jar);
    const seen = [
      await response.text(),
      JSON.stringify(await who(jar)),
      decodeURIComponent(jar.header),
    ].join();
    // Every JWT begins with an encoded `{"`.
    expect(seen).not.toMatch(/eyJ/);
  });
});

describe('a provider that is down', () => {
  it('is said at the start, and signing in works as soon as it is back', async () => {
    const [port = 0] = await freePorts(1);
    useOidc({ PERIPLUS_OIDC_ISSUER: `http://127.0.0.1:${port}` });
    const leaving = await begin(await requestAs(null, '/api/session/oidc?next=%2Ftraces'));
    expect(leaving.headers.get('Location')).toBe('/login?next=%2Ftraces&refused=provider-down');
    useOidc();
    const jar = new Jar();
    await signIn('ada', jar);
    expect(await who(jar)).toMatchObject({ user: 'ada' });
  });
});
