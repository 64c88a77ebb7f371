import { expect, it } from 'vitest';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { security } from './security';

const SERVER = { reporter: 'destination', request_protocol: 'http', source_workload: 'a' };
const ZTUNNEL = { reporter: 'source', source_workload: 'b', app: 'ztunnel' };

/** What is read of one series of requests or of bytes. */
async function read(labels: Readonly<Record<string, string>>, metric: 'requests' | 'bytes') {
  const client = {
    labelMatchers: [],
    instant: async (query: string, how: { read: (labels: object, value: number) => unknown }) => {
      const isAsked = query.includes('istio_requests_total') === (metric === 'requests');
      const row = isAsked ? how.read(labels, 3) : null;
      return { rows: row === null ? [] : [row], warnings: [], infos: [] };
    },
  } as unknown as PrometheusClient;
  const { rows } = await security(client, { window: { fromSeconds: 0, toSeconds: 60 } });
  return rows.map(({ mutualTls, flow }) => [mutualTls, flow.protocol]);
}

it('says nothing of traffic whose policy is not told, instead of calling it plain text', async () => {
  expect(await read({ ...SERVER, connection_security_policy: 'none' }, 'requests')).toEqual([
    [false, 'http'],
  ]);
  expect(await read({ ...SERVER, connection_security_policy: 'unknown' }, 'requests')).toEqual([]);
  expect(await read(SERVER, 'requests')).toEqual([]);
});

it('takes the word of ztunnel, which writes unknown for plain text, with and without the label of the protocol', async () => {
  const plain = { ...ZTUNNEL, connection_security_policy: 'unknown' };
  expect(await read(plain, 'bytes')).toEqual([[false, 'tcp']]);
  const secured = { ...ZTUNNEL, request_protocol: 'tcp', connection_security_policy: 'mutual_tls' };
  expect(await read(secured, 'bytes')).toEqual([[true, 'tcp']]);
});
