/** The caller of observed calls, as the simulation needs it: its proxy, its identity, its data plane. */
import type { CallerIdentity } from '@/lib/config/simulation/access/question';
import { type DataPlane, dataPlaneOf } from '@/lib/config/simulation/data-plane';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MtlsClient } from '@/lib/config/simulation/mtls';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import type { SimulatedClient } from '@/lib/config/simulation/request';
import type { ObservedCall } from '@/lib/insight/calls/observed-call';

export interface Caller {
  readonly key: string;
  /** Null = it has no proxy that routes, or the proxy did not tell of the calls (copies of requests). */
  readonly route: SimulatedClient | null;
  readonly mtls: MtlsClient;
  readonly workload: MeshWorkload | null;
  /** Whom servers see behind a certificate; null = not known. */
  readonly identity: CallerIdentity | null;
  readonly isGateway: boolean;
}

/** One object, so that the caller is seen to be the same in both views. */
const NO_LABELS: Readonly<Record<string, string>> = {};

/** The caller in this view. What the store does not know of it is taken from the traffic itself. */
export function callerOf(view: MeshView, call: ObservedCall): Caller {
  const { source } = call;
  const name = source.workload ?? source.app;
  const namespace = source.namespace ?? '';
  const workload = (view.workloadsByNamespace.get(namespace) ?? []).find((one) => one.name === name) ?? null;
  const plane = workload === null ? seenPlane(call) : dataPlaneOf(view, workload);
  const labels = workload?.labels ?? NO_LABELS;
  const isGateway = plane === 'gateway';
  const routes = plane === 'sidecar' || plane === 'gateway' || plane === 'ambient';
  return {
    key: `${source.cluster ?? ''}/${namespace}/${name ?? ''}`,
    route:
      routes && name !== null
        ? {
            namespace,
            labels,
            gateway: isGateway ? name : null,
            plane: plane === 'ambient' ? 'ambient' : 'sidecar',
          }
        : null,
    mtls: { namespace, labels, plane },
    workload,
    identity: identityOf(call, workload, namespace),
    isGateway,
  };
}

function seenPlane({ source, reporters, flows }: ObservedCall): DataPlane {
  if (source.workload === null && source.app === null) return 'none';
  if (flows.some(({ ztunnel }) => ztunnel) || reporters.includes('waypoint')) return 'ambient';
  return 'sidecar';
}

function identityOf(
  { security }: ObservedCall,
  workload: MeshWorkload | null,
  namespace: string,
): CallerIdentity | null {
  const [principal, ...others] = security?.principals ?? [];
  if (principal !== undefined && others.length === 0) return { kind: 'principal', principal };
  if (workload === null) return null;
  return { kind: 'account', namespace, serviceAccount: workload.serviceAccount ?? 'default' };
}
