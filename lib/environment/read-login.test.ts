import { describe, expect, it } from 'vitest';
import { type Environment, readEnvironment } from './read';
import type { EnvironmentSource } from './setting-reader';

const HASH = 'scrypt$16384$8$1$dnrGmYM1MUqOu-RdNZWQDQ$CRgm8hFMaXq8Az3X-KUsaHnoWkkYso21n2V1kM1RGVE';
const PLAIN = 'twelve letters and more';
const base: EnvironmentSource = {
  PERIPLUS_PROMETHEUS_URL: 'http://prometheus:9090',
  PERIPLUS_SESSION_SECRET: 'q8Zf0PZxkYb1n6hV7dG3tR5wL9sC2mJ4',
};
const oidc: EnvironmentSource = {
  PERIPLUS_LOGIN: 'oidc',
  PERIPLUS_OIDC_ISSUER: 'https://login.example.org/realms/mesh',
  PERIPLUS_OIDC_CLIENT_ID: 'periplus',
  PERIPLUS_ADMIN_GROUPS: 'mesh-admins, on-call',
};
const header: EnvironmentSource = {
  PERIPLUS_LOGIN: 'header',
  PERIPLUS_TRUSTED_PROXIES: '10.1.2.3',
  PERIPLUS_VIEWER_GROUPS: '*',
};

function read(given: EnvironmentSource): Environment {
  const result = readEnvironment({ ...base, ...given });
  if (result.kind === 'invalid') throw new Error(JSON.stringify(result.mistakes));
  return result.environment;
}

/** Names of what is wrong, each once. */
function wrong(given: EnvironmentSource): string[] {
  const result = readEnvironment({ ...base, ...given });
  return result.kind === 'valid' ? [] : [...new Set(result.mistakes.map(({ name }) => name))].sort();
}

