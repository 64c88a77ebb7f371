import { describe, expect, it } from 'vitest';
import type { NamespaceAnswer } from '@/lib/config/injection/contract';
import { foundTargets } from './target-filter';

const planned = {
  kind: 'sidecar',
  revision: 'default',
  isGateway: false,
  reason: { text: '', id: null },
} as const;

function namespace(name: string, workloads: readonly string[]): NamespaceAnswer {
  return {
    name,
    labels: {},
    planned,
    workloads: workloads.map((workload) => ({
      id: { group: 'apps', kind: 'Deployment', namespace: name, name: workload },
      planned,
      pods: null,
      problem: null,
    })),
  };
}

const ALL = [namespace('shop', ['cart', 'frontend']), namespace('bookinfo', ['reviews-v1'])];

const found = (text: string) =>
  foundTargets(ALL, text).map(({ name, workloads }) => `${name}: ${workloads.map(({ id }) => id.name)}`);

describe('foundTargets', () => {
  it('keeps everything without words', () => {
    expect(foundTargets(ALL, ' ')).toBe(ALL);
  });

  it('keeps all workloads of a namespace that has the words', () => {
    expect(found('SHOP')).toEqual(['shop: cart,frontend']);
  });

  it('finds workloads by all words, the namespace among them', () => {
    expect(found('rev')).toEqual(['bookinfo: reviews-v1']);
    expect(found('shop cart')).toEqual(['shop: cart']);
    expect(found('nothing')).toEqual([]);
  });
});
