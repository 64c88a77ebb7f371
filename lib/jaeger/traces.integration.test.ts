import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSpans } from '@/e2e/servers/jaeger/otlp';
import { type JaegerServer, jaegerIsBuilt, startJaeger } from '@/e2e/servers/jaeger/start';
import { loadTraceSearch } from '@/lib/traces/find/load';
import { spansOf } from '@/lib/traces/model/read-row';
import type { Span } from '@/lib/traces/model/span';
import { readTraces } from '@/lib/traces/reading/read-traces';
import type { TracePort, TraceQuery } from '@/lib/traces/search';
import { createJaegerClient, type JaegerClient } from './client';
import { SAMPLE_TRACE_ID, sampleSpans } from './sample-trace';
import { jaegerTraces } from './traces';

const startUs = Math.floor(Date.now() / 1000) * 1e6 - 60e6;
const query: TraceQuery = {
  service: 'reviews.bookinfo',
  operation: null,
  tags: {},
  minDurationUs: null,
  maxDurationUs: null,
  startUs: startUs - 60e6,
  endUs: startUs + 120e6,
  limit: 20,
};

/** The same server with one of its APIs hidden, as servers before and after have it. */
function only(api: 'v1' | 'v3', client: JaegerClient): TracePort {
  return jaegerTraces({
    ...client,
    open: (path, parameters, options) =>
      path.startsWith('/api/v3/') === (api === 'v3')
        ? client.open(path, parameters, options)
        : Promise.resolve({ kind: 'absent', message: '404 page not found', fromApi: false }),
    get: (path, parameters, signal) =>
      path.startsWith('/api/v3/') === (api === 'v3')
        ? client.get(path, parameters, signal)
        : Promise.resolve({ kind: 'absent', message: '404 page not found', fromApi: false }),
  });
}

function clientOf(server: JaegerServer): JaegerClient {
  return createJaegerClient({
    url: server.queryUrl,
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 10_000,
  });
}

const bySpanId = (spans: readonly Span[]): Span[] =>
  [...spans].sort((a, b) => a.spanId.localeCompare(b.spanId));

