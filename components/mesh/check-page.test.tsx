// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { type ConnectionReport, connectionCheckSchema } from '@/lib/insight/connection-check/contract';
import { CheckPage } from './check-page';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

// Read here, so that the page's own import of the contract is answered at once.
const report: ConnectionReport = connectionCheckSchema.parse({
  window: { fromSeconds: 0, toSeconds: 600 },
  checks: [
    {
      id: 'prometheus.reachable',
      source: 'prometheus',
      title: 'Answers a query',
      verdict: 'good',
      found: 'Prometheus answers.',
      mend: null,
    },
    {
      id: 'jaeger.services',
      source: 'jaeger',
      title: 'Knows services',
      verdict: 'warning',
      found: 'No service has sent a trace.',
      mend: 'Set a tracing provider.',
    },
  ],
  hasTraffic: false,
  emptyBecause: [{ id: 'not-scraped', reason: 'No proxy is scraped.', mend: 'Scrape port 15020.' }],
});

function draw(...answers: ConnectionReport[]) {
  const fetch = vi.fn(async () => Response.json(answers.shift()));
  vi.stubGlobal('fetch', fetch);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <CheckPage />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
}

it('shows by source what was found and what to mend, and why the graph is empty', async () => {
  draw(report);
  const jaeger = within(await screen.findByRole('region', { name: 'Jaeger' }));
  expect(jaeger.getByText('1 to mend')).toBeTruthy();
  expect(jaeger.getByText('Set a tracing provider.')).toBeTruthy();
  const prometheus = within(screen.getByRole('region', { name: 'Prometheus' }));
  expect(prometheus.getByText('nothing to mend')).toBeTruthy();
  expect(screen.getByText('No proxy is scraped.')).toBeTruthy();
});

it('asks again, and gives no reasons where there is traffic', async () => {
  draw(report, { ...report, hasTraffic: true, emptyBecause: [] });
  await screen.findByText('No proxy is scraped.');
  fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
  await vi.waitFor(() => expect(screen.queryByText('No proxy is scraped.')).toBeNull());
});
