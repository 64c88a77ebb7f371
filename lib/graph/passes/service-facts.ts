/** What is known about services from the traffic to them: host, the app behind, whether it lies outside the mesh. */
import type { Flow } from '@/lib/graph/traffic';
import type { CalledService } from '@/lib/mesh/identity';
import { isEgressGatewayName } from './gateway-names';

export interface ServiceFact {
  /** FQDN or external host; the first by name where there are several. */
  readonly host: string | null;
  /** The one app behind it; null where there are several or none is known. */
  readonly app: string | null;
  /** No workload of the mesh answers, and the host is none of the cluster's. */
  readonly isExternal: boolean;
}

export interface ServiceFacts {
  of(service: {
    readonly cluster: string | null;
    readonly namespace: string | null;
    readonly name: string;
  }): ServiceFact;
}

interface Gathered {
  host: string | null;
  readonly apps: Set<string>;
}

const CLUSTER_HOST = /\.svc(\.|$)/;

/** `flows` are all that are known, so that a service looks alike whatever is in view. */
export function serviceFacts(flows: Iterable<Flow>): ServiceFacts {
  const gathered = new Map<string, Gathered>();
  for (const { service, destination } of flows) {
    if (service.name === null) continue;
    const key = rememberedKeyOf(service);
    const known = gathered.get(key) ?? { host: null, apps: new Set<string>() };
    gathered.set(key, known);
    if (service.host !== null && (known.host === null || service.host < known.host))
      known.host = service.host;
    const app = destination.app ?? destination.workload;
    // An egress gateway on the way does not make its destination a part of the mesh.
    if (app !== null && !isEgressGatewayName(app)) known.apps.add(app);
  }
  return {
    of(service) {
      const { host, apps } = gathered.get(keyOf(service)) ?? { host: null, apps: new Set<string>() };
      const [first = null] = apps;
      const isClusterHost = host === null || CLUSTER_HOST.test(host) || !host.includes('.');
      return { host, app: apps.size === 1 ? first : null, isExternal: apps.size === 0 && !isClusterHost };
    },
  };
}

/** The same flows come with every refresh. */
const keys = new WeakMap<CalledService, string>();

function rememberedKeyOf(service: CalledService): string {
  const known = keys.get(service);
  if (known !== undefined) return known;
  const made = keyOf(service);
  keys.set(service, made);
  return made;
}

function keyOf(service: { cluster: string | null; namespace: string | null; name: string | null }): string {
  return `${service.cluster}\u0000${service.namespace}\u0000${service.name}`;
}
