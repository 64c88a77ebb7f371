/** Callers' identities in the forms that policies compare: principal, namespace, service account, trust domain. */
import type { CallerIdentity } from './question';

export interface TrustSettings {
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
}

export interface IdentityParts {
  readonly trustDomain: string;
  readonly namespace: string;
  /** Null = not known which. */
  readonly serviceAccount: string | null;
}

/** Null when nobody is authenticated, or the principal has not Istio's form. */
export function identityParts(identity: CallerIdentity, settings: TrustSettings): IdentityParts | null {
  if (identity.kind === 'none') return null;
  if (identity.kind === 'account') {
    const { namespace, serviceAccount } = identity;
    return { trustDomain: settings.trustDomain, namespace, serviceAccount };
  }
  const parts = /^([^/]+)\/ns\/([^/]+)\/(?:.+\/)?sa\/([^/]+)/.exec(withoutScheme(identity.principal));
  if (parts === null) return null;
  return { trustDomain: parts[1] ?? '', namespace: parts[2] ?? '', serviceAccount: parts[3] ?? '' };
}

/** Without `spiffe://`; null when nobody is authenticated or the service account is not known. */
export function principalText(identity: CallerIdentity, settings: TrustSettings): string | null {
  if (identity.kind === 'none') return null;
  if (identity.kind === 'principal') return withoutScheme(identity.principal);
  if (identity.serviceAccount === null) return null;
  return `${settings.trustDomain}/ns/${identity.namespace}/sa/${identity.serviceAccount}`;
}

function withoutScheme(principal: string): string {
  return principal.replace(/^spiffe:\/\//, '');
}

/**
 * A principal that a policy names in the mesh's own trust domain, one of its aliases or `cluster.local`
 * (which stands for the own one) means all of them.
 * Source: istio/istio pilot/pkg/security/trustdomain/bundle.go.
 */
export function principalsMeant(written: string, settings: TrustSettings): readonly string[] {
  const slash = written.indexOf('/');
  // Shorter patterns, such as `cluster.local/ns/shop/*`, name no trust domain to Istio and stay as they are.
  if (slash <= 0 || written.split('/').length !== PRINCIPAL_PARTS) return [written];
  const own = [settings.trustDomain, ...settings.trustDomainAliases];
  const domain = written.slice(0, slash);
  const rest = written.slice(slash);
  if (domain.startsWith('*') && domain.length > 1) {
    const covered = own.some((name) => name.endsWith(domain.slice(1)));
    return covered ? [written, ...own.map((name) => name + rest)] : [written];
  }
  return own.includes(domain) || domain === 'cluster.local' ? own.map((name) => name + rest) : [written];
}

/** `domain/ns/namespace/sa/account`. */
const PRINCIPAL_PARTS = 5;

/** The mesh's own trust domain and its aliases stand for each other. */
export function trustDomainsMeant(written: string, settings: TrustSettings): readonly string[] {
  const own = [settings.trustDomain, ...settings.trustDomainAliases];
  return own.includes(written) ? own : [written];
}
