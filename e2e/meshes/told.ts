/**
 * What can be known of a telling from the labels that are left, by Istio's meaning of each: a canonical service that
 * is missing is the workload, a destination's cluster that is missing is the caller's, a service without a name is
 * the first part of its host, one without a namespace lies where its host or its workload does.
 */
import type { Telling, Workload } from './calls';
import type { RandomMesh } from './random-mesh';

export interface Party {
  readonly cluster: string | null;
  readonly namespace: string | null;
  readonly workload: string | null;
  readonly app: string;
  readonly version: string | null;
}

export interface Told {
  /** null = not known. */
  readonly source: Party | null;
  readonly destination: Party | null;
  readonly service: {
    readonly cluster: string | null;
    readonly namespace: string | null;
    readonly name: string | null;
  };
}

export function toldBy({ call, source, destination }: Telling, { dropped }: RandomMesh): Told {
  const kept = (label: string, value: string | undefined) =>
    value === undefined || dropped.includes(label) ? null : value;
  const party = (
    side: 'source' | 'destination',
    one: Workload | null,
    cluster: string | null,
  ): Party | null => {
    const workload = kept(`${side}_workload`, one?.name);
    const app = kept(`${side}_canonical_service`, one?.app) ?? workload;
    if (app === null) return null;
    const namespace = kept(`${side}_workload_namespace`, one?.namespace);
    return { cluster, namespace, workload, app, version: kept(`${side}_canonical_revision`, one?.version) };
  };
  const callersCluster = kept('source_cluster', source?.cluster);
  const cluster = kept('destination_cluster', destination?.cluster) ?? callersCluster;
  const to = party('destination', destination, cluster);
  const { service } = call;
  const isInside = service.namespace !== null && !dropped.includes('destination_service');
  const fromHost = isInside ? service.name : dropped.includes('destination_service') ? null : service.host;
  const name = kept('destination_service_name', service.name) ?? (fromHost === 'unknown' ? null : fromHost);
  const namespace =
    kept('destination_service_namespace', service.namespace ?? undefined) ??
    (isInside ? service.namespace : null) ??
    to?.namespace ??
    null;
  return {
    source: party('source', source, callersCluster),
    destination: to,
    service: { cluster, namespace: name === null ? null : namespace, name },
  };
}
