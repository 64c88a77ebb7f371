// @vitest-environment jsdom
/** Which lines of a long trace are drawn: those in sight and some beyond, wherever it is scrolled and folded to. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { modelOfTrace, type TraceModel } from '@/components/traces/trace-model';
import { useTraceState } from '@/components/traces/use-trace-state';
import { TooltipProvider } from '@/components/ui/tooltip';
import { sampleId, sampleTrace } from '@/lib/traces/model/sample-trace';
import { LINE_HEIGHT } from './use-line-window';
import { Waterfall } from './waterfall';

afterEach(cleanup);

// jsdom lays nothing out: the waterfall is told that it has room for twenty lines.
const sizes = { clientHeight: 20 * LINE_HEIGHT, clientWidth: 1_000 } as const;
beforeAll(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  window.matchMedia ??= () =>
    ({ matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
  for (const [name, value] of Object.entries(sizes))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, value });
});
afterAll(() => {
  vi.unstubAllGlobals();
  for (const name of Object.keys(sizes)) Reflect.deleteProperty(HTMLElement.prototype, name);
});

/** Nothing here depends on how fast the machine is. */
const PATIENT = { timeout: 20_000 };
const CHILDREN = 400;
const MODEL = modelOfTrace(
  sampleTrace(
    { spanId: 'root', service: 'web', name: 'GET /', durationUs: 1000 },
    ...Array.from({ length: CHILDREN }, (_, index) => ({
      spanId: (index + 100).toString(16).padStart(16, '0'),
      parentSpanId: sampleId('root'),
      service: 'db',
      name: `query ${index}`,
      startUs: index,
      durationUs: 1,
      kind: 'internal' as const,
    })),
  ),
);

function Host({ model }: { model: TraceModel }) {
  return <Waterfall model={model} state={useTraceState(model)} />;
}

/** Lines as their rows say, from 1 for the root; the head is no line. */
function drawn(): number[] {
  return screen
    .getAllByRole('row')
    .map((row) => Number(row.getAttribute('aria-rowindex')) - 1)
    .filter((line) => line > 0)
    .sort((a, b) => a - b);
}

it('draws what is in sight and some lines beyond, after scrolling and folding too', async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NuqsTestingAdapter hasMemory>
        <TooltipProvider>
          <Host model={MODEL} />
        </TooltipProvider>
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  const grid = screen.getByRole('treegrid');
  expect(grid.getAttribute('aria-rowcount')).toBe(String(CHILDREN + 2));
  await waitFor(() => expect(drawn().length).toBeGreaterThan(30), PATIENT);
  expect(drawn().slice(0, 3)).toEqual([1, 2, 3]);
  expect(drawn().length).toBeLessThan(60);

  grid.scrollTop = 200 * LINE_HEIGHT;
  fireEvent.scroll(grid);
  const [first = 0, last = 0] = [drawn()[0], drawn().at(-1)];
  expect(first).toBeLessThanOrEqual(200);
  expect(first).toBeGreaterThan(170);
  expect(last).toBeGreaterThanOrEqual(222);
  expect(last).toBeLessThan(250);
  expect(screen.getByText('query 205')).toBeTruthy();

  grid.scrollTop = 0;
  fireEvent.scroll(grid);
  const third = screen.getByText('query 3');
  fireEvent.click(screen.getByRole('button', { name: 'Fold' }));
  await waitFor(() => expect(drawn()).toEqual([1]), PATIENT);
  fireEvent.click(screen.getByRole('button', { name: `Unfold ${CHILDREN} spans` }));
  await waitFor(() => expect(drawn().length).toBeGreaterThan(30), PATIENT);
  // What was folded is not made again.
  expect(screen.getByText('query 3')).toBe(third);
}, 60_000);
