/** Facts with defaults, for tests: state only what a test is about. */
import type { MeshFacts, ServiceEntryFact, ServiceFact, WorkloadFact } from './mesh-facts';
import { NO_FACTS, type NodeFacts } from './node-facts';

export function nodeFacts(part: Partial<NodeFacts> = {}): NodeFacts {
  return { ...NO_FACTS, ...part };
}

/** `cart-v1` is version v1 of the app cart, in namespace shop. */
export function workloadFact(name: string, part: Partial<WorkloadFact> = {}): WorkloadFact {
  const [app = name, version = 'latest'] = name.split(/-(?=v\d+$)/);
  return {
    cluster: null,
    namespace: 'shop',
    name,
    app,
    version,
    healthRate: null,
    facts: nodeFacts(),
    ...part,
  };
}

export function serviceFact(name: string, part: Partial<ServiceFact> = {}): ServiceFact {
  return {
    cluster: null,
    namespace: 'shop',
    name,
    host: `${name}.shop.svc.cluster.local`,
    app: name,
    workloads: [],
    healthRate: null,
    facts: nodeFacts(),
    ...part,
  };
}

export function entryFact(
  name: string,
  hosts: readonly string[],
  part: Partial<ServiceEntryFact> = {},
): ServiceEntryFact {
  const location = part.location ?? 'MESH_EXTERNAL';
  return {
    cluster: null,
    namespace: 'shop',
    name,
    hosts,
    location,
    exportTo: null,
    workloads: [],
    facts: nodeFacts({ serviceEntry: { namespace: 'shop', name, hosts: [...hosts], location } }),
    ...part,
  };
}

export function meshFacts(part: Partial<MeshFacts> = {}): MeshFacts {
  return { workloads: [], services: [], serviceEntries: [], ...part };
}
