/** How people sign in, as PERIPLUS_LOGIN chooses it, with what that way needs. */
import type { LiveSecret } from './setting-reader';
import type { User } from './user';

export const LOGIN_KINDS = ['password', 'token', 'oidc', 'header', 'anonymous'] as const;
export type LoginKind = (typeof LOGIN_KINDS)[number];

/** Which groups give which role. `*` stands for everybody who could sign in. Who is in none of them is refused. */
export interface GroupRoles {
  readonly admin: readonly string[];
  readonly viewer: readonly string[];
}

export interface OidcSettings {
  readonly kind: 'oidc';
  readonly issuer: URL;
  readonly clientId: string;
  /** null = a public client: PKCE alone proves that code and exchange belong together. */
  readonly clientSecret: LiveSecret | null;
  readonly scopes: string;
  /** Claim with the user's name; null = `preferred_username`, else `email`, else `sub`. */
  readonly userClaim: string | null;
  /** Claim with the groups or roles; a dotted path where they are nested. */
  readonly groupsClaim: string;
  /** Which of the user's tokens goes along to the cluster; null = none, the console asks by its own account. */
  readonly passThrough: 'id-token' | 'access-token' | null;
  readonly caPem: string | null;
  readonly roles: GroupRoles;
}

export interface HeaderSettings {
  readonly kind: 'header';
  readonly userHeader: string;
  readonly groupsHeader: string;
  readonly roles: GroupRoles;
}

export type Login =
  | { readonly kind: 'password'; readonly users: readonly User[] }
  | { readonly kind: 'token' }
  | OidcSettings
  | HeaderSettings
  | { readonly kind: 'anonymous' };
