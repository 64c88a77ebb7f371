import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoFolders, prepareFolders } from './folders';
import { type RunningSources, startSources } from './sources';

const repository = join(fileURLToPath(new URL('.', import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'periplus-demo-'));
const folders = demoFolders(repository, { NODE_ENV: 'test', PERIPLUS_DEMO_FOLDER: folder });
const said: string[] = [];
const options = {
  environment: { NODE_ENV: 'test' } as const,
  folders,
  hours: 0.25,
  consolePort: null,
  say: (line: string) => said.push(line),
};

interface Found {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

let sources: RunningSources;
let seamSeconds = 0;

async function query(promql: string, time?: number): Promise<readonly Found[]> {
  const url = new URL('/api/v1/query', sources.prometheusUrl);
  url.searchParams.set('query', promql);
  if (time !== undefined) url.searchParams.set('time', String(time));
  const answer = await fetch(url);
  const body = (await answer.json()) as { status: string; error?: string; data: { result: Found[] } };
  expect(body.error).toBeUndefined();
  return body.data.result;
}

interface FoundExemplar {
  readonly labels: { readonly trace_id: string };
  readonly value: number;
  /** The upper bound of its bucket. */
  readonly bounds: number;
}

async function exemplars(fromSeconds: number, toSeconds: number): Promise<readonly FoundExemplar[]> {
  const url = new URL('/api/v1/query_exemplars', sources.prometheusUrl);
  url.searchParams.set('query', 'istio_request_duration_milliseconds_bucket');
  url.searchParams.set('start', String(fromSeconds));
  url.searchParams.set('end', String(toSeconds));
  const answer = await fetch(url);
  const body = (await answer.json()) as {
    data: {
      seriesLabels: { le: string };
      exemplars: { labels: { trace_id: string }; value: string }[];
    }[];
  };
  return body.data.flatMap(({ seriesLabels, exemplars }) =>
    exemplars.map(({ labels, value }) => ({
      labels,
      value: Number(value),
      bounds: seriesLabels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(seriesLabels.le),
    })),
  );
}

/** Scrapes of the demo's exporter so far. Summed: it gets another port, so another series of `up`, at each start. */
const liveScrapes = async () =>
  Number((await query('sum(count_over_time(up{job="demo-mesh"}[10m]))'))[0]?.value?.[1] ?? 0);

/** The value of the very same function at an instant, summed over the series that fit. */
function expected(wanted: Readonly<Record<string, string>>, seconds: number): number {
  let total = 0;
  sources.mesh.countersAt(seconds, (labels, value) => {
    if (Object.entries(wanted).every(([name, text]) => labels[name] === text)) total += value;
  });
  return total;
}

beforeAll(async () => {
  prepareFolders(folders, repository, false);
  sources = await startSources(options);
  seamSeconds = Date.now() / 1000;
  await vi.waitFor(async () => expect(await liveScrapes()).toBeGreaterThanOrEqual(4), {
    timeout: 60_000,
    interval: 500,
  });
});

afterAll(async () => {
  await sources?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
});

describe('the demo’s sources', () => {
  it('scrape live what they filled in, as one series', async () => {
    const selector = 'istio_requests_total{reporter="source",destination_workload="details-v1"}';
    const [found, ...others] = await query(`${selector}[10m]`);
    expect(others).toEqual([]);
    expect(found?.metric).toMatchObject({ job: 'kubernetes-pods', namespace: 'bookinfo' });
    const values = (found?.values ?? []).map(([seconds, value]) => [seconds, Number(value)] as const);
    expect(values.some(([seconds]) => seconds < seamSeconds - 60)).toBe(true);
    expect(values.filter(([seconds]) => seconds > seamSeconds).length).toBeGreaterThanOrEqual(3);
    const { __name__: name = '', ...labels } = found?.metric ?? {};
    for (const [seconds, value] of values) {
      // A scrape is answered within a moment of its time stamp, at some 16 requests per second.
      const here = expected({ __name__: name, ...labels }, seconds);
      expect(Math.abs(value - here), String(seconds)).toBeLessThanOrEqual(30);
    }
  });

  it('show no jump, no reset and no series twice over the seam', async () => {
    const now = Date.now() / 1000;
    const resets = await query('sum by (pod) (resets(istio_requests_total[5m])) > 0', now);
    for (const { metric } of resets) expect(metric.pod).toMatch(/^(email-|warehouse-vm)/);
    const twice = await query(
      'count by (__name__,pod,reporter,source_workload,destination_service,destination_workload,response_code,grpc_response_status,response_flags,request_operation,destination_cluster,connection_security_policy) (istio_requests_total) > 1',
    );
    expect(twice).toEqual([]);
    for (const workload of ['details-v1', 'frontend', 'catalog-v1']) {
      const wanted = { __name__: 'istio_requests_total', reporter: 'source', destination_workload: workload };
      const [rate] = await query(
        `sum(rate(istio_requests_total{reporter="source",destination_workload="${workload}"}[2m]))`,
        now,
      );
      const intended = (expected(wanted, now) - expected(wanted, now - 120)) / 120;
      expect(Number(rate?.value?.[1]) / intended, workload).toBeCloseTo(1, 1.3);
    }
  });

  it('keep exemplars of the past and of the present, whose traces the trace source has', async () => {
    const past = await exemplars(seamSeconds - 600, seamSeconds - 60);
    const live = await vi.waitUntil(
      async () => {
        const found = await exemplars(seamSeconds, Date.now() / 1000);
        return found.length > 0 && found;
      },
      { timeout: 60_000, interval: 500 },
    );
    expect(past.length).toBeGreaterThan(20);
    for (const { labels, value, bounds } of [...past.slice(0, 3), ...live.slice(0, 3)]) {
      expect(value).toBeLessThanOrEqual(bounds);
      const answer = await fetch(`${sources.jaegerUrl}/api/traces/${labels.trace_id}`);
      expect(answer.status, labels.trace_id).toBe(200);
      const body = (await answer.json()) as { data: { spans: { duration: number }[] }[] };
      // Jaeger counts microseconds; the proxy that counted the request wrote a span of the same length.
      const lengths = body.data[0]?.spans.map(({ duration }) => duration / 1000) ?? [];
      expect(
        lengths.some((ms) => Math.abs(ms - value) < 0.01),
        `${value} of ${lengths}`,
      ).toBe(true);
    }
  });

  it('hold metrics of spans that agree with what the proxies served', async () => {
    const [spans] = await query(
      'sum(rate(traces_span_metrics_calls_total{service_name="reviews.bookinfo"}[5m]))',
      seamSeconds,
    );
    const [served] = await query(
      'sum(rate(istio_requests_total{reporter="destination",destination_canonical_service="reviews"}[5m]))',
      seamSeconds,
    );
    expect(Number(spans?.value?.[1])).toBeGreaterThan(0);
    expect(Number(spans?.value?.[1])).toBeCloseTo(Number(served?.value?.[1]), 6);
  });

  it('follow an edit of the folder within two seconds', async () => {
    const file = join(folders.manifests, 'bookinfo-networking.yaml');
    const before = sources.mesh.traffic.history.segments.length;
    const text = readFileSync(file, 'utf8');
    const edited = text
      .replace('weight: 80', 'weight: 0')
      .replace('weight: 20', 'weight: 80')
      .replace('weight: 0', 'weight: 20');
    const at = Date.now() / 1000;
    writeFileSync(file, edited);
    await vi.waitFor(() => expect(sources.mesh.traffic.history.segments).toHaveLength(before + 1), {
      timeout: 15_000,
      interval: 100,
    });
    expect((sources.mesh.traffic.history.segments.at(-1)?.fromSeconds ?? 0) - at).toBeLessThan(2);
  });

  it('go on from where they were after a restart, filling only the gap', async () => {
    const scrapesBefore = await liveScrapes();
    await sources.stop();
    const segments = sources.mesh.traffic.history.segments.length;
    said.length = 0;
    sources = await startSources(options);
    expect(sources.mesh.traffic.history.segments).toHaveLength(segments);
    expect(said.join('\n')).toMatch(/^0\.[01] million samples of history/m);
    await vi.waitFor(async () => expect(await liveScrapes()).toBeGreaterThanOrEqual(scrapesBefore + 2), {
      timeout: 120_000,
      interval: 500,
    });
    const resets = await query('sum by (pod) (resets(istio_requests_total[5m])) > 0');
    for (const { metric } of resets) expect(metric.pod).toMatch(/^(email-|warehouse-vm)/);
  }, 180_000);
});
