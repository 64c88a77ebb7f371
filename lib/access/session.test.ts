import { sealData } from 'iron-session';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Environment } from '@/lib/environment';
import { useTestEnvironment } from '@/lib/http/test-requests';
import { revoke } from './revocation';
import { csrfToken, newSession, openSession, sealSession } from './session';

const NOW_MS = 1_700_000_000_000;
const MINUTE_MS = 60_000;
let settings: Environment;

beforeEach(() => {
  settings = useTestEnvironment();
});

function viewer() {
  const user = settings.users.find(({ role }) => role === 'viewer');
  if (user === undefined) throw new Error('no viewer');
  return user;
}

describe('openSession', () => {
  it('gives back what was sealed', async () => {
    const session = newSession(viewer(), NOW_MS);
    expect(await openSession(await sealSession(session, settings), settings, NOW_MS + 1000)).toEqual(session);
  });

  it('seals nothing readable into the cookie', async () => {
    const value = await sealSession(newSession(viewer(), NOW_MS), settings);
    expect(value).not.toContain('viewer');
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('viewer');
  });

  it('ends after half an hour without activity, and after eight hours with it', async () => {
    const session = newSession(viewer(), NOW_MS);
    const value = await sealSession(session, settings);
    expect(await openSession(value, settings, NOW_MS + 30 * MINUTE_MS)).not.toBeNull();
    expect(await openSession(value, settings, NOW_MS + 30 * MINUTE_MS + 1)).toBeNull();

    const end = NOW_MS + 480 * MINUTE_MS;
    const active = await sealSession({ ...session, seenAtMs: end - 1000 }, settings);
    expect(await openSession(active, settings, end)).not.toBeNull();
    expect(await openSession(active, settings, end + 1)).toBeNull();
  });

  it('refuses what was changed, sealed with another secret, or made up', async () => {
    const value = await sealSession(newSession(viewer(), NOW_MS), settings);
    const flipped = value.slice(0, 100) + (value[100] === 'A' ? 'B' : 'A') + value.slice(101);
    const foreign = await sealData(newSession(viewer(), NOW_MS), {
      password: 'another secret of the tests, long enough',
    });
    for (const forged of [flipped, foreign, '', 'Fe26.2*1*x', 'eyJhbGciOiJub25lIn0.e30.', 'a'.repeat(5000)]) {
      expect(await openSession(forged, settings, NOW_MS)).toBeNull();
    }
  });

  it('refuses a sealed value that is no session', async () => {
    const value = await sealData({ user: 'admin', role: 'admin' }, { password: settings.sessionSecret });
    expect(await openSession(value, settings, NOW_MS)).toBeNull();
  });

  it('refuses a session of another instance', async () => {
    const value = await sealSession(newSession(viewer(), NOW_MS), settings);
    expect(await openSession(value, { ...settings, instance: 'other' }, NOW_MS)).toBeNull();
  });

  it('ends with a new password, and with the user', async () => {
    const value = await sealSession(newSession(viewer(), NOW_MS), settings);
    const changed = settings.users.map((user) => ({ ...user, passwordHash: `${user.passwordHash}x` }));
    expect(await openSession(value, { ...settings, users: changed }, NOW_MS)).toBeNull();
    expect(await openSession(value, { ...settings, users: [] }, NOW_MS)).toBeNull();
  });

  it('takes the role from the settings of today', async () => {
    const value = await sealSession(newSession(viewer(), NOW_MS), settings);
    const promoted = settings.users.map((user) => ({ ...user, role: 'admin' as const }));
    expect(await openSession(value, { ...settings, users: promoted }, NOW_MS)).toMatchObject({
      role: 'admin',
    });
  });

  it('stays ended after signing out, even for who kept the cookie', async () => {
    const session = newSession(viewer(), NOW_MS);
    const value = await sealSession(session, settings);
    revoke(session.id, NOW_MS + settings.sessionAbsoluteMs, NOW_MS);
    expect(await openSession(value, settings, NOW_MS + 1)).toBeNull();
    const other = await sealSession(newSession(viewer(), NOW_MS), settings);
    expect(await openSession(other, settings, NOW_MS + 1)).not.toBeNull();
  });
});

describe('csrfToken', () => {
  it('is another one for every session and secret', () => {
    const [a, b] = [newSession(viewer(), NOW_MS), newSession(viewer(), NOW_MS)];
    expect(csrfToken(a, 'secret')).not.toBe(csrfToken(b, 'secret'));
    expect(csrfToken(a, 'secret')).not.toBe(csrfToken(a, 'other'));
    expect(csrfToken(a, 'secret')).toBe(csrfToken(a, 'secret'));
  });
});
