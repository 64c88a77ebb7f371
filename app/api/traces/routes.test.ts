import { beforeAll, describe, expect, it } from 'vitest';
import { requestAs, segments, useTestEnvironment } from '@/lib/http/test-requests';
import { Fault } from '@/lib/mesh/fault';
import { replaceProcessWide } from '@/lib/process-wide';
import { traceGroupAnswerSchema } from '@/lib/traces/compare/group-contract';
import { setsProgressSchema, traceSetsAnswerSchema } from '@/lib/traces/compare/sets-contract';
import { traceSearchAnswerSchema } from '@/lib/traces/contract';
import { spansOf } from '@/lib/traces/model/read-row';
import { randomTrace } from '@/lib/traces/model/sample-trace';
import type { Trace } from '@/lib/traces/model/trace';
import { readTraces } from '@/lib/traces/reading/read-traces';
import { sampleDocument } from '@/lib/traces/sample-document';
import type { TracePort } from '@/lib/traces/search';
import { GET as one } from './[traceId]/route';
import { GET as group } from './group/route';
import { GET as operations } from './operations/route';
import { GET as search } from './route';
import { GET as services } from './services/route';
import { GET as sets } from './sets/route';

const trace = randomTrace(40, 1);
const port: TracePort = {
  services: async () => ['web.shop'],
  operations: async (service) => [{ name: `GET / of ${service}`, kind: 'server' }],
  search: async (query) => {
    if (query.service === 'down') {
      throw new Fault('source-unreachable', 'Jaeger cannot be reached.', { source: 'jaeger' });
    }
    return {
      traces: [trace],
      warnings: [{ source: 'jaeger', code: 'partial', message: 'Some are missing.' }],
    };
  },
  abilities: async () => ({ allServices: true, tags: true, tagsOfAllServices: true, summaries: false }),
  digests: async () => ({ digests: [], warnings: [] }),
  dependencies: async () => null,
  document: async (id) => {
    if (id === '00000000000000ff')
      throw new Fault('not-found', 'Jaeger has no such trace.', { source: 'jaeger' });
    return sampleDocument(trace);
  },
};

beforeAll(() => {
  useTestEnvironment();
  replaceProcessWide('sources', { traces: port });
});

describe('/api/traces', () => {
  it('finds traces, with the window that was used and the warnings of the source', async () => {
    const response = await search(
      await requestAs('viewer', `/api/traces?service=${trace.services[0]}&last=600&min=1us`),
    );
    expect(response.status).toBe(200);
    const answer = traceSearchAnswerSchema.parse(await response.json());
    expect(answer.traces).toHaveLength(1);
    expect(answer.window.toSeconds - answer.window.fromSeconds).toBe(600);
    expect(answer.warnings).toHaveLength(1);
  });

  it.each([
    ['q=duration%20%3E%205', 400],
    ['service=a&kind=sever', 400],
    ['service=a&before=1', 400],
    ['service=a&errors=yes', 400],
    ['service=a&limit=0', 400],
    ['service=a&limit=1501', 400],
    ['service=a&min=5', 400],
    ['service=a&min=2s&max=1s', 400],
    ['service=a&tags=a%20%3D', 400],
    ['service=a&from=2000&to=1000', 400],
    ['service=a&from=1000', 400],
    ['service=down', 502],
  ])('answers ?%s with %i and says why', async (query, status) => {
    const response = await search(await requestAs('viewer', `/api/traces?${query}`));
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      message: expect.any(String),
      requestId: expect.any(String),
    });
  });

  it('compares a trace with its like', async () => {
    const response = await group(
      await requestAs('viewer', `/api/traces/group?service=a&last=600&without=${'0'.repeat(32)}`),
    );
    expect(response.status).toBe(200);
    expect(traceGroupAnswerSchema.parse(await response.json()).size).toBeLessThanOrEqual(1);
  });

  it('compares two sets, in one answer or in lines that tell how far it is', async () => {
    const path = '/api/traces/sets?split=failed&last=600';
    const response = await sets(await requestAs('viewer', path));
    expect(response.status).toBe(200);
    const { a, b } = traceSetsAnswerSchema.parse(await response.json());
    expect(a.size + b.size).toBe(1);
    const streamed = await sets(
      await requestAs('viewer', path, { headers: { Accept: 'application/x-ndjson' } }),
    );
    expect(streamed.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await streamed.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(setsProgressSchema.parse(lines[0].progress)).toMatchObject({ done: 1 });
    expect(traceSetsAnswerSchema.parse(lines.at(-1).answer).b).toMatchObject({ size: b.size });
  });

  it.each([
    [group, 'group?service=a&limit=0', 400],
    [group, 'group?service=a&limit=301', 400],
    [group, 'group?service=a&q=duration%20%3E%205', 400],
    [group, 'group?service=a&min=5', 400],
    [group, 'group?service=a&from=2000&to=1000', 400],
    [group, 'group?service=down', 502],
    [sets, 'sets', 400],
    [sets, 'sets?split=odd', 400],
    [sets, 'sets?split=slow&at=5', 400],
    [sets, 'sets?split=moment&at=5', 400],
    [sets, 'sets?split=versions', 400],
    [sets, 'sets?split=versions&at=a,b&by=%7B', 400],
    [sets, 'sets?split=failed&q=(', 400],
    [sets, 'sets?split=failed&service=down', 502],
  ])(
    'answers %o %s with %i and says why, and nothing to who is not signed in',
    async (route, path, status) => {
      for (const accept of ['application/json', 'application/x-ndjson']) {
        const response = await route(
          await requestAs('viewer', `/api/traces/${path}`, { headers: { Accept: accept } }),
        );
        expect(response.status).toBe(status);
        expect(await response.json()).toMatchObject({ message: expect.any(String) });
      }
      expect((await route(await requestAs(null, `/api/traces/${path}`))).status).toBe(401);
    },
  );

  it('lists services and operations', async () => {
    const found = await services(await requestAs('viewer', '/api/traces/services'));
    expect(await found.json()).toEqual({ services: ['web.shop'], searchesAll: true });
    const names = await operations(await requestAs('viewer', '/api/traces/operations?service=web.shop'));
    expect(await names.json()).toEqual({ operations: [{ name: 'GET / of web.shop', kind: 'server' }] });
  });

  it('answers one trace whole, 404 for one that is not there, 400 for what is no id', async () => {
    const get = async (traceId: string): Promise<Response> =>
      one(await requestAs('viewer', `/api/traces/${traceId}`), segments({ traceId }));
    const found = await get('1F');
    const [read] = readTraces(new Uint8Array(await found.arrayBuffer()), { adjustClocks: false });
    const startsOf = (one: Trace) =>
      [...spansOf(one)].map(({ spanId, startNs }) => `${spanId} ${startNs}`).sort();
    expect(read && startsOf(read)).toEqual(startsOf(trace));
    expect(found.headers.get('content-type')).toContain('application/json');
    expect((await get('ff')).status).toBe(404);
    expect((await get('not-hex')).status).toBe(400);
  });

  it('says which setting is missing where no Jaeger is configured', async () => {
    replaceProcessWide('sources', { traces: null });
    const response = await services(await requestAs('viewer', '/api/traces/services'));
    replaceProcessWide('sources', { traces: port });
    expect(response.status).toBe(404);
    expect((await response.json()).hint).toContain('PERIPLUS_JAEGER_URL');
  });
});
