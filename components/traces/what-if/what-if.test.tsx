// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { modelOfTrace } from '@/components/traces/trace-model';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import { PathShares } from './path-shares';
import { SpanGains } from './span-gains';

afterEach(cleanup);

const model = modelOfTrace(
  sampleTrace(
    { spanId: 'root', service: 'web', name: 'GET /', durationUs: 100 },
    { spanId: 'slow', parentSpanId: 'root', service: 'cart', name: 'Get', startUs: 10, durationUs: 80 },
    { spanId: 'fast', parentSpanId: 'root', service: 'ads', name: 'List', startUs: 10, durationUs: 20 },
  ),
);

function show(content: ReactNode) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(<QueryClientProvider client={client}>{content}</QueryClientProvider>);
}

it('says by how much the trace would end earlier, for a span, its operation and its service', async () => {
  show(<SpanGains model={model} row={1} />);
  expect(await screen.findAllByText(/40\.0 %/)).toHaveLength(3);
  fireEvent.click(screen.getByRole('radio', { name: 'None' }));
  // The sibling beside it is waited for then.
  expect(await screen.findAllByText(/60\.0 %/)).toHaveLength(3);
});

it('says that nothing is gained where nobody waits', async () => {
  show(<SpanGains model={model} row={2} />);
  expect(await screen.findAllByText('nothing gained')).toHaveLength(3);
});

it('lists the operations of the critical path with their shares', async () => {
  show(<PathShares model={model} />);
  const [, first, second, ...others] = screen.getAllByRole('row');
  expect(others).toEqual([]);
  expect(first?.textContent).toContain('cart');
  expect(first?.textContent).toContain('80.0µs80.0%');
  expect(second?.textContent).toContain('web');
  expect(await within(first as HTMLElement).findByText('40.0', { selector: '.text-text-3' })).toBeDefined();
});
