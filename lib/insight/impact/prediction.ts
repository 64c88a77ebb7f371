/** What one view of the mesh makes of one request: where it ends up, in parts of it. */
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { RouteDestination, RouteOutcome } from '@/lib/config/simulation/outcome';
import { serviceByHost } from '@/lib/config/simulation/service-lookup';
import { workloadsBehind } from '@/lib/config/simulation/service-workloads';

/** A share of the requests that meets the same fate. */
export interface Part {
  /** `ns/name` of the workload, the host where it is outside, `''` where nothing answers. */
  readonly key: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly kind: 'workload' | 'external' | 'none';
  readonly share: number;
  readonly host: string;
  readonly subset: string | null;
  readonly port: number;
}

export interface Prediction {
  /** Null: no proxy routes the request, Kubernetes takes it to the service itself. */
  readonly outcome: RouteOutcome | null;
  /** Empty where nothing is forwarded. */
  readonly parts: readonly Part[];
}

export function predictionOf(outcome: RouteOutcome): Prediction {
  return { outcome, parts: 'destinations' in outcome ? outcome.destinations.flatMap(partsOf) : [] };
}

function partsOf({
  host,
  subset,
  port,
  share,
  state,
  workloads,
  external,
}: RouteDestination): readonly Part[] {
  const base = { host, subset, port };
  if (state !== 'ready') return [{ ...base, key: '', namespace: null, name: host, kind: 'none', share }];
  if (workloads.length === 0) {
    const kind = external ? ('external' as const) : ('none' as const);
    return [{ ...base, key: external ? host : '', namespace: null, name: host, kind, share }];
  }
  return workloads.map((one) => ({
    ...base,
    key: `${one.namespace}/${one.name}`,
    namespace: one.namespace,
    name: one.name,
    kind: 'workload' as const,
    share: share * one.share,
  }));
}

/** Without a proxy at the caller: any pod behind the service, by their number. */
export function directPrediction(view: MeshView, host: string, namespace: string, port: number): Prediction {
  const service = serviceByHost(view, host, namespace);
  const behind = service === null ? [] : workloadsBehind(view, service);
  const total = behind.reduce((sum, { replicas }) => sum + replicas, 0);
  if (total === 0) {
    return {
      outcome: null,
      parts: [{ key: '', namespace: null, name: host, kind: 'none', share: 1, host, subset: null, port }],
    };
  }
  return {
    outcome: null,
    parts: behind.map((one) => ({
      key: `${one.namespace}/${one.name}`,
      namespace: one.namespace,
      name: one.name,
      kind: 'workload',
      share: one.replicas / total,
      host,
      subset: null,
      port,
    })),
  };
}
