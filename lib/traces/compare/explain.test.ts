import { describe, expect, it } from 'vitest';
import { criticalPath } from '@/lib/traces/critical-path';
import { randomTrace, type SamplePart, sampleTrace } from '@/lib/traces/model/sample-trace';
import type { Trace } from '@/lib/traces/model/trace';
import { selfTimes } from '@/lib/traces/self-time';
import { alignTraces } from './align';
import { type ComparedTrace, explainedNs, partDifferences, rowDifference } from './explain';

const compared = (trace: Trace): ComparedTrace => ({
  trace,
  path: criticalPath(trace),
  self: selfTimes(trace),
});

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

const FAST = compared(
  sampleTrace(part('r', null, 'web', 0, 100), part('d', 'r', 'db', 10, 50), part('c', 'r', 'cache', 70, 10)),
);
const SLOW = compared(
  sampleTrace(
    part('R', null, 'web', 0, 260),
    part('D', 'R', 'db', 10, 200),
    part('Q', 'R', 'queue', 215, 20),
  ),
);

describe('partDifferences', () => {
  const alignment = alignTraces(FAST.trace, SLOW.trace);

  it('names what explains most of the difference first', () => {
    const parts = partDifferences(FAST, SLOW, alignment, 'operation');
    expect(parts.map(({ service, explainsNs }) => [service, explainsNs])).toEqual([
      ['db', 150_000],
      ['queue', 20_000],
      ['cache', -10_000],
      ['web', 0],
    ]);
    expect(parts[0]).toMatchObject({ spans: { a: 1, b: 1 }, durationNs: { a: 50_000, b: 200_000 } });
    expect(rowDifference(FAST, SLOW, alignment, parts[0]?.row ?? -1)).toMatchObject({
      kind: 'both',
      durationNs: { a: 50_000, b: 200_000 },
      pathNs: { a: 50_000, b: 200_000 },
    });
  });

  it('adds up to the difference of the roots', () => {
    const sum = partDifferences(FAST, SLOW, alignment, 'service').reduce(
      (all, { explainsNs }) => all + explainsNs,
      0,
    );
    expect(sum).toBe(160_000);
    expect(explainedNs(FAST, SLOW)).toBe(160_000);
  });

  it('adds up on random traces at every level, by rows too', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const a = compared(randomTrace(1 + ((seed * 31) % 120), seed));
      const b = compared(randomTrace(1 + ((seed * 47) % 120), seed + 500));
      const merged = alignTraces(a.trace, b.trace);
      for (const level of ['operation', 'service'] as const) {
        const sum = partDifferences(a, b, merged, level).reduce((all, { explainsNs }) => all + explainsNs, 0);
        expect(sum, `seed ${seed}`).toBe(explainedNs(a, b));
      }
      let rows = 0;
      for (let row = 0; row < merged.count; row += 1) {
        const { pathNs } = rowDifference(a, b, merged, row);
        rows += pathNs.b - pathNs.a;
      }
      expect(rows, `seed ${seed}`).toBe(explainedNs(a, b));
    }
  });

  it('is nothing between a trace and itself', () => {
    const same = partDifferences(FAST, FAST, alignTraces(FAST.trace, FAST.trace), 'operation');
    expect(same.every(({ explainsNs }) => explainsNs === 0)).toBe(true);
  });
});
