/** The hosts that requests asked for, and the service that each stands for. Pure. */
import type { GraphNode } from '@/lib/graph/contract';
import type { CodeRate } from '@/lib/metrics/traffic';

export interface HostRate {
  readonly host: string;
  readonly ratePerSecond: number;
}

/** By rate, the most asked first. */
export function hostRates(codes: readonly CodeRate[]): HostRate[] {
  const rates = new Map<string, number>();
  for (const { host, ratePerSecond } of codes)
    if (host !== null) rates.set(host, (rates.get(host) ?? 0) + ratePerSecond);
  return [...rates]
    .map(([host, ratePerSecond]) => ({ host, ratePerSecond }))
    .sort((a, b) => b.ratePerSecond - a.ratePerSecond);
}

/** A service as the API of configuration names it. */
export interface CalledHost {
  readonly namespace: string;
  readonly name: string;
}

/** The service that the target of an edge, or a node, is called by: the host asked for most, else its own name. */
export function calledService(target: GraphNode, codes: readonly CodeRate[]): CalledHost | null {
  const host = hostRates(codes)[0]?.host ?? target.host;
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc\b/.exec(host ?? '') ?? [];
  if (name !== undefined && namespace !== undefined) return { namespace, name };
  if (target.namespace === null) return null;
  if (host?.includes('.') === true) return { namespace: target.namespace, name: host };
  const own =
    target.kind === 'service' || target.kind === 'external' ? target.name : (target.app ?? target.name);
  return { namespace: target.namespace, name: own };
}

/** How Istio's proxies name a workload in spans: `<app>.<namespace>`; null where no proxy writes any. */
export function spanService(node: GraphNode): string | null {
  if (
    node.kind === 'unknown' ||
    node.kind === 'passthrough' ||
    node.kind === 'blackhole' ||
    node.kind === 'external'
  )
    return null;
  const app = node.app ?? node.name;
  return node.namespace === null ? null : `${app}.${node.namespace}`;
}
