/**
 * The control plane's view of its proxies. One of them did not take the last routes: it keeps those from before the
 * latest change of configuration, which is what a proxy does that refuses an update.
 */

import { hashText } from '@/demo/traffic/chance';
import { ISTIO_VERSION } from '@/demo/traffic/control-plane';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { type DemoPod, podsAt } from './pod-list';

export interface DemoState {
  readonly traffic: MeshTraffic;
  /** Unix seconds. */
  readonly now: number;
}

/** Its proxy lags behind. */
const LAGGING = 'recommendation';

export function wasRefused({ workload }: DemoPod): boolean {
  return workload.namespace === 'shop' && workload.name === LAGGING;
}

export function syncStatuses({ traffic, now }: DemoState): object[] {
  const version = traffic.history.segments.at(-1)?.hash ?? '';
  return podsAt(traffic, now)
    .filter(
      ({ workload }) =>
        workload.proxy === 'sidecar' ||
        workload.proxy === 'gateway' ||
        workload.proxy === 'waypoint' ||
        workload.name === 'ztunnel',
    )
    .map((pod) => {
      const proxy = `${pod.life.pod}.${pod.workload.namespace}`;
      const nonce = (type: string) => `${version}${hashText(`${proxy}${type}`).toString(16)}`;
      const common = { cluster_id: 'Kubernetes', proxy, proxy_type: 'sidecar', istio_version: ISTIO_VERSION };
      if (pod.workload.name === 'ztunnel') {
        const both = (type: string) => ({ sent: nonce(type), acked: nonce(type) });
        return {
          ...common,
          proxy_type: 'ztunnel',
          resources: {
            'type.googleapis.com/istio.workload.Address': both('a'),
            'type.googleapis.com/istio.security.Authorization': both('p'),
          },
        };
      }
      const hasRoutes = pod.workload.proxy !== 'waypoint';
      return {
        ...common,
        cluster_sent: nonce('c'),
        cluster_acked: nonce('c'),
        listener_sent: nonce('l'),
        listener_acked: nonce('l'),
        endpoint_sent: nonce('e'),
        endpoint_acked: nonce('e'),
        ...(hasRoutes
          ? { route_sent: nonce('r'), route_acked: wasRefused(pod) ? nonce('before') : nonce('r') }
          : {}),
      };
    });
}
