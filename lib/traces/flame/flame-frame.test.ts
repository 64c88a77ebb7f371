import { describe, expect, it } from 'vitest';
import { randomTrace, type SamplePart, sampleTrace } from '@/lib/traces/model/sample-trace';
import type { Trace } from '@/lib/traces/model/trace';
import { selfTimes } from '@/lib/traces/self-time';
import { clockFlame } from './clock-flame';
import { barsByClock, barsOfMerged, type FlameBars } from './flame-bars';
import { barAt, boxesOf, type FlameFrame, frameLines, stepFrom } from './flame-frame';
import { mergedFlame } from './merged-flame';

const part = (
  spanId: string,
  parentSpanId: string | null,
  service: string,
  startUs: number,
  durationUs: number,
): SamplePart => ({ spanId, parentSpanId, service, startUs, durationUs });

const TRACE = sampleTrace(
  part('r', null, 'web', 0, 100),
  part('a', 'r', 'x', 0, 40),
  part('b', 'r', 'y', 50, 50),
  part('c', 'b', 'z', 60, 20),
);

const merged = (trace: Trace): FlameBars => barsOfMerged(mergedFlame(trace, selfTimes(trace)));
const byClock = (trace: Trace): FlameBars => barsByClock(trace, selfTimes(trace), clockFlame(trace));
const frameOf = (bars: FlameBars, more: Partial<FlameFrame> = {}): FlameFrame => ({
  bars,
  zoom: null,
  collapseAbove: false,
  width: 100,
  ...more,
});
const drawn = (frame: FlameFrame) =>
  [...boxesOf(frame, 0, frameLines(frame))].map(({ bar, line, x, width, isAbove }) => [
    frame.bars.row[bar],
    line,
    x,
    width,
    isAbove,
  ]);

describe('boxesOf', () => {
  it('places bars by the clock', () => {
    expect(drawn(frameOf(byClock(TRACE)))).toEqual([
      [0, 0, 0, 100, false],
      [1, 1, 0, 40, false],
      [2, 1, 50, 50, false],
      [3, 2, 60, 20, false],
    ]);
  });

  it('lets the zoomed bar fill the width, below what it stands on', () => {
    expect(drawn(frameOf(byClock(TRACE), { zoom: 2 }))).toEqual([
      [0, 0, 0, 100, true],
      [2, 1, 0, 100, false],
      [3, 2, 20, 40, false],
    ]);
  });

  it('leaves out what is above when that is collapsed', () => {
    const frame = frameOf(byClock(TRACE), { zoom: 2, collapseAbove: true });
    expect(frameLines(frame)).toBe(2);
    expect(drawn(frame)).toEqual([
      [2, 0, 0, 100, false],
      [3, 1, 20, 40, false],
    ]);
  });

  it('draws at most one box a pixel on a line, and every line that has a bar', () => {
    for (const bars of [merged(randomTrace(3_000, 5)), byClock(randomTrace(3_000, 5))]) {
      const frame = frameOf(bars, { width: 80 });
      const perLine = new Map<number, number>();
      for (const { line } of boxesOf(frame, 0, frameLines(frame)))
        perLine.set(line, (perLine.get(line) ?? 0) + 1);
      expect(Math.max(...perLine.values())).toBeLessThanOrEqual(161);
      expect(perLine.size).toBe(bars.lines);
    }
  });

  it('draws nothing of an empty trace', () => {
    const empty = sampleTrace();
    expect(drawn(frameOf(merged(empty)))).toEqual([]);
    expect(drawn(frameOf(byClock(empty)))).toEqual([]);
  });
});

describe('barAt', () => {
  it('finds what lies under a point, and nothing beside it', () => {
    const frame = frameOf(byClock(TRACE));
    expect([barAt(frame, 70, 1), barAt(frame, 45, 1), barAt(frame, 70, 2), barAt(frame, 5, 9)]).toEqual([
      2,
      null,
      3,
      null,
    ]);
  });
});

describe('stepFrom', () => {
  it('goes up to the parent, down to the widest child, and along the line', () => {
    const bars = byClock(TRACE);
    expect(stepFrom(bars, 0, 'child')).toBe(2);
    expect(stepFrom(bars, 3, 'parent')).toBe(2);
    expect(stepFrom(bars, 1, 'next')).toBe(2);
    expect(stepFrom(bars, 2, 'previous')).toBe(1);
  });

  it('stays where there is nothing', () => {
    const bars = byClock(TRACE);
    expect([stepFrom(bars, 0, 'parent'), stepFrom(bars, 3, 'child'), stepFrom(bars, 2, 'next')]).toEqual([
      0, 3, 2,
    ]);
  });
});
