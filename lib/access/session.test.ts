import { randomBytes, randomUUID } from 'node:crypto';
import { sealData } from 'iron-session';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Environment, User } from '@/lib/environment';
import { useTestEnvironment } from '@/lib/http/test-requests';
import { type Grant, passwordGrant } from './grant';
import { revoke } from './revocation';
import { csrfToken, isCsrfToken, newSession, openSession, type Session, sealSession } from './session';
import { sessionText, setSessionCookies } from './session-cookie';

const NOW_MS = 1_700_000_000_000;
const MINUTE_MS = 60_000;
/** Of the environment of tests. */
const SECRET = 'a secret of the tests, 0123456789 long enough';
let settings: Environment;

beforeEach(() => {
  settings = useTestEnvironment();
});

function users(): readonly User[] {
  return settings.login.kind === 'password' ? settings.login.users : [];
}

/** The settings with other users. */
function withUsers(change: (user: User) => User | null): Environment {
  const changed = users().flatMap((user) => change(user) ?? []);
  return { ...settings, login: { kind: 'password', users: changed } };
}

function session(grant: Grant = viewersGrant(), of: Environment = settings): Session {
  const made = newSession(grant, of, NOW_MS);
  if (made === null) throw new Error('no session');
  return made;
}

function viewersGrant(): Grant {
  const user = users().find(({ role }) => role === 'viewer');
  if (user === undefined) throw new Error('no viewer');
  return passwordGrant(user);
}

describe('openSession', () => {
  it('gives back what was sealed', async () => {
    const mine = session();
    expect(await openSession(await sealSession(mine, settings), settings, NOW_MS + 1000)).toEqual(mine);
  });

  it('seals nothing readable into the cookie', async () => {
    const value = await sealSession(session(), settings);
    expect(value).not.toContain('viewer');
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('viewer');
  });

  it('ends after half an hour without activity, and after eight hours with it', async () => {
    const mine = session();
    const value = await sealSession(mine, settings);
    expect(await openSession(value, settings, NOW_MS + 30 * MINUTE_MS)).not.toBeNull();
    expect(await openSession(value, settings, NOW_MS + 30 * MINUTE_MS + 1)).toBeNull();

    const end = NOW_MS + 480 * MINUTE_MS;
    const active = await sealSession({ ...mine, seenAtMs: end - 1000 }, settings);
    expect(await openSession(active, settings, end)).not.toBeNull();
    expect(await openSession(active, settings, end + 1)).toBeNull();
  });

  it('refuses what was changed, sealed with another secret, or made up', async () => {
    const value = await sealSession(session(), settings);
    const flipped = value.slice(0, 100) + (value[100] === 'A' ? 'B' : 'A') + value.slice(101);
    const foreign = await sealData(session(), {
      password: 'another secret of the tests, long enough',
    });
    for (const forged of [flipped, foreign, '', 'Fe26.2*1*x', 'eyJhbGciOiJub25lIn0.e30.', 'a'.repeat(5000)]) {
      expect(await openSession(forged, settings, NOW_MS)).toBeNull();
    }
  });

  it('refuses a sealed value that is no session', async () => {
    const value = await sealData({ user: 'admin', role: 'admin' }, { password: SECRET });
    expect(await openSession(value, settings, NOW_MS)).toBeNull();
  });

  it('refuses a session of another instance', async () => {
    const value = await sealSession(session(), settings);
    expect(await openSession(value, { ...settings, instance: 'other' }, NOW_MS)).toBeNull();
  });

  it('ends with a new password, and with the user', async () => {
    const value = await sealSession(session(), settings);
    const changed = withUsers((user) => ({ ...user, passwordHash: `${user.passwordHash}x` }));
    expect(await openSession(value, changed, NOW_MS)).toBeNull();
    expect(
      await openSession(
        value,
        withUsers(() => null),
        NOW_MS,
      ),
    ).toBeNull();
  });

  it('takes the role from the settings of today', async () => {
    const value = await sealSession(session(), settings);
    const promoted = withUsers((user) => ({ ...user, role: 'admin' }));
    expect(await openSession(value, promoted, NOW_MS)).toMatchObject({ identity: { role: 'admin' } });
  });

  it('stays ended after signing out, even for who kept the cookie', async () => {
    const mine = session();
    const value = await sealSession(mine, settings);
    revoke(mine.id, NOW_MS + settings.sessionAbsoluteMs, NOW_MS);
    expect(await openSession(value, settings, NOW_MS + 1)).toBeNull();
    const other = await sealSession(session(), settings);
    expect(await openSession(other, settings, NOW_MS + 1)).not.toBeNull();
  });
});

