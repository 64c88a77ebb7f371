/**
 * Host names as Istio resolves and compares them.
 * Source: istio/istio pilot/pkg/model/virtualservice.go, pkg/config/host/name.go.
 */

/**
 * A short host of a configuration object belongs to that object's namespace, not to the client's.
 * Anything with a dot is an FQDN already; `*` and addresses stay.
 */
export function resolveConfigHost(host: string, objectNamespace: string, clusterDomain: string): string {
  const written = host.toLowerCase();
  if (written === '' || written.includes('.') || written.includes('*') || written.includes(':'))
    return written;
  return `${written}.${objectNamespace}.svc.${clusterDomain}`;
}

/** The request's host without port, trailing dot and upper case. Brackets of an IPv6 address are dropped. */
export function requestHost(host: string): string {
  const written = host.trim().toLowerCase();
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(written);
  if (bracketed !== null) return bracketed[1] ?? '';
  // More than one colon and no brackets: a bare IPv6 address has no port.
  const withoutPort = written.split(':').length === 2 ? (written.split(':')[0] ?? '') : written;
  return withoutPort.replace(/\.$/, '');
}

/**
 * The names under which a client may mean the service `host`: FQDN, `name.namespace.svc`, `name.namespace`,
 * and the bare name from the service's own namespace only.
 */
export function serviceAliases(
  host: string,
  clientNamespace: string,
  clusterDomain: string,
): readonly string[] {
  const suffix = `.svc.${clusterDomain}`;
  if (!host.endsWith(suffix)) return [host];
  const local = host.slice(0, -suffix.length);
  const dot = local.indexOf('.');
  if (dot < 0 || local.indexOf('.', dot + 1) >= 0) return [host];
  const aliases = [host, local, `${local}.svc`];
  return local.slice(dot + 1) === clientNamespace ? [...aliases, local.slice(0, dot)] : aliases;
}

/** `*.foo.com` covers `a.foo.com` and `*.a.foo.com`, not `foo.com`; `*` covers everything. */
export function hostCovers(pattern: string, host: string): boolean {
  const left = pattern.toLowerCase();
  const right = host.toLowerCase();
  if (left === '*' || left === right) return true;
  if (!left.startsWith('*')) return false;
  const suffix = left.slice(1);
  const name = right.startsWith('*') ? right.slice(1) : right;
  return right.startsWith('*')
    ? name.length >= suffix.length && name.endsWith(suffix)
    : name.length > suffix.length && name.endsWith(suffix);
}

/** True when some concrete host is covered by both. */
export function hostsOverlap(a: string, b: string): boolean {
  return hostCovers(a, b) || hostCovers(b, a);
}

/**
 * How specific a pattern is: exact beats every wildcard, among wildcards the longest wins,
 * `*` comes last. To be compared only among patterns that cover the same host.
 */
export function hostSpecificity(pattern: string): number {
  return pattern.startsWith('*') ? pattern.length : 1_000_000 + pattern.length;
}

/** The most specific pattern that covers `host`, first of equals; null when none does. */
export function mostSpecific<T>(
  candidates: readonly T[],
  hostOf: (candidate: T) => string,
  host: string,
): T | null {
  let best: T | null = null;
  let rank = -1;
  for (const candidate of candidates) {
    const pattern = hostOf(candidate);
    if (!hostCovers(pattern, host)) continue;
    const own = hostSpecificity(pattern);
    if (own > rank) {
      best = candidate;
      rank = own;
    }
  }
  return best;
}
