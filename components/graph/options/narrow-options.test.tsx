// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NarrowOptions } from './narrow-options';

afterEach(cleanup);

const setUp = () => {
  const onChange = vi.fn();
  render(<NarrowOptions view={{ only: null, slowFrom: 500 }} onChange={onChange} />);
  return { onChange, field: screen.getByLabelText(/Slow from a p95 of/) };
};

describe('NarrowOptions', () => {
  it('takes the limit when it is finished', () => {
    const { onChange, field } = setUp();
    fireEvent.change(field, { target: { value: '80' } });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onChange).toHaveBeenCalledWith({ slowFrom: 80 });
  });

  it('refuses what is no time, and says so', () => {
    const { onChange, field } = setUp();
    fireEvent.change(field, { target: { value: '-3' } });
    fireEvent.blur(field);
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toMatch(/more than zero/);
  });

  it('keeps only what is slow, and everything again', () => {
    const { onChange } = setUp();
    fireEvent.click(screen.getByLabelText(/^Slow edges/));
    expect(onChange).toHaveBeenCalledWith({ only: 'slow' });
  });
});
