/** The demo's pods as the API server would list them. */
import { ZTUNNEL } from '@/demo/traffic/flow-table';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import type { PodLife } from '@/demo/traffic/pods';
import type { WorldWorkload } from '@/demo/world/behaviour';
import { HOME_CLUSTER, WORKLOADS } from '@/demo/world/workloads';

export interface DemoPod {
  readonly workload: WorldWorkload;
  /** Place among the pods of its workload, from 0. */
  readonly slot: number;
  readonly life: PodLife;
}

/** Every pod of the cluster that the console stands in, virtual machines left out. */
export function podsAt(traffic: MeshTraffic, seconds: number): readonly DemoPod[] {
  return [...WORKLOADS, ZTUNNEL]
    .filter((one) => one.cluster === HOME_CLUSTER && one.pods > 0 && !one.name.endsWith('-vm'))
    .flatMap((workload) => {
      const lives =
        workload === ZTUNNEL ? traffic.podsAt(ZTUNNEL, seconds) : traffic.podsAt(workload, seconds);
      return lives.map((life, slot) => ({ workload, slot, life }));
    });
}

const PROXY_ARGUMENTS: Readonly<Partial<Record<WorldWorkload['proxy'], string>>> = {
  sidecar: 'sidecar',
  gateway: 'router',
  waypoint: 'waypoint',
};

/** Of an application's container; gateways and waypoints are nothing but their proxy. */
export function containersOf({ workload }: Pick<DemoPod, 'workload'>): readonly string[] {
  if (workload.name === 'ztunnel') return ['istio-proxy'];
  if (workload.name === 'istiod') return ['discovery'];
  const own = workload.proxy === 'gateway' || workload.proxy === 'waypoint' ? [] : [workload.app];
  return PROXY_ARGUMENTS[workload.proxy] === undefined ? own : [...own, 'istio-proxy'];
}

export function podJson(pod: DemoPod): object {
  const { workload, life } = pod;
  const containers = containersOf(pod);
  const [, hash = ''] = new RegExp(`^${workload.name}-(\\w{10})-`).exec(life.pod) ?? [];
  const isDaemon = workload.name === 'ztunnel';
  const owner = isDaemon
    ? { kind: 'DaemonSet', name: workload.name }
    : { kind: 'ReplicaSet', name: `${workload.name}-${hash}` };
  const role = isDaemon ? 'ztunnel' : PROXY_ARGUMENTS[workload.proxy];
  const startTime = new Date(life.sinceSeconds * 1000).toISOString();
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: life.pod,
      namespace: workload.namespace,
      labels: { ...workload.labels, ...(hash === '' ? {} : { 'pod-template-hash': hash }) },
      ownerReferences: [{ apiVersion: 'apps/v1', controller: true, ...owner }],
    },
    spec: {
      nodeName: life.node,
      serviceAccountName: workload.serviceAccount,
      containers: containers.map((name) => ({
        name,
        ...(name === 'istio-proxy' && role !== undefined ? { args: ['proxy', role] } : {}),
      })),
    },
    status: {
      phase: 'Running',
      podIP: life.ip,
      startTime,
      containerStatuses: containers.map((name) => ({
        name,
        ready: true,
        restartCount: name === workload.app ? (life.restarts ?? 0) : 0,
        state: { running: { startedAt: startTime } },
        ...(name === workload.app && (life.restarts ?? 0) > 0
          ? { lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } }
          : {}),
      })),
    },
  };
}
