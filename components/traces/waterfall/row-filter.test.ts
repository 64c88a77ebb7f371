import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { EVERYTHING, isFiltering, keptRows, type RowFilter } from './row-filter';

const trace = sampleTrace(
  { spanId: '000000000000000a', service: 'shop', kind: 'server', durationUs: 1000 },
  {
    spanId: '000000000000000b',
    parentSpanId: '000000000000000a',
    service: 'shop',
    kind: 'client',
    durationUs: 500,
    startUs: 1,
  },
  {
    spanId: '000000000000000c',
    parentSpanId: '000000000000000b',
    service: 'cart',
    kind: 'server',
    durationUs: 5,
    startUs: 2,
    status: 'error',
  },
);
const facts = { matched: new Set([1]), visited: Uint8Array.of(1, 1, 0) };
const kept = (part: Partial<RowFilter>) => {
  const marks = keptRows(trace, { ...EVERYTHING, ...part }, facts);
  return marks === null ? null : [...marks];
};

describe('the filter of the rows', () => {
  it('is none until something is asked for', () => {
    expect(isFiltering(EVERYTHING)).toBe(false);
    expect(kept({})).toBeNull();
  });

  it('goes by service, kind, share, failure, search and critical path', () => {
    expect(kept({ without: ['cart'] })).toEqual([1, 1, 0]);
    expect(kept({ kinds: ['server'] })).toEqual([1, 0, 1]);
    expect(kept({ leastShare: 0.1 })).toEqual([1, 1, 0]);
    expect(kept({ only: 'failed' })).toEqual([1, 0, 1]);
    expect(kept({ only: 'matches' })).toEqual([1, 1, 0]);
    expect(kept({ only: 'path' })).toEqual([1, 1, 0]);
  });

  it('wants all of it at once, and never takes the root away', () => {
    expect(kept({ without: ['shop'], only: 'failed' })).toEqual([1, 0, 1]);
    expect(kept({ without: ['shop', 'cart'] })).toEqual([1, 0, 0]);
  });
});
