/**
 * What a pod would become when it is created now: a sidecar, ambient mode, or neither, and why. Istio's own rules:
 * the webhooks choose by labels, then the injector looks at the pod (pkg/kube/inject `injectRequired`).
 */

import { type Labels, selectorTakes } from '@/lib/config/label-selector';
import type { ObjectId } from '@/lib/config/store';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { InjectionWebhook } from './webhooks';

export interface PodPlan {
  readonly namespace: string;
  /** Null = the namespace is not among the objects. */
  readonly namespaceLabels: Labels | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly hostNetwork: boolean;
  /** A container `istio-proxy` stands in the template already. */
  readonly hasProxy: boolean;
  /** That proxy is the whole point of the pod: it runs as a gateway or waypoint. */
  readonly isGateway: boolean;
}

export interface Reason {
  /** Names in backticks. */
  readonly text: string;
  /** Which field says so; null where a rule of Istio's does. Path inside the pod's template or the namespace. */
  readonly at: 'pod' | 'namespace' | 'webhook' | null;
  readonly path: ObjectPath;
  /** Set for `webhook` where it is written in an object. */
  readonly id: ObjectId | null;
}

export type PlannedProxy =
  /** `isGateway`: the proxy stands by itself, as a gateway or waypoint. */
  | {
      readonly kind: 'sidecar';
      readonly revision: string;
      readonly isGateway: boolean;
      readonly reason: Reason;
    }
  | { readonly kind: 'ambient'; readonly reason: Reason }
  | { readonly kind: 'none'; readonly reason: Reason }
  /** What decides is not among the objects. */
  | { readonly kind: 'unknown'; readonly reason: Reason };

/** The API server never asks the injector about these. */
const NEVER_INJECTED: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

const INJECT = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const INJECTION = 'istio-injection';
const DATAPLANE_MODE = 'istio.io/dataplane-mode';

export function plannedProxy(pod: PodPlan, webhooks: readonly InjectionWebhook[]): PlannedProxy {
  if (isControlPlane(pod.labels)) {
    return none(because('It is a part of the control plane, which has no proxy of its own.', 'pod', LABELS));
  }
  if (pod.hasProxy) {
    return {
      kind: 'sidecar',
      revision: pod.labels[REVISION] ?? 'default',
      isGateway: pod.isGateway,
      reason: because('A container `istio-proxy` is written in the pod itself.', 'pod', [
        'spec',
        'containers',
      ]),
    };
  }
  if (pod.namespaceLabels === null) {
    return {
      kind: 'unknown',
      reason: because(`Namespace \`${pod.namespace}\` is not known, and its labels decide.`),
    };
  }
  return sidecarPlan(pod, pod.namespaceLabels, webhooks) ?? otherPlan(pod, pod.namespaceLabels, webhooks);
}

const LABELS: ObjectPath = ['metadata', 'labels'];

/** istiod and the node agents make the mesh; they have no proxy of it, even where a container is named like one. */
export function isControlPlane(labels: Labels): boolean {
  return (
    labels.istio === 'pilot' ||
    labels.app === 'istiod' ||
    labels.app === 'ztunnel' ||
    labels['k8s-app'] === 'istio-cni-node'
  );
}

/** Null when no sidecar comes. */
function sidecarPlan(
  pod: PodPlan,
  namespaceLabels: Labels,
  webhooks: readonly InjectionWebhook[],
): PlannedProxy | null {
  if (NEVER_INJECTED.has(pod.namespace) || pod.hostNetwork) return null;
  // The label wins; the annotation of the same name is its old form.
  if ((pod.labels[INJECT] ?? pod.annotations[INJECT]) === 'false') return null;
  const webhook = webhooks.find(
    ({ namespaceSelector, objectSelector }) =>
      selectorTakes(namespaceSelector, {
        'kubernetes.io/metadata.name': pod.namespace,
        ...namespaceLabels,
      }) && selectorTakes(objectSelector, pod.labels),
  );
  if (webhook === undefined) return null;
  const revision =
    webhook.source !== null
      ? webhook.revision
      : (namespaceLabels[REVISION] ?? pod.labels[REVISION] ?? webhook.revision);
  return {
    kind: 'sidecar',
    revision,
    isGateway: pod.isGateway,
    reason: sidecarReason(pod, namespaceLabels, webhook),
  };
}

