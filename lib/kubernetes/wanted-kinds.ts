/** The kinds of the cluster that the console keeps up with. Secrets are not among them. */
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';

export interface WantedKind {
  readonly group: string;
  readonly kind: string;
  /** As RBAC and paths call it; the same in every version. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** Its preferred version first; null = whatever the cluster prefers. */
  readonly versions: readonly string[] | null;
  /** Lists whose union is wanted; where there is one with no selector, all of them are. */
  readonly selections: readonly Selection[];
  /** A cluster without this kind is as usual: nothing is said about it. */
  readonly isOptional: boolean;
}

/** A part of a kind's objects. */
export interface Selection {
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** By name, for what no selector can say; null = all. */
  readonly names: RegExp | null;
}

const ALL: readonly Selection[] = [{ names: null }];

/**
 * The mesh's own config maps: `istio`, and those of its revisions and of injection, which carry the revision
 * (https://github.com/istio/istio/tree/master/manifests/charts/istio-control/istio-discovery/templates). Others may hold
 * anything, and `istio-ca-root-cert` stands in every namespace.
 */
const MESH_CONFIG_MAPS: readonly Selection[] = [
  { fieldSelector: 'metadata.name=istio', names: null },
  { labelSelector: 'istio.io/rev', names: /^istio-/ },
];

function kubernetes(
  group: string,
  kind: string,
  plural: string,
  more: Partial<Pick<WantedKind, 'namespaced' | 'selections' | 'isOptional'>> = {},
): WantedKind {
  return {
    group,
    kind,
    plural,
    namespaced: true,
    versions: null,
    selections: ALL,
    isOptional: false,
    ...more,
  };
}

const CLUSTER_SCOPED_MESH_KINDS: ReadonlySet<string> = new Set(['GatewayClass']);

export const WANTED_KINDS: readonly WantedKind[] = [
  // Namespaces first: what may be read in each is asked by their names.
  kubernetes('', 'Namespace', 'namespaces', { namespaced: false }),
  kubernetes('', 'Service', 'services'),
  kubernetes('', 'Pod', 'pods'),
  kubernetes('', 'ServiceAccount', 'serviceaccounts'),
  kubernetes('', 'ConfigMap', 'configmaps', { selections: MESH_CONFIG_MAPS }),
  kubernetes('discovery.k8s.io', 'EndpointSlice', 'endpointslices'),
  kubernetes('apps', 'Deployment', 'deployments'),
  kubernetes('apps', 'StatefulSet', 'statefulsets'),
  kubernetes('apps', 'DaemonSet', 'daemonsets'),
  kubernetes('apps', 'ReplicaSet', 'replicasets'),
  kubernetes('batch', 'Job', 'jobs'),
  kubernetes('batch', 'CronJob', 'cronjobs'),
  kubernetes('argoproj.io', 'Rollout', 'rollouts', { isOptional: true }),
  // Which namespaces and pods get a sidecar is decided there.
  kubernetes(
    'admissionregistration.k8s.io',
    'MutatingWebhookConfiguration',
    'mutatingwebhookconfigurations',
    { namespaced: false },
  ),
  ...MESH_KIND_NAMES.map(({ group, kind, plural, versions }) => ({
    group,
    kind,
    plural,
    versions,
    namespaced: !CLUSTER_SCOPED_MESH_KINDS.has(kind),
    selections: ALL,
    isOptional: false,
  })),
];
