/** Everything that a store's objects say exists: namespaces, applications, services, workloads. Pure. */
import type { Labels } from './canonical-names';
import { type InventoryId, type InventoryObject, metadataOf } from './object';
import { type InventoryService, servicesOf } from './services';
import { type InventoryWorkload, workloadSteps } from './workloads';

export interface InventoryNamespace {
  readonly name: string;
  /** null = named by others and not among the objects itself. */
  readonly id: InventoryId | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly createdSeconds: number | null;
}

/** What Istio calls a canonical service: workloads of one app in one namespace, whatever their versions. */
export interface InventoryApplication {
  readonly namespace: string;
  readonly name: string;
  readonly workloads: readonly InventoryWorkload[];
  /** Services that lead to one of its workloads. */
  readonly services: readonly InventoryService[];
}

export interface Inventory {
  readonly namespaces: readonly InventoryNamespace[];
  readonly applications: readonly InventoryApplication[];
  readonly services: readonly InventoryService[];
  readonly workloads: readonly InventoryWorkload[];
  /** The source holds pods. */
  readonly podsKnown: boolean;
}

export function readInventory(objects: readonly InventoryObject[]): Inventory {
  const steps = inventorySteps(objects);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in steps of a few milliseconds. */
export function* inventorySteps(
  objects: readonly InventoryObject[],
): Generator<undefined, Inventory, undefined> {
  const workloads = yield* workloadSteps(objects);
  yield;
  const services = servicesOf(objects, workloads);
  yield;
  return {
    namespaces: namespacesOf(objects),
    applications: applicationsOf(workloads, services),
    services,
    workloads,
    podsKnown: objects.some(({ id }) => id.group === '' && id.kind === 'Pod'),
  };
}

function namespacesOf(objects: readonly InventoryObject[]): readonly InventoryNamespace[] {
  const found = new Map<string, InventoryNamespace>();
  for (const object of objects) {
    const { id } = object;
    if (id.group === '' && id.kind === 'Namespace') {
      const { labels, annotations, createdSeconds } = metadataOf(object);
      found.set(id.name, { name: id.name, id, labels, annotations, createdSeconds });
    } else if (id.namespace !== null && !found.has(id.namespace)) {
      found.set(id.namespace, {
        name: id.namespace,
        id: null,
        labels: {},
        annotations: {},
        createdSeconds: null,
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function applicationsOf(
  workloads: readonly InventoryWorkload[],
  services: readonly InventoryService[],
): readonly InventoryApplication[] {
  const found = new Map<string, { workloads: InventoryWorkload[]; services: Set<InventoryService> }>();
  for (const workload of workloads) {
    const key = `${workload.namespace}/${workload.app}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { workloads: [workload], services: new Set() });
    else known.workloads.push(workload);
  }
  for (const service of services) {
    for (const { namespace, app } of service.workloads)
      found.get(`${namespace}/${app}`)?.services.add(service);
  }
  return [...found].map(([key, parts]) => {
    const [namespace = '', name = ''] = key.split('/');
    return { namespace, name, workloads: parts.workloads, services: [...parts.services] };
  });
}
