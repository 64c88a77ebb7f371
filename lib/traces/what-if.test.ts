import { describe, expect, it } from 'vitest';
import { randomTrace, sampleId, sampleTrace } from './model/sample-trace';
import { rowOf } from './model/span-ids';
import { endNs, type Trace } from './model/trace';
import { gainOf, newDurations } from './what-if';

const half = (trace: Trace, word: string): number =>
  gainOf(trace, { kind: 'span', row: rowOf(trace, sampleId(word)) ?? -1, factor: 0.5 }) / 1000;

describe('what would be gained if a span took half', () => {
  it('is half of it where everything waits for it', () => {
    const trace = sampleTrace(
      { spanId: 'root', durationUs: 100 },
      { spanId: 'a', parentSpanId: 'root', startUs: 10, durationUs: 40 },
      { spanId: 'b', parentSpanId: 'a', startUs: 20, durationUs: 20 },
      { spanId: 'c', parentSpanId: 'root', startUs: 60, durationUs: 30 },
    );
    expect(half(trace, 'a')).toBe(20);
    expect(half(trace, 'b')).toBe(10);
    expect(half(trace, 'c')).toBe(15);
    expect(half(trace, 'root')).toBe(50);
  });

  it('is what is left until a sibling beside it ends', () => {
    const trace = sampleTrace(
      { spanId: 'root', durationUs: 100 },
      { spanId: 'slow', parentSpanId: 'root', startUs: 10, durationUs: 80 },
      { spanId: 'fast', parentSpanId: 'root', startUs: 10, durationUs: 70 },
      { spanId: 'short', parentSpanId: 'root', startUs: 10, durationUs: 10 },
    );
    expect(half(trace, 'slow')).toBe(10);
    expect(half(trace, 'fast')).toBe(0);
    expect(half(trace, 'short')).toBe(0);
  });

  it('lets what waited for it start earlier, children that touch included', () => {
    const trace = sampleTrace(
      { spanId: 'root', durationUs: 100 },
      { spanId: 'a', parentSpanId: 'root', startUs: 0, durationUs: 50 },
      { spanId: 'b', parentSpanId: 'root', startUs: 50, durationUs: 50 },
    );
    expect(half(trace, 'a')).toBe(25);
    expect(half(trace, 'b')).toBe(25);
  });

  it('is nothing for what nobody waits for, or what ends after its parent', () => {
    const trace = sampleTrace(
      { spanId: 'root', durationUs: 100, kind: 'producer' },
      { spanId: 'job', parentSpanId: 'root', kind: 'consumer', startUs: 10, durationUs: 80 },
      { spanId: 'late', parentSpanId: 'root', startUs: 50, durationUs: 80 },
    );
    expect(half(trace, 'job')).toBe(0);
    expect(half(trace, 'late')).toBe(0);
  });

  it('counts of an early child only what its parent waits for', () => {
    const trace = sampleTrace(
      { spanId: 'root', startUs: 50, durationUs: 100 },
      { spanId: 'early', parentSpanId: 'root', startUs: 30, durationUs: 60 },
    );
    expect(half(trace, 'early')).toBe(30);
  });
});

describe('what would be gained if a service or an operation took half of its own time', () => {
  const trace = sampleTrace(
    { spanId: 'root', durationUs: 100 },
    { spanId: 'a', parentSpanId: 'root', startUs: 10, durationUs: 40, service: 'db', name: 'read' },
    { spanId: 'b', parentSpanId: 'root', startUs: 60, durationUs: 30, service: 'db', name: 'write' },
  );
  it('adds up over its spans, and leaves others their time', () => {
    const db = trace.services.indexOf('db');
    expect(gainOf(trace, { kind: 'service', service: db, factor: 0.5 })).toBe(35_000);
    const read = trace.names.indexOf('read');
    expect(gainOf(trace, { kind: 'operation', service: db, name: read, factor: 0.5 })).toBe(20_000);
    expect(gainOf(trace, { kind: 'service', service: trace.services.indexOf('web'), factor: 0.5 })).toBe(
      15_000,
    );
  });
});

describe('newDurations', () => {
  it('changes nothing where nothing changes (seeds 1–200)', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const trace = randomTrace(40, seed);
      const durations = newDurations(trace, { kind: 'service', service: 0, factor: 1 });
      expect([...durations], `seed ${seed}`).toEqual([...trace.durationNs]);
    }
  });

  it('never gains more than was taken off, nor loses (seeds 1–200)', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const trace = randomTrace(30, seed);
      for (let row = 0; row < trace.count; row += 3) {
        const gain = gainOf(trace, { kind: 'span', row, factor: 0.5 });
        const off = (endNs(trace, row) - (trace.startNs[row] ?? 0)) / 2;
        expect(gain, `seed ${seed}, row ${row}`).toBeGreaterThanOrEqual(0);
        expect(gain).toBeLessThanOrEqual(off + 1);
      }
    }
  });

  it('stands a chain of 100,000 spans and a parent of as many children', () => {
    for (const pick of [(index: number) => index - 1, () => 0]) {
      const trace = randomTrace(100_000, 3, pick);
      expect(gainOf(trace, { kind: 'span', row: 99_999, factor: 0.5 })).toBeGreaterThanOrEqual(0);
      expect(gainOf(trace, { kind: 'service', service: 0, factor: 0.5 })).toBeGreaterThanOrEqual(0);
    }
  }, 60_000);
});
