/** The rows of a list as configuration alone tells them, before any figure. */
import type { MeshFacts, ServiceEntryFact, ServiceFact, WorkloadFact } from '@/lib/graph/mesh-facts';
import type { Inventory, InventoryNamespace } from '@/lib/inventory/inventory';
import type { InventoryId } from '@/lib/inventory/object';
import type { InventoryPort, InventoryService } from '@/lib/inventory/services';
import { sumReplicas } from '@/lib/inventory/workloads';
import type { InventoryRow } from './contract';
import type { FindingCounts } from './finding-counts';
import { planeOf, planeOfAll } from './plane';
import type { InventoryKind, Plane } from './vocabulary';

/** What configuration knows; null = none is connected, or it does not answer. */
export interface Configured {
  readonly inventory: Inventory;
  readonly facts: MeshFacts;
  readonly findings: FindingCounts;
}

/** A row, and the name by which traffic knows it. */
export interface BaseRow extends Omit<InventoryRow, 'figures' | 'usage' | 'health'> {
  /** `<namespace>/<name>`, of a namespace its name. */
  readonly key: string;
}

export const REVISION = 'istio.io/rev';

const NOTHING: Omit<BaseRow, 'key' | 'id' | 'namespace' | 'name'> = {
  cluster: null,
  clusters: [],
  type: null,
  labels: {},
  plane: 'unknown',
  revision: null,
  replicas: null,
  holds: null,
  ports: [],
  findings: null,
};

/** A thing that only traffic tells of. */
export function unknownRow(cluster: string | null, namespace: string | null, name: string): BaseRow {
  const key = namespace === null ? name : `${namespace}/${name}`;
  return { ...NOTHING, key, id: `${cluster ?? ''}/${key}`, cluster, namespace, name };
}

export function baseRows(kind: InventoryKind, configured: Configured): readonly BaseRow[] {
  switch (kind) {
    case 'workloads':
      return workloadRows(configured);
    case 'services':
      return serviceRows(configured);
    case 'applications':
      return applicationRows(configured);
    case 'namespaces':
      return namespaceRows(configured);
  }
  return kind satisfies never;
}

function workloadRows({ inventory, facts, findings }: Configured): readonly BaseRow[] {
  const byName = new Map(inventory.workloads.map((one) => [`${one.namespace}/${one.name}`, one]));
  const revisions = namespaceRevisions(inventory);
  return facts.workloads.map((fact) => {
    const { namespace, name } = fact;
    const workload = byName.get(`${namespace}/${name}`);
    return {
      ...unknownRow(fact.cluster, namespace, name),
      type: workload?.kind ?? null,
      labels: fact.facts.labels,
      plane: planeOf(fact.facts),
      revision: fact.facts.labels[REVISION] ?? revisions.get(namespace) ?? null,
      replicas: fact.facts.replicas,
      findings: findings.on(workload === undefined ? [] : [workload.id]),
    };
  });
}

function namespaceRevisions({ namespaces }: Inventory): ReadonlyMap<string, string> {
  return new Map(
    namespaces.flatMap(({ name, labels }) => (labels[REVISION] ? [[name, labels[REVISION]]] : [])),
  );
}

function serviceRows(configured: Configured): readonly BaseRow[] {
  const byName = new Map(configured.inventory.services.map((one) => [`${one.namespace}/${one.name}`, one]));
  const planes = workloadPlanes(configured.facts.workloads);
  return [
    ...configured.facts.services.map((fact) =>
      serviceRow(fact, byName.get(`${fact.namespace}/${fact.name}`), configured.findings, planes),
    ),
    ...configured.facts.serviceEntries.flatMap((fact) => entryRows(fact, configured.findings)),
  ];
}

type Planes = ReadonlyMap<string, Plane>;

function workloadPlanes(workloads: readonly WorkloadFact[]): Planes {
  return new Map(workloads.map(({ namespace, name, facts }) => [`${namespace}/${name}`, planeOf(facts)]));
}

function serviceRow(
  fact: ServiceFact,
  service: InventoryService | undefined,
  findings: FindingCounts,
  planes: Planes,
): BaseRow {
  const { namespace, name } = fact;
  const behind = fact.workloads.map((workload) => planes.get(`${namespace}/${workload}`) ?? 'unknown');
  const rules = fact.facts.ruledBy.map(ruleId);
  return {
    ...unknownRow(fact.cluster, namespace, name),
    type: service?.type ?? null,
    labels: fact.facts.labels,
    plane: planeOfAll(behind),
    replicas: service === undefined ? null : sumReplicas(service.workloads.map(({ replicas }) => replicas)),
    ports: (service?.ports ?? []).map(portText),
    findings: findings.on([...(service === undefined ? [] : [service.id]), ...rules]),
  };
}

