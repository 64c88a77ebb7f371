import { describe, expect, it } from 'vitest';
import { traceAnswerSchema, traceSearchAnswerSchema } from './contract';
import { decodeTrace, encodeTrace } from './encode';
import { loadTrace, loadTraceSearch, requireTraces } from './load';
import { randomTrace, sampleTrace } from './model/sample-trace';
import type { Trace } from './model/trace';
import type { TracePort, TraceQuery } from './search';
import { summarize } from './summary';

function portOf(traces: readonly Trace[]): TracePort & { asked: TraceQuery[] } {
  const asked: TraceQuery[] = [];
  return {
    asked,
    services: async () => [],
    operations: async () => [],
    search: async (query) => {
      asked.push(query);
      return { traces, warnings: [] };
    },
    trace: async () => traces[0] ?? sampleTrace(),
  };
}
const window = { fromSeconds: 100, toSeconds: 200 };

describe('loadTraceSearch', () => {
  it('asks in microseconds and answers by the contract, newest first', async () => {
    const port = portOf([randomTrace(30, 1), { ...randomTrace(5, 2), traceId: 'ff' }, sampleTrace()]);
    const answer = await loadTraceSearch(port, {
      service: 'web',
      operation: '',
      tags: 'error=true "a b"=c',
      min: '1.5s',
      limit: 3,
      window,
    });
    expect(port.asked).toEqual([
      {
        service: 'web',
        operation: null,
        tags: { error: 'true', 'a b': 'c' },
        minDurationUs: 1_500_000,
        maxDurationUs: null,
        startUs: 100e6,
        endUs: 200e6,
        limit: 3,
      },
    ]);
    expect(traceSearchAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer.traces).toHaveLength(2);
    expect(answer.more).toBe(true);
  });

  it.each([
    [{ min: '5' }, 'min'],
    [{ max: 'soon' }, 'max'],
    [{ min: '2s', max: '1s' }, 'max'],
    [{ tags: 'a = b' }, 'tags'],
  ])('names the field of %j', async (part, field) => {
    await expect(loadTraceSearch(portOf([]), { service: 'web', window, ...part })).rejects.toMatchObject({
      code: 'bad-request',
      issues: [{ path: [field] }],
    });
  });
});

describe('loadTrace', () => {
  it('refuses what is no trace id before anything is asked', async () => {
    await expect(loadTrace(portOf([]), '../services')).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('loses nothing on the way to the browser', async () => {
    const trace = randomTrace(80, 5);
    const odd = sampleTrace({
      spanId: 'a',
      statusMessage: '<b>',
      attributes: JSON.parse('{"__proto__":1,"list":["a",{"b":null}]}'),
      events: [{ timeNs: 1n, name: 'e', attributes: {} }],
      links: [{ traceId: 'f', spanId: 'e', kind: 'link', attributes: {} }],
      warnings: ['odd'],
      durationUs: 1.25,
    });
    for (const each of [trace, odd, sampleTrace()]) {
      const wire = traceAnswerSchema.parse(JSON.parse(JSON.stringify(encodeTrace(each))));
      expect(decodeTrace(wire)).toEqual(each);
    }
  });
});

describe('summarize', () => {
  it('says what failed, whose time it was, and whether parts are missing', () => {
    const summary = summarize(
      sampleTrace(
        { spanId: 'a', durationUs: 100, name: 'POST /pay' },
        { spanId: 'b', parentSpanId: 'a', startUs: 10, durationUs: 80, service: 'db', status: 'error' },
        { spanId: 'c', parentSpanId: 'zz', startUs: 20, durationUs: 5 },
      ),
    );
    expect(summary).toMatchObject({
      rootService: 'web',
      rootName: 'POST /pay',
      durationUs: 100,
      spans: 3,
      failedSpans: 1,
      rootFailed: false,
      incomplete: true,
      services: [
        { name: 'db', spans: 1, failedSpans: 1 },
        { name: 'web', spans: 2, failedSpans: 0 },
      ],
      segments: [
        { service: 1, fromUs: 0, toUs: 10 },
        { service: 0, fromUs: 10, toUs: 90 },
        { service: 1, fromUs: 90, toUs: 100 },
      ],
    });
    expect(summarize(sampleTrace())).toBeNull();
  });
});

describe('requireTraces', () => {
  it('says which setting is missing', () => {
    expect(() => requireTraces(null)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
