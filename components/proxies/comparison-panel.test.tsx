import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { comparisonSchema, type ProxyComparison } from '@/lib/proxies/contract';
import { ComparisonPanel } from './comparison-panel';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const ALIKE = { same: 4, missing: [], extra: [], changed: [] };

async function show(types: ProxyComparison['types'], warnings: string[] = []) {
  const istiod = { namespace: 'istio-system', pod: 'istiod-1' };
  const answer = comparisonSchema.parse({ istiod, types, warnings });
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return Response.json(answer);
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <ComparisonPanel proxy={{ namespace: 'shop', pod: 'cart-1' }} />
    </QueryClientProvider>,
  );
  await screen.findByText(/istiod-1 would send now/);
  return asked;
}

it('says of each type that nothing differs, and how much is alike', async () => {
  const asked = await show([{ type: 'clusters', ...ALIKE }]);
  expect(asked).toEqual(['/api/proxies/shop/cart-1/comparison']);
  const clusters = within(screen.getByLabelText('Clusters'));
  expect(clusters.getByText('4 alike')).toBeTruthy();
  expect(clusters.getByText('no difference')).toBeTruthy();
});

it('shows what is missing, what is there only, and field by field what was sent and is held', async () => {
  const fields = [{ path: 'virtual_hosts[cart].routes[0].timeout', intended: '3s', actual: null }];
  await show([
    { type: 'clusters', ...ALIKE, missing: ['outbound|80||new'], extra: ['outbound|80||old'] },
    { type: 'routes', ...ALIKE, changed: [{ name: '8080', fields }] },
  ]);
  const clusters = within(screen.getByLabelText('Clusters'));
  expect(clusters.queryByText('no difference')).toBeNull();
  expect(clusters.getByText('Missing in the proxy: 1').closest('details')?.textContent).toContain(
    'outbound|80||new',
  );
  expect(clusters.getByText('In the proxy only: 1').closest('details')?.textContent).toContain(
    'outbound|80||old',
  );
  const cells = [...screen.getByLabelText('Route tables').querySelectorAll('tbody td')];
  expect(cells.map(({ textContent }) => textContent)).toEqual([
    'virtual_hosts[cart].routes[0].timeout',
    '3s',
    'none',
  ]);
});

it('keeps a long list of names folded', async () => {
  const missing = Array.from({ length: 11 }, (_, at) => `cluster-${at}`);
  await show([{ type: 'clusters', ...ALIKE, missing }]);
  expect(screen.getByText('Missing in the proxy: 11').closest('details')?.open).toBe(false);
});

it('says what could not be compared', async () => {
  await show([], ['Static listeners are not sent by istiod.']);
  expect(screen.getByText('Static listeners are not sent by istiod.')).toBeTruthy();
});
