import { describe, expect, it } from 'vitest';
import { criticalPath } from '@/lib/traces/critical-path';
import { randomTrace, type SamplePart, sampleTrace } from '@/lib/traces/model/sample-trace';
import type { Trace } from '@/lib/traces/model/trace';
import { selfTimes } from '@/lib/traces/self-time';
import type { ComparedTrace } from './explain';
import { placeDifferences, placesOf, quantileOf, rankIn, rowsInGroup, traceGroup } from './group';

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

const usual = (db: number): ComparedTrace =>
  compared(sampleTrace(part('r', null, 'web', 0, db + 20), part('d', 'r', 'db', 10, db)));
const GROUP = traceGroup([usual(10), usual(20), usual(30), usual(40)]);
const SLOW = compared(
  sampleTrace(
    part('r', null, 'web', 0, 200),
    part('d', 'r', 'db', 10, 100),
    part('e', 'r', 'db', 120, 50),
    part('x', 'r', 'audit', 171, 9),
  ),
);

describe('a trace in its group', () => {
  it('ranks every span among those of its place', () => {
    const rows = rowsInGroup(SLOW.trace, GROUP);
    expect(rows.map(({ rank, medianNs, share }) => [rank, medianNs, share])).toEqual([
      [1, 45_000, 1],
      [1, 25_000, 1],
      [1, 25_000, 1],
      [null, null, 0],
    ]);
  });

  it('explains its difference to the mean, most first', () => {
    const places = placeDifferences(SLOW, GROUP);
    expect(
      places.map(({ service, spans, usualSpans, share, explainsNs }) => [
        service,
        spans,
        usualSpans,
        share,
        explainsNs,
      ]),
    ).toEqual([
      ['db', 2, 1, 1, 125_000],
      ['web', 1, 1, 1, 21_000],
      ['audit', 1, 0, 0, 9_000],
    ]);
    expect(places.reduce((sum, { explainsNs }) => sum + explainsNs, 0)).toBe(200_000 - GROUP.meanPathNs);
  });

  it('adds up on random groups', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const group = traceGroup([1, 2, 3, 4].map((index) => compared(randomTrace(80, seed * 10 + index))));
      const one = compared(randomTrace(60, seed));
      const sum = placeDifferences(one, group).reduce((all, { explainsNs }) => all + explainsNs, 0);
      expect(sum, `seed ${seed}`).toBeCloseTo(one.path.totalNs - group.meanPathNs, 3);
    }
  });

  it('says what the trace lacks', () => {
    const short = compared(sampleTrace(part('r', null, 'web', 0, 5)));
    expect(placeDifferences(short, GROUP).find(({ service }) => service === 'db')).toMatchObject({
      row: -1,
      spans: 0,
      usualSpans: 1,
    });
  });

  it('is not misled by equal names at different places', () => {
    const trace = sampleTrace(
      part('r', null, 'web', 0, 100),
      part('d', 'r', 'db', 0, 50),
      part('e', 'd', 'db', 0, 40),
    );
    expect(new Set(placesOf(trace).keys).size).toBe(3);
  });

  it('has an answer for an empty group and an empty trace', () => {
    const none = traceGroup([]);
    expect(rowsInGroup(SLOW.trace, none)[0]).toEqual({ rank: null, medianNs: null, share: 0 });
    expect(placeDifferences(SLOW, none).reduce((sum, { explainsNs }) => sum + explainsNs, 0)).toBe(200_000);
  });
});

describe('ranks and quantiles', () => {
  it('counts ties by half', () => {
    expect(rankIn([1, 2, 2, 3], 2)).toBe(0.5);
    expect(rankIn([1, 2, 3], 9)).toBe(1);
    expect(rankIn([1, 2, 3], 0)).toBe(0);
  });

  it('goes straight between neighbours', () => {
    expect(quantileOf([0, 10, 20], 0.75)).toBe(15);
    expect(quantileOf([], 0.5)).toBe(0);
  });
});
