import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { PARTS } from '@/lib/traces/find/spread-traces';
import { sampleSpan } from '@/lib/traces/model/sample-trace';
import { FAILED, hasFlag, startUnixUs, type Trace } from '@/lib/traces/model/trace';
import { traceOfSpans } from '@/lib/traces/model/trace-of-spans';
import type { TracePort, TraceQuery } from '@/lib/traces/search';
import { loadTraceSets, type SetsRequest } from './load-sets';
import { readSplit, type SplitRequest } from './read-split';
import { traceSetsAnswerSchema } from './sets-contract';

const FROM = 1_700_000_000;
const SECONDS = 800;

/** One request a second; every twentieth is slow and, with version v2, fails. */
const stored: readonly Trace[] = Array.from({ length: SECONDS }, (_, second) => {
  const odd = second % 20 === 0;
  return traceOfSpans(
    [
      sampleSpan({
        spanId: 'a',
        service: 'web',
        name: 'GET /',
        startUs: 0,
        durationUs: odd ? 900_000 : 90_000,
      }),
      sampleSpan({
        spanId: 'b',
        parentSpanId: 'a',
        service: 'cart',
        name: 'load',
        startUs: 10,
        durationUs: 50,
        status: odd ? 'error' : 'unset',
        attributes: {
          'istio.canonical_revision': odd ? 'v2' : 'v1',
          late: second >= 400,
          request: `r${second}`,
        },
      }),
    ].map((span) => ({ ...span, startNs: span.startNs + BigInt(FROM + second) * 1_000_000_000n })),
    { traceId: (second + 1).toString(16).padStart(32, '0') },
  );
});

function fakePort(
  asked: TraceQuery[] = [],
  fail: (query: TraceQuery) => Fault | null = () => null,
): TracePort {
  return {
    services: async () => ['web'],
    operations: async () => [],
    search: async (query) => {
      asked.push(query);
      const fault = fail(query);
      if (fault !== null) throw fault;
      const matching = stored.filter((trace) => {
        const atUs = startUnixUs(trace, 0);
        if (atUs < query.startUs || atUs >= query.endUs) return false;
        if (query.tags.error === 'true' && !hasFlag(trace, 1, FAILED)) return false;
        return (trace.durationNs[0] ?? 0) / 1000 >= (query.minDurationUs ?? 0);
      });
      return { traces: matching.reverse().slice(0, query.limit), warnings: [] };
    },
    abilities: async () => ({ allServices: true, tags: true, tagsOfAllServices: true, summaries: false }),
    digests: async () => ({ digests: [], warnings: [] }),
    dependencies: async () => null,
    document: async () => {
      throw new Error('not asked for');
    },
  };
}

const request = (split: SplitRequest, change: Partial<SetsRequest> = {}): SetsRequest => ({
  services: [],
  window: { fromSeconds: FROM, toSeconds: FROM + SECONDS },
  ...change,
  split: readSplit(split),
});

const load = async (...given: Parameters<typeof loadTraceSets>) =>
  traceSetsAnswerSchema.parse(await loadTraceSets(...given));

describe('loadTraceSets', () => {
  it('draws failed traces beyond those among the others, and finds what they share', async () => {
    const answer = await load(fakePort(), request({ split: 'failed' }));
    // Of the 300 of all there are about fifteen; asking for errors brings all forty.
    expect(answer.b).toMatchObject({ size: 40, condition: '{failed}' });
    expect(answer.a.size).toBeGreaterThan(200);
    const version = answer.differences.find(
      ({ key, value }) => key === 'istio.canonical_revision' && value === 'v2',
    );
    expect(version).toMatchObject({ a: 0, b: 40, shareB: 1 });
    expect(answer.differences.some(({ key }) => key === 'request')).toBe(false);
    expect(answer.cut).toBe(true);
  });

  it('calls the slowest tenth slow where nobody says from when', async () => {
    const answer = await load(fakePort(), request({ split: 'slow' }, { services: ['web'] }));
    expect(answer.chosenHere).toBe(true);
    expect(answer.at).toBe(90_000);
    const chosen = await load(fakePort(), request({ split: 'slow', at: '500ms' }, { services: ['web'] }));
    expect(chosen).toMatchObject({ chosenHere: false, at: 500_000, b: { size: 40 } });
  });

  it('takes both sides of a moment from all of their time', async () => {
    const asked: TraceQuery[] = [];
    const answer = await load(fakePort(asked), request({ split: 'moment' }));
    expect(answer).toMatchObject({
      at: FROM + 400,
      a: { size: 300, toSeconds: FROM + 400 },
      b: { size: 300 },
    });
    expect(asked).toHaveLength(2 * PARTS);
    expect(answer.differences[0]).toMatchObject({ key: 'late', value: 'true', a: 0, b: 300 });
    await expect(load(fakePort(), request({ split: 'moment', at: String(FROM - 1) }))).rejects.toMatchObject({
      code: 'bad-request',
      issues: [{ path: ['at'] }],
    });
  });

  it('tells two versions apart and counts what belongs to neither', async () => {
    const answer = await load(
      fakePort(),
      request({ split: 'versions', at: 'v1,v9' }, { services: ['cart'] }),
    );
    expect(answer.b.size).toBe(0);
    expect(answer.neither).toBeGreaterThan(0);
    expect(answer.differences).toEqual([]);
  });

  it('tells its progress, stops when nobody waits any more, and keeps what it has when the source stops', async () => {
    const seen: number[] = [];
    await load(fakePort(), request({ split: 'moment' }), { onProgress: ({ done }) => seen.push(done) });
    expect(seen).toEqual(Array.from({ length: 2 * PARTS }, (_, at) => at + 1));
    const control = new AbortController();
    const stopping = load(fakePort(), request({ split: 'failed' }), {
      signal: control.signal,
      onProgress: () => control.abort(),
    });
    await expect(stopping).rejects.toMatchObject({ name: 'AbortError' });
    const half = (FROM + 200) * 1e6;
    const down = new Fault('source-timeout', 'Jaeger did not answer.', { source: 'jaeger' });
    const partial = await load(
      fakePort([], (query) => (query.startUs > half ? down : null)),
      request({ split: 'failed' }),
    );
    expect(partial.a.size).toBeGreaterThan(0);
    expect(partial.warnings.map(({ message }) => message)).toEqual([
      'Looking stopped early: Jaeger did not answer.',
    ]);
  });

  it('asks for fewer where an answer would be too large', async () => {
    const large = new Fault('too-large', 'Too much.', { source: 'jaeger' });
    const answer = await load(
      fakePort([], (query) => (query.limit > 10 ? large : null)),
      request({ split: 'moment' }),
    );
    expect(answer.a.size).toBe(9 * PARTS);
  });
});
