/** The workloads that stored objects describe, each under the name that Istio's metrics give it. */
import { type InjectionWebhook, injectionWebhooks } from '@/lib/config/injection/webhooks';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  textAt,
  textMapAt,
} from '@/lib/config/simulation/read/fields';
import { readMetadata } from '@/lib/config/simulation/read/metadata';
import type { StoredObject } from '@/lib/config/store';
import type { NodeFacts } from '@/lib/graph/node-facts';
import { canonicalApp, canonicalVersion, type Labels } from './canonical-names';
import { LabelIndex } from './label-index';
import {
  type MeshMembership,
  observedMembership,
  plannedMembership,
  UNKNOWN_MEMBERSHIP,
} from './mesh-membership';

export interface InventoryWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly app: string;
  readonly version: string;
  /** Of its pods, or of the machine. */
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly replicas: NodeFacts['replicas'];
  readonly membership: MeshMembership;
  /** Names of the WorkloadEntries that it is made of. */
  readonly workloadEntries: readonly string[];
}

/** What has a template for pods; what belongs to another of them is told by its owner. */
const TEMPLATED = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  '/ReplicationController',
  'batch/Job',
  'batch/CronJob',
  'argoproj.io/Rollout',
]);

/** Objects that are read in one step. */
const A_STEP = 256;

/** In steps of a few milliseconds: see `meshFactsSteps`. */
export function* inventorySteps(
  objects: readonly StoredObject[],
  namespaceLabels: ReadonlyMap<string, Labels>,
): Generator<undefined, readonly InventoryWorkload[], undefined> {
  const pods = podsByLabels(objects);
  const webhooks = injectionWebhooks(objects);
  const workloads: InventoryWorkload[] = [];
  for (const [at, object] of objects.entries()) {
    if (at % A_STEP === 0) yield;
    const key = `${object.id.group}/${object.id.kind}`;
    if (isOwned(object.value)) continue;
    if (TEMPLATED.has(key)) workloads.push(fromTemplate(object, namespaceLabels, pods, webhooks));
    else if (key === '/Pod') workloads.push(fromPod(object));
  }
  return [...workloads, ...machinesOf(objects)];
}

type Pods = LabelIndex<StoredObject>;

function podsByLabels(objects: readonly StoredObject[]): Pods {
  return new LabelIndex(
    objects.filter(({ id }) => id.group === '' && id.kind === 'Pod'),
    ({ id }) => id.namespace ?? '',
    (pod) => readMetadata(pod).labels,
  );
}

function isOwned(value: Fields): boolean {
  return fieldsListAt(fieldsAt(value, 'metadata'), 'ownerReferences').length > 0;
}

function fromTemplate(
  object: StoredObject,
  namespaceLabels: ReadonlyMap<string, Labels>,
  pods: Pods,
  webhooks: readonly InjectionWebhook[],
): InventoryWorkload {
  const namespace = object.id.namespace ?? '';
  const spec = fieldsAt(object.value, 'spec');
  const owner = object.id.kind === 'CronJob' ? fieldsAt(fieldsAt(spec, 'jobTemplate'), 'spec') : spec;
  const template = fieldsAt(owner, 'template');
  const labels = textMapAt(fieldsAt(template, 'metadata'), 'labels');
  const selector = textMapAt(fieldsAt(spec, 'selector'), 'matchLabels');
  const own = pods.select(namespace, selector);
  return {
    ...named(namespace, object.id.name, labels),
    kind: object.id.kind,
    annotations: {
      ...textMapAt(fieldsAt(template, 'metadata'), 'annotations'),
      ...readMetadata(object).annotations,
    },
    replicas: replicasOf(object, spec, own),
    membership:
      own.length > 0
        ? observedMembership(own.map(({ value }) => value))
        : plannedMembership(namespace, namespaceLabels.get(namespace) ?? null, template, webhooks),
    workloadEntries: [],
  };
}

function fromPod(object: StoredObject): InventoryWorkload {
  const { labels, annotations } = readMetadata(object);
  return {
    ...named(object.id.namespace ?? '', object.id.name, labels),
    kind: 'Pod',
    annotations,
    replicas: { desired: 1, ready: isReady(object.value) },
    membership: observedMembership([object.value]),
    workloadEntries: [],
  };
}

