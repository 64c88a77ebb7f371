/**
 * What a sign-in brought along, by the way people sign in: what the session is held to be worth, and by whose rights
 * the cluster is asked. It is sealed into the session's cookies; nothing of it is ever sent in a readable form.
 */
import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Environment, Login, User } from '@/lib/environment';
import { namesAny } from '@/lib/environment/read-login';
import { roleOfGroups } from './group-roles';
import type { Identity } from './identity';

export const grantSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('password'),
    user: z.string(),
    /** Changes with the password, so that a new password ends the sessions of the old one. */
    mark: z.string(),
  }),
  z.object({
    kind: z.literal('token'),
    /** As the API server named the token's owner. */
    user: z.string(),
    groups: z.array(z.string()),
    token: z.string(),
    /** Unix milliseconds; null = the token does not tell. */
    endsAtMs: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('oidc'),
    user: z.string(),
    /** Only those that some setting named at the sign-in. */
    groups: z.array(z.string()),
    idToken: z.string(),
    /** Kept only where it is passed on. */
    accessToken: z.string().nullable(),
    refreshToken: z.string().nullable(),
    /** Unix milliseconds at which the passed token ends; null = nothing is passed on, or it does not tell. */
    endsAtMs: z.number().nullable(),
  }),
]);
export type Grant = z.infer<typeof grantSchema>;
export type OidcGrant = Extract<Grant, { kind: 'oidc' }>;

/** What knowing the password of `user` is worth. */
export function passwordGrant({ name, passwordHash }: User): Grant {
  return { kind: 'password', user: name, mark: markOf(passwordHash) };
}

/** Tells two passwords of a user apart and tells nothing of either. */
function markOf(passwordHash: string): string {
  return createHash('sha256').update(`password:${passwordHash}`).digest('base64url');
}

/**
 * Who that is by the settings of today; null when they let nobody in that way any more: another way to sign in, a user
 * or a password that is gone, groups without a role.
 */
export function identityOf(grant: Grant, { login }: Pick<Environment, 'login'>): Identity | null {
  if (grant.kind === 'password' && login.kind === 'password') return passwordIdentity(grant, login);
  if (grant.kind === 'token' && login.kind === 'token') {
    const { user: name, groups, token } = grant;
    return { name, role: 'admin', groups, credential: { kind: 'token', token } };
  }
  if (grant.kind === 'oidc' && login.kind === 'oidc') return oidcIdentity(grant, login);
  return null;
}

function passwordIdentity(
  { user: name, mark }: Extract<Grant, { kind: 'password' }>,
  { users }: Extract<Login, { kind: 'password' }>,
): Identity | null {
  const user = users.find((candidate) => candidate.name === name);
  if (user === undefined || markOf(user.passwordHash) !== mark) return null;
  return { name, role: user.role, groups: [], credential: { kind: 'console' } };
}

function oidcIdentity(grant: OidcGrant, login: Extract<Login, { kind: 'oidc' }>): Identity | null {
  const { user: name, groups, idToken, accessToken } = grant;
  const { passThrough, roles } = login;
  // Where the cluster decides and no group was named, everybody who signs in may try.
  const role = passThrough !== null && !namesAny(roles) ? 'admin' : roleOfGroups(groups, roles);
  if (role === null) return null;
  if (passThrough === null) return { name, role, groups, credential: { kind: 'console' } };
  const token = passThrough === 'id-token' ? idToken : accessToken;
  return token === null ? null : { name, role, groups, credential: { kind: 'token', token } };
}