describe('a session by token', () => {
  const cluster = (): Environment => ({ ...settings, login: { kind: 'token' } });
  const grant = (endsAtMs: number | null): Grant => ({
    kind: 'token',
    user: 'system:serviceaccount:shop:reader',
    groups: ['system:authenticated'],
    token: 'aa.bb.cc',
    endsAtMs,
  });

  it('carries the token as the credential, sealed', async () => {
    const value = await sealSession(session(grant(null), cluster()), settings);
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('aa.bb.cc');
    expect((await openSession(value, cluster(), NOW_MS))?.identity).toEqual({
      name: 'system:serviceaccount:shop:reader',
      role: 'admin',
      groups: ['system:authenticated'],
      credential: { kind: 'token', token: 'aa.bb.cc' },
    });
  });

  it('fits into cookies with a token of 10 kB, as providers write them for people in many groups', async () => {
    const groups = Array.from({ length: 200 }, () => randomUUID());
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256' })}.${part({ sub: 'grace', groups })}.${randomBytes(256).toString('base64url')}`;
    expect(token.length).toBeGreaterThan(10_000);
    const mine = session({ ...grant(null), groups, token } as Grant, cluster());
    const set = setSessionCookies(await sealSession(mine, cluster()), {
      environment: cluster(),
      secure: true,
      sent: null,
    });
    const back = sessionText(set.map((cookie) => cookie.split(';')[0]).join('; '), settings.instance);
    expect(await openSession(back ?? '', cluster(), NOW_MS)).toEqual(mine);
  });

  it('ends with its token', async () => {
    const value = await sealSession(session(grant(NOW_MS + 5 * MINUTE_MS), cluster()), settings);
    expect(await openSession(value, cluster(), NOW_MS + 5 * MINUTE_MS)).not.toBeNull();
    expect(await openSession(value, cluster(), NOW_MS + 5 * MINUTE_MS + 1)).toBeNull();
  });

  it('is worth nothing where people sign in another way', async () => {
    const value = await sealSession(session(grant(null), cluster()), settings);
    expect(await openSession(value, settings, NOW_MS)).toBeNull();
    expect(await openSession(await sealSession(session(), settings), cluster(), NOW_MS)).toBeNull();
  });
});

describe('a new secret', () => {
  const OLD = SECRET;
  const NEW = 'another secret of the tests, long enough';
  const replica = (...sessionSecrets: string[]): Environment => ({ ...settings, sessionSecrets });

  it('signs nobody out while replicas take it in one after the other', async () => {
    const mine = session();
    // First every replica learns to open it, then every replica seals with it.
    const steps = [replica(OLD), replica(OLD, NEW), replica(NEW, OLD)] as const;
    const pairs = [
      [steps[0], steps[1]],
      [steps[1], steps[0]],
      [steps[1], steps[2]],
      [steps[2], steps[1]],
    ] as const;
    for (const [sealing, opening] of pairs) {
      expect(await openSession(await sealSession(mine, sealing), opening, NOW_MS)).not.toBeNull();
      expect(isCsrfToken(csrfToken(mine, sealing), mine, opening)).toBe(true);
    }
  });

  it('ends what the old one sealed once the old one is gone', async () => {
    const mine = session();
    expect(await openSession(await sealSession(mine, replica(OLD)), replica(NEW), NOW_MS)).toBeNull();
    expect(isCsrfToken(csrfToken(mine, replica(OLD)), mine, replica(NEW))).toBe(false);
  });
});

describe('csrfToken', () => {
  it('is another one for every session and secret', () => {
    const [a, b] = [session(), session()];
    const other = { sessionSecrets: ['other'] };
    expect(csrfToken(a, settings)).not.toBe(csrfToken(b, settings));
    expect(csrfToken(a, settings)).not.toBe(csrfToken(a, other));
    expect(isCsrfToken(csrfToken(a, settings), a, settings)).toBe(true);
    expect(isCsrfToken(csrfToken(b, settings), a, settings)).toBe(false);
    expect(isCsrfToken('', a, settings)).toBe(false);
  });
});
