/** Which workloads an object chooses by labels, for policies, gateways, services, rules and entries. */

import { resolveConfigHost } from './simulation/host-names';
import type { MeshView } from './simulation/mesh-view';
import { fieldsAt, fieldsListAt, optionalFieldsAt, textAt, textMapAt } from './simulation/read/fields';
import type { MeshWorkload } from './simulation/read/workload';
import { serviceByHost } from './simulation/service-lookup';
import { workloadsBehind } from './simulation/service-workloads';
import { labelsInclude } from './simulation/source-filter';
import type { StoredObject } from './store';
import type { ObjectPath } from './yaml/positions';

type Labels = Readonly<Record<string, string>>;

/** Labels of the selector, null when the object has none and means everything in its scope. */
export function selectorOf(object: StoredObject): Labels | null {
  return selectorAt(object)?.labels ?? null;
}

function selectorAt({
  id,
  value,
}: StoredObject): { readonly labels: Labels; readonly path: ObjectPath } | null {
  const spec = fieldsAt(value, 'spec');
  for (const [key, labels] of [
    ['selector', 'matchLabels'],
    ['workloadSelector', 'matchLabels'],
    ['workloadSelector', 'labels'],
  ] as const) {
    const selector = optionalFieldsAt(spec, key);
    if (selector !== null && labels in selector)
      return { labels: textMapAt(selector, labels), path: ['spec', key] };
  }
  // Services and Istio's Gateway have the labels directly under `selector`.
  const isDirect = id.kind === 'Gateway' || (id.kind === 'Service' && id.group === '');
  return isDirect && optionalFieldsAt(spec, 'selector') !== null
    ? { labels: textMapAt(spec, 'selector'), path: ['spec', 'selector'] }
    : null;
}

export interface Selection {
  readonly workloads: readonly MeshWorkload[];
  /** The field that chooses them. */
  readonly path: ObjectPath;
}

/** Policies that a selector in the root namespace binds to pods everywhere; other kinds stay at home. */
const FROM_ROOT: ReadonlySet<string> = new Set([
  'AuthorizationPolicy',
  'RequestAuthentication',
  'EnvoyFilter',
  'WasmPlugin',
  'TrafficExtension',
]);

/** Workloads with the labels: in the object's namespace, for gateways and for policies of the root namespace in all. */
export function selectedWorkloads(view: MeshView, object: StoredObject): Selection {
  const { id } = object;
  if (id.kind === 'DestinationRule') return subsetWorkloads(view, object);
  if (id.kind === 'Gateway' && id.group.startsWith('gateway.')) return gatewayPods(view, object);
  const selector = selectorAt(object);
  if (selector === null || Object.keys(selector.labels).length === 0)
    return { workloads: [], path: ['spec'] };
  const isEverywhere =
    id.kind === 'Gateway' || (id.namespace === view.settings.rootNamespace && FROM_ROOT.has(id.kind));
  const scope = isEverywhere ? view.workloads : (view.workloadsByNamespace.get(id.namespace ?? '') ?? []);
  const chosen = scope.filter(({ labels }) => labelsInclude(labels, selector.labels));
  // An entry takes pods and machines that registered, not the group they registered by.
  const isEntry = id.kind === 'ServiceEntry';
  return {
    workloads: isEntry ? chosen.filter(({ kind }) => kind !== 'WorkloadGroup') : chosen,
    path: selector.path,
  };
}

/** The pods of a rule's subsets. */
function subsetWorkloads(view: MeshView, { id, value }: StoredObject): Selection {
  const spec = fieldsAt(value, 'spec');
  const namespace = id.namespace ?? '';
  const host = resolveConfigHost(textAt(spec, 'host') ?? '', namespace, view.settings.clusterDomain);
  const service = serviceByHost(view, host, namespace);
  const subsets = fieldsListAt(spec, 'subsets').map((subset) => textMapAt(subset, 'labels'));
  const workloads =
    service === null
      ? []
      : workloadsBehind(view, service).filter(({ labels }) =>
          subsets.some((subset) => labelsInclude(labels, subset)),
        );
  return { workloads: workloads.filter(({ kind }) => kind !== 'Endpoint'), path: ['spec', 'subsets'] };
}

/** What Istio runs for a Gateway of the Gateway API. */
function gatewayPods(view: MeshView, { id }: StoredObject): Selection {
  const own = view.workloadsByNamespace.get(id.namespace ?? '') ?? [];
  const workloads = own.filter(({ labels }) => labels['gateway.networking.k8s.io/gateway-name'] === id.name);
  return { workloads, path: ['metadata', 'name'] };
}
