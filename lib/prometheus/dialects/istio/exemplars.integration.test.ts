/** Exemplars of a real Prometheus, scraped as OpenMetrics with exemplar storage on, and one without it. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { createPrometheusClient } from '@/lib/prometheus/client';
import { exemplars } from './exemplars';

const TRACE = '0123456789abcdef0123456789abcdef';
const LABELS =
  'reporter="source",source_workload="page",source_workload_namespace="shop",destination_service_name="cart",destination_service_namespace="shop",destination_workload="cart-v1",destination_workload_namespace="shop"';

function exposition(): string {
  const name = 'istio_request_duration_milliseconds';
  return [
    `# TYPE ${name} histogram`,
    `${name}_bucket{${LABELS},le="25"} 4 # {trace_id="${TRACE}"} 17.5 ${Date.now() / 1000}`,
    `${name}_bucket{${LABELS},le="+Inf"} 5 # {trace_id="not-a-trace"} 99 ${Date.now() / 1000}`,
    `${name}_sum{${LABELS}} 120`,
    `${name}_count{${LABELS}} 5`,
    '# EOF',
    '',
  ].join('\n');
}

let server: Server;
let withStorage: RunningPrometheus;
let without: RunningPrometheus;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('Content-Type', 'application/openmetrics-text; version=1.0.0; charset=utf-8');
    response.end(exposition());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const scrapeConfigs = [
    { job_name: 'mesh', scrape_interval: '1s', static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
  ];
  [withStorage, without] = await Promise.all([
    startPrometheus({ scrapeConfigs, flags: ['--enable-feature=exemplar-storage'] }),
    startPrometheus({ scrapeConfigs }),
  ]);
}, 90_000);

afterAll(async () => {
  await Promise.all([withStorage?.stop(), without?.stop()]);
  server?.close();
});

function ask(prometheus: RunningPrometheus, workload: string) {
  const now = Date.now() / 1000;
  const client = createPrometheusClient({
    url: new URL(prometheus.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 10_000,
  });
  const selections = [{ source: { namespace: 'shop', workload } }];
  return exemplars(client, { selections, window: { fromSeconds: now - 300, toSeconds: now + 5 } });
}

describe('exemplars of a real Prometheus', () => {
  it('are read with their trace, their time and their duration; what is no trace id is left out', async () => {
    await vi.waitUntil(async () => (await ask(withStorage, 'page')).length > 0, {
      timeout: 30_000,
      interval: 200,
    });
    const [found, ...rest] = await ask(withStorage, 'page');
    expect(found).toMatchObject({ traceId: TRACE, valueMs: 17.5 });
    expect(rest).toEqual([]);
  }, 60_000);

  it('are those of the selection alone', async () => {
    expect(await ask(withStorage, 'other')).toEqual([]);
  });

  it('are none where the server does not keep them', async () => {
    expect(await ask(without, 'page')).toEqual([]);
  });
});
