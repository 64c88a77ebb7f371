import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { detailSchema, type SectionAnswer, sectionAnswerSchema } from '@/lib/proxies/contract';
import { SectionTable } from './section-table';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const CART = { name: 'cart.shop.svc.cluster.local', port: 8080, direction: 'outbound' };

function show(section: SectionAnswer['section'], own: Partial<SectionAnswer>) {
  const answer = sectionAnswerSchema.parse({
    ...{ section, total: 1, found: 1, rows: [], readBytes: 10, warnings: [] },
    ...own,
  });
  const detail = detailSchema.parse({ id: 'a', json: { name: 'outbound|8080||cart' } });
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return Response.json(path.includes('/detail') ? detail : answer);
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <SectionTable proxy={{ namespace: 'shop', pod: 'cart-1' }} section={section} />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return asked;
}

it('shows a port as it is, a missing value as such, what is worth a look, and the object it comes from', async () => {
  const from = { group: 'networking.istio.io', kind: 'DestinationRule', namespace: 'shop', name: 'cart' };
  show('clusters', { rows: [{ id: 'a', cells: CART, from, caution: 'warming' }] });
  const cells = await waitFor(() => {
    const found = [...document.querySelectorAll('tbody td')].map(({ textContent }) => textContent);
    expect(found.length).toBeGreaterThan(0);
    return found;
  });
  expect(cells[0]).toContain('cart.shop.svc.cluster.local');
  expect(cells[0]).toContain('warming');
  expect(cells.slice(1, 3)).toEqual(['8080', '–']);
  expect(cells.at(-1)).toContain('DestinationRule');
});

it('asks the server for what is searched, and says how much was found', async () => {
  const asked = show('clusters', {
    total: 2400,
    found: 1300,
    rows: [{ id: 'a', cells: CART, from: null, caution: null }],
  });
  fireEvent.change(screen.getByLabelText('Search'), { target: { value: 'cart' } });
  await waitFor(() => expect(asked.at(-1)).toBe('/api/proxies/shop/cart-1/sections/clusters?search=cart'));
  expect(await screen.findByText(/1,300 of 2,400; the first 1,000 are shown/)).toBeTruthy();
});

it('opens the whole of a resource', async () => {
  const asked = show('clusters', { rows: [{ id: 'a', cells: CART, from: null, caution: null }] });
  fireEvent.click(await screen.findByText('cart.shop.svc.cluster.local'));
  expect(await screen.findByText(/outbound\|8080\|\|cart/)).toBeTruthy();
  expect(asked.at(-1)).toBe('/api/proxies/shop/cart-1/sections/clusters/detail?id=a');
});

it('opens nothing of certificates, of which metadata is all there is', async () => {
  const cells = { use: 'workload', identity: 'spiffe://cluster.local/ns/shop/sa/cart', serial: '1f' };
  show('secrets', { rows: [{ id: 'a', cells, from: null, caution: 'expires in 2 days' }] });
  expect(await screen.findByText('spiffe://cluster.local/ns/shop/sa/cart')).toBeTruthy();
  expect(screen.getByText('expires in 2 days')).toBeTruthy();
  expect(document.querySelectorAll('tbody button')).toHaveLength(0);
});
