/** Envoy's `/clusters?format=json`: the endpoints of each cluster and what was sent to them. */
import { hashText } from '@/demo/traffic/chance';
import { clustersFor } from './config-dump';
import { type DemoPod, podsAt } from './pod-list';
import type { DemoState } from './sync-statuses';

export function clusterStatuses(pod: DemoPod, state: DemoState): object {
  const pods = podsAt(state.traffic, state.now);
  return {
    cluster_statuses: clustersFor(pod, state).map(({ name, service, port, labels }) => ({
      name,
      added_via_api: true,
      host_statuses: pods
        .filter(
          ({ workload }) =>
            service !== null && workload.namespace === service.namespace && matches(workload.labels, labels),
        )
        .map(({ life }) => ({
          address: { socket_address: { address: life.ip, port_value: port } },
          stats: statsOf(`${pod.life.pod}${name}${life.pod}`, state.now - pod.life.sinceSeconds),
          health_status: { eds_health_status: 'HEALTHY' },
          weight: 1,
          locality: {},
        })),
    })),
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

function statsOf(key: string, aliveSeconds: number): object[] {
  const total = Math.floor((aliveSeconds * (hashText(key) % 40)) / 100);
  return [
    { name: 'rq_total', value: String(total) },
    { name: 'rq_error', value: String(Math.floor(total * 0.003)) },
    { name: 'rq_active', type: 'GAUGE', value: String(hashText(key) % 3) },
  ];
}
