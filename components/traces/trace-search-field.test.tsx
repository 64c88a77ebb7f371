// @vitest-environment jsdom
/** The search in a trace: names of the trace are offered, an expression is judged, Enter goes to the next match. */
import { cleanup, render, screen } from '@testing-library/react';
import events from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { looksForSomething } from '@/lib/traces/trace-query';
import { modelOfTrace } from './trace-model';
import { TraceSearchField } from './trace-search-field';

const model = modelOfTrace(
  sampleTrace(
    { spanId: 'a', service: 'cart.shop', name: 'GET /cart', attributes: { 'http.route': '/cart' } },
    { spanId: 'b', parentSpanId: 'a', service: 'db', name: 'SELECT', status: 'error' },
  ),
);
const toMatch = vi.fn();
// Without a pause between keys: nothing here depends on time.
const user = events.setup({ delay: null });
/** Nothing here depends on how fast the machine is. */
const PATIENT = { timeout: 20_000 };

function Field({ start = '' }: { readonly start?: string }) {
  const [query, setQuery] = useState(start);
  const state = {
    query,
    setQuery,
    searching: looksForSomething(query),
    matches: Int32Array.of(0, 1),
    selected: 1,
    toMatch,
  };
  return (
    <TooltipProvider>
      <TraceSearchField model={model} state={state} />
    </TooltipProvider>
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>('Search in the trace');

beforeAll(() => {
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = () => {};
});
beforeEach(() => toMatch.mockClear());
afterEach(cleanup);

it('offers names of the trace, and the value that follows a key', async () => {
  render(<Field />);
  await user.click(field());
  await user.type(field(), 'http');
  expect(await screen.findByRole('option', { name: /^http\.route=/ }, PATIENT)).toBeTruthy();
  await user.tab();
  expect(field().value).toBe('http.route=');
  await user.type(field(), '/');
  expect(screen.getByRole('option', { name: 'http.route=/cart' })).toBeTruthy();
}, 60_000);

it('says what is wrong with an expression, at its place', async () => {
  render(<Field start="where durtion > 5ms" />);
  const problem = await screen.findByText(/Did you mean/, {}, PATIENT);
  expect(problem.textContent).toContain('duration');
  expect(screen.getByText(/Column 17/)).toBeTruthy();
  expect(field().getAttribute('aria-invalid')).toBe('true');
}, 60_000);

it('is empty after Esc, with nothing offered', async () => {
  render(<Field />);
  await user.type(field(), 'cart');
  await screen.findAllByRole('option', {}, PATIENT);
  await user.type(field(), ' nothing-like-it');
  await user.keyboard('{Escape}');
  expect(field().value).toBe('');
  expect(screen.queryByRole('option')).toBeNull();
}, 60_000);

it('steps through the matches with Enter, says where it is, and clears', async () => {
  render(<Field start="where error" />);
  expect(screen.getByRole('status').textContent).toBe('2 of 2');
  await user.click(field());
  await user.keyboard('{Enter}{Shift>}{Enter}{/Shift}');
  expect(toMatch.mock.calls).toEqual([
    [1, 'where error'],
    [-1, 'where error'],
  ]);
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(field().value).toBe('');
  expect(screen.queryByRole('status')).toBeNull();
}, 60_000);