describe('the way to sign in', () => {
  it('is by password unless another is chosen', () => {
    expect(read({ PERIPLUS_ADMIN_PASSWORD_HASH: HASH }).login.kind).toBe('password');
    expect(wrong({ PERIPLUS_LOGIN: 'ldap' })).toEqual(['PERIPLUS_LOGIN']);
  });

  it('takes plain passwords, hashed when they are needed and the same in every replica', {
    timeout: 60_000,
  }, () => {
    const given = { PERIPLUS_ADMIN_PASSWORD: PLAIN, PERIPLUS_VIEWER_PASSWORD: `${PLAIN} too` };
    const usersOf = () => {
      const { login } = read(given);
      return login.kind === 'password' ? login.users : [];
    };
    const [here, there] = [usersOf(), usersOf()];
    expect(here.map(({ name, role }) => [name, role])).toEqual([
      ['admin', 'admin'],
      ['viewer', 'viewer'],
    ]);
    expect(here[0]?.passwordHash).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(here[0]?.passwordHash).toBe(there[0]?.passwordHash);
    expect(here[0]?.passwordHash).not.toContain(PLAIN);
  });

  it('takes a provider with its groups', () => {
    expect(read(oidc).login).toMatchObject({
      kind: 'oidc',
      clientId: 'periplus',
      clientSecret: null,
      scopes: 'openid profile email',
      groupsClaim: 'groups',
      passThrough: null,
      roles: { admin: ['mesh-admins', 'on-call'], viewer: [] },
    });
  });

  it('takes a proxy that is trusted by address', () => {
    expect(read(header).login).toEqual({
      kind: 'header',
      userHeader: 'X-Forwarded-User',
      groupsHeader: 'X-Forwarded-Groups',
      roles: { admin: [], viewer: ['*'] },
    });
  });

  it('needs nothing else to let everybody read', () => {
    expect(read({ PERIPLUS_LOGIN: 'anonymous' }).login).toEqual({ kind: 'anonymous' });
  });

  it.each([
    ['token without a cluster', { PERIPLUS_LOGIN: 'token' }, ['PERIPLUS_LOGIN']],
    [
      'a provider without an address and a client',
      { PERIPLUS_LOGIN: 'oidc', PERIPLUS_ADMIN_GROUPS: 'a' },
      ['PERIPLUS_OIDC_CLIENT_ID', 'PERIPLUS_OIDC_ISSUER'],
    ],
    ['a provider that lets nobody in', { ...oidc, PERIPLUS_ADMIN_GROUPS: '' }, ['PERIPLUS_LOGIN']],
    [
      'a provider that anybody on the way can be',
      { ...oidc, PERIPLUS_OIDC_ISSUER: 'http://login.example.org' },
      ['PERIPLUS_OIDC_ISSUER'],
    ],
    [
      'a token passed on to no cluster',
      { ...oidc, PERIPLUS_OIDC_PASS_THROUGH: 'id-token' },
      ['PERIPLUS_OIDC_PASS_THROUGH'],
    ],
    ['scopes without openid', { ...oidc, PERIPLUS_OIDC_SCOPES: 'profile' }, ['PERIPLUS_OIDC_SCOPES']],
    ['a proxy that nothing tells apart', { ...header, PERIPLUS_TRUSTED_PROXIES: '' }, ['PERIPLUS_LOGIN']],
    [
      'a proxy that could be at every address',
      { ...header, PERIPLUS_TRUSTED_PROXIES: '0.0.0.0/0' },
      ['PERIPLUS_LOGIN'],
    ],
    ['a proxy that lets nobody in', { ...header, PERIPLUS_VIEWER_GROUPS: '' }, ['PERIPLUS_LOGIN']],
    [
      'headers with a meaning of their own',
      { ...header, PERIPLUS_USER_HEADER: 'Cookie', PERIPLUS_GROUPS_HEADER: 'X-Periplus-Peer' },
      ['PERIPLUS_GROUPS_HEADER', 'PERIPLUS_USER_HEADER'],
    ],
    [
      'passwords that nobody asks for',
      { PERIPLUS_LOGIN: 'anonymous', PERIPLUS_ADMIN_PASSWORD_HASH: HASH, PERIPLUS_DEMO_LOGIN: 'true' },
      ['PERIPLUS_ADMIN_PASSWORD_HASH', 'PERIPLUS_DEMO_LOGIN'],
    ],
    [
      'groups and a provider beside passwords',
      {
        PERIPLUS_ADMIN_PASSWORD_HASH: HASH,
        PERIPLUS_VIEWER_GROUPS: 'a',
        PERIPLUS_OIDC_CLIENT_SECRET: 's',
        PERIPLUS_USER_HEADER: 'X-User',
      },
      ['PERIPLUS_OIDC_CLIENT_SECRET', 'PERIPLUS_USER_HEADER', 'PERIPLUS_VIEWER_GROUPS'],
    ],
    [
      'a password beside its own hash',
      { PERIPLUS_ADMIN_PASSWORD_HASH: HASH, PERIPLUS_ADMIN_PASSWORD: PLAIN },
      ['PERIPLUS_ADMIN_PASSWORD'],
    ],
    ['a short password', { PERIPLUS_ADMIN_PASSWORD: 'eleven char' }, ['PERIPLUS_ADMIN_PASSWORD']],
    [
      'a password of two lines',
      { PERIPLUS_ADMIN_PASSWORD: `${PLAIN}\n${PLAIN}` },
      ['PERIPLUS_ADMIN_PASSWORD'],
    ],
    ['a viewer alone', { PERIPLUS_VIEWER_PASSWORD: PLAIN }, ['PERIPLUS_ADMIN_PASSWORD_HASH']],
    [
      'plain passwords beside those of the demo',
      { PERIPLUS_DEMO_LOGIN: 'true', PERIPLUS_ADMIN_PASSWORD: PLAIN, PERIPLUS_VIEWER_PASSWORD: PLAIN },
      ['PERIPLUS_ADMIN_PASSWORD', 'PERIPLUS_VIEWER_PASSWORD'],
    ],
    [
      'no secret',
      { PERIPLUS_LOGIN: 'anonymous', PERIPLUS_SESSION_SECRET: undefined },
      ['PERIPLUS_SESSION_SECRET'],
    ],
  ] as const)('is refused as %s, with every mistake', (_, given, names) => {
    expect(wrong(given)).toEqual(names);
  });

  it('takes several secrets, one a line, each as good as one alone', () => {
    const two = `${base.PERIPLUS_SESSION_SECRET}\n\n  another secret, long enough for one line  \n`;
    expect(read({ PERIPLUS_LOGIN: 'anonymous', PERIPLUS_SESSION_SECRET: two }).sessionSecrets).toEqual([
      base.PERIPLUS_SESSION_SECRET,
      'another secret, long enough for one line',
    ]);
    const weak = `${base.PERIPLUS_SESSION_SECRET}\nshort`;
    expect(wrong({ PERIPLUS_LOGIN: 'anonymous', PERIPLUS_SESSION_SECRET: weak })).toEqual([
      'PERIPLUS_SESSION_SECRET',
    ]);
  });
});
