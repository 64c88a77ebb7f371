import { describe, expect, it } from 'vitest';
import type { TraceSummary } from '@/lib/traces/contract';
import { sortTraces } from './result-order';

const trace = (traceId: string, part: Partial<TraceSummary>): TraceSummary => ({
  traceId,
  rootService: 'web',
  rootName: '',
  startUs: 0,
  durationUs: 0,
  spans: 1,
  failedSpans: 0,
  rootFailed: false,
  incomplete: false,
  services: [],
  segments: [],
  matchedSpans: 0,
  shape: -1,
  ...part,
});
const ids = (traces: readonly TraceSummary[]): string => traces.map((each) => each.traceId).join('');

describe('sortTraces', () => {
  it('sorts both ways, and equal figures newest first', () => {
    const traces = [
      trace('a', { startUs: 1, durationUs: 5 }),
      trace('b', { startUs: 2, durationUs: 5 }),
      trace('c', { startUs: 3, durationUs: 1 }),
    ];
    expect(ids(sortTraces(traces, 'time', 'desc'))).toBe('cba');
    expect(ids(sortTraces(traces, 'duration', 'desc'))).toBe('bac');
    expect(ids(sortTraces(traces, 'duration', 'asc'))).toBe('cba');
  });

  it('puts traces that failed to their caller before those with failures below', () => {
    const traces = [
      trace('a', { failedSpans: 9 }),
      trace('b', { failedSpans: 1, rootFailed: true }),
      trace('c', {}),
    ];
    expect(ids(sortTraces(traces, 'errors', 'desc'))).toBe('bac');
  });
});
