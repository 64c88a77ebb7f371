import { describe, expect, it } from 'vitest';
import { changeText, lastValueOf, percentText, relativeChange, trendOf } from './trend';

function series(...values: (number | null)[]): [number, number | null][] {
  return values.map((value, index) => [index * 15, value]);
}

describe('trendOf', () => {
  it('compares the ends by their medians, so that one outlier does not count', () => {
    expect(trendOf(series(1, 1, 99, 1, 1, 5, 2, 2, 2, 0, 2))).toEqual({ first: 1, last: 2 });
  });

  it('says nothing of a series that is too short or only gaps', () => {
    expect(trendOf(series(1, 2, 3))).toBeNull();
    expect(trendOf(series(...Array.from({ length: 20 }, () => null)))).toBeNull();
    expect(trendOf([])).toBeNull();
  });
});

describe('relativeChange', () => {
  it('is a share of the beginning, and nothing where it began with zero', () => {
    expect(relativeChange({ first: 2, last: 3 })).toBe(0.5);
    expect(relativeChange({ first: 0, last: 3 })).toBeNull();
  });
});

describe('changeText', () => {
  it('says direction and size in two digits, and nothing of noise', () => {
    expect(changeText(0.672, 'relative', '1 h')).toBe('+67 % in 1 h');
    expect(changeText(-0.0025, 'points', '10 min')).toBe('−0.25 pt in 10 min');
    expect(changeText(0.0009, 'relative', '1 h')).toBe('steady in 1 h');
    expect(changeText(12.34, 'relative', '1 h')).toBe('+1,200 % in 1 h');
  });
});

describe('percentText', () => {
  it('keeps two digits, however small the share', () => {
    expect([0.00244, 0.0177, 0.5, 0.0000012].map(percentText)).toEqual([
      '0.24 %',
      '1.8 %',
      '50 %',
      '0.00012 %',
    ]);
  });
});

describe('lastValueOf', () => {
  it('skips gaps at the end', () => {
    expect(lastValueOf(series(1, 2, null))).toBe(2);
    expect(lastValueOf(series(null))).toBeNull();
  });
});