function sidecarReason(pod: PodPlan, namespaceLabels: Labels, webhook: InjectionWebhook): Reason {
  for (const name of [INJECTION, REVISION]) {
    const value = namespaceLabels[name];
    if (value !== undefined) {
      return because(`Namespace \`${pod.namespace}\` has the label \`${name}=${value}\`.`, 'namespace', [
        ...LABELS,
        name,
      ]);
    }
  }
  for (const name of [INJECT, REVISION]) {
    const value = pod.labels[name];
    if (value !== undefined)
      return because(`The pod has the label \`${name}=${value}\`.`, 'pod', [...LABELS, name]);
  }
  return {
    text: `The webhook \`${webhook.name}\` takes every pod that no label keeps out.`,
    at: 'webhook',
    path: webhook.source?.path ?? [],
    id: webhook.source?.id ?? null,
  };
}

function otherPlan(
  pod: PodPlan,
  namespaceLabels: Labels,
  webhooks: readonly InjectionWebhook[],
): PlannedProxy {
  const refusal = refusalOf(pod, namespaceLabels, webhooks);
  const own = pod.labels[DATAPLANE_MODE];
  const mode = own ?? namespaceLabels[DATAPLANE_MODE];
  if (mode === 'ambient' && !pod.hostNetwork) {
    return {
      kind: 'ambient',
      reason:
        own === undefined
          ? because(
              `Namespace \`${pod.namespace}\` has the label \`${DATAPLANE_MODE}=ambient\`.`,
              'namespace',
              [...LABELS, DATAPLANE_MODE],
            )
          : because(`The pod has the label \`${DATAPLANE_MODE}=ambient\`.`, 'pod', [
              ...LABELS,
              DATAPLANE_MODE,
            ]),
    };
  }
  if (own === 'none' && namespaceLabels[DATAPLANE_MODE] === 'ambient') {
    return none(
      because(`The pod is kept out of ambient mode by \`${DATAPLANE_MODE}=none\`.`, 'pod', [
        ...LABELS,
        DATAPLANE_MODE,
      ]),
    );
  }
  return none(refusal);
}

/** Why no sidecar comes, most telling first. */
function refusalOf(pod: PodPlan, namespaceLabels: Labels, webhooks: readonly InjectionWebhook[]): Reason {
  if (NEVER_INJECTED.has(pod.namespace)) {
    return because(`Nothing is ever injected in \`${pod.namespace}\`.`);
  }
  if (pod.hostNetwork) {
    return because('The pod uses the network of its node (`hostNetwork`).', 'pod', ['spec', 'hostNetwork']);
  }
  if (pod.labels[INJECT] === 'false') {
    return because(`The pod refuses by the label \`${INJECT}=false\`.`, 'pod', [...LABELS, INJECT]);
  }
  if (pod.annotations[INJECT] === 'false') {
    return because(`The pod refuses by the annotation \`${INJECT}=false\`.`, 'pod', [
      'metadata',
      'annotations',
      INJECT,
    ]);
  }
  const injection = namespaceLabels[INJECTION];
  if (injection !== undefined && injection !== 'enabled') {
    return because(
      `Namespace \`${pod.namespace}\` has the label \`${INJECTION}=${injection}\`, which pods cannot overrule.`,
      'namespace',
      [...LABELS, INJECTION],
    );
  }
  const revision = namespaceLabels[REVISION] ?? pod.labels[REVISION];
  if (revision !== undefined && injection === undefined) {
    const known = [...new Set(webhooks.map((webhook) => webhook.revision))];
    const atNamespace = namespaceLabels[REVISION] !== undefined;
    return because(
      `No control plane injects for revision \`${revision}\`; there ${known.length === 1 ? 'is' : 'are'} \`${known.join('`, `')}\`.`,
      atNamespace ? 'namespace' : 'pod',
      [...LABELS, REVISION],
    );
  }
  if (injection === 'enabled') {
    return because(
      'No webhook of a control plane takes this namespace, although it asks for injection.',
      'namespace',
      [...LABELS, INJECTION],
    );
  }
  return because(
    `Neither namespace \`${pod.namespace}\` nor the pod asks for it by a label.`,
    'namespace',
    LABELS,
  );
}

function none(reason: Reason): PlannedProxy {
  return { kind: 'none', reason };
}

function because(text: string, at: Reason['at'] = null, path: ObjectPath = []): Reason {
  return { text, at, path, id: null };
}
