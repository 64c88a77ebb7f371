/** The ways in where nobody signs in here: by a proxy's headers, and without a name. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { POST as signIn, DELETE as signOut, GET as whoAmI } from '@/app/api/session/route';
import { handler } from '@/lib/http/handler';
import { requestAs, useTestEnvironment } from '@/lib/http/test-requests';
import { replaceProcessWide } from '@/lib/process-wide';
import type { AuditSink } from './audit';

const PROXY = '10.1.2.3';
const read = handler({ summary: 'For a test.', role: 'viewer', load: ({ session }) => session.identity });
const load = vi.fn(() => ({}));
const write = handler({ summary: 'For a test.', role: 'admin', load });

beforeEach(() => {
  load.mockClear();
  replaceProcessWide<AuditSink>('audit-sink', () => undefined);
});

/** As the socket's address is noted before anything else sees the request. */
const from = (address: string, headers: Record<string, string> = {}) => ({
  'x-periplus-peer': address,
  ...headers,
});

async function problemOf(headers: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await read(await requestAs(null, '/api/x', { headers }));
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
}

async function tokenOf(headers: Record<string, string>): Promise<string> {
  const answer = await whoAmI(await requestAs(null, '/api/session', { headers }));
  return ((await answer.json()) as { session: { token: string } }).session.token;
}

describe('a proxy that signs people in', () => {
  beforeEach(() => {
    useTestEnvironment({
      PERIPLUS_DEMO_LOGIN: undefined,
      PERIPLUS_LOGIN: 'header',
      PERIPLUS_TRUSTED_PROXIES: `${PROXY},fd00::/64`,
      PERIPLUS_ADMIN_GROUPS: 'mesh-admins',
      PERIPLUS_VIEWER_GROUPS: 'everybody',
    });
  });
  const ada = { 'X-Forwarded-User': 'ada', 'X-Forwarded-Groups': 'everybody, mesh-admins' };

  it('is believed, with roles by group', async () => {
    for (const address of [PROXY, `::ffff:${PROXY}`, 'fd00::7']) {
      const response = await read(await requestAs(null, '/api/x', { headers: from(address, ada) }));
      expect(await response.json()).toMatchObject({ name: 'ada', role: 'admin' });
    }
  });

  it('is the only one that is believed', async () => {
    const elsewhere = { ...ada, 'X-Forwarded-For': PROXY };
    for (const address of ['10.1.2.4', '127.0.0.1', 'fd01::7', '']) {
      expect(await problemOf(from(address, elsewhere))).toMatchObject({
        status: 401,
        data: { reason: 'untrusted-address' },
      });
    }
  });

  it.each([
    ['nobody', { 'X-Forwarded-Groups': 'mesh-admins' }, 'no-user'],
    ['two users, one of whom the client sent', { ...ada, 'X-Forwarded-User': 'admin, ada' }, 'no-user'],
    ['an endless name', { ...ada, 'X-Forwarded-User': 'a'.repeat(300) }, 'no-user'],
    ['somebody without a group', { 'X-Forwarded-User': 'ada' }, 'no-group'],
    ['somebody in a group of a similar name', { ...ada, 'X-Forwarded-Groups': 'mesh-admins2' }, 'no-group'],
  ])('lets %s not in, and says why', async (_, headers, reason) => {
    const problem = await problemOf(from(PROXY, headers as Record<string, string>));
    expect(problem).toMatchObject({ status: 401, data: { reason } });
    expect(problem.hint).toContain('PERIPLUS_');
  });

  it('does not replace the page’s own token and origin for a write', async () => {
    const headers = from(PROXY, ada);
    const without = await write(await requestAs(null, '/api/x', { method: 'PUT', headers }));
    expect(without.status).toBe(403);
    const token = { ...headers, 'X-Periplus-Token': await tokenOf(headers) };
    expect((await write(await requestAs(null, '/api/x', { method: 'PUT', headers: token }))).status).toBe(
      200,
    );
    const bob = { ...token, 'X-Forwarded-User': 'bob' };
    expect((await write(await requestAs(null, '/api/x', { method: 'PUT', headers: bob }))).status).toBe(403);
  });

  it('cannot lock somebody out by signing out', async () => {
    const headers = from(PROXY, ada);
    const token = { ...headers, 'X-Periplus-Token': await tokenOf(headers) };
    const out = await signOut(await requestAs(null, '/api/session', { method: 'DELETE', headers: token }));
    expect(out.status).toBe(200);
    expect((await read(await requestAs(null, '/api/x', { headers }))).status).toBe(200);
  });

  it('leaves no way in by password', async () => {
    const body = { user: 'admin', password: 'admin' };
    const response = await signIn(await requestAs(null, '/api/session', { method: 'POST', body }));
    expect(response.status).toBe(400);
  });
});

describe('without signing in', () => {
  beforeEach(() => {
    useTestEnvironment({ PERIPLUS_DEMO_LOGIN: undefined, PERIPLUS_LOGIN: 'anonymous' });
  });

  it('everybody reads', async () => {
    const response = await read(await requestAs(null, '/api/x'));
    expect(await response.json()).toMatchObject({ name: 'anonymous', role: 'viewer' });
  });

  it('nobody writes, whatever they send', async () => {
    const token = await tokenOf({});
    for (const headers of [
      { 'X-Periplus-Token': token },
      { 'X-Periplus-Token': token, 'X-Forwarded-User': 'admin', 'X-Forwarded-Groups': 'mesh-admins' },
      { 'X-Periplus-Token': token, Authorization: 'Bearer aa.bb.cc' },
    ]) {
      const response = await write(await requestAs(null, '/api/x', { method: 'PUT', headers }));
      expect(response.status).toBe(403);
    }
    expect(load).not.toHaveBeenCalled();
  });
});
