import { describe, expect, it } from 'vitest';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import { sameWay } from './same-way';

const HOST = 'reviews.bookinfo.svc.cluster.local';

function answer(
  parts: readonly (readonly [subset: string, share: number])[],
  more: { headersRead?: readonly string[]; tone?: string } = {},
) {
  return {
    verdict: { tone: more.tone ?? 'good', sentence: 'Denied by policy x' },
    route: {
      headersRead: more.headersRead ?? [],
      destinations: parts.map(([subset, share]) => ({
        host: HOST,
        subset,
        share,
        servers: [{ namespace: 'bookinfo', name: `reviews-${subset}`, share: 1 }],
      })),
    },
  } as unknown as Pick<SimulationAnswer, 'route' | 'verdict'>;
}

const called = {
  cluster: null,
  namespace: 'bookinfo',
  name: 'reviews',
  host: HOST,
  subset: 'v2',
  port: 9080,
};
const target = {
  cluster: null,
  namespace: 'bookinfo',
  workload: 'reviews-v2',
  app: 'reviews',
  version: 'v2',
};

describe('whether a request would go the same way now', () => {
  it('is so where all of its like go to who answered', () => {
    expect(sameWay({ called, target }, answer([['v2', 1]]))).toEqual({
      kind: 'same',
      words: 'It would go to reviews-v2 now as well.',
    });
  });

  it('is a matter of shares where the rule splits, and of headers that a span does not hold', () => {
    const split = answer(
      [
        ['v1', 0.9],
        ['v2', 0.1],
      ],
      { headersRead: ['end-user'] },
    );
    const way = sameWay({ called, target }, split);
    expect(way.kind).toBe('sometimes');
    expect(way.words).toBe(
      'Now 10 % of such requests go to reviews-v2: 90 % reviews-v1, 10 % reviews-v2. Its headers are not in the span; rules look at end-user.',
    );
  });

  it('is judged by the subset where nobody told who answered', () => {
    expect(sameWay({ called, target: null }, answer([['v2', 1]])).kind).toBe('same');
    expect(sameWay({ called, target: null }, answer([['v3', 1]])).kind).toBe('other');
  });

  it('is not so where it would be refused or nothing would take it', () => {
    expect(sameWay({ called, target }, answer([['v2', 1]], { tone: 'bad' })).kind).toBe('ended');
    expect(sameWay({ called, target }, answer([])).kind).toBe('ended');
  });
});
