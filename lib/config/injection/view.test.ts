import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import { injectionView } from './view';

function view(yaml: string) {
  return injectionView(storedObjects(yaml, 'test', () => '').placed.map(({ object }) => object));
}

const namespace = (labels: string) => `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
---
`;
const deployment = (metadata = '{}', spec = '{}', name = 'web') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec: {template: {metadata: ${metadata}, spec: ${spec}}}
---
`;
const pod = (name: string, metadata: string, spec: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-1, controller: true}]
  ${metadata}
spec: ${spec}
---
`;
const REPLICA_SET = `apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web-1
  namespace: shop
  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]
spec: {}
---
`;

function planned(namespaceLabels: string, metadata = '{}', spec = '{}') {
  return view(namespace(namespaceLabels) + deployment(metadata, spec)).namespaces[0]?.workloads[0]?.planned;
}

describe('what a new pod becomes', () => {
  // Namespace labels, pod metadata, pod spec, what comes, a part of the reason.
  it.each([
    ['istio-injection: enabled', '{}', '{}', 'sidecar', 'label `istio-injection=enabled`'],
    ['istio.io/rev: canary', '{}', '{}', 'sidecar', 'label `istio.io/rev=canary`'],
    ['', '{labels: {sidecar.istio.io/inject: "true"}}', '{}', 'sidecar', 'pod has the label'],
    ['', '{labels: {istio.io/rev: canary}}', '{}', 'sidecar', 'pod has the label `istio.io/rev=canary`'],
    ['', '{annotations: {sidecar.istio.io/inject: "true"}}', '{}', 'none', 'Neither namespace'],
    [
      'istio-injection: enabled',
      '{labels: {sidecar.istio.io/inject: "false"}}',
      '{}',
      'none',
      'refuses by the label',
    ],
    [
      'istio-injection: enabled',
      '{annotations: {sidecar.istio.io/inject: "false"}}',
      '{}',
      'none',
      'annotation',
    ],
    [
      'istio-injection: enabled',
      '{labels: {sidecar.istio.io/inject: "true"}, annotations: {sidecar.istio.io/inject: "false"}}',
      '{}',
      'sidecar',
      'istio-injection=enabled',
    ],
    [
      'istio-injection: disabled',
      '{labels: {sidecar.istio.io/inject: "true"}}',
      '{}',
      'none',
      'cannot overrule',
    ],
    // Both labels on the namespace: istio-injection wins (IST0123).
    ['istio-injection: disabled, istio.io/rev: canary', '{}', '{}', 'none', 'istio-injection=disabled'],
    ['istio-injection: enabled', '{}', '{hostNetwork: true}', 'none', 'network of its node'],
    ['', '{}', '{containers: [{name: istio-proxy}]}', 'sidecar', 'written in the pod itself'],
    [
      '',
      '{}',
      '{initContainers: [{name: istio-proxy, restartPolicy: Always}]}',
      'sidecar',
      'written in the pod',
    ],
    ['istio.io/dataplane-mode: ambient', '{}', '{}', 'ambient', 'dataplane-mode=ambient'],
    ['', '{labels: {istio.io/dataplane-mode: ambient}}', '{}', 'ambient', 'pod has the label'],
    [
      'istio.io/dataplane-mode: ambient',
      '{labels: {istio.io/dataplane-mode: none}}',
      '{}',
      'none',
      'kept out',
    ],
    // A sidecar comes first: a pod with one is not enrolled in ambient mode.
    [
      'istio.io/dataplane-mode: ambient',
      '{labels: {sidecar.istio.io/inject: "true"}}',
      '{}',
      'sidecar',
      'inject',
    ],
    ['istio-injection: enabled', '{labels: {app: istiod}}', '{}', 'none', 'part of the control plane'],
    ['', '{}', '{}', 'none', 'Neither namespace `shop` nor the pod'],
  ])('in a namespace {%s} with %s and %s: %s', (labels, metadata, spec, kind, reason) => {
    const plan = planned(labels, metadata, spec);
    expect(plan?.kind).toBe(kind);
    expect(plan?.reason.text).toContain(reason);
  });

  it('is a gateway where the proxy is all there is', () => {
    for (const role of ['router', 'waypoint']) {
      const alone = `{containers: [{name: istio-proxy, args: [proxy, ${role}]}]}`;
      expect(planned('', '{}', alone)).toMatchObject({ kind: 'sidecar', isGateway: true });
    }
    const sidecar = '{containers: [{name: istio-proxy, args: [proxy, sidecar]}]}';
    expect(planned('', '{}', sidecar)).toMatchObject({ kind: 'sidecar', isGateway: false });
    const template = '{annotations: {inject.istio.io/templates: gateway}}';
    expect(planned('istio-injection: enabled', template)).toMatchObject({ isGateway: true });
    expect(planned('istio-injection: enabled')).toMatchObject({ isGateway: false });
  });

  it('never comes in the namespaces of Kubernetes itself', () => {
    const text = (namespace('istio-injection: enabled') + deployment()).replaceAll('shop', 'kube-system');
    expect(view(text).namespaces[0]?.workloads[0]?.planned.reason.text).toContain('Nothing is ever injected');
  });

  it('is not known where the namespace is not', () => {
    expect(view(deployment()).namespaces[0]?.workloads[0]?.planned.kind).toBe('unknown');
  });
});

