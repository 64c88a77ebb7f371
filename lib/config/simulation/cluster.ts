/**
 * From a named destination to what stands behind it: Envoy's cluster `outbound|port|subset|host`
 * with its pods and limits.
 */
import { BoundedMemory } from './bounded-memory';
import { appliedRule, effectiveLimits } from './destination-rule-lookup';
import type { RouteContext } from './forward';
import { knownService } from './known-services';
import { localityShares, sizeShares } from './locality-shares';
import type { MeshView } from './mesh-view';
import type { ClusterLimits, DestinationState, DestinationWorkload } from './outcome';
import { perView } from './per-view';
import type { Subset } from './read/destination-rule';
import type { MeshService } from './read/service';
import type { MeshWorkload } from './read/workload';
import { serviceByHost, servicePort } from './service-lookup';
import { workloadsBehind } from './service-workloads';
import { labelsInclude } from './source-filter';

export interface ResolvedCluster {
  readonly host: string;
  readonly subset: string | null;
  readonly port: number;
  readonly state: DestinationState;
  readonly because: string | null;
  readonly workloads: readonly DestinationWorkload[];
  readonly external: boolean;
  readonly limits: ClusterLimits;
}

export interface ClusterReference {
  /** Already resolved to an FQDN or an outside host. */
  readonly host: string;
  readonly subset: string | null;
  /** Null = the service's only port, else the listener's. */
  readonly port: number | null;
}

interface Known {
  readonly clusters: BoundedMemory<ResolvedCluster>;
  /** Namespaces with DestinationRules for some client pods only: there the namespace does not tell all. */
  readonly selective: ReadonlySet<string>;
}

const known = perView(
  (view): Known => ({
    clusters: new BoundedMemory(100_000),
    selective: new Set(
      view.destinationRules.filter((rule) => rule.workloadSelector !== null).map((rule) => rule.namespace),
    ),
  }),
);

/** The same cluster for every client of a namespace, so that it is put together once. */
export function resolveCluster(context: RouteContext, reference: ClusterReference): ResolvedCluster {
  const { proxy, facts, reasons, takesDestinationRules } = context;
  const { clusters, selective } = known(context.view);
  if (
    reasons !== undefined ||
    !takesDestinationRules ||
    selective.has(proxy.namespace) ||
    proxy.locality !== null
  ) {
    return putTogether(context, reference);
  }
  const { host, subset, port } = reference;
  const { sidecar } = context.scope;
  const scope = sidecar === null ? '' : `${sidecar.namespace}/${sidecar.name}`;
  const kind = context.waypointNamespaces === null && proxy.gateway === 'mesh' ? scope : 'open';
  const key = `${kind}|${proxy.namespace}|${facts.port}|${port ?? ''}|${subset ?? ''}|${host}`;
  return clusters.get(key) ?? clusters.set(key, putTogether(context, reference));
}

function putTogether(context: RouteContext, reference: ClusterReference): ResolvedCluster {
  const { view, proxy: client, reasons } = context;
  const listenerPort = context.facts.port;
  const service = aliased(view, knownService(context, reference.host, reference.port), client.namespace);
  const only = service !== null && service.ports.length === 1 ? service.ports[0]?.number : undefined;
  const port = reference.port ?? only ?? listenerPort;
  const missing = (because: string): ResolvedCluster => ({
    host: reference.host,
    subset: reference.subset,
    port,
    state: 'no-cluster',
    because,
    workloads: [],
    external: service?.external ?? false,
    limits: effectiveLimits(null, null, port),
  });
  if (service === null) {
    return missing(`No service ${reference.host} is known to clients in ${client.namespace}.`);
  }
  if (servicePort(service, port) === null) return missing(`${reference.host} has no port ${port}.`);
  const applied = context.takesDestinationRules ? appliedRule(view, client, service, reasons) : null;
  const subset = applied?.subsets.find((candidate) => candidate.name === reference.subset) ?? null;
  if (reference.subset !== null && subset === null) {
    return missing(
      applied === null
        ? `No DestinationRule defines subset ${reference.subset} of ${reference.host}.`
        : `DestinationRule ${applied.rule.name} has no subset ${reference.subset}.`,
    );
  }
  const behind = workloadsBehind(view, service, subset);
  const limits = effectiveLimits(applied, subset, port);
  const local = localityShares(context, service, limits, behind);
  const isReady =
    behind.length > 0 ||
    (service.endpoints.kind === 'address' && hasNoLabels(subset)) ||
    standsElsewhere(service, subset);
  // Of a name that is looked up, a cluster without any address is not made at all (cluster_builder.go).
  if (!isReady && service.resolution.startsWith('DNS')) return missing(whyEmpty(service, subset));
  return {
    host: reference.host,
    subset: reference.subset,
    port,
    state: isReady ? 'ready' : 'no-healthy-upstream',
    because: isReady ? null : whyEmpty(service, subset),
    workloads: local === null ? sharedByPods(behind) : withShares(behind, local),
    external: service.external,
    limits,
  };
}

/** An ExternalName Service is another name for the service it points to, where that one is known. */
function aliased(view: MeshView, service: MeshService | null, namespace: string): MeshService | null {
  if (service === null || service.externalName === null) return service;
  return serviceByHost(view, service.externalName.toLowerCase(), namespace) ?? service;
}

/** Pods of another cluster answer for a Service of one name; what rules them there is not this control plane's. */
function standsElsewhere({ elsewhere = [] }: MeshService, subset: Subset | null): boolean {
  return elsewhere.some(({ labels }) => labels?.some((set) => labelsInclude(set, subset?.labels ?? {})));
}

function hasNoLabels(subset: Subset | null): boolean {
  return subset === null || Object.keys(subset.labels).length === 0;
}

const shared = new WeakMap<readonly MeshWorkload[], readonly DestinationWorkload[]>();

/** By pods, and machines that write a weight by their weights: the same for every client, so put together once. */
function sharedByPods(workloads: readonly MeshWorkload[]): readonly DestinationWorkload[] {
  let shares = shared.get(workloads);
  if (shares === undefined) {
    shares = withShares(workloads, sizeShares(workloads));
    shared.set(workloads, shares);
  }
  return shares;
}

function withShares(
  workloads: readonly MeshWorkload[],
  shares: readonly number[],
): readonly DestinationWorkload[] {
  return workloads.map(({ namespace, name, labels }, index) => ({
    namespace,
    name,
    labels,
    share: shares[index] ?? 0,
  }));
}

function whyEmpty(service: MeshService, subset: Subset | null): string {
  if (subset === null) return `Nothing stands behind ${service.host}: no pod matches its selector.`;
  const labels = Object.entries(subset.labels).map(([name, value]) => `${name}=${value}`);
  return `No pod of ${service.host} has the labels of subset ${subset.name} (${labels.join(', ')}).`;
}
