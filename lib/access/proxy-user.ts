/**
 * The user whom an authenticating proxy in front of Periplus names in its headers. Anybody can write headers, so they
 * are believed only where the connection itself comes from one of PERIPLUS_TRUSTED_PROXIES.
 */
import 'server-only';
import type { Environment, HeaderSettings, Role } from '@/lib/environment';
import { isTrustedPeer } from './client-address';
import { roleOfGroups } from './group-roles';

/** Why the proxy's word does not let anybody in. */
export type ProxyRefusal = 'untrusted-address' | 'no-user' | 'no-group';

/** The same in words, for pages and for the API. */
export const PROXY_REFUSALS: Readonly<
  Record<ProxyRefusal, { readonly message: string; readonly hint: string }>
> = {
  'untrusted-address': {
    message: 'This request did not come through the proxy that signs people in.',
    hint: 'Open Periplus at the address of that proxy. If you did, PERIPLUS_TRUSTED_PROXIES does not hold the address that the proxy calls from.',
  },
  'no-user': {
    message: 'The proxy in front of Periplus did not say who you are.',
    hint: 'PERIPLUS_USER_HEADER must be the header that the proxy writes the user into; it must take away what clients send under that name.',
  },
  'no-group': {
    message: 'You are in none of the groups that may use Periplus.',
    hint: 'PERIPLUS_ADMIN_GROUPS and PERIPLUS_VIEWER_GROUPS name them; PERIPLUS_GROUPS_HEADER is where the proxy must write yours.',
  },
};

export type ProxyUser =
  | { readonly kind: 'known'; readonly name: string; readonly role: Role; readonly groups: readonly string[] }
  | { readonly kind: 'refused'; readonly because: ProxyRefusal; readonly user: string | null };

const LONGEST_NAME = 256;
const MOST_GROUPS = 1000;

export function proxyUser(
  headers: Headers,
  { userHeader, groupsHeader, roles }: HeaderSettings,
  environment: Pick<Environment, 'trustedProxies'>,
): ProxyUser {
  if (!isTrustedPeer(headers, environment))
    return { kind: 'refused', because: 'untrusted-address', user: null };
  const name = headers.get(userHeader)?.trim() ?? '';
  // Two headers of one name reach us joined by a comma: then it is not the proxy alone that spoke.
  if (name === '' || name.length > LONGEST_NAME || name.includes(','))
    return { kind: 'refused', because: 'no-user', user: null };
  const groups = (headers.get(groupsHeader) ?? '')
    .split(',', MOST_GROUPS)
    .map((group) => group.trim())
    .filter((group) => group !== '');
  const role = roleOfGroups(groups, roles);
  if (role === null) return { kind: 'refused', because: 'no-group', user: name };
  return { kind: 'known', name, role, groups };
}
