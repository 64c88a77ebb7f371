import { describe, expect, it } from 'vitest';
import { CALCULATIONS, calculationId, reduce } from './calculations';
import type { Cell } from './frame';

function all(values: readonly Cell[]) {
  return Object.fromEntries(CALCULATIONS.map(({ id }) => [id, reduce({ type: 'number', values }, id)]));
}

/** Figures of @grafana/data 13.2.3, `reduceField`. */
describe('reduce, as Grafana does', () => {
  it('a series that grows', () => {
    expect(all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toMatchObject({
      lastNotNull: 10,
      first: 1,
      min: 1,
      max: 10,
      mean: 5.5,
      median: 5.5,
      variance: 8.25,
      stdDev: 2.8722813232690143,
      sum: 55,
      count: 10,
      range: 9,
      delta: 9,
      step: 1,
      diff: 9,
      logmin: 1,
      allIsZero: false,
      allIsNull: false,
      changeCount: 9,
      distinctCount: 10,
      diffperc: 900,
      p1: 1,
      p10: 2,
      p25: 3,
      p75: 8,
      p90: 9,
      p95: 10,
    });
  });

  it('a series with gaps', () => {
    expect(all([null, 3, null, 1, null])).toMatchObject({
      lastNotNull: 1,
      last: null,
      firstNotNull: 3,
      first: null,
      mean: 2,
      sum: 4,
      count: 2,
      countAll: 5,
      step: -2,
      changeCount: 1,
      distinctCount: 2,
      p75: 3,
    });
  });

  it('zeros, nulls, nothing', () => {
    expect(all([0, 0, 0])).toMatchObject({ allIsZero: true, sum: 0, logmin: null, diffperc: null });
    expect(all([null, null])).toMatchObject({
      allIsZero: false,
      allIsNull: true,
      sum: 0,
      mean: null,
      count: 0,
    });
    expect(all([])).toMatchObject({ allIsZero: false, allIsNull: true, sum: 0, last: null, max: null });
  });
});

it('leaves NaN out of figures, and keeps infinity', () => {
  expect(all([Number.NaN, 2, 4])).toMatchObject({ mean: 3, max: 4, count: 2, lastNotNull: 4 });
  expect(all([1, Number.POSITIVE_INFINITY]).max).toBe(Number.POSITIVE_INFINITY);
});

it('counts only what went up in a delta', () => {
  expect(reduce({ type: 'number', values: [5, 7, 9, 2, 4] }, 'delta')).toBe(6);
});

it('reduces text to what can be said of it', () => {
  const text = { type: 'string' as const, values: ['a', 'b', 'b', null] };
  expect(['last', 'lastNotNull', 'distinctCount', 'mean'].map((id) => reduce(text, id))).toEqual([
    null,
    'b',
    2,
    null,
  ]);
});

it('takes a long series', () => {
  const values = Array.from({ length: 300_000 }, (_, at) => at);
  expect(reduce({ type: 'number', values }, 'max')).toBe(299_999);
});

it('knows former names', () => {
  expect(['avg', 'current', 'total', 'mean', 'p97', 'toString', 'what'].map(calculationId)).toEqual([
    'mean',
    'lastNotNull',
    'sum',
    'mean',
    'p97',
    'lastNotNull',
    'lastNotNull',
  ]);
});
