import { describe, expect, it } from 'vitest';
import { loadRank, rankOf } from './rank';

const BUCKETS = [
  { upperBound: 10, count: 1 },
  { upperBound: 20, count: 3 },
  { upperBound: Number.POSITIVE_INFINITY, count: 4 },
];

describe('the percentile rank of a duration', () => {
  it('is interpolated within its bucket, whose bounds it tells', () => {
    const rank = rankOf(15, BUCKETS, 60);
    expect(rank).toMatchObject({
      share: 0.5,
      from: { boundMs: 10, share: 0.25 },
      to: { boundMs: 20, share: 0.75 },
      requests: 240,
      p50: 15,
    });
  });

  it('says no more of the open bucket than what lies below it', () => {
    expect(rankOf(900, BUCKETS, 60)).toMatchObject({ share: 0.75, to: null });
  });

  it('adds up buckets with one bound, and begins at nothing', () => {
    expect(rankOf(0, [...BUCKETS, ...BUCKETS], 1)).toMatchObject({ share: 0, requests: 8 });
  });

  it('is not known where nothing was counted or no total was kept', () => {
    expect(rankOf(5, [], 60)).toBeNull();
    expect(rankOf(5, BUCKETS.slice(0, 2), 60)).toBeNull();
    expect(rankOf(5, [{ upperBound: Number.POSITIVE_INFINITY, count: 0 }], 60)).toBeNull();
  });

  it('is asked of one edge over one window, and hands warnings on', async () => {
    const none = { buckets: [], sum: null, count: null };
    const window = { fromSeconds: 0, toSeconds: 60 };
    const selection = { source: { workload: 'a' } };
    const asked: unknown[] = [];
    const detail = {
      histograms: async (query: object) => {
        asked.push(query);
        const of = { duration: { ...none, buckets: BUCKETS }, requestBytes: none, responseBytes: none };
        return { of, warnings: ['some are left out'] };
      },
    };
    const answer = await loadRank({ detail }, { selection, window, valueMs: 15 });
    expect(asked[0]).toMatchObject({ selections: [selection], window, requests: true, tcp: false });
    expect(answer.rank?.share).toBe(0.5);
    expect(answer.warnings[0]?.message).toBe('some are left out');
  });
});
