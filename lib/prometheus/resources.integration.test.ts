/** CPU, memory and restarts of pods on a real Prometheus, from series as cAdvisor and kube-state-metrics write them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RemoteSeries, remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import type { ResourcesPort } from '@/lib/metrics/resources';
import { createPrometheusClient, type PrometheusClient } from './client';
import { podResources } from './resources';

const STEP = 15;
const TO = Math.floor(Date.now() / 60_000) * 60;
const FROM = TO - 900;
const window = { fromSeconds: FROM + 300, toSeconds: TO };
const MIB = 1024 * 1024;

let server: RunningPrometheus;
let client: PrometheusClient;
let resources: ResourcesPort;

function series(name: string, labels: Record<string, string>, at: (age: number) => number): RemoteSeries {
  const count = (TO - FROM) / STEP + 1;
  return {
    labels: { __name__: name, ...labels },
    samples: Array.from({ length: count }, (_, step) => [(FROM + step * STEP) * 1000, at(step * STEP)]),
  };
}

function podSeries(pod: string, more: Record<string, string> = {}): RemoteSeries[] {
  const place = { namespace: 'shop', pod, ...more };
  return [
    series('container_cpu_usage_seconds_total', { ...place, container: 'app' }, (age) => 0.25 * age),
    series('container_cpu_usage_seconds_total', { ...place, container: 'istio-proxy' }, (age) => 0.05 * age),
    // What cAdvisor says of the pod's whole group and of its sandbox is not added to its containers.
    series('container_cpu_usage_seconds_total', { ...place, container: '' }, (age) => 0.3 * age),
    series('container_cpu_usage_seconds_total', { ...place, container: 'POD' }, (age) => 0.01 * age),
    series('container_memory_working_set_bytes', { ...place, container: 'app' }, () => 100 * MIB),
    series('container_memory_working_set_bytes', { ...place, container: 'istio-proxy' }, () => 50 * MIB),
    series('container_memory_working_set_bytes', { ...place, container: '' }, () => 151 * MIB),
    // Restarted 600 s after the beginning, so once within the window.
    series('kube_pod_container_status_restarts_total', { ...place, container: 'app' }, (age) =>
      age < 600 ? 4 : 5,
    ),
    series('kube_pod_container_status_restarts_total', { ...place, container: 'istio-proxy' }, () => 0),
  ];
}

beforeAll(async () => {
  server = await startPrometheus();
  await remoteWrite(server.url, [
    ...podSeries('checkout-7d4b9c6f5d-x2x4z'),
    ...podSeries('checkout-7d4b9c6f5d-b7k9m'),
    ...podSeries('cart-7d4b9c6f5d-q5w8r'),
    series(
      'container_memory_working_set_bytes',
      { namespace: 'other', pod: 'checkout-7d4b9c6f5d-x2x4z', container: 'app' },
      () => 7 * MIB,
    ),
  ]);
  client = createPrometheusClient({
    url: new URL(server.url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 20_000,
  });
  resources = podResources(client, async () => STEP);
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

describe('podResources', () => {
  it('adds up the containers of a pod, without the pod itself and its sandbox', async () => {
    const pods = await resources.pods({ window });
    expect(pods.map(({ namespace, pod }) => `${namespace}/${pod}`).sort()).toEqual([
      'other/checkout-7d4b9c6f5d-x2x4z',
      'shop/cart-7d4b9c6f5d-q5w8r',
      'shop/checkout-7d4b9c6f5d-b7k9m',
      'shop/checkout-7d4b9c6f5d-x2x4z',
    ]);
    const one = pods.find(({ namespace, pod }) => namespace === 'shop' && pod.endsWith('x2x4z'));
    expect(one?.cpuCores).toBeCloseTo(0.3, 6);
    expect(one?.memoryBytes).toBe(150 * MIB);
    expect(one?.restarts).toBe(5);
    expect(one?.restartsInWindow).toBeCloseTo(1, 1);
  });

  it('leaves what no series tells unknown', async () => {
    const pods = await resources.pods({ window });
    const other = pods.find(({ namespace }) => namespace === 'other');
    expect(other).toMatchObject({
      cpuCores: null,
      memoryBytes: 7 * MIB,
      restarts: null,
      restartsInWindow: null,
    });
  });

  it('tells the containers of some pods apart over time, and of no others', async () => {
    const { cpuCores, memoryBytes } = await resources.overTime({
      namespace: 'shop',
      pods: ['checkout-7d4b9c6f5d-x2x4z', 'checkout-7d4b9c6f5d-b7k9m'],
      window,
      stepSeconds: 60,
    });
    const last = (of: typeof cpuCores, container: string) =>
      of.find((one) => one.container === container)?.points.at(-1);
    expect(cpuCores.map(({ container }) => container).sort()).toEqual(['app', 'istio-proxy']);
    expect(last(cpuCores, 'app')?.[0]).toBe(TO);
    expect(last(cpuCores, 'app')?.[1]).toBeCloseTo(0.5, 6);
    expect(last(cpuCores, 'istio-proxy')?.[1]).toBeCloseTo(0.1, 6);
    expect(last(memoryBytes, 'app')?.[1]).toBe(200 * MIB);
  });

  it('asks nothing about no pods, and finds nothing without series', async () => {
    const question = { namespace: 'shop', window, stepSeconds: 60 };
    const none = { cpuCores: [], memoryBytes: [] };
    expect(await resources.overTime({ ...question, pods: [] })).toEqual(none);
    expect(await resources.overTime({ ...question, pods: ['ghost-1'] })).toEqual(none);
    const past = { fromSeconds: FROM - 7200, toSeconds: FROM - 3600 };
    expect(await resources.pods({ window: past })).toEqual([]);
  });
});
