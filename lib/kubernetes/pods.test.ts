import { afterEach, beforeEach, expect, it } from 'vitest';
import { type KubernetesClient, kubernetesClient } from './client';
import { ScriptedApi } from './fixtures/scripted-api';
import { controlPlanePods, kubernetesPods } from './pods';

let api: ScriptedApi;
let client: KubernetesClient;

beforeEach(async () => {
  api = await new ScriptedApi([]).start();
  client = kubernetesClient(api.account());
});
afterEach(() => api.stop());

const pod = (namespace: string, deployment: string, phase = 'Running') => ({
  metadata: {
    namespace,
    name: `${deployment}-5f7c-x`,
    labels: { 'pod-template-hash': '5f7c' },
    ownerReferences: [{ kind: 'ReplicaSet', name: `${deployment}-5f7c`, controller: true }],
  },
  spec: { containers: [] },
  status: { phase },
});
const list = (items: readonly object[], next = '') => ({
  status: 200,
  body: JSON.stringify({ metadata: { continue: next }, items }),
});
const named = async () =>
  (await controlPlanePods(client)).map(({ namespace, name }) => `${namespace}/${name}`).sort();

it('finds control planes in whichever namespaces they run', async () => {
  api.fault = ({ path, query }) =>
    path === '/api/v1/pods' && query.get('labelSelector') === 'app=istiod'
      ? list([
          pod('mesh-a', 'istiod'),
          pod('mesh-b', 'istiod-canary'),
          pod('mesh-b', 'istiod-canary', 'Succeeded'),
          pod('mesh-b', 'exporter'),
        ])
      : null;
  expect(await named()).toEqual(['mesh-a/istiod-5f7c-x', 'mesh-b/istiod-canary-5f7c-x']);
});

it('looks where Istio usually installs it for who may not list pods of the whole cluster', async () => {
  api.fault = ({ path }) => {
    if (path === '/api/v1/pods') return { status: 403, body: '{"reason":"Forbidden","code":403}' };
    return path === '/api/v1/namespaces/istio-system/pods'
      ? list([pod('istio-system', 'istiod'), pod('istio-system', 'ztunnel')])
      : null;
  };
  expect(await named()).toEqual(['istio-system/istiod-5f7c-x']);
});

it('passes on that the API server cannot be asked', async () => {
  await api.stop();
  await expect(controlPlanePods(client)).rejects.toMatchObject({ code: 'source-unreachable' });
});

it('reads a long list in pieces, sorted, and one workload of it', async () => {
  api.fault = ({ query }) =>
    query.get('continue') === 'more' ? list([pod('shop', 'cart')]) : list([pod('shop', 'web')], 'more');
  const { pods } = kubernetesPods(client);
  expect((await pods('shop', null)).map(({ workload }) => workload)).toEqual(['cart', 'web']);
  expect((await pods('shop', 'cart')).map(({ name }) => name)).toEqual(['cart-5f7c-x']);
});
