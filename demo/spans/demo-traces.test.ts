import { beforeAll, describe, expect, it } from 'vitest';
import { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { NOW, shippedHistory } from '@/demo/traffic/sample-mesh';
import { meshIdentity } from '@/lib/traces/mesh-identity';
import type { Span } from '@/lib/traces/model/span';
import { drawTrace, spansOf } from './demo-traces';
import { operationsByService, searchTraces, type TraceSearch, traceById } from './search';
import { indexAt } from './trace-index';

let traffic: MeshTraffic;
let traces: Span[][];
const keeping = { keptSeconds: 6 * 3600, nowSeconds: NOW };

beforeAll(() => {
  traffic = new MeshTraffic(shippedHistory(), { samples: 100 });
  const from = indexAt(NOW - 300);
  traces = Array.from({ length: 600 }, (_unused, step) => spansOf(traffic, drawTrace(traffic, from + step)));
});

const everything: TraceSearch = {
  service: 'frontend.shop',
  operation: null,
  tags: {},
  minDurationUs: null,
  maxDurationUs: null,
  startUs: (NOW - 300) * 1e6,
  endUs: NOW * 1e6,
  limit: 20,
};

describe('the demo’s traces', () => {
  it('are the same each time they are made', () => {
    const index = indexAt(NOW - 60);
    expect(spansOf(traffic, drawTrace(traffic, index))).toEqual(spansOf(traffic, drawTrace(traffic, index)));
  });

  it('are whole: one root, every parent there before its children', () => {
    for (const spans of traces) {
      const seen = new Set<string | null>([null]);
      const orphans = spans.filter((span) => {
        seen.add(span.spanId);
        return !seen.has(span.parentSpanId);
      });
      expect(orphans).toHaveLength(0);
      expect(spans.filter((span) => span.parentSpanId === null)).toHaveLength(1);
      expect(seen.size).toBe(spans.length + 1);
    }
  });

  it('follow the weights that the metrics follow', () => {
    const reviews = traces
      .flat()
      .filter((span) => span.service === 'reviews.bookinfo' && span.kind === 'server');
    const versions = reviews.map((span) => span.attributes['istio.canonical_revision']);
    const v1 = versions.filter((version) => version === 'v1').length;
    const v3 = versions.filter((version) => version === 'v3').length;
    expect(v1 / (v1 + v3)).toBeGreaterThan(0.74);
    expect(v1 / (v1 + v3)).toBeLessThan(0.86);
  });

  it('name their workloads as the mesh does', () => {
    const identities = traces.flat().map((span) => meshIdentity(span));
    const workloads = new Set(identities.map(({ peer }) => `${peer.namespace}/${peer.workload}`));
    for (const one of [
      'bookinfo/productpage-v1',
      'bookinfo/reviews-v3',
      'shop/catalog-v2',
      'istio-system/istio-ingressgateway',
    ]) {
      expect(workloads).toContain(one);
    }
    expect(identities.some(({ called }) => called?.subset === 'v3' && called.name === 'reviews')).toBe(true);
  });

  it('show retries as several servers below one client', () => {
    const retried = traces.flat().filter((span) => span.attributes['retry.count'] !== undefined);
    expect(retried.length).toBeGreaterThan(0);
    const spans = traces.find((one) => one.includes(retried[0] as Span)) ?? [];
    const tries = spans.filter((span) => span.parentSpanId === retried[0]?.spanId);
    expect(tries.length).toBe(Number(retried[0]?.attributes['retry.count']) + 1);
  });

  it('mark 5xx and silence as errors, and 4xx as none', () => {
    const wrong = traces.flat().filter((span) => {
      const code = span.attributes['http.status_code'];
      return code !== undefined && (span.status === 'error') !== (code === '0' || Number(code) >= 500);
    });
    expect(wrong).toEqual([]);
  });
});

describe('searching the demo’s traces', () => {
  it('finds the newest first, up to the limit', async () => {
    const found = await searchTraces(traffic, everything, keeping);
    expect(found).toHaveLength(20);
    const starts = found.map((spans) => Number(spans[0]?.startNs ?? 0n));
    expect(starts).toEqual([...starts].sort((one, other) => other - one));
  });

  it('finds exactly what a look at every trace finds', async () => {
    const search = {
      ...everything,
      minDurationUs: 300_000,
      tags: { 'http.status_code': '200' },
      limit: 1000,
    };
    const found = await searchTraces(traffic, search, keeping);
    const expected = traces.filter((spans) => {
      const ended =
        Math.max(...spans.slice(0, 1).map((span) => Number(span.startNs) + span.durationNs)) <= NOW * 1e9;
      return (
        ended &&
        spans.some(
          (span) =>
            span.service === 'frontend.shop' &&
            span.durationNs >= 300_000_000 &&
            span.startNs >= BigInt(search.startUs) * 1000n &&
            span.startNs <= BigInt(search.endUs) * 1000n &&
            span.attributes['http.status_code'] === '200',
        )
      );
    });
    expect(found.map((spans) => spans[0]?.traceId).sort()).toEqual(
      expected.map((spans) => spans[0]?.traceId).sort(),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it('gives a trace by its id, while it is kept', async () => {
    const [spans] = await searchTraces(traffic, { ...everything, limit: 1 }, keeping);
    const id = spans?.[0]?.traceId ?? '';
    expect(traceById(traffic, id, keeping)).toEqual(spans);
    expect(traceById(traffic, id, { ...keeping, nowSeconds: NOW + 7 * 3600 })).toBeNull();
    expect(traceById(traffic, 'f'.repeat(32), keeping)).toBeNull();
  });

  it('knows every service that has spans', async () => {
    const known = await operationsByService(traffic, keeping);
    const seen = new Set(traces.flat().map((span) => span.service));
    for (const service of seen) expect([...known.keys()]).toContain(service);
  });
});
