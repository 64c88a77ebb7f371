/** What stands beside applications in a mesh: gateways, waypoints, ztunnels, machines, add-ons. Pure. */
import type { StoredObject } from '@/lib/config/store';
import type { InventoryWorkload } from '@/lib/inventory/workloads';
import { fieldsAt, fieldsListAt, textAt } from '@/lib/mesh/fields';
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
    return [{ kind: 'gateway', id, note: `${fieldsListAt(spec, 'servers').length} servers` }];
  }
  return id.kind === 'WorkloadEntry' || id.kind === 'WorkloadGroup'
    ? [{ kind: 'machine', id, note: textAt(spec, 'network') ?? '' }]
    : [];
}

function isZtunnel({ id, kind, name }: InventoryWorkload): boolean {
  return id.group === 'apps' && kind === 'DaemonSet' && name.startsWith('ztunnel');
}

function ztunnel({ id, replicas }: InventoryWorkload): Part {
  return {
    kind: 'ztunnel',
    id: { ...id },
    note: replicas === null ? '' : `${replicas.ready ?? '–'} of ${replicas.desired} ready`,
  };
}

/** Known tools among the workloads, by their names. */
export function addOnsOf(workloads: readonly InventoryWorkload[]): MeshConfiguration['addOns'] {
  return workloads.flatMap(({ id, name, app }) => {
    const found = ADD_ONS.find((one) => app === one || name === one || name.startsWith(`${one}-`));
    return found === undefined ? [] : [{ name: found, id: { ...id } }];
  });
}
