import { renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useLastWhole } from './use-last-whole';

test('what is put together anew stays as it was until it is whole', () => {
  const { result, rerender } = renderHook(({ value, isWhole }) => useLastWhole(value, isWhole), {
    initialProps: { value: ['first'], isWhole: false },
  });
  expect(result.current).toEqual(['first']);
  rerender({ value: ['whole'], isWhole: true });
  rerender({ value: [], isWhole: false });
  expect(result.current).toEqual(['whole']);
  rerender({ value: ['anew'], isWhole: true });
  expect(result.current).toEqual(['anew']);
});
