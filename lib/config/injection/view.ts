/**
 * Which namespaces and workloads have a proxy, which should and do not, and why: what is planned for a pod that is
 * created now, beside what runs where pods are known.
 */

import type { Labels } from '@/lib/config/label-selector';
import { type Fields, fieldsAt, fieldsListAt, flagAt, textAt } from '@/lib/config/simulation/read/fields';
import { readMetadata } from '@/lib/config/simulation/read/metadata';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { type ActualProxy, actualProxy } from './actual';
import { type PlannedProxy, plannedProxy } from './plan';
import { podPlan } from './pod-plan';
import { type InjectionWebhook, injectionWebhooks } from './webhooks';

export interface WorkloadInjection {
  readonly id: ObjectId;
  readonly planned: PlannedProxy;
  /** Its pods by what they have; null = no pod of it is known. */
  readonly pods: PodCounts | null;
  /** What does not fit together, in words; null = all is as planned, or cannot be compared. */
  readonly problem: string | null;
}

export interface PodCounts {
  readonly sidecar: number;
  readonly ambient: number;
  readonly none: number;
  /** Revisions of the sidecars that run, sorted. */
  readonly revisions: readonly string[];
}

export interface NamespaceInjection {
  readonly name: string;
  /** Null = the namespace is not among the objects, only things in it. */
  readonly labels: Labels | null;
  /** What a pod without labels of its own would get. */
  readonly planned: PlannedProxy;
  readonly workloads: readonly WorkloadInjection[];
}

export interface InjectionView {
  readonly namespaces: readonly NamespaceInjection[];
  readonly webhooks: readonly InjectionWebhook[];
  /** The webhooks are Istio's usual ones, since none is among the objects. */
  readonly webhooksAssumed: boolean;
  readonly podsKnown: boolean;
}

const TEMPLATED: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'ReplicationController',
  'Rollout',
]);

/** Namespaces and workloads by name. */
export function injectionView(objects: readonly StoredObject[]): InjectionView {
  const webhooks = injectionWebhooks(objects);
  const labels = new Map(
    objects
      .filter(({ id }) => id.kind === 'Namespace')
      .map((object) => [object.id.name, readMetadata(object).labels]),
  );
  const pods = podsByOwner(objects);
  const workloads = objects.flatMap((object) => {
    const template = templateOf(object);
    if (template === null || object.id.namespace === null) return [];
    const plan = podPlan(object.id.namespace, labels.get(object.id.namespace) ?? null, template);
    const planned = plannedProxy(plan, webhooks);
    const counts = countsOf(pods.get(ownerKey(object.id.namespace, object.id.kind, object.id.name)) ?? []);
    return [{ id: object.id, planned, pods: counts, problem: problemOf(planned, counts) }];
  });
  const names = new Set([...labels.keys(), ...workloads.map(({ id }) => id.namespace ?? '')]);
  return {
    namespaces: [...names].sort().map((name) => ({
      name,
      labels: labels.get(name) ?? null,
      planned: plannedProxy(podPlan(name, labels.get(name) ?? null, {}), webhooks),
      workloads: workloads
        .filter(({ id }) => id.namespace === name)
        .sort((a, b) => (`${a.id.name} ${a.id.kind}` < `${b.id.name} ${b.id.kind}` ? -1 : 1)),
    })),
    webhooks,
    webhooksAssumed: webhooks.every(({ source }) => source === null),
    podsKnown: pods.size > 0,
  };
}

/** The template of a workload's pods, or a pod that nothing owns. Null for everything else. */
function templateOf(object: StoredObject): Fields | null {
  const { kind } = object.id;
  if (kind === 'Pod') return ownerOf(object) === null ? object.value : null;
  if (!TEMPLATED.has(kind) || ownerOf(object) !== null) return null;
  const spec = fieldsAt(object.value, 'spec');
  return fieldsAt(kind === 'CronJob' ? fieldsAt(fieldsAt(spec, 'jobTemplate'), 'spec') : spec, 'template');
}

interface Owner {
  readonly kind: string;
  readonly name: string;
}

function ownerOf(object: StoredObject): Owner | null {
  const owner = fieldsListAt(fieldsAt(object.value, 'metadata'), 'ownerReferences').find((one) =>
    flagAt(one, 'controller'),
  );
  const kind = owner === undefined ? null : textAt(owner, 'kind');
  const name = owner === undefined ? null : textAt(owner, 'name');
  return kind === null || name === null ? null : { kind, name };
}

function ownerKey(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}

/** Pods under the topmost owner that is known: a Deployment, not its ReplicaSet. */
function podsByOwner(objects: readonly StoredObject[]): ReadonlyMap<string, readonly Fields[]> {
  const owners = new Map<string, Owner>();
  for (const object of objects) {
    const owner = TEMPLATED.has(object.id.kind) ? ownerOf(object) : null;
    if (owner !== null)
      owners.set(ownerKey(object.id.namespace ?? '', object.id.kind, object.id.name), owner);
  }
  const pods = new Map<string, Fields[]>();
  for (const object of objects) {
    if (object.id.kind !== 'Pod') continue;
    const namespace = object.id.namespace ?? '';
    const owner = topmost(owners, namespace, ownerOf(object) ?? { kind: 'Pod', name: object.id.name });
    const key = ownerKey(namespace, owner.kind, owner.name);
    const present = pods.get(key);
    if (present === undefined) pods.set(key, [object.value]);
    else present.push(object.value);
  }
  return pods;
}

/** Owners that own each other in a circle are no reason to go round for ever. */
function topmost(owners: ReadonlyMap<string, Owner>, namespace: string, of: Owner, depth = 0): Owner {
  const above = owners.get(ownerKey(namespace, of.kind, of.name));
  return above === undefined || depth > 5 ? of : topmost(owners, namespace, above, depth + 1);
}

function countsOf(pods: readonly Fields[]): PodCounts | null {
  if (pods.length === 0) return null;
  const proxies = pods.map(actualProxy);
  const count = (kind: ActualProxy['kind']) => proxies.filter((proxy) => proxy.kind === kind).length;
  const revisions = proxies.flatMap((proxy) =>
    proxy.kind === 'sidecar' && proxy.revision !== null ? [proxy.revision] : [],
  );
  return {
    sidecar: count('sidecar'),
    ambient: count('ambient'),
    none: count('none'),
    revisions: [...new Set(revisions)].sort(),
  };
}

/** A pod keeps what it was born with, so a changed label shows only once pods are made anew. */
function problemOf(planned: PlannedProxy, pods: PodCounts | null): string | null {
  if (pods === null || planned.kind === 'unknown') return null;
  const total = pods.sidecar + pods.ambient + pods.none;
  const fitting = pods[planned.kind];
  if (fitting < total) {
    return `${total - fitting} of ${total} pods ${total - fitting === 1 ? 'has' : 'have'} ${haveText(planned, pods)}. Pods keep what they were made with: restart the workload.`;
  }
  const others = planned.kind === 'sidecar' ? pods.revisions.filter((name) => name !== planned.revision) : [];
  return others.length === 0 || planned.kind !== 'sidecar'
    ? null
    : `Its proxies are of revision ${others.join(', ')}, new ones would be of ${planned.revision}. Restart the workload to move it.`;
}

function haveText(planned: PlannedProxy, pods: PodCounts): string {
  if (planned.kind === 'sidecar')
    return pods.ambient > 0 ? 'no sidecar' : 'no proxy, although one is asked for';
  if (planned.kind === 'ambient')
    return pods.sidecar > 0 ? 'a sidecar instead of ambient mode' : 'no ambient mode';
  return 'a proxy that nothing asks for any more';
}
