/** The workloads that objects describe, each under the name that Istio's metrics give it, with the pods that it has. */
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt, textMapAt } from '@/lib/mesh/fields';
import { canonicalApp, canonicalVersion, type Labels } from './canonical-names';
import { LabelIndex } from './label-index';
import { type InventoryId, type InventoryObject, metadataOf } from './object';

/** null = unknown, or no thing that has replicas; `ready` null = the source does not tell. */
export type WorkloadReplicas = { readonly desired: number; readonly ready: number | null } | null;

export interface InventoryWorkload {
  readonly id: InventoryId;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly app: string;
  readonly version: string;
  /** Of its pods, or of the machine. */
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly serviceAccount: string | null;
  readonly replicas: WorkloadReplicas;
  readonly createdSeconds: number | null;
  /** The template of its pods; null for what has none: a pod by itself, a machine. */
  readonly template: Fields | null;
  /** Pods that its selector finds, in the order of the store; empty where the store holds none. */
  readonly pods: readonly InventoryObject[];
  /** Names of the WorkloadEntries that it is made of. */
  readonly workloadEntries: readonly string[];
  /** A machine that registered itself, so that it has a proxy. */
  readonly isRegistered: boolean;
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

/** In steps of a few milliseconds, so that a server can do something else between them. */
export function* workloadSteps(
  objects: readonly InventoryObject[],
): Generator<undefined, readonly InventoryWorkload[], undefined> {
  const pods = podsByLabels(objects);
  const deployments = deploymentsOfRollouts(objects);
  const workloads: InventoryWorkload[] = [];
  for (const [at, object] of objects.entries()) {
    if (at % A_STEP === 0) yield;
    const key = `${object.id.group}/${object.id.kind}`;
    if (key !== '/Pod' && !TEMPLATED.has(key)) continue;
    if (metadataOf(object).isOwned) continue;
    workloads.push(key === '/Pod' ? fromPod(object) : fromTemplate(object, pods, deployments));
  }
  return [...workloads, ...machinesOf(objects)];
}

/** The same at once. */
export function workloadsOf(objects: readonly InventoryObject[]): readonly InventoryWorkload[] {
  const steps = workloadSteps(objects);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

type Pods = LabelIndex<InventoryObject>;

function podsByLabels(objects: readonly InventoryObject[]): Pods {
  return new LabelIndex(
    objects.filter(({ id }) => id.group === '' && id.kind === 'Pod'),
    ({ id }) => id.namespace ?? '',
    (pod) => metadataOf(pod).labels,
  );
}

function fromTemplate(
  object: InventoryObject,
  pods: Pods,
  deployments: ReadonlyMap<string, Fields>,
): InventoryWorkload {
  const { id, value } = object;
  const namespace = id.namespace ?? '';
  const spec = fieldsAt(value, 'spec');
  // What a Rollout takes from a Deployment are its template and its selector.
  const borrowed = deployments.get(keyOfDeployment(namespace, deploymentOf(object)));
  const source = borrowed ?? (id.kind === 'CronJob' ? fieldsAt(fieldsAt(spec, 'jobTemplate'), 'spec') : spec);
  const template = fieldsAt(source, 'template');
  const labels = textMapAt(fieldsAt(template, 'metadata'), 'labels');
  const own = pods.select(namespace, selectorOf(borrowed ?? spec, labels, id.kind));
  const metadata = metadataOf(object);
  return {
    ...named(id, id.name, labels),
    annotations: { ...textMapAt(fieldsAt(template, 'metadata'), 'annotations'), ...metadata.annotations },
    serviceAccount: textAt(fieldsAt(template, 'spec'), 'serviceAccountName'),
    replicas: replicasOf(object, spec, own),
    createdSeconds: metadata.createdSeconds,
    template,
    pods: own,
    workloadEntries: [],
    isRegistered: false,
  };
}

/** `spec` of the Deployments that Rollouts name in place of a template of their own. */
function deploymentsOfRollouts(objects: readonly InventoryObject[]): ReadonlyMap<string, Fields> {
  const wanted = new Set<string>();
  for (const object of objects) {
    const name = deploymentOf(object);
    if (name !== null) wanted.add(keyOfDeployment(object.id.namespace ?? '', name));
  }
  const found = new Map<string, Fields>();
  if (wanted.size === 0) return found;
  for (const { id, value } of objects) {
    const key = keyOfDeployment(id.namespace ?? '', id.name);
    if (id.group === 'apps' && id.kind === 'Deployment' && wanted.has(key))
      found.set(key, fieldsAt(value, 'spec'));
  }
  return found;
}

/** https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout */
function deploymentOf({ id, value }: InventoryObject): string | null {
  if (id.group !== 'argoproj.io' || id.kind !== 'Rollout') return null;
  const reference = fieldsAt(fieldsAt(value, 'spec'), 'workloadRef');
  return textAt(reference, 'kind') === 'Deployment' ? textAt(reference, 'name') : null;
}

function keyOfDeployment(namespace: string, name: string | null): string {
  return `${namespace}/${name ?? ''}`;
}

/** A ReplicationController's selector is the map itself; a CronJob's pods are those of its template's labels. */
function selectorOf(spec: Fields, labels: Labels, kind: string): Labels {
  if (kind === 'ReplicationController') return textMapAt(spec, 'selector');
  if (kind === 'CronJob') return labels;
  return textMapAt(fieldsAt(spec, 'selector'), 'matchLabels');
}

function fromPod(object: InventoryObject): InventoryWorkload {
  const { labels, annotations, createdSeconds } = metadataOf(object);
  return {
    ...named(object.id, object.id.name, labels),
    annotations,
    serviceAccount: textAt(fieldsAt(object.value, 'spec'), 'serviceAccountName'),
    replicas: { desired: 1, ready: isReady(object.value) },
    createdSeconds,
    template: null,
    pods: [object],
    workloadEntries: [],
    isRegistered: false,
  };
}

function named(id: InventoryId, name: string, labels: Labels) {
  return {
    id,
    namespace: id.namespace ?? '',
    name,
    kind: id.kind,
    labels,
    app: canonicalApp(labels, name),
    version: canonicalVersion(labels),
  };
}

/** A DaemonSet wants as many as there are nodes, and a CronJob none most of the time: only a cluster can tell. */
function replicasOf(
  { id, value }: InventoryObject,
  spec: Fields,
  pods: readonly InventoryObject[],
): WorkloadReplicas {
  const hasStatus = 'status' in value;
  const status = fieldsAt(value, 'status');
  if (id.kind === 'DaemonSet') {
    const desired = numberAt(status, 'desiredNumberScheduled');
    return desired === null ? null : { desired, ready: numberAt(status, 'numberReady') ?? 0 };
  }
  if (id.kind === 'CronJob' || id.kind === 'Job') return null;
  const desired = numberAt(spec, 'replicas') ?? numberAt(status, 'replicas') ?? 1;
  if (hasStatus) return { desired, ready: numberAt(status, 'readyReplicas') ?? 0 };
  if (pods.length === 0) return { desired, ready: null };
  return { desired, ready: pods.filter((pod) => isReady(pod.value) === 1).length };
}

/** 1 or 0 by the condition `Ready`, null where the pod has no status. */
function isReady(pod: Fields): number | null {
  return 'status' in pod ? conditionOf(pod, 'Ready') : null;
}

function conditionOf(value: Fields, type: string): number | null {
  const condition = fieldsListAt(fieldsAt(value, 'status'), 'conditions').find(
    (one) => textAt(one, 'type') === type,
  );
  if (condition === undefined) return type === 'Ready' ? 0 : null;
  return textAt(condition, 'status') === 'True' ? 1 : 0;
}

/** Machines that joined: WorkloadEntries of one name in metrics are one workload. */
function machinesOf(objects: readonly InventoryObject[]): readonly InventoryWorkload[] {
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

function machineOf(object: InventoryObject): InventoryWorkload {
  const metadata = metadataOf(object);
  const spec = fieldsAt(object.value, 'spec');
  const labels = { ...metadata.labels, ...textMapAt(spec, 'labels') };
  const group = metadata.annotations['istio.io/autoRegistrationGroup'];
  const name = labels['service.istio.io/workload-name'] ?? group ?? object.id.name;
  return {
    ...named(object.id, name, labels),
    annotations: metadata.annotations,
    serviceAccount: textAt(spec, 'serviceAccount'),
    replicas: { desired: 1, ready: conditionOf(object.value, 'Healthy') },
    createdSeconds: metadata.createdSeconds,
    template: null,
    pods: [],
    workloadEntries: [object.id.name],
    isRegistered: group !== undefined,
  };
}

function joined(first: InventoryWorkload, more: InventoryWorkload): InventoryWorkload {
  return {
    ...first,
    replicas: sumReplicas([first.replicas, more.replicas]),
    workloadEntries: [...first.workloadEntries, ...more.workloadEntries].sort(),
    isRegistered: first.isRegistered || more.isRegistered,
  };
}

/** Together; not known as soon as one of them is not. */
export function sumReplicas(parts: readonly WorkloadReplicas[]): WorkloadReplicas {
  let desired = 0;
  let ready: number | null = 0;
  for (const part of parts) {
    if (part === null) return null;
    desired += part.desired;
    ready = ready === null || part.ready === null ? null : ready + part.ready;
  }
  return parts.length === 0 ? null : { desired, ready };
}
