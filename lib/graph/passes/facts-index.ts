/**
 * Finding what configuration and inventory say about a node. A fact without a cluster comes from a store that knows of
 * one only, and holds in whichever cluster its name is seen.
 */
import type { NodeIdentity } from '@/lib/graph/identity';
import type { MeshFacts, ServiceEntryFact, ServiceFact, WorkloadFact } from '@/lib/graph/mesh-facts';
import type { CalledService } from '@/lib/mesh/identity';

interface Placed {
  readonly cluster: string | null;
  readonly namespace: string;
}

export class FactsIndex {
  readonly facts: MeshFacts;
  readonly #workloads = new Map<string, WorkloadFact[]>();
  readonly #apps = new Map<string, WorkloadFact[]>();
  readonly #services = new Map<string, ServiceFact[]>();
  readonly #entries = new Map<string, ServiceEntryFact[]>();
  readonly #entriesByHost = new Map<string, ServiceEntryFact[]>();
  readonly #wildcards: { readonly suffix: string; readonly entry: ServiceEntryFact }[] = [];
  readonly #namespacesWithWorkloads = new Set<string>();
  readonly #namespacesWithServices = new Set<string>();

  constructor(facts: MeshFacts) {
    this.facts = facts;
    for (const workload of facts.workloads) {
      put(this.#workloads, key(workload.namespace, workload.name), workload);
      put(this.#apps, key(workload.namespace, workload.app), workload);
      this.#namespacesWithWorkloads.add(workload.namespace);
    }
    for (const service of facts.services) {
      put(this.#services, key(service.namespace, service.name), service);
      this.#namespacesWithServices.add(service.namespace);
    }
    for (const entry of facts.serviceEntries) {
      put(this.#entries, key(entry.namespace, entry.name), entry);
      for (const host of entry.hosts) {
        put(this.#entriesByHost, host.toLowerCase(), entry);
        if (host.startsWith('*')) this.#wildcards.push({ suffix: host.slice(1).toLowerCase(), entry });
      }
    }
  }

  /** The workloads that a node stands for; empty for what is no workload or app, and where none is known. */
  workloadsOf(node: NodeIdentity): readonly WorkloadFact[] {
    switch (node.kind) {
      case 'workload':
        return here(this.#workloads, node.cluster, node.namespace, node.name);
      case 'app':
        return here(this.#apps, node.cluster, node.namespace, node.name);
      case 'versionedApp':
        return here(this.#apps, node.cluster, node.namespace, node.name).filter(
          ({ version }) => version === node.version,
        );
      default:
        return [];
    }
  }

  serviceOf(node: Pick<CalledService, 'cluster' | 'namespace' | 'name'>): ServiceFact | null {
    if (node.name === null) return null;
    return here(this.#services, node.cluster, node.namespace, node.name)[0] ?? null;
  }

  entryByName(node: Pick<CalledService, 'cluster' | 'namespace' | 'name'>): ServiceEntryFact | null {
    if (node.name === null) return null;
    return here(this.#entries, node.cluster, node.namespace, node.name)[0] ?? null;
  }

  /**
   * The ServiceEntry that a called host belongs to, as a client in that namespace sees it: one of the service's own
   * namespace first, exact hosts before wildcards, longer wildcards before shorter ones. Istio names the service by the
   * host of the entry, or in the mesh by its first part.
   */
  entryOf(service: CalledService, clientNamespace: string | null): ServiceEntryFact | null {
    if (this.facts.serviceEntries.length === 0) return null;
    const hosts = [service.host, service.name].flatMap((host) => host?.toLowerCase() ?? []);
    const exact = hosts.flatMap((host) => this.#entriesByHost.get(host) ?? []);
    const seen = exact.filter((entry) => isSeen(entry, service, clientNamespace));
    if (seen.length > 0) return preferred(seen, service);
    const covering = this.#wildcards
      .filter(
        ({ suffix, entry }) =>
          hosts.some((host) => covers(suffix, host)) && isSeen(entry, service, clientNamespace),
      )
      .sort((a, b) => b.suffix.length - a.suffix.length);
    const longest = covering.filter(({ suffix }) => suffix.length === covering[0]?.suffix.length);
    return longest.length === 0
      ? null
      : preferred(
          longest.map(({ entry }) => entry),
          service,
        );
  }

  /** Whether the absence of a workload says anything: a folder of rules alone knows no workloads at all. */
  knowsWorkloadsOf(namespace: string): boolean {
    return this.#namespacesWithWorkloads.has(namespace);
  }

  knowsServicesOf(namespace: string): boolean {
    return this.#namespacesWithServices.has(namespace);
  }
}

const indexes = new WeakMap<MeshFacts, FactsIndex>();

/** Facts stay the same objects while nothing changes, and so does their index. */
export function indexOf(facts: MeshFacts): FactsIndex {
  const known = indexes.get(facts) ?? new FactsIndex(facts);
  indexes.set(facts, known);
  return known;
}

function key(namespace: string | null, name: string): string {
  return `${namespace}\u0000${name}`;
}

function put<T>(map: Map<string, T[]>, at: string, value: T): void {
  const known = map.get(at);
  if (known === undefined) map.set(at, [value]);
  else known.push(value);
}

function here<T extends Placed>(
  map: ReadonlyMap<string, readonly T[]>,
  cluster: string | null,
  namespace: string | null,
  name: string,
): readonly T[] {
  const found = map.get(key(namespace, name)) ?? [];
  const isHere = (one: T) => one.cluster === null || cluster === null || one.cluster === cluster;
  return found.every(isHere) ? found : found.filter(isHere);
}

function isSeen(entry: ServiceEntryFact, service: CalledService, clientNamespace: string | null): boolean {
  const isHere = entry.cluster === null || service.cluster === null || entry.cluster === service.cluster;
  if (!isHere) return false;
  return entry.exportTo === null || clientNamespace === null || entry.exportTo.includes(clientNamespace);
}

function covers(suffix: string, host: string): boolean {
  return host.length > suffix.length && host.endsWith(suffix);
}

function preferred(entries: readonly ServiceEntryFact[], service: CalledService): ServiceEntryFact | null {
  return entries.find(({ namespace }) => namespace === service.namespace) ?? entries[0] ?? null;
}
