// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import events from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findLanguage } from '@/components/graph/find/find-language';
import { readingOf } from '@/components/graph/find/use-find';
import { findContext } from '@/lib/graph/find/context';
import { graphAnswer, graphNode } from '@/lib/graph/fixtures/builders';
import { ExpressionInput } from './expression-input';

const context = findContext(
  graphAnswer({
    nodes: [
      graphNode({ id: 'a', name: 'cart', namespace: 'shop' }),
      graphNode({ id: 'b', name: 'front', namespace: 'shop' }),
      graphNode({ id: 'c', name: 'sleepy', namespace: 'lab' }),
    ],
  }),
);
const stepped = vi.fn();
// Without a pause between keys: nothing here depends on time.
const userEvent = events.setup({ delay: null });

function Field({ start = '' }: { readonly start?: string }) {
  const [text, setText] = useState(start);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ExpressionInput
        label="Find"
        placeholder="Find"
        value={text}
        onValueChange={setText}
        language={findLanguage}
        context={context}
        problem={readingOf(findLanguage, text).problem}
        input={input}
        onEnter={stepped}
        leading={null}
        trailingWidth={0}
      />
      <button type="button">Elsewhere</button>
    </>
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>('Find');
/** By the selector: to work out the roles of fifty offers takes long. */
const offers = () =>
  [...document.querySelectorAll('[role="option"]')].map((option) => option.firstChild?.textContent);

beforeAll(() => {
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => {
  cleanup();
  stepped.mockClear();
});

describe('ExpressionInput', () => {
  it('writes an expression with Tab alone, from operand to value', async () => {
    render(<Field />);
    await userEvent.type(field(), 'names');
    expect(field().getAttribute('aria-expanded')).toBe('true');
    await userEvent.tab();
    expect(field().value).toBe('namespace ');
    await userEvent.type(field(), '=');
    await userEvent.tab();
    expect(field().value).toBe('namespace = ');
    expect(offers()).toEqual(['shop', 'lab']);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(field().value).toBe('namespace = lab ');
    expect(stepped).not.toHaveBeenCalled();
  });

  it('names the offer that the arrows are at', async () => {
    render(<Field />);
    await userEvent.type(field(), 'htt');
    expect(field().getAttribute('aria-activedescendant')).toBeNull();
    await userEvent.keyboard('{ArrowDown}');
    const active = document.querySelector('[role="option"][aria-selected="true"]');
    expect(active?.textContent).toContain('httpin');
    expect(field().getAttribute('aria-activedescendant')).toBe(active?.id);
  });

  it('steps with Enter while no offer is chosen', async () => {
    render(<Field start="ca" />);
    await userEvent.click(field());
    await userEvent.keyboard('{Enter}{Shift>}{Enter}{/Shift}');
    expect(stepped.mock.calls).toEqual([[false], [true]]);
  });

  it('closes the offers with Esc first, and clears with the next', async () => {
    render(<Field />);
    await userEvent.type(field(), 'htt');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field().value).toBe('htt');
    await userEvent.keyboard('{Escape}');
    expect(field().value).toBe('');
  });

  it('tells what is wrong and where, and puts in what was meant', async () => {
    render(<Field start="idle and htpin > 5" />);
    expect(field().getAttribute('aria-invalid')).toBe('true');
    const problem = screen.getByRole('status');
    expect(problem.textContent).toContain('Column 10');
    expect(field().getAttribute('aria-describedby')).toBe(problem.id);
    await userEvent.click(screen.getByRole('button', { name: 'httpin' }));
    expect(field().value).toBe('idle and httpin > 5');
    expect(field().getAttribute('aria-invalid')).toBe('false');
  });

  it('takes what is not finished for no mistake until the reader leaves', async () => {
    render(<Field />);
    await userEvent.type(field(), 'rt > ');
    await userEvent.keyboard('{Escape}');
    expect(field().getAttribute('aria-invalid')).toBe('false');
    expect(screen.getByRole('status').textContent).toContain('Expected a value');
    await userEvent.click(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(field().getAttribute('aria-invalid')).toBe('true');
  });

  it('shows the text in the layer of colours as well, and that layer to nobody else', async () => {
    const { container } = render(<Field start="rt > 1s" />);
    const layer = container.querySelector('[aria-hidden="true"].font-mono');
    expect(layer?.textContent).toBe('rt > 1s');
  });
});
