/** The answer about proxies, from a store's objects. */

import type { Labels } from '@/lib/config/label-selector';
import type { ConfigStore, ObjectId } from '@/lib/config/store';
import type { InjectionAnswer, PlannedAnswer } from './contract';
import type { PlannedProxy } from './plan';
import { injectionView, type NamespaceInjection, type WorkloadInjection } from './view';

export async function loadInjection(store: ConfigStore, signal?: AbortSignal): Promise<InjectionAnswer> {
  const { objects } = await store.list(signal);
  const view = injectionView(objects);
  return {
    namespaces: view.namespaces.map(namespaceAnswer),
    webhooks: view.webhooks.map(({ name, revision, source }) => ({ name, revision, id: source?.id ?? null })),
    webhooksAssumed: view.webhooksAssumed,
    podsKnown: view.podsKnown,
  };
}

function namespaceAnswer(namespace: NamespaceInjection): InjectionAnswer['namespaces'][number] {
  const { name, labels, planned, workloads } = namespace;
  const id: ObjectId = { group: '', kind: 'Namespace', namespace: null, name };
  return {
    name,
    labels: labels === null ? null : proxyLabels(labels),
    planned: plannedAnswer(planned, id, id),
    workloads: workloads.map((workload) => workloadAnswer(workload, id)),
  };
}

/** Istio's own labels; the others say nothing about proxies. */
function proxyLabels(labels: Labels): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => name === 'istio-injection' || name.includes('istio.io/')),
  );
}

function workloadAnswer(workload: WorkloadInjection, namespace: ObjectId) {
  const { id, planned, pods, problem } = workload;
  return {
    id,
    planned: plannedAnswer(planned, id, namespace),
    pods: pods === null ? null : { ...pods, revisions: [...pods.revisions] },
    problem,
  };
}

function plannedAnswer(planned: PlannedProxy, pod: ObjectId, namespace: ObjectId): PlannedAnswer {
  const { reason } = planned;
  const says = { pod, namespace, webhook: reason.id };
  return {
    kind: planned.kind,
    revision: planned.kind === 'sidecar' ? planned.revision : null,
    isGateway: planned.kind === 'sidecar' && planned.isGateway,
    reason: { text: reason.text, id: reason.at === null ? null : says[reason.at] },
  };
}
