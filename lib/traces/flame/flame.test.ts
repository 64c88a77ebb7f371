import { describe, expect, it } from 'vitest';
import { randomTrace, type SamplePart, sampleTrace } from '@/lib/traces/model/sample-trace';
import { endNs, type Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { selfTimes } from '@/lib/traces/self-time';
import { clockFlame } from './clock-flame';
import { mergedFlame } from './merged-flame';

const part = (
  spanId: string,
  parentSpanId: string | null,
  service: string,
  startUs: number,
  durationUs: number,
): SamplePart => ({
  spanId,
  parentSpanId,
  service,
  name: 'call',
  startUs,
  durationUs,
});

const flameOf = (trace: Trace) => mergedFlame(trace, selfTimes(trace));

describe('mergedFlame', () => {
  it('merges siblings of one operation with all below them, the widest first', () => {
    const trace = sampleTrace(
      part('r', null, 'web', 0, 100),
      part('a', 'r', 'cache', 0, 10),
      part('b', 'r', 'db', 10, 30),
      { ...part('c', 'r', 'db', 45, 20), status: 'error' },
      part('d', 'b', 'disk', 12, 5),
      part('e', 'c', 'disk', 50, 7),
    );
    const flame = flameOf(trace);
    const bars = Array.from({ length: flame.count }, (_, bar) => [
      trace.services[flame.service[bar] ?? 0],
      flame.depth[bar],
      flame.spans[bar],
      flame.failed[bar],
      flame.leftNs[bar],
      flame.widthNs[bar],
      flame.selfNs[bar],
    ]);
    expect(bars).toEqual([
      ['web', 0, 1, 0, 0, 100_000, 40_000],
      ['db', 1, 2, 1, 0, 50_000, 38_000],
      ['disk', 2, 2, 0, 0, 12_000, 12_000],
      ['cache', 1, 1, 0, 50_000, 10_000, 10_000],
    ]);
    expect(flame.totalNs).toBe(100_000);
  });

  it('widens a bar whose children run side by side', () => {
    const trace = sampleTrace(
      part('r', null, 'web', 0, 100),
      part('a', 'r', 'x', 0, 90),
      part('b', 'r', 'y', 0, 80),
    );
    expect([...flameOf(trace).widthNs]).toEqual([170_000, 90_000, 80_000]);
  });

  it('holds every span once, children inside their parents, on random traces and at any depth', () => {
    for (const trace of [
      randomTrace(800, 3),
      randomTrace(20_000, 4, (index) => index - 1),
      randomTrace(300, 5),
    ]) {
      const flame = flameOf(trace);
      expect(flame.spans.reduce((sum, spans) => sum + spans, 0)).toBe(trace.count);
      const outside = [...flame.parent].filter((parent, bar) => {
        if (parent < 0) return false;
        const left = flame.leftNs[bar] ?? 0;
        const room = (flame.leftNs[parent] ?? 0) + (flame.widthNs[parent] ?? 0) + 1;
        return left < (flame.leftNs[parent] ?? 0) || left + (flame.widthNs[bar] ?? 0) > room;
      });
      expect(outside).toEqual([]);
    }
  }, 60_000);

  it('is empty for an empty trace', () => {
    expect(flameOf(traceOfSpans([], { traceId: '1' }))).toMatchObject({ count: 0, totalNs: 0 });
  });
});

describe('clockFlame', () => {
  it('puts children below their parents and what overlaps on lines of its own', () => {
    const trace = sampleTrace(
      part('r', null, 'web', 0, 100),
      part('a', 'r', 'x', 0, 50),
      part('b', 'r', 'y', 10, 20),
      part('c', 'r', 'z', 60, 20),
    );
    expect([...clockFlame(trace).line]).toEqual([0, 1, 2, 1]);
  });

  it('never lets two spans share a line at one time', () => {
    const trace = randomTrace(400, 9);
    const { line } = clockFlame(trace);
    for (let row = 0; row < trace.count; row += 1) {
      for (let other = row + 1; other < trace.count; other += 1) {
        if (line[row] !== line[other]) continue;
        const apart =
          endNs(trace, row) <= (trace.startNs[other] ?? 0) ||
          endNs(trace, other) <= (trace.startNs[row] ?? 0);
        expect(apart, `rows ${row} and ${other}`).toBe(true);
      }
    }
  });
});
