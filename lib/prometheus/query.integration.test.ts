/** Queries of panels over native histograms, on a real Prometheus 3: their buckets are those of the classic twin. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CUSTOM_BOUNDS } from '@/e2e/servers/prometheus/native-samples';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { type RunningPrometheus, startPrometheus } from '@/e2e/servers/prometheus/start';
import { prometheus3Binary, prometheus3IsBuilt } from '@/e2e/servers/prometheus-3/build';
import { framesFromAnswer } from '@/lib/dashboards/frames/from-answer';
import { createPrometheusClient, type PrometheusClient } from './client';
import { prometheusQueries } from './query';

const BOUNDS = [0.1, 0.5, 2];

describe.skipIf(!prometheus3IsBuilt())('a heat map of native histograms', () => {
  let prometheus: RunningPrometheus;
  let client: PrometheusClient;
  let to: number;

  beforeAll(async () => {
    prometheus = await startPrometheus({ program: prometheus3Binary(), scrapeInterval: '15s' });
    client = createPrometheusClient({
      url: new URL(prometheus.url),
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 20_000,
      labelMatchers: [],
    });
    to = Math.floor(Date.now() / 15_000) * 15;
    const instants = Array.from({ length: 41 }, (_, at) => (to - (40 - at) * 15) * 1000);
    // So many a second: none in the third bucket, so that it is told by its bounds alone.
    const perStep = [4, 10, 0, 1];
    const counts = (n: number) => perStep.map((rate) => rate * n * 15);
    const classic = [...BOUNDS.map(String), '+Inf'].map((le, bucket) => ({
      labels: { __name__: 'old_seconds_bucket', le },
      samples: instants.map((ms, n): [number, number] => [
        ms,
        counts(n)
          .slice(0, bucket + 1)
          .reduce((sum, count) => sum + count, 0),
      ]),
    }));
    const native = {
      labels: { __name__: 'new_seconds' },
      samples: [],
      histograms: instants.map((ms, n) => ({
        ms,
        sum: n,
        schema: CUSTOM_BOUNDS,
        bounds: BOUNDS,
        firstBucket: 0,
        counts: counts(n),
      })),
    };
    await remoteWrite(prometheus.url, [...classic, native]);
  });

  afterAll(async () => {
    await client?.close();
    await prometheus?.stop();
  });

  it('has the same figures as the classic ones', async () => {
    const port = prometheusQueries(client);
    const window = { fromSeconds: to - 300, toSeconds: to, stepSeconds: 60 };
    const buckets = async (expr: string) => {
      const { series } = await port.range(expr, window);
      const target = { refId: 'A', format: 'heatmap', legend: '{{le}}', expr } as const;
      const [frame] = framesFromAnswer({ kind: 'series', series }, { target, alone: true });
      return Object.fromEntries(
        (frame?.fields ?? []).map(({ name, values }) => [
          name,
          values.map((value) => Math.round(Number(value) * 1e6) / 1e6),
        ]),
      );
    };
    const native = await buckets('sum(rate(new_seconds[2m]))');
    const classic = await buckets('sum by (le) (rate(old_seconds_bucket[2m]))');
    expect(native).toEqual(classic);
    expect(native['0.5']?.every((value) => Math.abs(value - 10) < 0.01)).toBe(true);
  });
});
