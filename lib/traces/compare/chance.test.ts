import { describe, expect, it } from 'vitest';
import { corrected, fisherExact } from './chance';

describe('fisherExact', () => {
  // The tea tasting of Fisher's own book: 3 of 4 right, 8 cups.
  it.each([
    [3, 4, 1, 4, 0.4857142857],
    [4, 4, 0, 4, 0.0285714286],
    [1, 10, 9, 10, 202 / 184_756],
    [0, 5, 0, 5, 1],
    [5, 5, 5, 5, 1],
  ])('of %i in %i and %i in %i is %f', (hitsA, sizeA, hitsB, sizeB, chance) => {
    expect(fisherExact(hitsA, sizeA, hitsB, sizeB)).toBeCloseTo(chance, 6);
  });
});

describe('corrected', () => {
  it('follows Benjamini and Hochberg', () => {
    expect(corrected([0.01, 0.04, 0.03, 0.005]).map((value) => Number(value.toFixed(4)))).toEqual([
      0.02, 0.04, 0.04, 0.02,
    ]);
    expect(corrected([])).toEqual([]);
  });
});
