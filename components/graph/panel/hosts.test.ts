import { describe, expect, it } from 'vitest';
import type { GraphNode } from '@/lib/graph/contract';
import { graphNode } from '@/lib/graph/fixtures/builders';
import type { CodeRate } from '@/lib/metrics/traffic';
import { calledService, hostRates, spanService } from './hosts';

function asked(host: string | null, ratePerSecond: number): CodeRate {
  return { code: '200', grpcStatus: null, flags: '-', host, ratePerSecond };
}

const reviews: GraphNode = graphNode({ name: 'reviews', version: 'v2', namespace: 'bookinfo' });

describe('hostRates', () => {
  it('adds up the rates of one host and puts the most asked first', () => {
    expect(hostRates([asked('a', 1), asked('b', 2), asked('a', 3), asked(null, 9)])).toEqual([
      { host: 'a', ratePerSecond: 4 },
      { host: 'b', ratePerSecond: 2 },
    ]);
  });
});

describe('calledService', () => {
  it('reads the service from the host that was asked for', () => {
    expect(calledService(reviews, [asked('reviews-canary.bookinfo.svc.cluster.local', 1)])).toEqual({
      namespace: 'bookinfo',
      name: 'reviews-canary',
    });
  });

  it('takes the app where no host is known', () => {
    expect(calledService(reviews, [])).toEqual({ namespace: 'bookinfo', name: 'reviews' });
  });

  it('names a host outside the mesh by itself', () => {
    const external = graphNode({
      kind: 'external',
      name: 'api.example.com',
      namespace: 'shop',
      host: 'api.example.com',
    });
    expect(calledService(external, [])).toEqual({ namespace: 'shop', name: 'api.example.com' });
  });

  it('knows no service without a namespace', () => {
    expect(calledService(graphNode({ kind: 'unknown', namespace: null }), [])).toBeNull();
  });
});

describe('spanService', () => {
  it('is the app with its namespace, and nothing where no proxy writes spans', () => {
    expect(spanService(reviews)).toBe('reviews.bookinfo');
    expect(spanService(graphNode({ kind: 'external', namespace: 'shop' }))).toBeNull();
  });
});
