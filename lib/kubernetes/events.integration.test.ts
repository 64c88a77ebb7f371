import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { createNamespace, grant, serviceAccountToken, until } from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { loadEvents } from '@/lib/events/load';
import type { EventSubject } from '@/lib/events/port';
import { clusterAccount } from './account';
import { type KubernetesClient, kubernetesClient } from './client';
import { kubernetesEvents } from './events';

const CART: EventSubject = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' };
const START = Date.UTC(2026, 0, 1) / 1000;
const signal = () => AbortSignal.timeout(30_000);

interface Noted {
  readonly about: readonly [apiVersion: string, kind: string, name: string];
  readonly reason: string;
  /** Seconds after the start. */
  readonly at: number;
  readonly type?: string;
  readonly count?: number;
}

describe.skipIf(!kubernetesIsBuilt())('events of a cluster', () => {
  let server: KubernetesServer;
  let client: KubernetesClient;

  beforeAll(async () => {
    server = await startKubernetes();
    await createNamespace(server, 'shop');
    const path = await server.kubeconfig(server.adminToken);
    client = kubernetesClient(clusterAccount({ kind: 'kubeconfig', path, context: null }));
    await note('shop', { about: ['apps/v1', 'Deployment', 'cart'], reason: 'ScalingReplicaSet', at: 10 });
    await note('shop', {
      about: ['apps/v1', 'ReplicaSet', 'cart-7d5b8c9f4d'],
      reason: 'FailedCreate',
      at: 20,
    });
    await note('shop', {
      ...{ about: ['v1', 'Pod', 'cart-7d5b8c9f4d-x2x9z'], reason: 'BackOff', at: 30 },
      ...{ type: 'Warning', count: 7 },
    });
    await note('shop', { about: ['v1', 'Pod', 'cart-canary-7d5b8c9f4d-x2x9z'], reason: 'Other', at: 40 });
    await note('shop', { about: ['networking.istio.io/v1', 'Gateway', 'edge'], reason: 'OfIstio', at: 50 });
    await note('shop', {
      ...{ about: ['gateway.networking.k8s.io/v1', 'Gateway', 'edge'], reason: 'OfGatewayApi', at: 60 },
    });
    await note('default', { about: ['v1', 'Node', 'node-1'], reason: 'NodeReady', at: 70 });
  });
  afterAll(() => server?.stop());

  async function note(namespace: string, { about, reason, at, type = 'Normal', count = 1 }: Noted) {
    const [apiVersion, kind, name] = about;
    const time = new Date((START + at) * 1000).toISOString().replace('.000', '');
    const of = namespace === 'default' ? {} : { namespace };
    const body = {
      ...{
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: `${name}.${reason.toLowerCase()}`, namespace },
      },
      involvedObject: { apiVersion, kind, name, ...of },
      ...{ type, reason, message: `${reason} happened`, count, firstTimestamp: time, lastTimestamp: time },
      source: { component: 'kubelet', host: 'node-1' },
    };
    await server.request({ method: 'POST', path: `/api/v1/namespaces/${namespace}/events`, body });
  }

  const reasons = async (subject: EventSubject) =>
    (await kubernetesEvents(client).of(subject)).events.map(({ reason }) => reason);

  it('are those of a workload, its ReplicaSets and its pods, the newest first', async () => {
    const { events, isCut } = await kubernetesEvents(client).of(CART);
    expect(events.map(({ reason }) => reason)).toEqual(['BackOff', 'FailedCreate', 'ScalingReplicaSet']);
    expect(isCut).toBe(false);
    expect(events[0]).toMatchObject({
      ...{ type: 'Warning', count: 7, message: 'BackOff happened', lastSeconds: START + 30 },
      ...{ from: 'kubelet on node-1', about: { kind: 'Pod', name: 'cart-7d5b8c9f4d-x2x9z' } },
    });
  });

  it('are those of one object alone, of its own group', async () => {
    const edge = { kind: 'Gateway', namespace: 'shop', name: 'edge' };
    expect(await reasons({ ...edge, group: 'networking.istio.io' })).toEqual(['OfIstio']);
    expect(await reasons({ ...edge, group: 'gateway.networking.k8s.io' })).toEqual(['OfGatewayApi']);
  });

  it('are found of objects that belong to no namespace', async () => {
    expect(await reasons({ group: '', kind: 'Node', namespace: null, name: 'node-1' })).toEqual([
      'NodeReady',
    ]);
  });

  it('are told to whoever may list them where they are, and to nobody else', async () => {
    const token = await serviceAccountToken(server, 'shop', 'reader');
    const port = kubernetesEvents(client.as(token));
    const refused = await loadEvents(port, CART, signal());
    expect(refused).toMatchObject({ events: null, because: expect.stringMatching(/right to list events/) });
    await grant(server, {
      ...{ name: 'reader', namespace: 'shop' },
      rules: [{ apiGroups: [''], resources: ['events'], verbs: ['list'] }],
      to: { kind: 'ServiceAccount', namespace: 'shop', name: 'reader' },
    });
    await until('they may be listed', async () => (await loadEvents(port, CART, signal())).events !== null);
    const elsewhere = await loadEvents(port, { ...CART, namespace: 'default' }, signal());
    expect(elsewhere.events).toBeNull();
  });

  it('are no question where no cluster is connected', async () => {
    expect(await loadEvents(null, CART, signal())).toEqual({ events: null, because: '', isCut: false });
  });
});
