/** What ztunnel knows of the demo mesh. */
import { asStored } from '@/demo/traffic/configuration';
import { meshView } from '@/lib/config/simulation/mesh-view';
import { podsAt } from './pod-list';
import type { DemoState } from './sync-statuses';

export function ztunnelDump({ traffic, now }: DemoState): object {
  const view = meshView(asStored(traffic.history.segments.at(-1)?.objects ?? []));
  const pods = podsAt(traffic, now);
  const ambient = pods.filter(({ workload }) => workload.proxy === 'ambient');
  return {
    workloads: pods.map(({ workload, life }) => ({
      workloadIps: [life.ip],
      name: life.pod,
      namespace: workload.namespace,
      serviceAccount: workload.serviceAccount,
      workloadName: workload.name,
      node: life.node,
      protocol: workload.proxy === 'ambient' || workload.proxy === 'sidecar' ? 'HBONE' : 'TCP',
      status: 'Healthy',
    })),
    services: view.services
      .filter(({ external }) => !external)
      .map((service) => ({
        name: service.name,
        namespace: service.namespace,
        hostname: service.host,
        vips: service.addresses.map((ip) => `cluster.local/${ip}`),
        ...(service.namespace === 'ambient-lab' ? { waypoint: { destination: 'ambient-lab/waypoint' } } : {}),
        endpoints: {},
      })),
    policies: view.authorizationPolicies
      .filter(({ namespace }) => namespace === 'ambient-lab')
      .map(({ name, namespace, action }) => ({
        name,
        namespace,
        scope: 'WorkloadSelector',
        action,
        rules: [],
      })),
    certificates: [...new Set(ambient.map(({ workload }) => workload.serviceAccount))].map((account) => ({
      identity: `spiffe://cluster.local/ns/ambient-lab/sa/${account}`,
      state: 'Available',
      certChain: [{ expirationTime: new Date((now + 40_000) * 1000).toISOString() }],
    })),
  };
}
