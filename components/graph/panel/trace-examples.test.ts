import { describe, expect, it } from 'vitest';
import type { TraceSummary } from '@/lib/traces/contract';
import { chosenExamples, traceSearches } from './trace-examples';

const trace = (traceId: string, durationUs: number, failedSpans = 0): TraceSummary => ({
  traceId,
  rootService: 'front.web',
  rootName: 'GET /',
  startUs: 0,
  durationUs,
  spans: 3,
  failedSpans,
  rootFailed: failedSpans > 0,
  incomplete: false,
  services: [],
  segments: [],
  matchedSpans: 0,
  shape: 0,
});

describe('examples of traces', () => {
  it('are the newest that failed, then the slowest, each once', () => {
    const failed = [trace('new', 5, 1), trace('old', 9, 2), trace('whole', 1)];
    const slow = [trace('quick', 10), trace('slow', 90), trace('new', 5, 1), trace('middle', 50)];
    const ids = (most: number, mostFailed: number) =>
      chosenExamples(failed, slow, { most, mostFailed }).map(({ traceId }) => traceId);
    expect(ids(3, 3)).toEqual(['new', 'old', 'slow']);
    expect(ids(4, 1)).toEqual(['new', 'slow', 'middle', 'quick']);
  });

  it('are found all by searches, of which none asks for what is slow where that is not known', () => {
    const of = { service: 'front.web', q: '', p95Ms: 27.9 };
    expect(traceSearches(of)).toEqual([
      ['All', {}],
      ['Slow', { min: '27ms' }],
      ['Failed', { errors: 'true' }],
    ]);
    expect(traceSearches({ ...of, p95Ms: null }).map(([word]) => word)).toEqual(['All', 'Failed']);
  });
});
