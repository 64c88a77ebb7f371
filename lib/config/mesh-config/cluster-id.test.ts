import { expect, it } from 'vitest';
import { memoryStore } from '@/lib/config/fixtures/memory-store';
import { clusterIdOf } from './cluster-id';

const istiod = (env: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod-1-27, namespace: istio-system, labels: {app: istiod}}
spec: {template: {spec: {containers: [{name: discovery, env: [${env}]}]}}}
---
`;
const injection = (values: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: istio-sidecar-injector, namespace: istio-system}
data:
  values: '${values}'
---
`;
const idIn = async (yaml: string) => clusterIdOf((await memoryStore(yaml).list()).objects);

it('is what istiod was started with, before what proxies are injected with', async () => {
  const values = injection('{"global":{"multiCluster":{"clusterName":"other"}}}');
  expect(await idIn(istiod('{name: CLUSTER_ID, value: east}') + values)).toBe('east');
});

it('is the default where istiod is not told', async () => {
  expect(await idIn(istiod('{name: REVISION, value: default}'))).toBe('Kubernetes');
});

it('is what proxies are injected with where another cluster has the istiod', async () => {
  expect(await idIn(injection('{"global":{"multiCluster":{"clusterName":"west"}}}'))).toBe('west');
});

it('is not known where neither is there, or says nothing', async () => {
  expect(await idIn('')).toBeNull();
  expect(await idIn(injection('{"global":{}}') + injection('[]'))).toBeNull();
});
