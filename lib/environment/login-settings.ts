/** The settings that say who may sign in, and how. */
import { z } from 'zod';
import { LOGIN_KINDS, type LoginKind } from './login';
import { setting } from './setting';
import {
  credential,
  filePath,
  flag,
  LEAST_PASSWORD,
  passwordHash,
  plainPassword,
  sessionSecrets,
  sourceUrl,
} from './values';

const HASH = 'the output of `npm run hash-password`';
const PLAIN = `one line of at least ${LEAST_PASSWORD} characters`;

const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^`|~\w-]+$/, 'is no name of a header')
  .refine((text) => !/^(cookie|host|x-periplus-.*)$/i.test(text), 'is a header with a meaning of its own');

/** Names separated by commas. */
const names = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .refine((list): list is string[] => list.length > 0, 'names nothing');

const scopes = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'is no list of scopes')
  .refine((text) => text.split(' ').includes('openid'), 'lacks the scope openid');

const PASS_THROUGH = ['off', 'id-token', 'access-token'] as const;

export const loginSettings = {
  login: setting(
    'PERIPLUS_LOGIN',
    z.enum(LOGIN_KINDS, 'is no way to sign in') as z.ZodType<LoginKind, string>,
    {
      describes:
        'How people sign in: with a password of Periplus, a token of the cluster, at an OpenID Connect provider, by the headers of a proxy in front, or not at all (everybody reads, nobody writes).',
      allowed: LOGIN_KINDS.join(', '),
      fallback: 'password',
    },
  ),
  adminPasswordHash: setting('PERIPLUS_ADMIN_PASSWORD_HASH', passwordHash, {
    describes: 'Hash of the password of the user admin, who may read and write.',
    allowed: HASH,
    secret: true,
  }),
  viewerPasswordHash: setting('PERIPLUS_VIEWER_PASSWORD_HASH', passwordHash, {
    describes:
      'Hash of the password of the user viewer, who may only read. Without it there is no such user.',
    allowed: HASH,
    secret: true,
  }),
  adminPassword: setting('PERIPLUS_ADMIN_PASSWORD', plainPassword, {
    describes:
      'The same as a plain password, for a Secret that was made for Periplus alone. Only one of the two can be given.',
    allowed: PLAIN,
    secret: true,
  }),
  viewerPassword: setting('PERIPLUS_VIEWER_PASSWORD', plainPassword, {
    describes: 'The plain password of viewer in the same way.',
    allowed: PLAIN,
    secret: true,
  }),
  adminGroups: setting('PERIPLUS_ADMIN_GROUPS', names, {
    describes: 'With oidc and header: groups whose members may read and write.',
    allowed: 'names separated by commas; * is everybody who can sign in',
  }),
  viewerGroups: setting('PERIPLUS_VIEWER_GROUPS', names, {
    describes: 'With oidc and header: groups whose members may only read. Who is in no group is refused.',
    allowed: 'names separated by commas; * is everybody who can sign in',
  }),
  oidc: {
    issuer: setting('PERIPLUS_OIDC_ISSUER', sourceUrl, {
      describes: 'Address of the OpenID Connect provider, under which it serves its discovery document.',
      allowed: 'an https URL, like https://login.example.org/realms/mesh; http only on loopback',
    }),
    clientId: setting('PERIPLUS_OIDC_CLIENT_ID', credential, {
      describes:
        'Id of Periplus as a client there. Its redirect URI is the address of Periplus with /api/session/oidc/callback.',
      allowed: 'one line of text',
    }),
    clientSecret: setting('PERIPLUS_OIDC_CLIENT_SECRET', credential, {
      describes: 'Secret of that client; a public client has none.',
      allowed: 'one line of text',
      secret: true,
    }),
    scopes: setting('PERIPLUS_OIDC_SCOPES', scopes, {
      describes: 'Scopes that are asked for; some providers give groups or a refresh token only for one.',
      allowed: 'scopes separated by spaces, openid among them',
      fallback: 'openid profile email',
    }),
    userClaim: setting('PERIPLUS_OIDC_USER_CLAIM', credential, {
      describes:
        'Claim of the ID token with the name of the user. Not set: preferred_username, else email, else sub.',
      allowed: 'the name of a claim',
    }),
    groupsClaim: setting('PERIPLUS_OIDC_GROUPS_CLAIM', credential, {
      describes: 'Claim of the ID token with the groups or roles of the user.',
      allowed: 'the name of a claim, or a path like realm_access.roles',
      fallback: 'groups',
    }),
    passThrough: setting(
      'PERIPLUS_OIDC_PASS_THROUGH',
      z.enum(PASS_THROUGH, 'is no token') as z.ZodType<(typeof PASS_THROUGH)[number], string>,
      {
        describes:
          'Token of the user that goes along to a cluster which trusts the provider, so that their own rights hold there.',
        allowed: PASS_THROUGH.join(', '),
        fallback: 'off',
      },
    ),
    caFile: setting('PERIPLUS_OIDC_CA_FILE', filePath, {
      describes: "File with the certificates (PEM) that the provider's own is checked against.",
      allowed: 'the path of a readable file with PEM certificates',
    }),
  },
  userHeader: setting('PERIPLUS_USER_HEADER', headerName, {
    describes:
      'With header: where the proxy in front writes the user. Believed only from PERIPLUS_TRUSTED_PROXIES.',
    allowed: 'the name of a header',
    fallback: 'X-Forwarded-User',
  }),
  groupsHeader: setting('PERIPLUS_GROUPS_HEADER', headerName, {
    describes: 'With header: where it writes their groups, separated by commas.',
    allowed: 'the name of a header',
    fallback: 'X-Forwarded-Groups',
  }),
  sessionSecret: setting('PERIPLUS_SESSION_SECRET', sessionSecrets, {
    describes:
      'Seals the session cookies; every replica needs the same. Several, one a line: the first seals, all open, so that a new one signs nobody out.',
    allowed: 'at least 32 characters a line, like the output of `openssl rand -base64 48`',
    secret: true,
  }),
  demoLogin: setting('PERIPLUS_DEMO_LOGIN', flag, {
    describes:
      'Users admin/admin and viewer/viewer, for the demo. Refused unless HOSTNAME is a loopback address.',
    allowed: 'true or false',
    fallback: 'false',
  }),
};
