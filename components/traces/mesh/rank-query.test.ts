import { describe, expect, it } from 'vitest';
import type { SpanCall } from '@/lib/insight/span-calls';
import { rankParams, windowAround } from './rank-query';

const peer = (workload: string) => ({
  cluster: null,
  namespace: 'bookinfo',
  workload,
  app: null,
  version: null,
});

describe('the question for a percentile rank', () => {
  it('looks around the span, and no further than now', () => {
    expect(windowAround(6_000_000_000, 100_000)).toEqual({ fromSeconds: 5700, toSeconds: 6300 });
    expect(windowAround(6_000_000_000, 6010)).toEqual({ fromSeconds: 5700, toSeconds: 6000 });
  });

  it('names caller, service and who answered', () => {
    const called = {
      cluster: null,
      namespace: 'bookinfo',
      name: 'reviews',
      host: null,
      subset: null,
      port: 9080,
    };
    const call: SpanCall = { clientRow: 0, serverRow: 1, source: peer('a'), called, target: peer('b') };
    const window = { fromSeconds: 0, toSeconds: 600 };
    expect(decodeURIComponent(rankParams(call, 12.5, window) ?? '')).toBe(
      'source=bookinfo/a&service=bookinfo/reviews&destination=bookinfo/b&value=12.5&from=0&to=600',
    );
    expect(rankParams({ ...call, called: null, target: null }, 1, window)).toBeNull();
    expect(rankParams({ ...call, source: null }, 1, window)).toBeNull();
  });
});