describe.skipIf(!jaegerIsBuilt())('lib/jaeger on the real Jaeger', () => {
  let server: JaegerServer;
  let ports: Record<'v1' | 'v3' | 'both', TracePort>;
  beforeAll(async () => {
    server = await startJaeger({ basePath: '/jaeger' });
    await sendSpans(server.otlpUrl, sampleSpans(startUs));
    const slow = sampleSpans(startUs + 30e6, 'b0b0000000000001').map((span) => ({
      ...span,
      durationNs: span.durationNs * 10,
      attributes: { ...span.attributes, 'guid:x-request-id': 'slow one' },
    }));
    await sendSpans(server.otlpUrl, slow);
    const client = clientOf(server);
    ports = { v1: only('v1', client), v3: only('v3', client), both: jaegerTraces(client) };
  });
  afterAll(() => server?.stop());

  it('reads the very spans that were sent, through either API', async () => {
    const sent = bySpanId(sampleSpans(startUs));
    for (const api of ['v1', 'v3', 'both'] as const) {
      const { body } = await ports[api].document(SAMPLE_TRACE_ID);
      const [trace] = readTraces(new Uint8Array(await new Response(body).arrayBuffer()));
      expect(trace && bySpanId([...spansOf(trace)]), api).toEqual(sent);
    }
  });

  it('lists services and operations alike', async () => {
    for (const api of ['v1', 'v3', 'both'] as const) {
      expect(await ports[api].services()).toEqual(['productpage.bookinfo', 'reviews.bookinfo']);
      expect(await ports[api].operations('reviews.bookinfo')).toEqual([
        { name: 'reviews.bookinfo.svc.cluster.local:9080/*', kind: 'server' },
        { name: 'warm cache', kind: 'consumer' },
      ]);
    }
  });

  it('finds by time, duration and operation alike', async () => {
    const ids = async (port: TracePort, part: Partial<TraceQuery>): Promise<string[]> =>
      (await port.search({ ...query, ...part })).traces.map((trace) => trace.traceId).sort();
    for (const api of ['v1', 'v3', 'both'] as const) {
      expect(await ids(ports[api], {})).toEqual([SAMPLE_TRACE_ID, 'b0b0000000000001']);
      expect(await ids(ports[api], { limit: 1 })).toHaveLength(1);
      expect(await ids(ports[api], { minDurationUs: 500_000 })).toEqual(['b0b0000000000001']);
      expect(await ids(ports[api], { maxDurationUs: 5 })).toEqual([SAMPLE_TRACE_ID]);
      expect(await ids(ports[api], { operation: 'warm cache', minDurationUs: 5 })).toEqual([
        'b0b0000000000001',
      ]);
      expect(await ids(ports[api], { endUs: startUs + 20e6 })).toEqual([SAMPLE_TRACE_ID]);
      expect(await ids(ports[api], { startUs: startUs - 9e6, endUs: startUs - 8e6 })).toEqual([]);
    }
  });

  it('knows what this server can do', async () => {
    const common = { tagsOfAllServices: false, summaries: false };
    expect(await ports.both.abilities()).toMatchObject({ ...common, tags: true, allServices: true });
    expect(await ports.v1.abilities()).toMatchObject({ ...common, tags: true, allServices: false });
    expect(await ports.v3.abilities()).toMatchObject({ ...common, tags: false, allServices: true });
  });

  it('searches by expression, tags and pages alike, whatever the server leaves to be judged here', async () => {
    const window = { fromSeconds: startUs / 1e6 - 60, toSeconds: startUs / 1e6 + 120 };
    const ids = async (port: TracePort, part: object): Promise<string[]> =>
      (await loadTraceSearch(port, { window, ...part })).traces.map((trace) => trace.traceId).sort();
    const both = [SAMPLE_TRACE_ID, 'b0b0000000000001'];
    for (const api of ['v1', 'v3', 'both'] as const) {
      const port = ports[api];
      expect(await ids(port, {}), api).toEqual(both);
      expect(await ids(port, { services: ['reviews.bookinfo', 'nobody'] }), api).toEqual(both);
      expect(await ids(port, { tags: 'guid:x-request-id="slow one"' }), api).toEqual(['b0b0000000000001']);
      expect(await ids(port, { q: 'error' }), api).toEqual(both);
      expect(await ids(port, { q: 'http.status_code >= 500 and attempts = 2' }), api).toEqual(both);
      expect(
        await ids(port, { q: 'http.status_code = 503 and cached = false and share = 0.5' }),
        api,
      ).toEqual(both);
      expect(await ids(port, { q: 'trace.duration > 500ms' }), api).toEqual(['b0b0000000000001']);
      expect(await ids(port, { q: '{ error } and { kind = consumer and duration > 5us }' }), api).toEqual([
        'b0b0000000000001',
      ]);
      expect(
        await ids(port, { q: 'called = reviews.bookinfo and subset = v3 and event = retry' }),
        api,
      ).toEqual(both);
      expect(await ids(port, { q: 'not error and kind = client' }), api).toEqual([]);
      const first = await loadTraceSearch(port, { window, services: ['reviews.bookinfo'], limit: 1 });
      expect(
        first.traces.map((trace) => trace.traceId),
        api,
      ).toEqual(['b0b0000000000001']);
      const rest = { window, services: ['reviews.bookinfo'], limit: 5, before: first.next ?? undefined };
      expect(await ids(port, rest), api).toEqual([SAMPLE_TRACE_ID]);
    }
  });

  it('filters by tags where API v3 would ignore them', async () => {
    const found = await ports.both.search({ ...query, tags: { 'guid:x-request-id': 'slow one' } });
    expect(found.traces.map((trace) => trace.traceId)).toEqual(['b0b0000000000001']);
  });

  it('tells who called whom in the window, and nothing of another one', async () => {
    const port = ports.both;
    const span = { startUs: query.startUs, endUs: query.endUs };
    const calls = await port.dependencies(span);
    expect(calls).toContainEqual({
      parent: 'productpage.bookinfo',
      child: 'reviews.bookinfo',
      calls: expect.any(Number),
    });
    expect(await port.dependencies({ startUs: 1e6, endUs: 2e6 })).toEqual([]);
    expect(await ports.v3.dependencies(span)).toBeNull();
  });

  it('says that there is no such trace', async () => {
    for (const api of ['v1', 'v3', 'both'] as const) {
      await expect(ports[api].document('00000000000000ff')).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('tells a wrong base path from a working one', async () => {
    const client = createJaegerClient({
      url: new URL('/', server.queryUrl),
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 10_000,
    });
    await expect(jaegerTraces(client).services()).rejects.toMatchObject({ code: 'source-bad-data' });
  });

  it('says that a server without an archive keeps no trace', async () => {
    const port = jaegerTraces(clientOf(server), { archives: true });
    await expect(port.archive?.(SAMPLE_TRACE_ID)).rejects.toMatchObject({
      code: 'source-rejected',
      message: 'Jaeger cannot keep the trace: it has no archive storage.',
    });
    expect(ports.both.archive).toBeUndefined();
  });

  it('passes on what Jaeger refuses', async () => {
    await expect(ports.both.search({ ...query, limit: 0 })).rejects.toMatchObject({
      code: 'source-rejected',
      message: expect.stringContaining('search depth'),
    });
  });
});

describe.skipIf(!jaegerIsBuilt())('a real Jaeger with an archive', () => {
  let server: JaegerServer;
  beforeAll(async () => {
    server = await startJaeger({ archive: true, maxTraces: 2 });
    await sendSpans(server.otlpUrl, sampleSpans(startUs));
  }, 120_000);
  afterAll(() => server?.stop());

  it('keeps a trace that it would forget, and knows no other', async () => {
    const port = jaegerTraces(clientOf(server), { archives: true });
    await port.archive?.(SAMPLE_TRACE_ID);
    // There is room for two traces: the next two push it out.
    for (const other of ['b0b0000000000001', 'b0b0000000000002'])
      await sendSpans(server.otlpUrl, sampleSpans(startUs + 30e6, other));
    const { body } = await port.document(SAMPLE_TRACE_ID);
    const [trace] = readTraces(new Uint8Array(await new Response(body).arrayBuffer()));
    expect(trace?.count).toBe(sampleSpans(startUs).length);
    const found = await port.search({ ...query, limit: 1 });
    expect(found.traces.map(({ traceId }) => traceId)).not.toContain(SAMPLE_TRACE_ID);
    await expect(port.archive?.('00000000000000ff')).rejects.toMatchObject({ code: 'not-found' });
  });
});
