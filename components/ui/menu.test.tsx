// @vitest-environment jsdom

import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import { Menu, MenuItem, MenuRadioGroup } from './menu';

const CHOICES = [
  { value: 'one', label: 'One' },
  { value: 'two', label: 'Two' },
] as const;

function Example({ onCopy }: { onCopy?: () => void }) {
  const [value, setValue] = useState<'one' | 'two'>('one');
  return (
    <>
      <Menu trigger={<button type="button">Choose</button>}>
        <MenuItem onSelect={() => onCopy?.()}>Copy</MenuItem>
        <MenuRadioGroup value={value} onValueChange={setValue} options={CHOICES} />
      </Menu>
      <output>{value}</output>
    </>
  );
}

// What the surface needs of a browser and jsdom has not.
beforeAll(() => {
  stubResizeObserver();
  Element.prototype.scrollIntoView ??= () => {};
});

afterEach(cleanup);

describe('Menu', () => {
  it('opens by a press once its surface is there, and tells the button', async () => {
    render(<Example />);
    const button = screen.getByRole('button', { name: 'Choose' });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    await userEvent.click(button);
    const menu = await screen.findByRole('menu', { name: 'Choose' });
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(button.getAttribute('aria-controls')).toBe(menu.id);
  });

  it('acts on what is chosen, closes, and gives the focus back', async () => {
    const onCopy = vi.fn();
    render(<Example onCopy={onCopy} />);
    const button = screen.getByRole('button', { name: 'Choose' });
    button.focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Copy' }));
    expect(onCopy).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('menu')).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(button));
  });

  it('changes a choice by keyboard', async () => {
    render(<Example />);
    screen.getByRole('button', { name: 'Choose' }).focus();
    await userEvent.keyboard('{ArrowDown}');
    await screen.findByRole('menu');
    await userEvent.keyboard('{End}');
    const last = screen.getByRole('menuitemradio', { name: 'Two' });
    await vi.waitFor(() => expect(document.activeElement).toBe(last));
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('status').textContent).toBe('two');
  });

  it('closes on Escape and gives the focus back', async () => {
    render(<Example />);
    const button = screen.getByRole('button', { name: 'Choose' });
    await userEvent.click(button);
    await screen.findByRole('menu');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(button));
  });
});
