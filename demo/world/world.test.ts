import { describe, expect, it } from 'vitest';
import { shippedObjects } from '@/demo/traffic/sample-mesh';
import { WORKLOADS } from './workloads';
import { ENTRIES } from './world';

interface Deployment {
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: {
    readonly replicas: number;
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: { readonly serviceAccountName?: string };
    };
  };
}

const deployments = shippedObjects().filter(({ kind }) => kind === 'Deployment') as unknown as Deployment[];

describe('the demo world', () => {
  it('has the workloads that the manifests deploy, with their labels, pods and accounts', () => {
    const declared = deployments
      .map(({ metadata, spec }) => ({
        key: `${metadata.namespace}/${metadata.name}`,
        pods: spec.replicas,
        labels: spec.template.metadata.labels,
        account: spec.template.spec.serviceAccountName ?? 'default',
      }))
      .sort((one, other) => one.key.localeCompare(other.key));
    const known = WORKLOADS.filter(({ name }) => name !== 'warehouse-vm')
      .map((one) => ({
        key: `${one.namespace}/${one.name}`,
        pods: one.pods,
        labels: one.labels,
        account: one.serviceAccount,
      }))
      .sort((one, other) => one.key.localeCompare(other.key));
    expect(known).toEqual(declared);
  });

  it('holds Bookinfo as Istio ships it', () => {
    const names = WORKLOADS.filter(({ namespace }) => namespace === 'bookinfo').map(({ name }) => name);
    expect(names).toEqual([
      'productpage-v1',
      'details-v1',
      'reviews-v1',
      'reviews-v2',
      'reviews-v3',
      'ratings-v1',
    ]);
  });

  it('begins its requests at workloads that it has', () => {
    const keys = new Set(WORKLOADS.map(({ namespace, name }) => `${namespace}/${name}`));
    expect(ENTRIES.filter(({ client }) => !keys.has(client))).toEqual([]);
    expect(new Set(ENTRIES.map(({ name }) => name)).size).toBe(ENTRIES.length);
  });
});
