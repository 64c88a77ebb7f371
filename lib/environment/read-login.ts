/** Reads who may sign in and how, and refuses what does not go together. */
import 'server-only';
import { randomBytes } from 'node:crypto';
import { isLoopbackName } from '@/lib/access/loopback';
import { DEMO_USERS } from './demo-users';
import type { GroupRoles, HeaderSettings, Login, LoginKind, OidcSettings } from './login';
import { loginSettings } from './login-settings';
import { userByPlainPassword } from './plain-user';
import type { Setting } from './setting';
import type { SettingReader } from './setting-reader';
import type { Role, User } from './user';

/** What the rest of the environment says that signing in depends on. */
export interface LoginContext {
  /** Address to listen on. */
  readonly host: string;
  readonly trustedProxies: readonly string[];
  /** A cluster is there whose API server can check tokens. */
  readonly hasCluster: boolean;
}

interface Access {
  readonly login: Login;
  /** The first seals, all open. */
  readonly sessionSecrets: readonly string[];
}

/** Null = there is a mistake, which is left with the reader. */
export function readAccess(reader: SettingReader, context: LoginContext): Access | null {
  const kind = reader.value(loginSettings.login);
  if (kind === null) return null;
  const isDemo = reader.value(loginSettings.demoLogin) === true;
  refuseOfOtherKinds(reader, kind, isDemo);
  const login = readLogin(reader, kind, { ...context, isDemo });
  const sessionSecrets = readSecrets(reader, isDemo);
  return login === null || sessionSecrets === null ? null : { login, sessionSecrets };
}

function readLogin(
  reader: SettingReader,
  kind: LoginKind,
  context: LoginContext & { readonly isDemo: boolean },
): Login | null {
  switch (kind) {
    case 'password':
      return context.isDemo ? readDemo(reader, context.host) : readPasswords(reader);
    case 'token':
      return readToken(reader, context);
    case 'oidc':
      return readOidc(reader, context);
    case 'header':
      return readHeader(reader, context);
    case 'anonymous':
      return { kind };
  }
}

const { oidc } = loginSettings;

/** Settings that mean something for some ways of signing in only. */
const BELONGS_TO: readonly (readonly [Setting<unknown>, readonly LoginKind[]])[] = [
  [loginSettings.adminPasswordHash, ['password']],
  [loginSettings.viewerPasswordHash, ['password']],
  [loginSettings.adminPassword, ['password']],
  [loginSettings.viewerPassword, ['password']],
  [loginSettings.demoLogin, ['password']],
  [loginSettings.adminGroups, ['oidc', 'header']],
  [loginSettings.viewerGroups, ['oidc', 'header']],
  ...Object.values(oidc).map((setting) => [setting as Setting<unknown>, ['oidc']] as const),
  [loginSettings.userHeader, ['header']],
  [loginSettings.groupsHeader, ['header']],
];

/** Somebody who sets a password believes that it protects; one that nobody asks for protects nothing. */
function refuseOfOtherKinds(reader: SettingReader, kind: LoginKind, isDemo: boolean): void {
  for (const [setting, kinds] of BELONGS_TO) {
    if (kinds.includes(kind) || !reader.given(setting)) continue;
    if (setting === loginSettings.demoLogin && !isDemo) continue;
    reader.mistake(
      setting,
      `is given beside PERIPLUS_LOGIN=${kind}, where it means nothing; it belongs to ${kinds.join(' and ')}`,
    );
  }
}

function readSecrets(reader: SettingReader, isDemo: boolean): readonly string[] | null {
  if (isDemo && !reader.given(loginSettings.sessionSecret)) return [randomBytes(48).toString('base64url')];
  return reader.required(
    loginSettings.sessionSecret,
    'Nobody could sign in safely without it; make one with `openssl rand -base64 48`',
  );
}

/** One user's password: as a hash, or plain. */
type PasswordPair = readonly [hash: Setting<string>, plain: Setting<string>];

const PASSWORDS = {
  admin: [loginSettings.adminPasswordHash, loginSettings.adminPassword],
  viewer: [loginSettings.viewerPasswordHash, loginSettings.viewerPassword],
} as const satisfies Record<Role, PasswordPair>;

function readPasswords(reader: SettingReader): Login | null {
  if (!PASSWORDS.admin.some((setting) => reader.given(setting))) {
    reader.mistake(
      loginSettings.adminPasswordHash,
      'is not set. Nobody could sign in safely without it; make one with `npm run hash-password`, or give PERIPLUS_ADMIN_PASSWORD',
    );
  }
  const admin = readUser(reader, 'admin');
  const viewer = readUser(reader, 'viewer');
  if (admin === null) return null;
  return { kind: 'password', users: viewer === null ? [admin] : [admin, viewer] };
}

