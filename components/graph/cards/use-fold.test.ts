import { describe, expect, it } from 'vitest';
import type { GraphElements } from '@/components/graph/elements';
import { firstInside } from './use-fold';

const elements = {
  boxes: [
    { id: 'cluster', parent: null },
    { id: 'shop', parent: 'cluster' },
  ],
  cards: [
    { id: 'outside', box: null },
    { id: 'cart', box: 'shop' },
  ],
} as unknown as Pick<GraphElements, 'cards' | 'boxes'>;

describe('firstInside', () => {
  it('finds a card in a box and in a box within it', () => {
    expect(firstInside(elements, 'shop')).toBe('cart');
    expect(firstInside(elements, 'cluster')).toBe('cart');
  });

  it('finds nothing in a box that is folded', () => {
    expect(firstInside(elements, 'bookinfo')).toBeUndefined();
  });
});