function named(namespace: string, name: string, labels: Labels) {
  return { namespace, name, labels, app: canonicalApp(labels, name), version: canonicalVersion(labels) };
}

/** A DaemonSet wants as many as there are nodes, and a CronJob none most of the time: only a cluster can tell. */
function replicasOf(
  object: StoredObject,
  spec: Fields,
  pods: readonly StoredObject[],
): NodeFacts['replicas'] {
  const { value } = object;
  const hasStatus = 'status' in value;
  const status = fieldsAt(value, 'status');
  if (object.id.kind === 'DaemonSet') {
    const desired = numberAt(status, 'desiredNumberScheduled');
    return desired === null ? null : { desired, ready: numberAt(status, 'numberReady') ?? 0 };
  }
  if (object.id.kind === 'CronJob' || object.id.kind === 'Job') return null;
  const desired = numberAt(spec, 'replicas') ?? numberAt(status, 'replicas') ?? 1;
  if (hasStatus) return { desired, ready: numberAt(status, 'readyReplicas') ?? 0 };
  if (pods.length === 0) return { desired, ready: null };
  return { desired, ready: pods.filter((pod) => isReady(pod.value) === 1).length };
}

/** 1 or 0 by the condition `Ready`, null where the pod has no status. */
function isReady(pod: Fields): number | null {
  if (!('status' in pod)) return null;
  const ready = fieldsListAt(fieldsAt(pod, 'status'), 'conditions').find(
    (condition) => textAt(condition, 'type') === 'Ready',
  );
  return ready !== undefined && textAt(ready, 'status') === 'True' ? 1 : 0;
}

/** Machines that joined: WorkloadEntries of one name in metrics are one workload. */
function machinesOf(objects: readonly StoredObject[]): readonly InventoryWorkload[] {
  const machines = new Map<string, InventoryWorkload>();
  for (const object of objects) {
    if (object.id.group !== 'networking.istio.io' || object.id.kind !== 'WorkloadEntry') continue;
    const entry = machineOf(object);
    const key = `${entry.namespace}/${entry.name}`;
    const known = machines.get(key);
    machines.set(key, known === undefined ? entry : joined(known, entry));
  }
  return [...machines.values()];
}

function machineOf(object: StoredObject): InventoryWorkload {
  const metadata = readMetadata(object);
  const labels = { ...metadata.labels, ...textMapAt(fieldsAt(object.value, 'spec'), 'labels') };
  const group = metadata.annotations['istio.io/autoRegistrationGroup'];
  const name = labels['service.istio.io/workload-name'] ?? group ?? metadata.name;
  return {
    ...named(metadata.namespace, name, labels),
    kind: 'WorkloadEntry',
    annotations: metadata.annotations,
    replicas: { desired: 1, ready: healthOf(object.value) },
    // What registered itself has a proxy; of one that somebody wrote nothing is known.
    membership: group === undefined ? UNKNOWN_MEMBERSHIP : { outOfMesh: false, ambient: false },
    workloadEntries: [metadata.name],
  };
}

/** 1 or 0 by the condition `Healthy` of its probe, null where there is none. */
function healthOf(value: Fields): number | null {
  const condition = fieldsListAt(fieldsAt(value, 'status'), 'conditions').find(
    (one) => textAt(one, 'type') === 'Healthy',
  );
  if (condition === undefined) return null;
  return textAt(condition, 'status') === 'True' ? 1 : 0;
}

function joined(first: InventoryWorkload, more: InventoryWorkload): InventoryWorkload {
  return {
    ...first,
    replicas: sumReplicas([first.replicas, more.replicas]),
    workloadEntries: [...first.workloadEntries, ...more.workloadEntries].sort(),
    membership: first.membership.outOfMesh === null ? more.membership : first.membership,
  };
}

/** Together; not known as soon as one of them is not. */
export function sumReplicas(parts: readonly NodeFacts['replicas'][]): NodeFacts['replicas'] {
  let desired = 0;
  let ready: number | null = 0;
  for (const part of parts) {
    if (part === null) return null;
    desired += part.desired;
    ready = ready === null || part.ready === null ? null : ready + part.ready;
  }
  return parts.length === 0 ? null : { desired, ready };
}