/** null = no such user, or a mistake. */
function readUser(reader: SettingReader, name: Role): User | null {
  const [hash, plain] = PASSWORDS[name];
  if (reader.given(hash) && reader.given(plain)) {
    reader.mistake(plain, `is given beside ${hash.name}; only one of them can hold`);
    return null;
  }
  const passwordHash = reader.value(hash);
  if (passwordHash !== null) return { name, role: name, passwordHash };
  const password = reader.value(plain);
  return password === null ? null : userByPlainPassword(name, password);
}

function readDemo(reader: SettingReader, host: string): Login {
  if (!isLoopbackName(host)) {
    reader.mistake(
      loginSettings.demoLogin,
      `is true while Periplus would listen on ${host}. Passwords that everybody knows are for loopback only; set HOSTNAME=127.0.0.1`,
    );
  }
  for (const given of [...PASSWORDS.admin, ...PASSWORDS.viewer]) {
    if (reader.given(given))
      reader.mistake(given, 'is given beside PERIPLUS_DEMO_LOGIN; only one of them can hold');
  }
  return { kind: 'password', users: DEMO_USERS };
}

function readToken(reader: SettingReader, { hasCluster }: LoginContext): Login {
  if (!hasCluster) {
    reader.mistake(
      loginSettings.login,
      'is token, but there is no cluster whose API server could check one; set PERIPLUS_KUBERNETES',
    );
  }
  return { kind: 'token' };
}

function readOidc(reader: SettingReader, { hasCluster }: LoginContext): OidcSettings | null {
  const issuer = reader.required(oidc.issuer, 'Signing in with oidc needs a provider');
  const clientId = reader.required(oidc.clientId, 'Signing in with oidc needs a client there');
  const clientSecret = reader.secret(oidc.clientSecret);
  const scopes = reader.value(oidc.scopes);
  const userClaim = reader.value(oidc.userClaim);
  const groupsClaim = reader.value(oidc.groupsClaim);
  const asked = reader.value(oidc.passThrough);
  const caPem = reader.fileText(oidc.caFile);
  const roles = readRoles(reader);
  if (issuer !== null && issuer.protocol === 'http:' && !isLoopbackName(issuer.hostname)) {
    reader.mistake(oidc.issuer, 'is not https, so that anybody on the way could be anybody here');
  }
  if (caPem !== null && !caPem.includes('-----BEGIN CERTIFICATE-----')) {
    reader.mistake(oidc.caFile, 'names a file without a PEM certificate');
  }
  const passThrough = asked === 'off' ? null : asked;
  if (passThrough !== null && !hasCluster) {
    reader.mistake(oidc.passThrough, 'is given without a cluster to pass it to; set PERIPLUS_KUBERNETES');
  }
  // With pass-through the cluster decides who may do what, so groups may be left to it.
  if (passThrough === null && !namesAny(roles)) refuseWithoutGroups(reader, 'oidc');
  if (issuer === null || clientId === null || scopes === null || groupsClaim === null) return null;
  return {
    kind: 'oidc',
    issuer,
    clientId,
    clientSecret,
    scopes,
    userClaim,
    groupsClaim,
    passThrough,
    caPem,
    roles,
  };
}

function readHeader(reader: SettingReader, { trustedProxies }: LoginContext): HeaderSettings | null {
  const userHeader = reader.value(loginSettings.userHeader);
  const groupsHeader = reader.value(loginSettings.groupsHeader);
  const roles = readRoles(reader);
  if (trustedProxies.length === 0) {
    reader.mistake(
      loginSettings.login,
      'is header without PERIPLUS_TRUSTED_PROXIES; whoever reaches Periplus could call themselves anybody',
    );
  } else if (trustedProxies.some((range) => range.endsWith('/0'))) {
    reader.mistake(
      loginSettings.login,
      'is header while PERIPLUS_TRUSTED_PROXIES trusts every address; name the proxies alone',
    );
  }
  if (!namesAny(roles)) refuseWithoutGroups(reader, 'header');
  if (userHeader === null || groupsHeader === null) return null;
  return { kind: 'header', userHeader, groupsHeader, roles };
}

function readRoles(reader: SettingReader): GroupRoles {
  return {
    admin: reader.value(loginSettings.adminGroups) ?? [],
    viewer: reader.value(loginSettings.viewerGroups) ?? [],
  };
}

/** Whether any group has a role. */
export function namesAny({ admin, viewer }: GroupRoles): boolean {
  return admin.length + viewer.length > 0;
}

function refuseWithoutGroups(reader: SettingReader, kind: LoginKind): void {
  reader.mistake(
    loginSettings.login,
    `is ${kind}, but nobody would be let in: set PERIPLUS_ADMIN_GROUPS, PERIPLUS_VIEWER_GROUPS or both (* is everybody)`,
  );
}
