import { describe, expect, it } from 'vitest';
import { memoryStore } from '@/lib/config/fixtures/memory-store';
import { injectionAnswerSchema } from '@/lib/config/injection/contract';
import { loadInjection } from '@/lib/config/injection/load';
import { filteredNamespaces, injectionCounts } from './injection-filter';

const MESH = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled, team: a}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: batch, namespace: shop}
spec: {template: {metadata: {labels: {sidecar.istio.io/inject: "false"}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: lonely, namespace: shop}
spec: {containers: [{name: app}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: empty}
`;

describe('what the injection page shows', () => {
  const answer = async () => injectionAnswerSchema.parse(await loadInjection(memoryStore(MESH)));
  const names = (namespaces: ReturnType<typeof filteredNamespaces>) =>
    namespaces.map(({ name, workloads }) => [name, workloads.map(({ id }) => id.name)]);
  const all = { text: '', show: 'all', namespaces: null } as const;

  it('is everything at first, namespaces without workloads too', async () => {
    const shown = filteredNamespaces(await answer(), all);
    expect(names(shown)).toEqual([
      ['empty', []],
      ['shop', ['batch', 'lonely', 'web']],
    ]);
    expect(injectionCounts(shown)).toEqual({ sidecar: 2, ambient: 0, none: 1, unknown: 0, problems: 1 });
    expect(shown[1]?.labels).toEqual({ 'istio-injection': 'enabled' });
  });

  it('can be narrowed by state, words and namespaces', async () => {
    const whole = await answer();
    expect(names(filteredNamespaces(whole, { ...all, show: 'none' }))).toEqual([['shop', ['batch']]]);
    expect(names(filteredNamespaces(whole, { ...all, show: 'problems' }))).toEqual([['shop', ['lonely']]]);
    expect(names(filteredNamespaces(whole, { ...all, text: 'deployment WEB' }))).toEqual([['shop', ['web']]]);
    expect(names(filteredNamespaces(whole, { ...all, namespaces: ['empty'] }))).toEqual([['empty', []]]);
  });

  it('names the object that says so', async () => {
    const [, shop] = (await answer()).namespaces;
    expect(shop?.workloads.map(({ planned }) => planned.reason.id?.kind)).toEqual([
      'Deployment',
      'Namespace',
      'Namespace',
    ]);
  });
});
