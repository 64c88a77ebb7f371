/** Claims of a token as conditions of policies and routes read them. */
import type { RequestToken } from './question';

/** With the registered claims that the token has fields of its own for. */
export function claimsOf({
  issuer,
  subject,
  audiences,
  claims,
}: RequestToken): Readonly<Record<string, unknown>> {
  return { iss: issuer, sub: subject, aud: audiences, ...claims };
}

/** A claim is a text or a list of texts; `scope` and `permission` are lists written with spaces between. Empty: none. */
export function claimTexts(
  claims: Readonly<Record<string, unknown>>,
  names: readonly string[],
): readonly string[] {
  let claim: unknown = claims;
  for (const name of names) {
    if (typeof claim !== 'object' || claim === null || !Object.hasOwn(claim, name)) return [];
    claim = Reflect.get(claim, name);
  }
  if (Array.isArray(claim)) return claim.filter((entry): entry is string => typeof entry === 'string');
  if (typeof claim !== 'string') return [];
  const isSpaced = names.length === 1 && (names[0] === 'scope' || names[0] === 'permission');
  return isSpaced ? claim.split(' ') : [claim];
}

const ROUTING = '@request.auth.claims';

/**
 * The claim that a VirtualService's header name means, `@request.auth.claims.a.b` or `@request.auth.claims[a][b]`;
 * null for a header. Source: istio/istio pilot/pkg/util/jwt/util.go (ToRoutingClaim).
 */
export function routingClaim(header: string): readonly string[] | null {
  if (!header.toLowerCase().startsWith(ROUTING)) return null;
  const rest = header.slice(ROUTING.length);
  if (rest.startsWith('.') && rest.length > 1) return rest.slice(1).split('.');
  const names = [...rest.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '');
  return names.length > 0 && rest === names.map((name) => `[${name}]`).join('') ? names : null;
}
