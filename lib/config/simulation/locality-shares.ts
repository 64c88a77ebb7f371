/** The shares of a cluster's workloads, where the places of client and endpoints are known and count. */
import type { RouteContext } from './forward';
import { endpointSize, localityWeights } from './locality';
import type { MeshView } from './mesh-view';
import type { ClusterLimits, LocalityPolicy } from './outcome';
import { perView } from './per-view';
import { podLocality } from './read/locality';
import type { MeshService } from './read/service';
import type { MeshWorkload } from './read/workload';
import type { SimulatedClient } from './request';

/** False: nothing in the mesh says where it runs, so that locality need not be asked for. */
export const knowsLocalities = perView(
  (view) =>
    view.workloads.some(({ locality }) => locality !== null) ||
    view.services.some(
      ({ endpoints }) =>
        endpoints.kind === 'listed' && endpoints.workloads.some(({ locality }) => locality !== null),
    ),
);

/** Where the client runs: as the question says, as its labels say, else as its workload does. Null = not known. */
export function clientLocality(view: MeshView, client: SimulatedClient): string | null {
  if (!knowsLocalities(view)) return null;
  const { labels, namespace, gateway } = client;
  const written = client.locality ?? podLocality(labels, {});
  if (written !== null) return written;
  const isIt = (workload: MeshWorkload) =>
    gateway === null ? sameLabels(workload.labels, labels) : workload.name === gateway;
  return (view.workloadsByNamespace.get(namespace) ?? []).find(isIt)?.locality ?? null;
}

function sameLabels(a: MeshWorkload['labels'], b: MeshWorkload['labels']): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** What the Service itself asks for counts where its DestinationRule writes nothing. */
const NEAR: LocalityPolicy = {
  enabled: true,
  kind: 'priority',
  distribute: [],
  failover: [],
  failoverPriority: [
    'topology.istio.io/network',
    'topology.kubernetes.io/region',
    'topology.kubernetes.io/zone',
    'topology.istio.io/subzone',
  ],
};

/** Shares by locality, in the order of `behind`; null where locality does not count and pods alone decide. */
export function localityShares(
  context: RouteContext,
  service: MeshService,
  limits: ClusterLimits,
  behind: readonly MeshWorkload[],
): readonly number[] | null {
  const { view, proxy, reasons } = context;
  if (behind.length === 0 || !knowsLocalities(view)) return null;
  const written = limits.locality;
  const setting = written ?? (service.prefersNear ? NEAR : view.settings.locality);
  const failsOver = limits.outlierDetection !== null || (written === null && service.prefersNear);
  const counts = setting.enabled && (setting.distribute.length > 0 || failsOver);
  if (!counts) return null;
  if (proxy.locality === null || behind.some(({ locality }) => locality === null)) {
    reasons?.considered(
      `Locality counts for ${service.host}, but where ${proxy.locality === null ? 'the client runs' : 'its pods run'} is not part of the configuration: shares are by pods alone.`,
      limits.destinationRule ?? service.id,
    );
    return null;
  }
  const client = { locality: proxy.locality, labels: proxy.labels };
  const answer = localityWeights(setting, client, behind, failsOver);
  if (answer === null) return null;
  reasons?.considered(answer.because, limits.destinationRule ?? service.id);
  const total = behind.reduce((sum, endpoint) => sum + (answer.weights.get(endpoint) ?? 0), 0);
  return behind.map((endpoint) => (total === 0 ? 0 : (answer.weights.get(endpoint) ?? 0) / total));
}

/** Shares by pods alone. */
export function sizeShares(behind: readonly MeshWorkload[]): readonly number[] {
  const total = behind.reduce((sum, endpoint) => sum + endpointSize(endpoint), 0);
  return behind.map((endpoint) => (total === 0 ? 0 : endpointSize(endpoint) / total));
}
