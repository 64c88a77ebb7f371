// @vitest-environment jsdom

import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import { Popover } from './popover';

function Example() {
  return (
    <>
      <Popover label="Details" trigger={<button type="button">Show</button>}>
        <input aria-label="Find" />
      </Popover>
      <p>Elsewhere</p>
    </>
  );
}

// What the surface needs of a browser and jsdom has not.
beforeAll(() => {
  stubResizeObserver();
});

afterEach(cleanup);

describe('Popover', () => {
  it('opens with the focus inside and tells its button', async () => {
    render(<Example />);
    const button = screen.getByRole('button', { name: 'Show' });
    await userEvent.click(button);
    const surface = await screen.findByRole('dialog', { name: 'Details' });
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Find' }));
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(button.getAttribute('aria-controls')).toBe(surface.id);
  });

  it('closes by its button and stays closed', async () => {
    render(<Example />);
    const button = screen.getByRole('button', { name: 'Show' });
    await userEvent.click(button);
    await screen.findByRole('dialog');
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(button.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes on Escape and gives the focus back', async () => {
    render(<Example />);
    const button = screen.getByRole('button', { name: 'Show' });
    await userEvent.click(button);
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(button));
  });

  it('closes by a press elsewhere', async () => {
    render(<Example />);
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    await screen.findByRole('dialog');
    await userEvent.click(screen.getByText('Elsewhere'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