const WEBHOOKS = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: istio-sidecar-injector-canary, labels: {istio.io/rev: canary}}
webhooks:
- name: rev.namespace.sidecar-injector.istio.io
  clientConfig: {service: {name: istiod-canary, namespace: istio-system, path: /inject}}
  namespaceSelector: {matchExpressions: [{key: istio.io/rev, operator: In, values: [canary]}, {key: istio-injection, operator: DoesNotExist}]}
  objectSelector: {matchExpressions: [{key: sidecar.istio.io/inject, operator: NotIn, values: ["false"]}]}
- name: other.example
  clientConfig: {service: {name: other, namespace: x, path: /mutate}}
---
`;

describe('the cluster’s own webhooks', () => {
  it('decide, and say which revisions there are', () => {
    const canary = view(WEBHOOKS + namespace('istio.io/rev: canary') + deployment());
    expect(canary.webhooks.map(({ name }) => name)).toEqual(['rev.namespace.sidecar-injector.istio.io']);
    expect(canary.webhooksAssumed).toBe(false);
    expect(canary.namespaces[0]?.planned).toMatchObject({ kind: 'sidecar', revision: 'canary' });
    const stable = view(WEBHOOKS + namespace('istio.io/rev: stable') + deployment());
    expect(stable.namespaces[0]?.planned).toMatchObject({
      kind: 'none',
      reason: { text: 'No control plane injects for revision `stable`; there is `canary`.' },
    });
    const plain = view(WEBHOOKS + namespace('istio-injection: enabled') + deployment());
    expect(plain.namespaces[0]?.planned.reason.text).toContain('No webhook of a control plane takes');
  });
});

describe('running pods against the plan', () => {
  const PROXY = '{containers: [{name: app}, {name: istio-proxy}]}';
  const PLAIN = '{containers: [{name: app}]}';
  const base = (labels: string) => namespace(labels) + deployment() + REPLICA_SET;

  it('are counted for the Deployment, not for its ReplicaSet', () => {
    const { namespaces, podsKnown } = view(
      `${base('istio-injection: enabled')}${pod('web-1-a', 'annotations: {istio.io/rev: default}', PROXY)}${pod('web-1-b', 'labels: {}', PLAIN)}`,
    );
    expect(podsKnown).toBe(true);
    expect(namespaces[0]?.workloads.map(({ id }) => id.kind)).toEqual(['Deployment']);
    expect(namespaces[0]?.workloads[0]).toMatchObject({
      pods: { sidecar: 1, ambient: 0, none: 1, revisions: ['default'] },
      problem:
        '1 of 2 pods has no proxy, although one is asked for. Pods keep what they were made with: restart the workload.',
    });
  });

  it.each([
    ['', pod('a', 'labels: {}', PROXY), 'a proxy that nothing asks for any more'],
    ['istio.io/dataplane-mode: ambient', pod('a', 'labels: {}', PLAIN), 'no ambient mode'],
    ['istio.io/dataplane-mode: ambient', pod('a', 'labels: {}', PROXY), 'a sidecar instead of ambient mode'],
    [
      'istio.io/rev: canary',
      pod('a', 'annotations: {istio.io/rev: stable}', PROXY),
      'of revision stable, new ones would be of canary',
    ],
  ])('differ in a namespace {%s}', (labels, pods, problem) => {
    expect(view(base(labels) + pods).namespaces[0]?.workloads[0]?.problem).toContain(problem);
  });

  it.each([
    [
      'istio.io/dataplane-mode: ambient',
      pod('a', 'annotations: {ambient.istio.io/redirection: enabled}', PLAIN),
    ],
    [
      'istio-injection: enabled',
      pod('a', `annotations: {sidecar.istio.io/status: '{"revision":"default"}'}`, PROXY),
    ],
    ['', pod('a', 'labels: {}', PLAIN)],
  ])('fit in a namespace {%s}', (labels, pods) => {
    expect(view(base(labels) + pods).namespaces[0]?.workloads[0]?.problem).toBeNull();
  });

  it('cannot be compared where no pod is known', () => {
    const { namespaces, podsKnown } = view(base('istio-injection: enabled'));
    expect(podsKnown).toBe(false);
    expect(namespaces[0]?.workloads[0]).toMatchObject({ pods: null, problem: null });
  });
});
