/**
 * What a Service's selector and a DestinationRule's subset can choose: the pods of a workload, told by
 * their template, and machines of a WorkloadEntry or WorkloadGroup.
 */
import type { StoredObject } from '@/lib/config/store';
import { type Fields, fieldsAt, fieldsListAt, numberAt, optionalFieldsAt, textAt, textMapAt } from './fields';
import { readMetadata } from './metadata';

export interface MeshWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string | null;
  /** Pods (or machines) behind it; 0 = nothing answers. */
  readonly replicas: number;
}

const TEMPLATED = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
]);

/** A workload, or null when the object is none. Pods and ReplicaSets that belong to something are left out. */
export function readWorkload(object: StoredObject): MeshWorkload | null {
  const { kind, group } = object.id;
  const spec = fieldsAt(object.value, 'spec');
  if (TEMPLATED.has(kind) && (group === 'apps' || group === '' || group === 'batch')) {
    return isOwned(object.value) ? null : fromTemplate(object, spec);
  }
  if (kind === 'Pod' && group === '') return isOwned(object.value) ? null : fromPod(object, spec);
  if (group !== 'networking.istio.io') return null;
  if (kind === 'WorkloadEntry') return fromWorkloadEntry(object, spec);
  if (kind === 'WorkloadGroup') return fromWorkloadGroup(object, spec);
  return null;
}

function isOwned(value: Fields): boolean {
  return fieldsListAt(fieldsAt(value, 'metadata'), 'ownerReferences').length > 0;
}

function fromTemplate(object: StoredObject, spec: Fields): MeshWorkload {
  const template = fieldsAt(spec, 'template');
  return {
    namespace: object.id.namespace ?? '',
    name: object.id.name,
    kind: object.id.kind,
    labels: textMapAt(fieldsAt(template, 'metadata'), 'labels'),
    serviceAccount: textAt(fieldsAt(template, 'spec'), 'serviceAccountName'),
    replicas: numberAt(spec, 'replicas') ?? 1,
  };
}

function fromPod(object: StoredObject, spec: Fields): MeshWorkload {
  return {
    namespace: object.id.namespace ?? '',
    name: object.id.name,
    kind: 'Pod',
    labels: readMetadata(object).labels,
    serviceAccount: textAt(spec, 'serviceAccountName'),
    replicas: 1,
  };
}

function fromWorkloadEntry(object: StoredObject, spec: Fields): MeshWorkload {
  const metadata = readMetadata(object);
  return {
    namespace: metadata.namespace,
    // Istio names the workload of a machine by this label, else by the entry.
    name: metadata.labels['service.istio.io/workload-name'] ?? metadata.name,
    kind: 'WorkloadEntry',
    labels: { ...metadata.labels, ...textMapAt(spec, 'labels') },
    serviceAccount: textAt(spec, 'serviceAccount'),
    replicas: 1,
  };
}

/** A group without entries has no machine yet; entries that registered stand as objects of their own. */
function fromWorkloadGroup(object: StoredObject, spec: Fields): MeshWorkload {
  const labels = optionalFieldsAt(fieldsAt(spec, 'metadata'), 'labels');
  return {
    namespace: object.id.namespace ?? '',
    name: object.id.name,
    kind: 'WorkloadGroup',
    labels: labels === null ? {} : textMapAt(fieldsAt(spec, 'metadata'), 'labels'),
    serviceAccount: textAt(fieldsAt(spec, 'template'), 'serviceAccount'),
    replicas: 0,
  };
}
