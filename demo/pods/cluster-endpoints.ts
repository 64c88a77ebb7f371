/** The pods behind a cluster of an Envoy, and what istiod sends of them. */
import type { DemoCluster } from './config-dump';
import { type DemoPod, podsAt } from './pod-list';
import type { DemoState } from './sync-statuses';

export function podsBehind(
  { service, labels }: DemoCluster,
  { traffic, now }: DemoState,
): readonly DemoPod[] {
  return podsAt(traffic, now).filter(
    ({ workload }) =>
      service !== null && workload.namespace === service.namespace && matches(workload.labels, labels),
  );
}

/** As Envoy's dump and the control plane's tell of it (envoy/admin/v3/config_dump_shared.proto, EndpointsConfigDump). */
export function endpointConfig(cluster: DemoCluster, state: DemoState): object {
  return {
    '@type': 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
    cluster_name: cluster.name,
    endpoints: [
      {
        locality: {},
        lb_endpoints: podsBehind(cluster, state).map(({ life }) => ({
          endpoint: { address: { socket_address: { address: life.ip, port_value: cluster.port } } },
        })),
      },
    ],
  };
}

function matches(
  labels: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.keys(wanted).length > 0 && Object.entries(wanted).every(([name, value]) => labels[name] === value)
  );
}
