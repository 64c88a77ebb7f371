import { describe, expect, it } from 'vitest';
import { indexAt, indexOfTrace, slotSeconds, spanIdOf, traceIdOf } from './trace-index';

describe('the numbers of traces', () => {
  it('are found again from their ids', () => {
    for (const index of [0, 1, 3_591_200_123, 4_294_967_295]) {
      const id = traceIdOf(7, index);
      expect(id).toMatch(/^[0-9a-f]{32}$/);
      expect(indexOfTrace(7, id)).toBe(index);
      expect(indexOfTrace(7, id.toUpperCase())).toBe(index);
    }
  });

  it('are not found from the ids of another seed, or from anything else', () => {
    expect(indexOfTrace(8, traceIdOf(7, 5))).toBeNull();
    expect(indexOfTrace(7, 'abc')).toBeNull();
    expect(indexOfTrace(7, 'not hexadecimal')).toBeNull();
  });

  it('grow with time', () => {
    expect(indexAt(slotSeconds(123))).toBe(123);
    expect(indexAt(100.1)).toBeGreaterThan(indexAt(100));
  });

  it('give every span an id of its own', () => {
    const ids = Array.from({ length: 500 }, (_unused, place) => spanIdOf(7, 99, place));
    expect(new Set(ids).size).toBe(500);
  });
});
