import { expect, it } from 'vitest';
import { arrowHead } from './arrow-head';

it('ends at the tip, and is as wide as it is long, to the right and down', () => {
  expect(arrowHead({ x: 10, y: 5 }, { x: 1, y: 0 }, 6)).toBe('M10 5L4 8L4 2Z');
  expect(arrowHead({ x: 10, y: 5 }, { x: 0, y: 1 }, 6)).toBe('M10 5L7 -1L13 -1Z');
});
