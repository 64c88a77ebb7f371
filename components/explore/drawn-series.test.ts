import { expect, it } from 'vitest';
import { drawnSeries, figuresOf } from './drawn-series';
import type { PaneAnswer, PaneResult } from './pane-query';

const result = (letter: string, labels: readonly Record<string, string>[]): PaneResult => ({
  letter,
  expr: 'up',
  outcome: {
    kind: 'series',
    series: labels.map((one) => ({ labels: one, points: [[0, 1]] })),
    found: labels.length,
    warnings: [],
    seconds: 0,
  },
});
const answer = (...results: PaneResult[]): PaneAnswer => ({ window: { from: 0, to: 60, step: 15 }, results });

it('names series by what tells them apart, with the letter where there are several queries', () => {
  const a = result('A', [
    { job: 'x', i: '1' },
    { job: 'x', i: '2' },
  ]);
  expect(drawnSeries(answer(a), []).map(({ name }) => name)).toEqual(['1', '2']);
  expect(drawnSeries(answer(a, result('B', [{}])), []).map(({ name }) => name)).toEqual([
    'A 1',
    'A 2',
    'B up',
  ]);
});

it('leaves out hidden queries, failures and texts, and keeps equal series apart', () => {
  const same = result('A', [{ a: 'b' }, { a: 'b' }]);
  const failed: PaneResult = {
    letter: 'B',
    expr: null,
    outcome: { kind: 'failed', code: 'x', message: 'm', hint: null },
  };
  const text: PaneResult = { letter: 'C', expr: '"hi"', outcome: { kind: 'text', text: 'hi' } };
  const drawn = drawnSeries(answer(same, failed, text, result('D', [{}])), ['D']);
  expect(new Set(drawn.map(({ key }) => key)).size).toBe(2);
});

it('computes figures of finite values, and counts the others', () => {
  expect(
    figuresOf([
      [0, 1],
      [15, Number.NaN],
      [30, 3],
      [45, Number.POSITIVE_INFINITY],
    ]),
  ).toEqual({ last: Number.POSITIVE_INFINITY, min: 1, max: 3, mean: 2, odd: 2 });
  expect(figuresOf([[0, Number.NaN]])).toMatchObject({ min: null, mean: null, odd: 1 });
  expect(figuresOf([])).toEqual({ last: null, min: null, max: null, mean: null, odd: 0 });
});
