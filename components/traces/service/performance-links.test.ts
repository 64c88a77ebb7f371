import { expect, it } from 'vitest';
import { rowLinks } from './performance-links';

const row = { searchService: 'cart.shop', operation: 'GET /cart', p95Ms: 45.9 };

it('leads to all, failed and slow traces of the operation where spans carry its name', () => {
  expect(rowLinks(row, 'spans')).toEqual({
    all: '/traces?service=cart.shop&operation=GET+%2Fcart',
    failed: '/traces?service=cart.shop&operation=GET+%2Fcart&errors=true',
    slow: '/traces?service=cart.shop&operation=GET+%2Fcart&min=45ms',
  });
  expect(rowLinks(row, 'mesh')?.all).toBe('/traces?service=cart.shop');
});

it('leads nowhere where no span is written, and to no slow ones without a percentile', () => {
  expect(rowLinks({ ...row, searchService: null }, 'mesh')).toBeNull();
  expect(rowLinks({ ...row, p95Ms: null }, 'traces')?.slow).toBeNull();
});
