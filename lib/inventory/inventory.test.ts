import { describe, expect, it } from 'vitest';
import { readInventory } from './inventory';
import type { InventoryObject } from './object';

const object = (group: string, kind: string, name: string, value: object): InventoryObject => ({
  id: { group, kind, namespace: 'shop', name },
  value: { ...value },
});
const deployment = (name: string, version: string) =>
  object('apps', 'Deployment', name, {
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'cart', version } },
      template: {
        metadata: { labels: { app: 'cart', version } },
        spec: { serviceAccountName: 'cart' },
      },
    },
  });
const service = (ports: object[], more: object = {}) =>
  object('', 'Service', 'cart', { spec: { selector: { app: 'cart' }, ports, ...more } });

describe('the inventory', () => {
  it('brings versions of one app together, with the services that lead to them', () => {
    const { applications } = readInventory([
      deployment('cart-v1', 'v1'),
      deployment('cart-v2', 'v2'),
      service([{ port: 80 }]),
    ]);
    expect(applications).toHaveLength(1);
    expect(applications[0]).toMatchObject({ namespace: 'shop', name: 'cart' });
    expect(applications[0]?.workloads.map(({ name, version }) => [name, version])).toEqual([
      ['cart-v1', 'v1'],
      ['cart-v2', 'v2'],
    ]);
    expect(applications[0]?.services.map(({ name }) => name)).toEqual(['cart']);
  });

  it('leaves out what belongs to another object, and counts the pods that its selector finds', () => {
    const pod = object('', 'Pod', 'cart-v1-abc', {
      metadata: { labels: { app: 'cart', version: 'v1' }, ownerReferences: [{ kind: 'ReplicaSet' }] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
    const { workloads, podsKnown } = readInventory([deployment('cart-v1', 'v1'), pod]);
    expect(workloads).toHaveLength(1);
    expect(workloads[0]).toMatchObject({ replicas: { desired: 2, ready: 1 }, serviceAccount: 'cart' });
    expect(podsKnown).toBe(true);
  });

  it('knows every kind that makes pods, and how many of them are wanted where that can be known', () => {
    const labels = { app: 'cart' };
    const template = { metadata: { labels }, spec: {} };
    const spec = { replicas: 3, selector: { matchLabels: labels }, template };
    const status = { replicas: 3, readyReplicas: 2 };
    const { workloads } = readInventory([
      object('apps', 'StatefulSet', 'set', { spec, status }),
      object('apps', 'ReplicaSet', 'bare', { spec, status }),
      object('apps', 'DaemonSet', 'agent', {
        spec,
        status: { desiredNumberScheduled: 5, numberReady: 4 },
      }),
      object('batch', 'Job', 'once', { spec: { template } }),
      object('batch', 'CronJob', 'nightly', { spec: { jobTemplate: { spec: { template } } } }),
      object('argoproj.io', 'Rollout', 'canary', { spec, status }),
      object('', 'Pod', 'alone', { metadata: { labels }, spec: {} }),
    ]);
    expect(workloads.map(({ kind, app, replicas }) => [kind, app, replicas])).toEqual([
      ['StatefulSet', 'cart', { desired: 3, ready: 2 }],
      ['ReplicaSet', 'cart', { desired: 3, ready: 2 }],
      ['DaemonSet', 'cart', { desired: 5, ready: 4 }],
      ['Job', 'cart', null],
      ['CronJob', 'cart', null],
      ['Rollout', 'cart', { desired: 3, ready: 2 }],
      ['Pod', 'cart', { desired: 1, ready: null }],
    ]);
  });

  it('takes what a Rollout is made of from the Deployment that it names', () => {
    const pod = object('', 'Pod', 'cart-abc', {
      metadata: { labels: { app: 'cart', version: 'v2' }, ownerReferences: [{ kind: 'ReplicaSet' }] },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
    const rollout = object('argoproj.io', 'Rollout', 'cart', {
      spec: { replicas: 1, workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart-v2' } },
    });
    const { workloads } = readInventory([rollout, deployment('cart-v2', 'v2'), pod]);
    expect(workloads[0]).toMatchObject({
      kind: 'Rollout',
      app: 'cart',
      version: 'v2',
      serviceAccount: 'cart',
      replicas: { desired: 1, ready: 1 },
    });
    const [lost] = readInventory([rollout, pod]).workloads;
    expect(lost).toMatchObject({ name: 'cart', serviceAccount: null, pods: [] });
  });

  it('reads a port’s protocol as Istio does: appProtocol, else the first word of the name', () => {
    const [cart] = readInventory([
      service([
        { name: 'http-web', port: 80, targetPort: 8080 },
        { name: 'grpc', port: 81, appProtocol: 'kubernetes.io/h2c' },
        { name: 'metrics', port: 82 },
        { name: 'web', port: 83, appProtocol: 'strange' },
      ]),
    ]).services;
    expect(cart?.ports.map(({ protocol, target }) => [protocol, target])).toEqual([
      ['http', '8080'],
      ['http2', null],
      [null, null],
      ['tcp', null],
    ]);
  });

  it('takes endpoints from slices, in which ready is the rule, and knows none where nothing tells', () => {
    const slice = object('discovery.k8s.io', 'EndpointSlice', 'cart-x', {
      metadata: { labels: { 'kubernetes.io/service-name': 'cart' } },
      endpoints: [
        { addresses: ['10.0.0.1'], targetRef: { kind: 'Pod', name: 'cart-0' } },
        { addresses: ['10.0.0.2'], conditions: { ready: false } },
      ],
    });
    expect(readInventory([service([]), slice]).services[0]?.endpoints).toEqual([
      { address: '10.0.0.1', ready: true, node: null, pod: 'cart-0' },
      { address: '10.0.0.2', ready: false, node: null, pod: null },
    ]);
    expect(readInventory([service([])]).services[0]?.endpoints).toBeNull();
  });

  it('calls a service without an address headless, and knows namespaces by what is in them', () => {
    const inventory = readInventory([service([], { clusterIP: 'None' })]);
    expect(inventory.services[0]?.type).toBe('Headless');
    expect(inventory.namespaces).toEqual([
      { name: 'shop', id: null, labels: {}, annotations: {}, createdSeconds: null },
    ]);
  });
});
