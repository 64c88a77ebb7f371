import { expect, it } from 'vitest';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { tcp } from './tcp';

const LABELS = { reporter: 'source', request_protocol: 'tcp', app: 'ztunnel', source_workload: 'a' };

it('asks one question for bytes, connections and failures, and keeps why they failed', async () => {
  const queries: string[] = [];
  const client = {
    labelMatchers: [],
    instant: async (query: string, { read }: { read: (labels: object, value: number) => unknown }) => {
      queries.push(query);
      const failed = read({ ...LABELS, measure: 'failed', response_flags: 'DENY' }, 2);
      return { rows: [read({ ...LABELS, measure: 'sent' }, 5), failed], warnings: [], infos: [] };
    },
  } as unknown as PrometheusClient;
  const { rows } = await tcp(client, { window: { fromSeconds: 0, toSeconds: 60 }, idle: false });
  expect(
    rows.map(({ flow, measure, flags, ratePerSecond }) => [flow.ztunnel, measure, flags, ratePerSecond]),
  ).toEqual([
    [true, 'sent', '-', 5],
    [true, 'failed', 'DENY', 2],
  ]);
  expect(queries).toHaveLength(1);
  expect(queries[0]).toContain('istio_tcp_connections_failed_total{response_flags!~"-|"}');
});

it('counts bytes as TCP where the label of the protocol is removed', async () => {
  const { request_protocol: _, ...labels } = LABELS;
  const client = {
    labelMatchers: [],
    instant: async (_query: string, { read }: { read: (labels: object, value: number) => unknown }) => ({
      rows: [read({ ...labels, measure: 'sent' }, 5)],
      warnings: [],
      infos: [],
    }),
  } as unknown as PrometheusClient;
  const { rows } = await tcp(client, { window: { fromSeconds: 0, toSeconds: 60 }, idle: false });
  expect(rows[0]?.flow.protocol).toBe('tcp');
});
