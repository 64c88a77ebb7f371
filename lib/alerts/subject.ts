/** Which part of the mesh an alert is about, by the labels that Istio's, Kubernetes' and usual rules carry. */
import type { AlertSubject } from './contract';

type Labels = Readonly<Record<string, string>>;

/** Null where the labels name nothing of a mesh. The called side goes before the calling one: it is what is judged. */
export function alertSubject(labels: Labels): AlertSubject | null {
  const { destination_service_namespace: called = '' } = labels;
  // Hosts that the mesh does not know have no namespace: then it is about who calls them.
  if (called === 'unknown') return callerOf(labels);
  const namespace = first(labels, [
    'destination_service_namespace',
    'destination_workload_namespace',
    'namespace',
    'exported_namespace',
    'source_workload_namespace',
  ]);
  if (namespace === null) return null;
  const service = first(labels, ['destination_service_name', 'destination_canonical_service', 'service']);
  if (service !== null && service !== 'unknown')
    return { kind: 'service', namespace, name: shortHost(service) };
  const workload = first(labels, [
    'destination_workload',
    'workload',
    'deployment',
    'statefulset',
    'daemonset',
    'source_workload',
  ]);
  if (workload !== null && workload !== 'unknown') return { kind: 'workload', namespace, name: workload };
  return { kind: 'namespace', namespace, name: '' };
}

function callerOf(labels: Labels): AlertSubject | null {
  const namespace = first(labels, ['source_workload_namespace']);
  const name = first(labels, ['source_workload']);
  if (namespace === null || name === null || namespace === 'unknown' || name === 'unknown') return null;
  return { kind: 'workload', namespace, name };
}

function first(labels: Labels, names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
    if (value !== undefined && value !== '') return value;
  }
  return null;
}

/** `reviews.bookinfo.svc.cluster.local` is `reviews`. */
function shortHost(host: string): string {
  return /^([^.]+)\.[^.]+\.svc(\.|$)/.exec(host)?.[1] ?? host;
}
