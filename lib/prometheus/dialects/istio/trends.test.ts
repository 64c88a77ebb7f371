import { expect, it } from 'vitest';
import { loadTrends } from '@/lib/metrics/trends';
import type { Point, PrometheusClient } from '@/lib/prometheus/client';
import type { Labels } from '@/lib/prometheus/response';
import { trends } from './trends';

const window = { fromSeconds: 12_000, toSeconds: 14_400 };
const called = { destination_service_namespace: 'shop', destination_service_name: 'cart' };
const reached = { ...called, destination_canonical_service: 'cart', request_protocol: 'http' };

function portOver(series: readonly (readonly [labels: Labels, points: readonly Point[]])[]) {
  const queries: string[] = [];
  const client = {
    labelMatchers: [],
    range: async (
      query: string,
      { read }: { read: (labels: Labels, points: readonly Point[]) => unknown },
    ) => {
      queries.push(query);
      return { rows: series.map(([labels, points]) => read(labels, points)), warnings: [], infos: [] };
    },
  } as unknown as PrometheusClient;
  return { queries, port: { trends: (query: Parameters<typeof trends>[1]) => trends(client, query, 15) } };
}

it('sums what belongs to a service at each instant, failures apart, gaps kept', async () => {
  const { port, queries } = portOver([
    [
      { ...reached, response_code: '200', response_flags: '-' },
      [
        [12_100, 5],
        [14_400, 6],
      ],
    ],
    [{ ...reached, response_code: '503', response_flags: '-' }, [[14_400, 2]]],
    [{ ...reached, response_code: '503', response_flags: 'FI' }, [[14_400, 1]]],
    [
      {
        ...called,
        destination_canonical_service: 'unknown',
        request_protocol: 'grpc',
        response_code: '200',
        grpc_response_status: '14',
        response_flags: 'UH',
      },
      [[12_100, 3]],
    ],
  ]);
  const answer = await loadTrends({ trends: port }, { window, namespaces: ['shop'] });
  expect(answer.instants).toHaveLength(24);
  expect(answer.instants.at(-1)).toBe(14_400);
  const [cart, unreached] = answer.trends;
  expect(cart).toMatchObject({ namespace: 'shop', service: 'cart', app: 'cart' });
  expect(cart?.requestsPerSecond[0]).toBe(5);
  expect(cart?.requestsPerSecond[1]).toBeNull();
  expect(cart?.requestsPerSecond.at(-1)).toBe(9);
  expect(cart?.errorsPerSecond.at(-1)).toBe(2);
  expect(unreached).toMatchObject({ app: null });
  expect(unreached?.errorsPerSecond[0]).toBe(3);
  expect(queries).toHaveLength(1);
  expect(queries[0]).toContain('destination_service_namespace=~"shop"');
});

it('keeps the busiest of very many and says how many it left out', async () => {
  const { port } = portOver(
    Array.from({ length: 510 }, (_unused, index) => [
      { ...reached, destination_service_name: `s${index}`, response_code: '200' },
      [[14_400, index]],
    ]),
  );
  const answer = await loadTrends({ trends: port }, { window, namespaces: null });
  expect(answer.trends).toHaveLength(500);
  expect(answer.leftOut).toBe(10);
  expect(answer.trends[0]?.service).toBe('s509');
});
