import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { FiguresCards } from './figures-cards';

const NOW = 1_000_000;
const HOUR = 3600;
const control = vi.hoisted(() => ({ answer: null as unknown }));
vi.mock('@/components/overview/control-plane-query', () => ({
  controlPlaneQuery: () => ({ queryKey: ['control-plane'], queryFn: async () => control.answer }),
}));

afterEach(cleanup);

interface Told {
  readonly hours?: readonly number[];
  readonly versions?: readonly { component: string; version: string; count: number }[];
}

/** The card of this title, where certificates end so many hours from now. */
async function cardOf(title: string, { hours = [], versions = [] }: Told) {
  control.answer = {
    window: { fromSeconds: NOW - 600, toSeconds: NOW },
    controlPlane: {
      figures: {
        versions,
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
  return within(await screen.findByLabelText(title));
}

const certificates = (hours: readonly number[]) => cardOf('Certificates', { hours });

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

it('marks proxies that are too far from their control plane, and says how far', async () => {
  const one = (component: string, version: string) => ({ component, version, count: 3 });
  const versions = [
    one('pilot', '1.30.3'),
    one('proxy', '1.30.3'),
    one('proxy', '1.29.1'),
    one('proxy', '1.27.0'),
  ];
  const card = await cardOf('Versions', { versions });
  expect(card.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
    'control plane 1.30.33',
    'proxy 1.30.3 3',
    'proxy 1.29.1 one minor version behind3',
    'proxy 1.27.0 3 minor versions behind, of which Istio supports one3',
  ]);
  expect(card.getAllByLabelText('too far apart')).toHaveLength(1);
});
