// @vitest-environment jsdom

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubResizeObserver } from '@/components/ui/stub-resize-observer';
import type { QueryOutcome } from '@/lib/dashboards/query/read-answer';
import { PaneResults, type PaneResultsProps } from './pane-results';

// The views arrive by import, which takes its time on a machine that is busy.
beforeAll(async () => {
  configure({ asyncUtilTimeout: 20_000 });
  await import('./result-parts');
}, 60_000);

beforeEach(() => {
  // jsdom measures nothing, and draws nothing that would have to be measured.
  stubResizeObserver();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const pane: PaneResultsProps['pane'] = { expr: ['up'], hide: [], mode: 'range', view: 'raw', step: null };

function series(change: Partial<Extract<QueryOutcome, { kind: 'series' }>> = {}): QueryOutcome {
  return {
    kind: 'series',
    series: [{ labels: { __name__: 'up' }, points: [[15, Number.NaN]] }],
    found: 1,
    warnings: [],
    seconds: 0.01,
    ...change,
  };
}

function show(outcome: QueryOutcome | null, change: Partial<PaneResultsProps> = {}) {
  const calls = { onMore: vi.fn(), onRetry: vi.fn(), onReplace: vi.fn(), onZoom: vi.fn() };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <PaneResults
        pane={pane}
        answer={
          outcome === null
            ? undefined
            : { window: { from: 0, to: 60, step: 15 }, results: [{ letter: 'A', expr: 'up', outcome }] }
        }
        error={null}
        examples={<p>Examples</p>}
        {...calls}
        {...change}
      />
    </QueryClientProvider>,
  );
  return calls;
}

describe('PaneResults', () => {
  it('offers examples while nothing is asked', () => {
    show(null, { pane: { ...pane, expr: [' '] } });
    expect(screen.getByText('Examples')).toBeTruthy();
  });

  it('says that no answer came, and tries again', () => {
    const { onRetry } = show(null, { error: new Error('down') });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('shows NaN as it is', async () => {
    show(series());
    const text = await screen.findByRole('textbox', { name: 'Answer as text' });
    expect((text as HTMLTextAreaElement).value).toBe('up NaN @15');
  });

  it('says how many series are left out, and sends more', async () => {
    const { onMore } = show(series({ found: 10_000 }));
    expect(screen.getByText(/9,999 series are left out/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Send up to 2,000' }));
    expect(onMore).toHaveBeenCalledOnce();
  });

  it('shows a text as a text', () => {
    show({ kind: 'text', text: 'hi' });
    expect(screen.getByText('hi')).toBeTruthy();
  });

  it('leads to the reason where a query failed', () => {
    show({ kind: 'failed', code: 'source-timeout', message: 'Too slow.', hint: null });
    expect(screen.getByText('No answer to draw')).toBeTruthy();
  });

  it('says that every query is hidden', () => {
    show(series(), { pane: { ...pane, hide: ['A'] } });
    expect(screen.getByText('Every query is hidden')).toBeTruthy();
  });

  it('looks up why nothing is found, and offers what is near', async () => {
    const fetch = vi.fn(async (path: string) => {
      const params = new URLSearchParams(path.split('?')[1]);
      const names = params.has('match') ? [] : ['upp'];
      return Response.json({ names, found: names.length });
    });
    vi.stubGlobal('fetch', fetch);
    const { onReplace } = show(series({ series: [], found: 0 }));
    fireEvent.click(await screen.findByRole('button', { name: 'upp' }));
    expect(onReplace).toHaveBeenCalledWith('A', 'up', 'upp');
    expect(screen.getByText(/There is no metric up in this window/)).toBeTruthy();
  });
});
