/** What a provider's tokens are worth here: the grant that a session is made of. */
import 'server-only';
import {
  type Configuration,
  fetchUserInfo,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { tokenEndsAtMs } from '@/lib/access/bearer-token';
import { isRefusal } from '@/lib/access/believing';
import type { OidcGrant } from '@/lib/access/grant';
import { groupsThatCount } from '@/lib/access/group-roles';
import type { OidcSettings } from '@/lib/environment';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import { type Claims, groupsIn, nameIn } from './claims';
import { oidcRefused } from './refusal';

export type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** The grant, and the token that goes along to the cluster, checked there. Throws refusals. */
export async function grantOf(
  tokens: Tokens,
  configuration: Configuration,
  login: OidcSettings,
  reviewer: TokenReviewer | null,
  nowMs: number,
): Promise<OidcGrant> {
  const idToken = tokens.id_token;
  if (idToken === undefined) throw oidcRefused('bad-token', new Error('There is no ID token.'));
  const claims = await allClaims(tokens, configuration, login);
  const user = nameIn(claims, login);
  if (user === null) throw oidcRefused('no-name');
  const passes = login.passThrough !== null;
  const grant: OidcGrant = {
    kind: 'oidc',
    user,
    groups: groupsThatCount(groupsIn(claims, login) ?? [], login.roles),
    idToken,
    accessToken: login.passThrough === 'access-token' ? tokens.access_token : null,
    refreshToken: passes ? (tokens.refresh_token ?? null) : null,
    endsAtMs: endOf(tokens, login, nowMs),
  };
  await assertClusterAccepts(grant, login, reviewer);
  return grant;
}

/** Some providers give name and groups with the ID token, some only when they are asked again. */
async function allClaims(tokens: Tokens, configuration: Configuration, login: OidcSettings): Promise<Claims> {
  const claims: Claims = { ...tokens.claims() };
  const isEnough = groupsIn(claims, login) !== null && nameIn(claims, login) !== null;
  const subject = claims.sub;
  if (isEnough || typeof subject !== 'string') return claims;
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
  // The library checks that the answer is about the same subject.
  return { ...(await fetchUserInfo(configuration, tokens.access_token, subject)), ...claims };
}

/** Unix milliseconds at which the token that is passed on ends; what is not passed on may end when it likes. */
export function endOf(tokens: Tokens, { passThrough }: OidcSettings, nowMs: number): number | null {
  if (passThrough === null) return null;
  if (passThrough === 'id-token') return tokenEndsAtMs(tokens.id_token ?? '');
  const seconds = tokens.expiresIn();
  return seconds === undefined ? tokenEndsAtMs(tokens.access_token) : nowMs + seconds * 1000;
}

async function assertClusterAccepts(
  { idToken, accessToken }: OidcGrant,
  { passThrough }: OidcSettings,
  reviewer: TokenReviewer | null,
): Promise<void> {
  if (passThrough === null || reviewer === null) return;
  const token = passThrough === 'id-token' ? idToken : accessToken;
  if (token === null) return;
  await reviewer.review(token).catch((error: unknown) => {
    if (isRefusal(error)) throw oidcRefused('cluster-refused', error);
    throw error;
  });
}