function ruleId({ group, kind, namespace, name }: ServiceFact['facts']['ruledBy'][number]): InventoryId {
  return { group, kind, namespace, name };
}

export function portText({ port, protocol, transport }: InventoryPort): string {
  return `${port} ${protocol ?? transport.toLowerCase()}`;
}

/** One host is known by itself; several by their entry's name, as on the graph. */
function entryRows(fact: ServiceEntryFact, findings: FindingCounts): readonly BaseRow[] {
  const { cluster, namespace, name, hosts, location } = fact;
  const [host = null] = hosts;
  if (host === null) return [];
  const id = { group: 'networking.istio.io', kind: 'ServiceEntry', namespace, name };
  return [
    {
      ...unknownRow(cluster, namespace, hosts.length > 1 ? name : host),
      type: location === 'MESH_EXTERNAL' ? 'External' : 'ServiceEntry',
      labels: fact.facts.labels,
      findings: findings.on([id, ...fact.facts.ruledBy.map(ruleId)]),
    },
  ];
}

function applicationRows({ inventory, facts, findings }: Configured): readonly BaseRow[] {
  const services = new Map(
    inventory.applications.map((one) => [`${one.namespace}/${one.name}`, one.services]),
  );
  const ids = new Map(inventory.workloads.map((one) => [`${one.namespace}/${one.name}`, one.id]));
  return [...byApplication(facts.workloads)].map(([key, workloads]) => {
    const [first] = workloads;
    const own = services.get(key) ?? [];
    const objects = [
      ...workloads.flatMap(({ namespace, name }) => ids.get(`${namespace}/${name}`) ?? []),
      ...own.map(({ id }) => id),
    ];
    return {
      ...unknownRow(first?.cluster ?? null, first?.namespace ?? null, first?.app ?? ''),
      labels: commonLabels(workloads.map((one) => one.facts.labels)),
      plane: planeOfAll(workloads.map((one) => planeOf(one.facts))),
      replicas: sumReplicas(workloads.map((one) => one.facts.replicas)),
      holds: {
        workloads: workloads.length,
        services: own.length,
        versions: [...new Set(workloads.map(({ version }) => version))].sort(),
        health: NO_HEALTH,
      },
      findings: findings.on(objects),
    };
  });
}

export const NO_HEALTH = { failing: 0, degraded: 0, healthy: 0, idle: 0 };

function byApplication(workloads: readonly WorkloadFact[]): ReadonlyMap<string, readonly WorkloadFact[]> {
  const found = new Map<string, WorkloadFact[]>();
  for (const workload of workloads) {
    const key = `${workload.namespace}/${workload.app}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [workload]);
    else known.push(workload);
  }
  return found;
}

/** Labels that all of them have. */
function commonLabels(all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const [first = {}, ...others] = all;
  const common = Object.entries(first).filter(([name, value]) => others.every((one) => one[name] === value));
  return Object.fromEntries(common);
}

function namespaceRows({ inventory, facts, findings }: Configured): readonly BaseRow[] {
  const counts = new Map<string, { workloads: WorkloadFact[]; services: number }>();
  const of = (namespace: string) => {
    const known = counts.get(namespace) ?? { workloads: [], services: 0 };
    counts.set(namespace, known);
    return known;
  };
  for (const workload of facts.workloads) of(workload.namespace).workloads.push(workload);
  for (const { namespace } of facts.services) of(namespace).services += 1;
  return inventory.namespaces.map((namespace) => {
    const { workloads, services } = of(namespace.name);
    return {
      ...unknownRow(null, namespace.name, namespace.name),
      key: namespace.name,
      id: `/${namespace.name}`,
      type: typeOfNamespace(namespace),
      labels: { ...namespace.labels },
      plane: namespacePlane(namespace),
      revision: namespace.labels[REVISION] ?? null,
      holds: {
        workloads: workloads.length,
        services,
        versions: [],
        health: NO_HEALTH,
      },
      findings: findings.in(namespace.name),
    };
  });
}

/** A namespace where istiod runs is told by its label, or by its usual name. */
function typeOfNamespace({ name, labels }: InventoryNamespace): string {
  return name === 'istio-system' || labels['topology.istio.io/network'] !== undefined
    ? 'Control plane'
    : 'Data plane';
}

/** What its labels ask for; its workloads may differ, and say so in their own rows. */
export function namespacePlane({ id, labels }: InventoryNamespace): Plane {
  if (id === null) return 'unknown';
  if (labels['istio-injection'] === 'enabled') return 'sidecar';
  if (labels['istio-injection'] === undefined && labels[REVISION] !== undefined) return 'sidecar';
  return labels['istio.io/dataplane-mode'] === 'ambient' ? 'ambient' : 'none';
}
