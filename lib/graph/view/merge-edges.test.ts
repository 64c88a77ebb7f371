import { describe, expect, it } from 'vitest';
import { graphEdge, requests } from '@/lib/graph/fixtures/builders';
import { mergedEdge } from './merge-edges';

const latencyMs = (avg: number | null) => ({ avg, p50: 1, p95: 2, p99: 3 });
const busy = (requestsPerSecond: number) => requests({ requestsPerSecond });

describe('mergedEdge', () => {
  it('has the mean of all requests, and no percentile, which parts cannot tell', () => {
    const merged = mergedEdge('box', 'c', [
      graphEdge('a', 'c', { requests: busy(30), latencyMs: latencyMs(10) }),
      graphEdge('b', 'c', { requests: busy(10), latencyMs: latencyMs(50) }),
    ]);
    expect(merged.latencyMs).toEqual({ avg: 20, p50: null, p95: null, p99: null });
  });

  it('has no mean where one part with requests has none', () => {
    const merged = mergedEdge('box', 'c', [
      graphEdge('a', 'c', { latencyMs: latencyMs(10) }),
      graphEdge('b', 'c', { latencyMs: latencyMs(null) }),
    ]);
    expect(merged.latencyMs).toBeNull();
  });

  it('keeps the percentiles of the only part that has requests', () => {
    const merged = mergedEdge('box', 'c', [
      graphEdge('a', 'c', { latencyMs: latencyMs(10) }),
      graphEdge('b', 'c', { requests: busy(0) }),
    ]);
    expect(merged.latencyMs).toEqual(latencyMs(10));
    const alone = mergedEdge('box', 'c', [graphEdge('a', 'c', { latencyMs: latencyMs(10) })]);
    expect(alone.latencyMs).toEqual(latencyMs(10));
  });

  it('weighs mutual TLS by requests, with the principals of all', () => {
    const mtls = (share: number, principal: string) => ({
      share,
      sourcePrincipals: [principal],
      destinationPrincipals: ['c'],
    });
    const parts = [
      graphEdge('b', 'c', { requests: busy(10), mtls: mtls(0, 'b') }),
      graphEdge('a', 'c', { requests: busy(30), mtls: mtls(1, 'a') }),
    ];
    expect(mergedEdge('box', 'c', parts).mtls).toEqual({
      share: 0.75,
      sourcePrincipals: ['a', 'b'],
      destinationPrincipals: ['c'],
    });
  });

  it('claims no encryption and no throughput where a part does not know', () => {
    const known = graphEdge('a', 'c', {
      mtls: { share: 1, sourcePrincipals: [], destinationPrincipals: [] },
      throughput: { requestBytesPerSecond: 1, responseBytesPerSecond: 2 },
    });
    const merged = mergedEdge('box', 'c', [known, graphEdge('b', 'c')]);
    expect([merged.mtls, merged.throughput]).toEqual([null, null]);
    expect(mergedEdge('box', 'c', [known, known]).throughput).toEqual({
      requestBytesPerSecond: 2,
      responseBytesPerSecond: 4,
    });
  });

  it('is named by its ends and protocol, whatever its parts', () => {
    const [one, two] = [graphEdge('a', 'c'), graphEdge('b', 'c')];
    expect(mergedEdge('box', 'c', [one]).id).toBe(mergedEdge('box', 'c', [one, two]).id);
    expect(mergedEdge('box', 'c', [one]).id).not.toBe(one.id);
  });
});
