/** What stands beside applications in a mesh: gateways, waypoints, ztunnels, machines, add-ons. Pure. */
import type { StoredObject } from '@/lib/config/store';
import type { InventoryWorkload } from '@/lib/inventory/workloads';
import { fieldsAt, fieldsListAt, textAt, textMapAt } from '@/lib/mesh/fields';
import type { MeshConfiguration } from './contract';

type Part = MeshConfiguration['parts'][number];

/** Names that these are installed under by Istio's samples and their own charts. */
const ADD_ONS = ['prometheus', 'jaeger', 'grafana', 'kiali', 'tempo', 'zipkin', 'loki'];

/** https://istio.io/latest/docs/ambient/usage/waypoint/ */
const WAYPOINT_CLASS = 'istio-waypoint';

export function partsOf(
  objects: readonly StoredObject[],
  workloads: readonly InventoryWorkload[],
): readonly Part[] {
  return [...objects.flatMap(partOf), ...workloads.filter(isZtunnel).map(ztunnel)];
}

function partOf({ id, value }: StoredObject): readonly Part[] {
  const spec = fieldsAt(value, 'spec');
  if (id.group === 'gateway.networking.k8s.io' && id.kind === 'Gateway') {
    const name = textAt(spec, 'gatewayClassName') ?? '';
    return [{ kind: name === WAYPOINT_CLASS ? 'waypoint' : 'gateway', id, note: name }];
  }
  if (id.group !== 'networking.istio.io') return [];
  if (id.kind === 'Gateway') {
    return [{ kind: 'gateway', id, note: serversText(fieldsListAt(spec, 'servers').length) }];
  }
  return id.kind === 'WorkloadEntry' || id.kind === 'WorkloadGroup'
    ? [{ kind: 'machine', id, note: textAt(spec, 'network') ?? '' }]
    : [];
}

function serversText(count: number): string {
  return count === 1 ? '1 server' : `${count} servers`;
}

function isZtunnel({ id, kind, name }: InventoryWorkload): boolean {
  return id.group === 'apps' && kind === 'DaemonSet' && name.startsWith('ztunnel');
}

function ztunnel({ id, replicas }: InventoryWorkload): Part {
  return {
    kind: 'ztunnel',
    id: { ...id },
    note: replicas?.ready == null ? '' : `${replicas.ready} of ${replicas.desired} ready`,
  };
}

/** Known tools among the workloads, by their names. */
export function addOnsOf(workloads: readonly InventoryWorkload[]): MeshConfiguration['addOns'] {
  return workloads.flatMap(({ id, name, app }) => {
    const found = ADD_ONS.find((one) => app === one || name === one || name.startsWith(`${one}-`));
    return found === undefined ? [] : [{ name: found, id: { ...id } }];
  });
}

/** https://istio.io/latest/docs/ops/deployment/deployment-models/#network-models */
const NETWORK_LABEL = 'topology.istio.io/network';

/** Every network that a label or a machine names, with the first object that does. */
export function networksOf(objects: readonly StoredObject[]): MeshConfiguration['networks'] {
  const networks = new Map<string, StoredObject['id']>();
  for (const { id, value } of objects) {
    const labelled = textMapAt(fieldsAt(value, 'metadata'), 'labels')[NETWORK_LABEL] ?? '';
    const ofMachine = id.kind === 'WorkloadEntry' ? (textAt(fieldsAt(value, 'spec'), 'network') ?? '') : '';
    for (const name of [labelled, ofMachine]) if (name !== '' && !networks.has(name)) networks.set(name, id);
  }
  return [...networks]
    .map(([name, id]) => ({ name, id: { ...id } }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
