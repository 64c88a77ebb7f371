// @vitest-environment jsdom
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useSettled } from './use-answer';

afterEach(cleanup);

describe('useSettled', () => {
  it('keeps the value of the answer on screen until the next one is there', () => {
    const { result, rerender } = renderHook(({ value, waiting }) => useSettled(value, waiting), {
      initialProps: { value: 'app', waiting: false },
    });
    rerender({ value: 'service', waiting: true });
    expect(result.current).toBe('app');
    rerender({ value: 'service', waiting: false });
    expect(result.current).toBe('service');
  });
});
