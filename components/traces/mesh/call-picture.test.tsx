// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallCard, CallLine } from './call-drawing';
import { CallPicture } from './call-picture';

beforeEach(() =>
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  ),
);
afterEach(cleanup);

const card = (key: string, look: CallCard['look'] = 'seen'): CallCard => ({
  key,
  name: key,
  detail: 'shop',
  look,
});
const line = (from: string, to: string, look: CallLine['look']): CallLine => ({
  key: `${from}>${to}`,
  from,
  to,
  look,
  text: look === 'aside' ? null : '2 × 3.00 ms',
  title: `${from} to ${to}`,
});

describe('the picture of calls', () => {
  it('draws each card and each line in the look of what was seen, and no line to what is not shown', () => {
    const { container } = render(
      <CallPicture
        label="Path"
        cards={[card('web'), card('cart'), card('db', 'unmatched')]}
        lines={[line('web', 'cart', 'failed'), line('cart', 'db', 'aside'), line('cart', 'gone', 'seen')]}
        chosen={null}
      />,
    );
    const looks = [...container.querySelectorAll('[data-look]')].map((one) => one.getAttribute('data-look'));
    expect(looks).toEqual(['aside', 'failed']);
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'webshop',
      'cartshop',
      'dbshop',
    ]);
    expect(screen.getAllByText('2 × 3.00 ms')).toHaveLength(1);
  });

  it('tells which card was chosen, by hand or by key', () => {
    const chosen: string[] = [];
    render(
      <CallPicture
        label="Path"
        cards={[card('web'), card('cart')]}
        lines={[line('web', 'cart', 'seen')]}
        chosen="cart"
        onChooseCard={(key) => chosen.push(key)}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: /web/ }));
    expect(chosen).toEqual(['web']);
    expect(screen.getByRole('button', { pressed: true }).textContent).toBe('cartshop');
  });
});
