import { describe, expect, it } from 'vitest';
import { sparklineShape } from './sparkline-path';

describe('sparklineShape', () => {
  it('draws from zero at the bottom to the highest value at the top', () => {
    expect(sparklineShape([0, 5, 10], 20, 10)).toEqual({ path: 'M0 10L10 5L20 0', end: { x: 20, y: 0 } });
  });

  it('leaves a gap where a value is missing', () => {
    expect(sparklineShape([1, null, 1], 20, 10).path).toBe('M0 0M20 0');
  });

  it('draws nothing without values', () => {
    expect(sparklineShape([null], 20, 10)).toEqual({ path: '', end: null });
  });
});
