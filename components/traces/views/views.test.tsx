// @vitest-environment jsdom
/** The views beside the waterfall, each on one small trace: what it says, what a click does, what an empty one offers. */

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import type { ComponentType } from 'react';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { modelOfTrace, type TraceModel } from '@/components/traces/trace-model';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import { TooltipProvider } from '@/components/ui/tooltip';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { EventsView } from './events/events-view';
import { GraphView } from './graph/graph-view';
import { SpansView } from './spans/spans-view';
import { StatisticsView } from './statistics/statistics-view';
import type { TraceFocus, TraceViewProps } from './view-props';

afterEach(cleanup);

// jsdom lays nothing out: the virtual list is told that there is room.
const sizes = { clientHeight: 600, clientWidth: 1_000, offsetHeight: 28 } as const;
beforeAll(() => {
  stubResizeObserver();
  for (const [name, value] of Object.entries(sizes))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, value });
  HTMLElement.prototype.scrollTo = () => undefined;
  HTMLElement.prototype.scrollIntoView = () => undefined;
});
afterAll(() => {
  vi.unstubAllGlobals();
  for (const name of Object.keys(sizes)) Reflect.deleteProperty(HTMLElement.prototype, name);
});

const TRACE = sampleTrace(
  { spanId: 'r', service: 'web', name: 'GET /', durationUs: 100 },
  {
    spanId: 'a',
    parentSpanId: 'r',
    service: 'db',
    name: 'query',
    startUs: 10,
    durationUs: 30,
    status: 'error',
    attributes: { 'db.system': 'mysql' },
    events: [{ timeNs: 1_000_020_000n, name: 'exception', attributes: { reason: 'deadlock' } }],
  },
  {
    spanId: 'b',
    parentSpanId: 'r',
    service: 'db',
    name: 'query',
    startUs: 50,
    durationUs: 20,
    events: [{ timeNs: 1_000_055_000n, name: 'sent', attributes: {} }],
  },
);

function show(
  View: ComponentType<TraceViewProps>,
  { model = modelOfTrace(TRACE), address = '', selected = null as number | null } = {},
) {
  const select = vi.fn<TraceFocus['select']>();
  const openView = vi.fn<TraceFocus['openView']>();
  const onUrlUpdate = vi.fn();
  const state: TraceFocus = {
    selected,
    select,
    query: '',
    setQuery: () => undefined,
    searching: false,
    terms: [],
    matches: new Int32Array(0),
    matched: new Set(),
    toMatch: () => undefined,
    view: 'spans',
    openView,
  };
  const props: TraceViewProps & { model: TraceModel } = {
    model,
    state,
    source: 'server',
    adjustClocks: true,
  };
  render(
    <NuqsTestingAdapter searchParams={address} onUrlUpdate={onUrlUpdate}>
      <QueryClientProvider client={new QueryClient()}>
        <TooltipProvider>
          <View {...props} />
        </TooltipProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return { select, openView, onUrlUpdate };
}

const lines = (): string[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '');

describe('StatisticsView', () => {
  it('lists services with their figures, and leads to their spans', async () => {
    const { openView, onUrlUpdate } = show(StatisticsView);
    expect(lines()).toHaveLength(2);
    expect(lines().find((line) => line.startsWith('db'))).toMatch(/^db21/);
    fireEvent.click(screen.getByRole('button', { name: 'Show the spans of db' }));
    expect(openView).toHaveBeenCalledWith('spans');
    await waitFor(() => expect(onUrlUpdate.mock.calls.at(-1)?.[0].queryString).toContain('spansOf=service'));
  });

  it('shows spans without the attribute as a line of their own', () => {
    show(StatisticsView, { address: '?statsBy=attribute:db.system' });
    expect(screen.getByText('Without db.system')).toBeTruthy();
    expect(screen.getByText('mysql')).toBeTruthy();
  });
});

describe('SpansView', () => {
  it('shows the spans of a condition, and selects the one that is clicked', () => {
    const { select } = show(SpansView, { address: '?spansOf=service%3Ddb' });
    expect(screen.getByText('2 of 3 spans')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('row')[2]!);
    expect(select).toHaveBeenCalledWith(2);
  });

  it('marks the span in focus, and moves from it with the arrows', () => {
    const { select } = show(SpansView, { selected: 1 });
    expect(screen.getByRole('row', { selected: true }).textContent).toContain('query');
    fireEvent.keyDown(screen.getByRole('treegrid'), { key: 'ArrowUp' });
    expect(select).toHaveBeenCalledWith(0);
  });

  it('says that nothing passes, and offers all spans', async () => {
    const { onUrlUpdate } = show(SpansView, { address: '?spansOf=service%3Dnobody' });
    fireEvent.click(screen.getByRole('button', { name: 'Show all spans' }));
    await waitFor(() => expect(onUrlUpdate.mock.calls.at(-1)?.[0].queryString).toBe(''));
  });
});

describe('EventsView', () => {
  it('lists events in the order of time, and opens what they carry', () => {
    show(EventsView);
    expect(lines().map((line) => /exception|sent/.exec(line)?.[0])).toEqual(['exception', 'sent']);
    fireEvent.click(screen.getByRole('button', { name: 'Attributes of exception' }));
    expect(screen.getByText('deadlock')).toBeTruthy();
  });

  it('says why there is none', () => {
    show(EventsView, { model: modelOfTrace(sampleTrace({ spanId: 'r' })) });
    expect(screen.getByText('No span of this trace has events')).toBeTruthy();
  });
});

describe('GraphView', () => {
  it('has a card for each path that says what the picture shows, and selects its longest span', () => {
    const { select } = show(GraphView);
    const graph = screen.getByRole('region', { name: /Graph of the trace/ });
    const card = within(graph).getByRole('button', { name: /^db query: 2 spans, 1 failed/ });
    fireEvent.click(card);
    expect(select).toHaveBeenCalledWith(1);
  });

  it('has a card for each service when asked for', () => {
    show(GraphView, { address: '?graphBy=service' });
    expect(screen.getByText('2 services, 1 line between them')).toBeTruthy();
  });
});
