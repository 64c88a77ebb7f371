/**
 * Which virtual host takes a request: exact names before `*.suffix` before `prefix.*` before `*`, the longest of each
 * (envoy/config/route/v3/route_components.proto, VirtualHost.domains).
 */
import { listAt } from '@/lib/proxies/dump/fields';

/** Null = none. `authority` is tried as it is and without its port. */
export function virtualHostFor(hosts: readonly unknown[], authority: string, port: number): unknown {
  const bare = authority.toLowerCase().replace(/:\d+$/, '');
  const names = [...new Set([authority.toLowerCase(), `${bare}:${port}`, bare])];
  let best: { readonly host: unknown; readonly rank: number } | null = null;
  for (const host of hosts) {
    for (const domain of listAt(host, 'domains')) {
      const rank = rankOf(String(domain).toLowerCase(), names);
      if (rank > 0 && (best === null || rank > best.rank)) best = { host, rank };
    }
  }
  return best?.host ?? null;
}

/** Longer patterns of a kind come first; kinds are a thousand apart, longer than any name. */
function rankOf(domain: string, names: readonly string[]): number {
  if (domain === '*') return 1;
  if (names.includes(domain)) return 3000 + domain.length;
  if (domain.startsWith('*')) {
    const suffix = domain.slice(1);
    return names.some((name) => name.length > suffix.length && name.endsWith(suffix))
      ? 2000 + suffix.length
      : 0;
  }
  if (!domain.endsWith('*')) return 0;
  const prefix = domain.slice(0, -1);
  return names.some((name) => name.length > prefix.length && name.startsWith(prefix))
    ? 1000 + prefix.length
    : 0;
}
