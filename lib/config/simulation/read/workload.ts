/**
 * What a Service's selector and a DestinationRule's subset can choose: the pods of a workload, told by
 * their template, and machines of a WorkloadEntry or WorkloadGroup.
 */
import type { StoredObject } from '@/lib/config/store';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textMapAt,
  textsAt,
} from './fields';
import { podLocality } from './locality';
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
  /** Annotations of its pods. */
  readonly annotations: Readonly<Record<string, string>>;
  /** A container `istio-proxy` stands in the template: injected already, or written by hand. */
  readonly hasProxy: boolean;
  /** That proxy runs as a gateway. */
  readonly hasRouterProxy: boolean;
  readonly hostNetwork: boolean;
  readonly containerPorts: readonly ContainerPort[];
  /** Region, zone and sub-zone, `/` between; null = not said. */
  readonly locality: string | null;
  /** Share among its equals as written in a WorkloadEntry; null = by replicas. */
  readonly weight: number | null;
}

export interface ContainerPort {
  readonly name: string | null;
  readonly port: number;
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
    annotations: textMapAt(fieldsAt(template, 'metadata'), 'annotations'),
    ...readContainers(fieldsAt(template, 'spec')),
    locality: podLocality(textMapAt(fieldsAt(template, 'metadata'), 'labels'), fieldsAt(template, 'spec')),
    weight: null,
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
    annotations: readMetadata(object).annotations,
    ...readContainers(spec),
    locality: podLocality(readMetadata(object).labels, spec),
    weight: null,
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
    annotations: metadata.annotations,
    ...machinePorts(spec),
    locality: textAt(spec, 'locality'),
    weight: numberAt(spec, 'weight'),
  };
}

function readContainers(spec: Fields) {
  const containers = [...fieldsListAt(spec, 'containers'), ...fieldsListAt(spec, 'initContainers')];
  const proxy = containers.find((container) => textAt(container, 'name') === 'istio-proxy');
  return {
    hasProxy: proxy !== undefined,
    hasRouterProxy: proxy !== undefined && textsAt(proxy, 'args').includes('router'),
    hostNetwork: flagAt(spec, 'hostNetwork'),
    containerPorts: containers.flatMap((container) =>
      fieldsListAt(container, 'ports').map((port) => ({
        name: textAt(port, 'name'),
        port: numberAt(port, 'containerPort') ?? 0,
      })),
    ),
  };
}

/** Ports of an endpoint outside Kubernetes: `ports` maps a port's name to the number it has there. */
export function machinePorts(spec: Fields) {
  const containerPorts = Object.entries(fieldsAt(spec, 'ports')).map(([name, port]) => ({
    name,
    port: Number(port),
  }));
  return { hasProxy: false, hasRouterProxy: false, hostNetwork: false, containerPorts };
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
    annotations: textMapAt(fieldsAt(spec, 'metadata'), 'annotations'),
    ...machinePorts(fieldsAt(spec, 'template')),
    locality: textAt(fieldsAt(spec, 'template'), 'locality'),
    weight: null,
  };
}
