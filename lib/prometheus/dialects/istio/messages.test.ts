import { expect, it } from 'vitest';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { flowOf } from './flows';
import { messages } from './messages';

const LABELS = { reporter: 'source', source_workload: 'a', destination_workload: 'b' };

it('belongs to the flow of the same pair’s requests, though its counters lack the protocol', async () => {
  const queries: string[] = [];
  const client = {
    labelMatchers: [{ name: 'mesh', operator: '=', value: 'm"1' }],
    instant: async (query: string, { read }: { read: (labels: object, value: number) => unknown }) => {
      queries.push(query);
      const row = read({ ...LABELS, request_protocol: 'grpc' }, 7);
      return { rows: [row, read(LABELS, Number.NaN)].filter((one) => one !== null), warnings: [], infos: [] };
    },
  } as unknown as PrometheusClient;
  const { rows } = await messages(client, { window: { fromSeconds: 0, toSeconds: 60 } });
  const own = flowOf({ ...LABELS, request_protocol: 'grpc', response_code: '200' });
  expect(rows.map(({ flow, measure, ratePerSecond }) => [flow === own, measure, ratePerSecond])).toEqual([
    [true, 'sent', 7],
    [true, 'received', 7],
  ]);
  expect(queries).toHaveLength(2);
  expect(queries[0]).toContain('rate(istio_request_messages_total{mesh="m\\"1"}[60s])');
  expect(queries[0]).toContain('"request_protocol","grpc"');
});
