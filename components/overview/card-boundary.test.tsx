import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { CardBoundary } from './card-boundary';

afterEach(() => vi.restoreAllMocks());

let broken = true;

function Part() {
  if (broken) throw new Error('the script did not arrive');
  return <p>drawn</p>;
}

it('keeps a failure in its card, under its title, and draws again when asked to', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <>
      <CardBoundary title="Control plane">
        <Part />
      </CardBoundary>
      <p>the rest</p>
    </>,
  );
  expect(screen.getByRole('heading', { name: 'Control plane' })).toBeTruthy();
  expect(screen.getByText('the rest')).toBeTruthy();
  broken = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('drawn')).toBeTruthy();
});
