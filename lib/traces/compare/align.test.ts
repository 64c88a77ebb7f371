import { describe, expect, it } from 'vitest';
import {
  randomTrace,
  type SamplePart,
  sampleSpan,
  sampleTrace,
  sampleWord,
  seededRandom,
} from '@/lib/traces/model/sample-trace';
import { spanIdOf } from '@/lib/traces/model/span-ids';
import type { Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { type Alignment, alignTraces } from './align';

const span = (
  spanId: string,
  parentSpanId: string | null,
  service: string,
  startUs: number,
  durationUs = 10,
): SamplePart => ({
  spanId,
  parentSpanId,
  service,
  name: 'call',
  startUs,
  durationUs,
});

/** The merged tree as lines: `- root/root`, two spaces a level, `–` where one side has nothing. */
function picture(alignment: Alignment, a: Trace, b: Trace): string[] {
  const word = (trace: Trace, row: number) => (row < 0 ? '–' : sampleWord(spanIdOf(trace, row)));
  return Array.from({ length: alignment.count }, (_, row) => {
    const indent = '  '.repeat(alignment.depth[row] ?? 0);
    return `${indent}${word(a, alignment.a[row] ?? -1)}/${word(b, alignment.b[row] ?? -1)}`;
  });
}

describe('alignTraces', () => {
  it('joins children of one service and name in the order of their start', () => {
    const a = sampleTrace(span('r', null, 'web', 0, 100), span('x', 'r', 'db', 10), span('y', 'r', 'db', 20));
    const b = sampleTrace(
      span('R', null, 'web', 0, 100),
      span('X', 'R', 'db', 5),
      span('C', 'R', 'cache', 8),
      span('Y', 'R', 'db', 9),
    );
    expect(picture(alignTraces(a, b), a, b)).toEqual(['r/R', '  x/X', '  –/C', '  y/Y']);
  });

  it('keeps what only one side has, with all below it', () => {
    const a = sampleTrace(
      span('r', null, 'web', 0, 100),
      span('x', 'r', 'old', 10),
      span('z', 'x', 'older', 12, 3),
    );
    const b = sampleTrace(span('R', null, 'web', 0, 100), span('N', 'R', 'new', 5));
    expect(picture(alignTraces(a, b), a, b)).toEqual(['r/R', '  –/N', '  x/–', '    z/–']);
  });

  it('sees an inserted level, whichever side has it', () => {
    const a = sampleTrace(span('r', null, 'web', 0, 100), span('x', 'r', 'db', 10));
    const b = sampleTrace(
      span('R', null, 'web', 0, 100),
      span('P', 'R', 'proxy', 9, 20),
      span('X', 'P', 'db', 10),
    );
    expect(picture(alignTraces(a, b), a, b)).toEqual(['r/R', '  –/P', '    x/X']);
    expect(picture(alignTraces(b, a), b, a)).toEqual(['R/r', '  P/–', '    X/x']);
  });

  it('joins main roots of different names, and takes the kind for part of what a span is', () => {
    const a = sampleTrace(
      { ...span('r', null, 'web', 0, 100), name: 'GET /v1' },
      { ...span('x', 'r', 'db', 1), kind: 'client' },
    );
    const b = sampleTrace(
      { ...span('R', null, 'edge', 0, 100), name: 'GET /v2' },
      { ...span('X', 'R', 'db', 1), kind: 'server' },
    );
    expect(picture(alignTraces(a, b), a, b)).toEqual(['r/R', '  –/X', '  x/–']);
  });

  it('is empty for empty traces and one-sided where one is empty', () => {
    const none = traceOfSpans([], { traceId: '1' });
    const some = sampleTrace(span('r', null, 'web', 0));
    expect(alignTraces(none, none).count).toBe(0);
    expect(picture(alignTraces(some, none), some, none)).toEqual(['r/–']);
    expect(picture(alignTraces(none, some), none, some)).toEqual(['–/r']);
  });

  it('holds every span of both exactly once, in a tree, on random traces', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const a = randomTrace(1 + ((seed * 37) % 200), seed);
      const b = seed % 3 === 0 ? thinned(a, seed) : randomTrace(1 + ((seed * 53) % 200), seed + 1000);
      const found = alignTraces(a, b);
      for (const [side, trace] of [
        [found.a, a],
        [found.b, b],
      ] as const) {
        const rows = [...side].filter((row) => row >= 0);
        expect(
          [...rows].sort((x, y) => x - y),
          `seed ${seed}`,
        ).toEqual([...Array(trace.count).keys()]);
      }
      // One statement for all rows: a statement for each takes longer than the alignment.
      const wrong = [...found.parent].flatMap((parent, row) => {
        const within = parent < row && (parent < 0 || row < parent + (found.size[parent] ?? 0));
        return within && ((found.a[row] ?? -1) >= 0 || (found.b[row] ?? -1) >= 0) ? [] : [row];
      });
      expect(wrong, `seed ${seed}`).toEqual([]);
    }
  });

  it('joins everything of a trace with itself', () => {
    const trace = randomTrace(500, 7);
    const found = alignTraces(trace, trace);
    expect(found.count).toBe(500);
    expect([...found.a]).toEqual([...found.b]);
  });

  it('goes down a chain of 20,000 and across 20,000 children', () => {
    const chain = randomTrace(20_000, 1, (index) => index - 1);
    expect(alignTraces(chain, chain).count).toBe(20_000);
    const wide = randomTrace(20_000, 2, () => 0);
    const other = randomTrace(20_000, 3, () => 0);
    const { a, b } = alignTraces(wide, other);
    expect([...a].filter((row) => row >= 0)).toHaveLength(20_000);
    expect([...b].filter((row) => row >= 0)).toHaveLength(20_000);
  }, 60_000);
});

/** The same trace with some leaves left out. */
function thinned(trace: Trace, seed: number): Trace {
  const random = seededRandom(seed);
  const rows = [...Array(trace.count).keys()].filter(
    (row) => row === 0 || trace.size[row] !== 1 || random() < 0.7,
  );
  return traceOfSpans(
    rows.map((row) =>
      sampleSpan({
        spanId: spanIdOf(trace, row),
        parentSpanId: (trace.parent[row] ?? -1) < 0 ? null : spanIdOf(trace, trace.parent[row] ?? 0),
        service: trace.services[trace.service[row] ?? 0] ?? '',
        startUs: (trace.startNs[row] ?? 0) / 1000,
        durationUs: (trace.durationNs[row] ?? 0) / 1000,
      }),
    ),
    { traceId: trace.traceId, adjustClocks: false },
  );
}
