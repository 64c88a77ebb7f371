import { describe, expect, it } from 'vitest';
import { type SamplePart, sampleSpan } from '@/lib/traces/model/sample-trace';
import type { Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { compareSets } from './sets';

const trace = (id: number, parts: readonly Partial<SamplePart>[]): Trace =>
  traceOfSpans(
    parts.map((part, index) =>
      sampleSpan({ spanId: `s${index}`, parentSpanId: index === 0 ? null : 's0', durationUs: 100, ...part }),
    ),
    { traceId: id.toString(16).padStart(16, '0') },
  );

const many = (
  count: number,
  from: number,
  parts: (index: number) => readonly Partial<SamplePart>[],
): Trace[] => Array.from({ length: count }, (_, index) => trace(from + index, parts(index)));

describe('compareSets', () => {
  it('finds the version that the slow traces share, and not what differs in every trace', () => {
    const slow = many(30, 1, (index) => [
      {},
      { service: 'db', attributes: { version: 'v2', request: `a${index}`, region: index % 2 ? 'eu' : 'us' } },
    ]);
    const fine = many(40, 100, (index) => [
      {},
      { service: 'db', attributes: { version: 'v1', request: `b${index}`, region: index % 2 ? 'eu' : 'us' } },
    ]);
    const { differences, sizeA, sizeB } = compareSets(fine, slow);
    expect([sizeA, sizeB]).toEqual([40, 30]);
    expect(
      differences.map(({ key, value, a, b, shareA, shareB }) => [key, value, a, b, shareA, shareB]),
    ).toEqual([
      ['version', 'v2', 0, 30, 0, 1],
      ['version', 'v1', 40, 0, 1, 0],
    ]);
    expect(differences[0]?.example).toBe('0000000000000001');
  });

  it('finds operations that occur, fail and take long in one set only', () => {
    const slow = many(20, 1, () => [
      {},
      { service: 'retry', name: 'again' },
      { service: 'db', name: 'read', durationUs: 900, status: 'error' },
    ]);
    const fine = many(300, 100, (index) => [
      {},
      { service: 'db', name: 'read', durationUs: 10 + index / 100 },
    ]);
    const found = compareSets(fine, slow).differences.map(
      ({ kind, service, name }) => `${kind} ${service} ${name}`,
    );
    expect(new Set(found)).toEqual(new Set(['operation retry again', 'failed db read', 'slow db read']));
  });

  it('says nothing of sets that differ by chance only, and of empty ones', () => {
    const a = many(20, 1, (index) => [{ attributes: { side: index % 2 } }]);
    const b = many(20, 100, (index) => [{ attributes: { side: index % 2 } }]);
    expect(compareSets(a, b).differences).toEqual([]);
    expect(compareSets([], b).differences).toEqual([]);
    expect(compareSets([], [])).toEqual({ sizeA: 0, sizeB: 0, features: 0, differences: [] });
  });
});
