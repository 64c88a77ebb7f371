/** Envoy's `/clusters?format=json`: the endpoints of each cluster and what was sent to them. */
import { hashText } from '@/demo/traffic/chance';
import { podsBehind } from './cluster-endpoints';
import { clustersFor } from './config-dump';
import type { DemoPod } from './pod-list';
import type { DemoState } from './sync-statuses';

export function clusterStatuses(pod: DemoPod, state: DemoState): object {
  return {
    cluster_statuses: clustersFor(pod, state).map((cluster) => ({
      name: cluster.name,
      added_via_api: true,
      host_statuses: podsBehind(cluster, state).map(({ life }) => ({
        address: { socket_address: { address: life.ip, port_value: cluster.port } },
        stats: statsOf(`${pod.life.pod}${cluster.name}${life.pod}`, state.now - pod.life.sinceSeconds),
        health_status: { eds_health_status: 'HEALTHY' },
        weight: 1,
        locality: {},
      })),
    })),
  };
}

function statsOf(key: string, aliveSeconds: number): object[] {
  const total = Math.floor((aliveSeconds * (hashText(key) % 40)) / 100);
  return [
    { name: 'rq_total', value: String(total) },
    { name: 'rq_error', value: String(Math.floor(total * 0.003)) },
    { name: 'rq_active', type: 'GAUGE', value: String(hashText(key) % 3) },
  ];
}
