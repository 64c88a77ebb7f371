import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { traceSearchAnswerSchema } from '@/lib/traces/contract';
import { type SamplePart, sampleSpan } from '@/lib/traces/model/sample-trace';
import { nameOf, serviceOf, startUnixUs, type Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import { sampleDocument } from '@/lib/traces/sample-document';
import type { TraceAbilities, TraceDigest, TracePort, TraceQuery } from '@/lib/traces/search';
import { loadTraceSearch } from './load';
import type { TraceSearchRequest } from './terms';

const window = { fromSeconds: 0, toSeconds: 1000 };
const ABLE: TraceAbilities = { allServices: true, tags: true, tagsOfAllServices: true, summaries: false };

/** A trace that starts so many seconds after 1970. */
function trace(id: number, seconds: number, ...parts: Partial<SamplePart>[]): Trace {
  const spans = [{}, ...parts].map((part, index) =>
    sampleSpan({ spanId: `a${index}`, parentSpanId: index === 0 ? null : 'a0', service: 'web', ...part }),
  );
  const shift = BigInt(Math.round((seconds - 1) * 1e9));
  return traceOfSpans(
    spans.map((span) => ({ ...span, startNs: span.startNs + shift })),
    { traceId: id.toString(16).padStart(16, '0') },
  );
}

/** Filters by service, operation, time and duration, as Jaeger does; tags only where it is able to. */
function portOf(traces: readonly Trace[], able: Partial<TraceAbilities> = {}) {
  const asked: TraceQuery[] = [];
  const hit = (one: Trace, query: TraceQuery): boolean =>
    [...Array(one.count).keys()].some((row) => {
      const at = startUnixUs(one, row);
      const us = (one.durationNs[row] ?? 0) / 1000;
      return (
        at >= query.startUs &&
        at <= query.endUs &&
        (query.service === null || query.service === serviceOf(one, row)) &&
        (query.operation === null || query.operation === nameOf(one, row)) &&
        us >= (query.minDurationUs ?? 0) &&
        us <= (query.maxDurationUs ?? Number.POSITIVE_INFINITY)
      );
    });
  const port: TracePort = {
    services: async () => ['web', 'cart'],
    operations: async () => [],
    search: async (query) => {
      asked.push(query);
      return { traces: traces.filter((one) => hit(one, query)).slice(0, query.limit), warnings: [] };
    },
    abilities: async () => ({ ...ABLE, ...able }),
    digests: async (query) => {
      asked.push(query);
      const digests = traces
        .filter((one) => hit(one, query))
        .map(
          (one): TraceDigest => ({
            traceId: one.traceId,
            rootService: 'web',
            rootName: 'GET /',
            startUs: startUnixUs(one, 0),
            durationUs: 1,
            spans: one.count,
            failedSpans: 1,
            orphans: 1,
            services: [{ name: 'web', spans: 1, failedSpans: 1 }],
          }),
        );
      return { digests: digests.slice(0, query.limit), warnings: [] };
    },
    dependencies: async () => null,
    document: async () => sampleDocument(trace(1, 1)),
  };
  return { port, asked };
}

const ids = (answer: { traces: readonly { traceId: string }[] }) =>
  answer.traces.map((one) => Number.parseInt(one.traceId, 16));

async function search(port: TracePort, part: Omit<TraceSearchRequest, 'window'>) {
  const answer = await loadTraceSearch(port, { window, ...part });
  expect(traceSearchAnswerSchema.parse(answer)).toEqual(answer);
  return answer;
}

describe('loadTraceSearch', () => {
  it('answers newest first, with how far it looked', async () => {
    const { port, asked } = portOf([trace(1, 100), trace(2, 300), trace(3, 200, { service: 'cart' })]);
    const answer = await search(port, { services: ['web'], min: '1us' });
    expect(ids(answer)).toEqual([2, 3, 1]);
    expect(answer.looked).toEqual({ traces: 3, fromUs: 0, limit: 100, stopped: null });
    expect(answer).toMatchObject({ next: null, here: [], warnings: [] });
    expect(asked).toEqual([
      {
        service: 'web',
        operation: null,
        tags: {},
        minDurationUs: 1,
        maxDurationUs: null,
        startUs: 0,
        endUs: 1000e6,
        limit: 100,
      },
    ]);
  });

  it('judges here what the source cannot, and says which spans matched', async () => {
    const { port } = portOf([
      trace(1, 100, { attributes: { code: 503 } }, { attributes: { code: 504 } }),
      trace(2, 200, { attributes: { code: 200 } }),
    ]);
    const answer = await search(port, { services: ['web'], q: 'code >= 500' });
    expect(ids(answer)).toEqual([1]);
    expect(answer.traces[0]?.matchedSpans).toBe(2);
    expect(answer).toMatchObject({ here: ['code >= 500'], looked: { traces: 2 } });
    expect(answer.attributes).toEqual([{ key: 'code', level: 'span', values: ['200', '503', '504'] }]);
  });

  it('asks for several services, and for all where none is named', async () => {
    const { port, asked } = portOf([
      trace(1, 100),
      trace(2, 200, { service: 'cart' }),
      trace(3, 300, { service: 'db' }),
    ]);
    expect(ids(await search(port, { services: ['cart', 'db'] }))).toEqual([3, 2]);
    expect(asked.map((query) => query.service)).toEqual(['cart', 'db']);
    expect(ids(await search(port, {}))).toEqual([3, 2, 1]);
    expect(asked.at(-1)?.service).toBeNull();
    const weak = portOf([trace(1, 100)], { allServices: false });
    expect(ids(await search(weak.port, {}))).toEqual([1]);
    expect(weak.asked.map((query) => query.service)).toEqual(['web', 'cart']);
  });

  it('pages through more than the limit without losing or doubling a trace', async () => {
    const traces = Array.from({ length: 330 }, (_, index) =>
      // Spans half a second apart, so that some stand on both sides of a page's end.
      trace(index + 1, 1 + index * 3, { startUs: 500_000 }, { startUs: 4_000_000 }),
    );
    const { port } = portOf([...traces].reverse());
    const found: number[] = [];
    let before: number | undefined;
    for (let page = 0; page < 30; page += 1) {
      const answer = await search(port, { services: ['web'], limit: 50, before });
      found.push(...ids(answer));
      if (answer.next === null) break;
      expect(answer.looked.stopped).toBe('limit');
      before = answer.next;
    }
    expect(found.length).toBe(330);
    expect(new Set(found).size).toBe(330);
  });

  it('compares tags here where the source would ignore them', async () => {
    const { port, asked } = portOf(
      [trace(1, 100, { attributes: { team: 'a' } }), trace(2, 200, { attributes: { team: 'b' } })],
      { tags: false },
    );
    const answer = await search(port, { services: ['web'], tags: 'team=a' });
    expect(ids(answer)).toEqual([1]);
    expect(asked[0]?.tags).toEqual({});
    expect(answer.here).toEqual(['tags']);
  });

  it('lists many from summaries where nothing is to be judged', async () => {
    const { port } = portOf([trace(1, 100)], { summaries: true });
    const bulk = await search(port, { services: ['web'], limit: 1000 });
    expect(bulk.traces[0]).toMatchObject({ segments: [], shape: -1, incomplete: true, rootFailed: true });
    expect(
      (await search(port, { services: ['web'], limit: 1000, q: 'trace.spans = 1' })).traces[0]?.shape,
    ).toBe(0);
    expect((await search(port, { services: ['web'], limit: 100 })).traces[0]?.shape).toBe(0);
  });

  it('keeps what it found when the source fails on the way', async () => {
    const { port } = portOf(Array.from({ length: 300 }, (_, index) => trace(index + 1, 999 - index * 3)));
    let calls = 0;
    const failing: TracePort = {
      ...port,
      search: async (query, signal) => {
        calls += 1;
        if (calls > 3) throw new Fault('source-timeout', 'Jaeger did not answer.', { source: 'jaeger' });
        return port.search(query, signal);
      },
    };
    const answer = await search(failing, { services: ['web'], limit: 1000 });
    expect(answer.traces.length).toBeGreaterThan(0);
    expect(answer.looked.stopped).toBe('source');
    expect(answer.next).not.toBeNull();
    expect(answer.warnings[0]?.message).toContain('Jaeger did not answer.');
  });
});
