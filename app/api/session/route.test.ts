import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditSink } from '@/lib/access/audit';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import { DELETE, GET, POST } from './route';

// Each attempt is a real scrypt run, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let auditLines: string[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] });
  useTestEnvironment();
  replaceProcessWide('sign-in-counts', undefined);
  auditLines = [];
  replaceProcessWide<AuditSink>('audit-sink', (line) => auditLines.push(line));
});

afterEach(() => {
  vi.useRealTimers();
});

async function signIn(user: string, password: string, headers: Record<string, string | null> = {}) {
  return POST(await requestAs(null, '/api/session', { method: 'POST', body: { user, password }, headers }));
}

/** The `Cookie` header that a browser would send after `response`. */
function cookies(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function whoAmI(cookie: string, headers: Record<string, string> = {}) {
  return GET(await requestAs(null, '/api/session', { headers: { Cookie: cookie, ...headers } }));
}

describe('signing in', () => {
  it('begins a session with a cookie that only the server can read', async () => {
    const response = await signIn('admin', 'admin');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      session: { user: 'admin', role: 'admin' },
      readOnly: false,
    });
    const [session, device] = response.headers.getSetCookie();
    expect(session).toMatch(
      /^periplus-periplus=[^;]{100,}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=28800$/,
    );
    expect(device).toMatch(/^periplus-periplus-device=[^;]+; Path=\/api\/session; HttpOnly; SameSite=Strict/);
    expect(await (await whoAmI(cookies(response))).json()).toMatchObject({ session: { user: 'admin' } });
  });

  it('gives another id and token each time', async () => {
    const [first, second] = [await signIn('viewer', 'viewer'), await signIn('viewer', 'viewer')];
    expect(cookies(first)).not.toBe(cookies(second));
    const [a, b] = [await first.json(), await second.json()] as { session: { token: string } }[];
    expect(a?.session.token).not.toBe(b?.session.token);
  });

  it('says the same for a wrong password and an unknown user', async () => {
    const [wrong, unknown] = [await signIn('admin', 'wrong'), await signIn('nobody', 'wrong')];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const [a, b] = [await wrong.json(), await unknown.json()] as { message: string; requestId: string }[];
    expect(a?.message).toBe(b?.message);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    [{} as unknown, 'nothing'],
    [{ user: 'admin' }, 'no password'],
    [{ user: 'admin', password: ['admin'] }, 'a list'],
    [{ user: { $ne: null }, password: 'x' }, 'an operator'],
    [{ user: 'admin', password: 'x'.repeat(1025) }, 'a long password'],
    [{ user: 'admin', password: 'admin', role: 'admin' }, 'a role'],
  ])('refuses %j (%s)', async (body) => {
    const response = await POST(await requestAs(null, '/api/session', { method: 'POST', body }));
    expect(response.status).toBe(400);
  });

  it('refuses a form that another page sends', async () => {
    expect((await signIn('admin', 'admin', { Origin: 'http://localhost:9999' })).status).toBe(403);
    expect((await signIn('admin', 'admin', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await signIn('admin', 'admin', { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  it('is slowed down after five wrong passwords, with the time to wait', async () => {
    for (let index = 0; index < 5; index += 1) expect((await signIn('admin', 'wrong')).status).toBe(401);
    const response = await signIn('admin', 'admin');
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('1');
    expect(await response.json()).toMatchObject({ code: 'throttled', data: { retryAfterSeconds: 1 } });
    vi.setSystemTime(Date.now() + 1000);
    expect((await signIn('admin', 'admin')).status).toBe(200);
  });

  it('is not slowed down in a browser that signed in before, though everybody has one address', async () => {
    const known = cookies(await signIn('admin', 'admin'));
    for (let index = 0; index < 12; index += 1) await signIn('admin', 'wrong');
    expect((await signIn('admin', 'admin')).status).toBe(429);
    expect((await signIn('admin', 'admin', { Cookie: known })).status).toBe(200);
  });

  it('does not take a made-up device cookie, or another user’s', async () => {
    const viewers = cookies(await signIn('viewer', 'viewer'));
    for (let index = 0; index < 5; index += 1) await signIn('admin', 'wrong');
    expect((await signIn('admin', 'admin', { Cookie: viewers })).status).toBe(429);
    expect((await signIn('admin', 'admin', { Cookie: 'periplus-periplus-device=a.b' })).status).toBe(429);
  });

  it('tells the audit log who came, who was refused and why, never a password', async () => {
    await signIn('admin', 'hunter2-wrong');
    await signIn('admin', 'admin');
    expect(auditLines.map((line) => JSON.parse(line))).toMatchObject([
      { audit: true, action: 'sign-in', outcome: 'refused', user: 'admin', reason: 'wrong-password' },
      { audit: true, action: 'sign-in', outcome: 'done', user: 'admin' },
    ]);
    expect(auditLines.join()).not.toContain('hunter2');
  });
});

describe('a session', () => {
  it('is nobody’s without a cookie, and says so without an error', async () => {
    const response = await GET(await requestAs(null, '/api/session'));
    expect(await response.json()).toEqual({
      session: null,
      readOnly: false,
      instance: 'periplus',
      login: 'password',
    });
  });

  it('lives on with activity, and not with polling', async () => {
    const cookie = cookies(await signIn('viewer', 'viewer'));
    vi.setSystemTime(Date.now() + 20 * 60_000);
    const polled = await whoAmI(cookie, { 'X-Periplus-Background': '1' });
    expect(polled.headers.getSetCookie()).toEqual([]);
    const active = await whoAmI(cookie);
    const renewed = cookies(active);
    expect(renewed).not.toBe('');
    vi.setSystemTime(Date.now() + 20 * 60_000);
    expect(await (await whoAmI(cookie)).json()).toMatchObject({ session: null });
    expect(await (await whoAmI(renewed)).json()).toMatchObject({ session: { user: 'viewer' } });
  });

  it('keeps its token while it lives on', async () => {
    const signedIn = await signIn('viewer', 'viewer');
    const { session } = (await signedIn.json()) as { session: { token: string } };
    vi.setSystemTime(Date.now() + 20 * 60_000);
    const renewed = cookies(await whoAmI(cookies(signedIn)));
    expect(await (await whoAmI(renewed)).json()).toMatchObject({ session: { token: session.token } });
  });

  it('ends with signing out, even for who kept the cookie', async () => {
    const signedIn = await signIn('viewer', 'viewer');
    const cookie = cookies(signedIn);
    const { session } = (await signedIn.json()) as { session: { token: string } };
    const headers = { Cookie: cookie, 'X-Periplus-Token': session.token };
    const response = await DELETE(await requestAs(null, '/api/session', { method: 'DELETE', headers }));
    expect([response.status, await response.json()]).toEqual([200, { leaveTo: null }]);
    expect(response.headers.get('Set-Cookie')).toContain('Max-Age=0');
    expect(await (await whoAmI(cookie)).json()).toMatchObject({ session: null });
    expect(auditLines.at(-1)).toContain('"action":"sign-out"');
  });

  it('cannot be ended by another page', async () => {
    const cookie = cookies(await signIn('viewer', 'viewer'));
    const response = await DELETE(
      await requestAs(null, '/api/session', { method: 'DELETE', headers: { Cookie: cookie } }),
    );
    expect(response.status).toBe(403);
    expect(await (await whoAmI(cookie)).json()).toMatchObject({ session: { user: 'viewer' } });
  });
});
