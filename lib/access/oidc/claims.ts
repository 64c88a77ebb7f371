/** What the claims of a provider say about who signs in. */
import type { OidcSettings } from '@/lib/environment';

export type Claims = Readonly<Record<string, unknown>>;

const LONGEST_NAME = 256;

/** The user's name; null where no claim gives one. Control characters end nowhere but in logs, so they are no name. */
export function nameIn(claims: Claims, { userClaim }: Pick<OidcSettings, 'userClaim'>): string | null {
  const names = userClaim === null ? ['preferred_username', 'email', 'sub'] : [userClaim];
  for (const name of names) {
    const value = claimAt(claims, name);
    if (typeof value === 'string' && isName(value)) return value;
  }
  return null;
}

/** The user's groups; null where there is no such claim. */
export function groupsIn(
  claims: Claims,
  { groupsClaim }: Pick<OidcSettings, 'groupsClaim'>,
): readonly string[] | null {
  const value = claimAt(claims, groupsClaim);
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return null;
  return value.filter((group): group is string => typeof group === 'string');
}

/** Names of claims may hold dots themselves (`https://example.org/roles`), so the whole is tried before the path. */
function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Claims)[part];
  }
  return value;
}

function isName(text: string): boolean {
  return text.length > 0 && text.length <= LONGEST_NAME && !/\p{Cc}/u.test(text);
}
