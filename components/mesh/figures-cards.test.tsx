import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { FiguresCards } from './figures-cards';

vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams() }));

const NOW = 1_000_000;
const HOUR = 3600;
const control = vi.hoisted(() => ({ answer: null as unknown }));
vi.mock('@/components/overview/control-plane-query', () => ({
  controlPlaneQuery: () => ({ queryKey: ['control-plane'], queryFn: async () => control.answer }),
}));

afterEach(cleanup);

/** Certificates that end so many hours from now. */
async function certificates(hours: readonly number[]) {
  control.answer = {
    window: { fromSeconds: NOW - 600, toSeconds: NOW },
    controlPlane: {
      figures: {
        versions: [],
        rootCertificateExpiresSeconds: NOW + 96 * 24 * HOUR,
        workloadCertificates: hours.map((at, index) => ({
          namespace: 'shop',
          pod: `cart-${index}`,
          expiresSeconds: NOW + at * HOUR,
        })),
      },
    },
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: 0 } } });
  render(
    <QueryClientProvider client={client}>
      <NuqsTestingAdapter>
        <FiguresCards />
      </NuqsTestingAdapter>
    </QueryClientProvider>,
  );
  return within(await screen.findByLabelText('Certificates'));
}

it('shows the root and the certificates that end first, and from when on the others do', async () => {
  const card = await certificates([12, 13, 14, 15, 16, 17, 18, 19]);
  const rows = card.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows).toHaveLength(8);
  expect(rows[0]).toBe('Root certificatein 96 days');
  expect(rows[1]).toBe('cart-0 shopin 12 h');
  expect(rows[7]).toBe('The othersin 18 h or later');
  expect(card.queryByLabelText('ends soon')).toBeNull();
});

it('marks what should have been renewed', async () => {
  const card = await certificates([0.5, 14]);
  expect(card.getAllByLabelText('ends soon')).toHaveLength(1);
});
