import { describe, expect, it } from 'vitest';
import { randomTrace, sampleTrace } from '@/lib/traces/model/sample-trace';
import { failedAmong, lineOf, rowLine, waterfallLines } from './lines';
import { pairedDepth, serverHalves, uninstrumentedPeer } from './pairs';

/** a ( b ( c d ) e ( f ) ) */
const trace = sampleTrace(
  { spanId: '000000000000000a', durationUs: 100 },
  { spanId: '000000000000000b', parentSpanId: '000000000000000a', startUs: 1 },
  { spanId: '000000000000000c', parentSpanId: '000000000000000b', startUs: 2, status: 'error' },
  { spanId: '000000000000000d', parentSpanId: '000000000000000b', startUs: 3 },
  { spanId: '000000000000000e', parentSpanId: '000000000000000a', startUs: 4, status: 'error' },
  { spanId: '000000000000000f', parentSpanId: '000000000000000e', startUs: 5 },
);
const none = new Uint8Array(6);
const marks = (...rows: number[]): Uint8Array => none.map((_, row) => (rows.includes(row) ? 1 : 0));

describe('lines of the waterfall', () => {
  it('are all rows in order', () => {
    expect([...waterfallLines(trace, { folded: none, kept: null, halves: null }).row]).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
  });

  it('leave out what is below folded rows', () => {
    const lines = waterfallLines(trace, { folded: marks(1), kept: null, halves: null });
    expect([...lines.row]).toEqual([0, 1, 4, 5]);
    expect(lineOf(lines, 3)).toBe(1);
    expect(lineOf(lines, 5)).toBe(3);
  });

  it('keep what is above a kept row, and say how many neighbours are hidden', () => {
    const lines = waterfallLines(trace, { folded: none, kept: marks(0, 5), halves: null });
    expect([...lines.row]).toEqual([0, 1, 4, 5]);
    expect([...lines.hidden]).toEqual([0, 3, 0, 0]);
    expect(failedAmong(trace, 1, 3)).toBe(1);
  });

  it('make one line of hidden neighbours below one parent', () => {
    const lines = waterfallLines(trace, { folded: none, kept: marks(0), halves: null });
    expect([...lines.row]).toEqual([0, 1]);
    expect([...lines.hidden]).toEqual([0, 5]);
    expect(rowLine(lines, 1, 1)).toBeNull();
    expect(rowLine(lines, 1, -1)).toBe(0);
  });

  it('account for every row of any trace, whatever is folded and hidden', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const random = randomTrace(300, seed);
      const folded = random.size.map((size, row) => (size > 1 && (row * 7 + seed) % 5 === 0 ? 1 : 0));
      const kept = random.size.map((_, row) => ((row * 13 + seed) % 3 === 0 ? 1 : 0));
      const lines = waterfallLines(random, {
        folded: Uint8Array.from(folded),
        kept: Uint8Array.from(kept),
        halves: null,
      });
      let rows = 0;
      for (let line = 0; line < lines.count; line += 1) {
        const row = lines.row[line] ?? 0;
        expect(row, `seed ${seed}`).toBe(rows);
        const hidden = lines.hidden[line] ?? 0;
        rows += hidden > 0 ? hidden : folded[row] === 1 ? (random.size[row] ?? 1) : 1;
      }
      expect(rows, `seed ${seed}`).toBe(random.count);
    }
  });
});

describe('calls recorded by both sides', () => {
  const call = sampleTrace(
    { spanId: '000000000000000a', service: 'shop', kind: 'server', durationUs: 100 },
    { spanId: '000000000000000b', parentSpanId: '000000000000000a', service: 'shop', kind: 'client' },
    { spanId: '000000000000000c', parentSpanId: '000000000000000b', service: 'cart', kind: 'server' },
    { spanId: '000000000000000d', parentSpanId: '000000000000000c', service: 'cart', kind: 'internal' },
    {
      spanId: '000000000000000e',
      parentSpanId: '000000000000000a',
      startUs: 50,
      service: 'shop',
      kind: 'client',
      attributes: { 'peer.service': 'bank' },
    },
  );

  it('are pairs where the server is all that the client holds', () => {
    expect([...serverHalves(call)]).toEqual([0, 0, 1, 0, 0]);
  });

  it('stand on one line and one level', () => {
    const halves = serverHalves(call);
    const lines = waterfallLines(call, { folded: new Uint8Array(5), kept: null, halves });
    expect([...lines.row]).toEqual([0, 1, 3, 4]);
    expect([...pairedDepth(call, halves)]).toEqual([0, 1, 1, 2, 1]);
    expect(lineOf(lines, 2)).toBe(1);
  });

  it('fold where either half is folded', () => {
    const halves = serverHalves(call);
    for (const folded of [Uint8Array.of(0, 1, 0, 0, 0), Uint8Array.of(0, 0, 1, 0, 0)]) {
      expect([...waterfallLines(call, { folded, kept: null, halves }).row]).toEqual([0, 1, 4]);
    }
  });

  it('name a callee that records nothing', () => {
    expect([0, 1, 2, 3, 4].map((row) => uninstrumentedPeer(call, row))).toEqual([
      null,
      null,
      null,
      null,
      'bank',
    ]);
  });
});
