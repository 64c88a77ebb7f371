import { expect, it } from 'vitest';
import { latencyBucketOf } from './latency-bucket';

it('is the bucket of the histogram that counts the duration', () => {
  expect(latencyBucketOf(0.2)).toEqual({ fromMs: 0, toMs: 0.5 });
  expect(latencyBucketOf(250)).toEqual({ fromMs: 100, toMs: 250 });
  expect(latencyBucketOf(251)).toEqual({ fromMs: 250, toMs: 500 });
  expect(latencyBucketOf(1e9)).toEqual({ fromMs: 3_600_000, toMs: null });
});
