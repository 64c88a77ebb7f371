import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { detectAbilities } from './abilities';
import type { JaegerAnswer, JaegerClient } from './client';
import { jaegerTraces } from './traces';

const json = (body: unknown): JaegerAnswer => ({ kind: 'json', body });
const missing: JaegerAnswer = { kind: 'absent', message: '404 page not found', fromApi: false };
const none: JaegerAnswer = { kind: 'absent', message: 'No traces found', fromApi: true };
const refused = new Fault('source-rejected', 'Jaeger answered 400: malformed parameter.', {
  source: 'jaeger',
});

/** A server that answers these paths; everything else is not there. */
function serverOf(paths: Readonly<Record<string, JaegerAnswer | Fault>>): JaegerClient & { asked: string[] } {
  const asked: string[] = [];
  return {
    post: () => Promise.reject(new Error('never asked')),
    base: 'http://jaeger',
    asked,
    open: async (path, parameters) => {
      asked.push(`${path}?${parameters}`);
      const answer = paths[path] ?? missing;
      if (answer instanceof Fault) throw answer;
      if (answer.kind !== 'json') return answer;
      return { kind: 'stream', body: new Blob([JSON.stringify(answer.body)]).stream(), encoding: null };
    },
    get: async (path, parameters) => {
      asked.push(`${path}?${parameters}`);
      const answer = paths[path] ?? missing;
      if (answer instanceof Fault) throw answer;
      return answer;
    },
  };
}

const v1 = { '/api/services': json({ data: ['a'] }) };
const v3 = { '/api/v3/services': json({ services: ['a'] }) };

describe('detectAbilities', () => {
  it.each([
    [
      'line 1: API v1 alone',
      v1,
      { v1: true, v3: false, tags: true, tagsOfAllServices: false, summaries: false, allServices: false },
    ],
    [
      '2.18: both, without summaries',
      { ...v1, ...v3, '/api/v3/traces': none },
      { v1: true, v3: true, tags: true, tagsOfAllServices: false, summaries: false, allServices: true },
    ],
    [
      '2.19: both, with summaries',
      { ...v1, ...v3, '/api/v3/traces': none, '/api/v3/trace-summaries': refused },
      { v1: true, v3: true, tags: true, tagsOfAllServices: true, summaries: true, allServices: true },
    ],
    [
      'after 2.20: API v3 alone',
      { ...v3, '/api/v3/traces': none, '/api/v3/trace-summaries': refused },
      { v1: false, v3: true, tags: true, tagsOfAllServices: true, summaries: true, allServices: true },
    ],
    [
      'a store that needs a service',
      { ...v3, '/api/v3/traces': refused, '/api/v3/trace-summaries': refused },
      { v1: false, v3: true, tags: true, tagsOfAllServices: true, summaries: true, allServices: false },
    ],
    [
      'an early API v3 alone',
      { ...v3, '/api/v3/traces': none },
      { v1: false, v3: true, tags: false, tagsOfAllServices: false, summaries: false, allServices: true },
    ],
  ])('knows %s', async (_, paths, abilities) => {
    const apis = [...(abilities.v1 ? ['v1'] : []), ...(abilities.v3 ? ['v3'] : [])];
    expect(await detectAbilities(serverOf(paths))).toEqual({ ...abilities, apis });
  });
});

describe('summaries', () => {
  const query = {
    service: 'web',
    operation: null,
    tags: { error: 'true' },
    minDurationUs: null,
    maxDurationUs: null,
    startUs: 1e6,
    endUs: 2e6,
    limit: 500,
  };

  it('are read from decimal texts, with zero-valued fields left out', async () => {
    const client = serverOf({
      ...v3,
      '/api/v3/traces': none,
      '/api/v3/trace-summaries': json({
        summaries: [
          {
            traceId: '7C31e0a94b5d2f807c31e0a94b5d2f80',
            rootServiceName: 'web',
            rootOperationName: 'GET /',
            minStartTimeUnixNano: '1700000000000001000',
            maxEndTimeUnixNano: '1700000000250001500',
            spanCount: 12,
            errorSpanCount: 2,
            services: [
              { name: 'web', spanCount: 7 },
              { name: 'db', spanCount: 5, errorSpanCount: 2 },
              { spanCount: 1 },
            ],
          },
          { traceId: 'no id' },
        ],
      }),
    });
    expect(await jaegerTraces(client).digests(query)).toEqual({
      warnings: [],
      digests: [
        {
          traceId: '7c31e0a94b5d2f807c31e0a94b5d2f80',
          rootService: 'web',
          rootName: 'GET /',
          startUs: 1_700_000_000_000_001,
          durationUs: 250_000.5,
          spans: 12,
          failedSpans: 2,
          orphans: 0,
          services: [
            { name: 'web', spans: 7, failedSpans: 0 },
            { name: 'db', spans: 5, failedSpans: 2 },
          ],
        },
      ],
    });
    expect(client.asked.at(-1)).toContain('query.attributes=%7B%22error%22%3A%22true%22%7D');
  });

  it('are none where the key is absent', async () => {
    const client = serverOf({ ...v3, '/api/v3/trace-summaries': json({}) });
    expect(await jaegerTraces(client).digests(query)).toEqual({ digests: [], warnings: [] });
  });

  it('let a search with tags go to API v3, which ignores them before', async () => {
    const tagged = async (paths: Readonly<Record<string, JaegerAnswer | Fault>>): Promise<string> => {
      const client = serverOf({
        ...v1,
        ...v3,
        '/api/v3/traces': none,
        '/api/traces': json({ data: [] }),
        ...paths,
      });
      await jaegerTraces(client).search(query);
      return client.asked.at(-1)?.split('?')[0] ?? '';
    };
    expect(await tagged({})).toBe('/api/traces');
    expect(await tagged({ '/api/v3/trace-summaries': refused })).toBe('/api/v3/traces');
  });
});
