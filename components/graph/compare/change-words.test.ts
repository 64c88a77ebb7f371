import { describe, expect, it } from 'vitest';
import type { ChangeKind, MomentFigures } from '@/lib/graph/compare/change';
import { changeDelta, changeFigures } from './change-words';

const figures = (part: Partial<MomentFigures>): MomentFigures => ({
  requestsPerSecond: 10,
  errorShare: 0,
  p95Ms: null,
  bytesPerSecond: null,
  ...part,
});
const change = (kind: ChangeKind, before: MomentFigures | null, after: MomentFigures | null) => ({
  kinds: [kind] as const,
  before,
  after,
});

describe('a change in words', () => {
  it.each([
    [
      change('moreErrors', figures({ errorShare: 0.002 }), figures({ errorShare: 0.381 })),
      '+37.9 pt',
      'errors 0.2 → 38.1 %',
    ],
    [change('slower', figures({ p95Ms: 390 }), figures({ p95Ms: 810 })), '+420 ms', 'p95 390 → 810 ms'],
    [change('slower', figures({ p95Ms: 900 }), figures({ p95Ms: 1900 })), '+1.00 s', 'p95 900 ms → 1.90 s'],
    [change('faster', figures({ p95Ms: 92 }), figures({ p95Ms: 62 })), '−30.0 ms', 'p95 92.0 → 62.0 ms'],
    [change('new', null, figures({ requestsPerSecond: 0.17 })), 'new ', 'rate none → 0.17 rps'],
    [change('gone', figures({ requestsPerSecond: 6.4 }), null), 'gone ', 'rate 6.40 rps → none'],
    [
      change('lessTraffic', figures({}), figures({ requestsPerSecond: 7 })),
      '−30.0 % rate',
      'rate 10.0 → 7.00 rps',
    ],
  ])('%#', (given, delta, words) => {
    const part = changeDelta(given);
    expect(`${part?.text} ${part?.unit}`).toBe(delta);
    expect(changeFigures(given)).toBe(words);
  });

  it('is none for what stayed', () => {
    expect(changeDelta(change('same', figures({}), figures({})))).toBeNull();
  });
});
