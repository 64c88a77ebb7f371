import { describe, expect, it } from 'vitest';
import { loadTrace, requireTraces } from './load';
import { spansOf } from './model/read-row';
import { sampleId, sampleTrace } from './model/sample-trace';
import { readTraces } from './reading/read-traces';
import { sampleDocument } from './sample-document';
import type { TracePort } from './search';
import { summarize } from './summary';

const port: TracePort = {
  services: async () => [],
  operations: async () => [],
  search: async () => ({ traces: [], warnings: [] }),
  abilities: async () => ({ allServices: false, tags: true, tagsOfAllServices: false, summaries: false }),
  digests: async () => ({ digests: [], warnings: [] }),
  dependencies: async () => null,
  document: async () => sampleDocument(sampleTrace()),
};

describe('loadTrace', () => {
  it('refuses what is no trace id before anything is asked', async () => {
    await expect(loadTrace(port, '../services')).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('loses nothing on the way to the browser', async () => {
    const odd = sampleTrace({
      spanId: 'a',
      statusMessage: '<b>',
      attributes: JSON.parse('{"__proto__":1,"list":["a",{"b":null}]}'),
      events: [{ timeNs: 1_000_000_001n, name: 'e', attributes: {} }],
      links: [{ traceId: '000000000000000f', spanId: sampleId('e'), kind: 'link', attributes: {} }],
      resource: { 'service.name': 'web' },
      durationUs: 1.25,
    });
    const documents: TracePort = { ...port, document: async () => sampleDocument(odd) };
    const { body } = await loadTrace(documents, '1F');
    const [read] = readTraces(new Uint8Array(await new Response(body).arrayBuffer()));
    expect(read && [...spansOf(read)]).toEqual([...spansOf(odd)]);
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
