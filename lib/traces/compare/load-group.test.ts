import { describe, expect, it } from 'vitest';
import { sampleTrace } from '@/lib/traces/model/sample-trace';
import type { Trace } from '@/lib/traces/model/trace';
import { openTrace } from '@/lib/traces/opened';
import { sampleDocument } from '@/lib/traces/sample-document';
import type { TracePort } from '@/lib/traces/search';
import { placeDifferences, rowsInGroup } from './group';
import { traceGroupAnswerSchema } from './group-contract';
import { type GroupRequest, loadTraceGroup } from './load-group';
import { readGroup } from './read-group';

function request(number: number, loadUs: number, root = 'GET /'): Trace {
  const made = sampleTrace(
    { spanId: 'a', service: 'web', name: root, durationUs: loadUs + 100 },
    { spanId: 'b', parentSpanId: 'a', service: 'cart', name: 'load', startUs: 50, durationUs: loadUs },
  );
  return { ...made, traceId: number.toString(16).padStart(32, '0') };
}

const like = Array.from({ length: 9 }, (_, at) => request(at + 1, (at + 1) * 100));
const slow = request(99, 2000);
const port: TracePort = {
  services: async () => ['web'],
  operations: async () => [],
  search: async () => ({ traces: [...like, slow, request(50, 10, 'GET /other')], warnings: [] }),
  abilities: async () => ({ allServices: true, tags: true, tagsOfAllServices: true, summaries: false }),
  digests: async () => ({ digests: [], warnings: [] }),
  dependencies: async () => null,
  document: async () => sampleDocument(slow),
};

const asked: GroupRequest = {
  window: { fromSeconds: 0, toSeconds: 4e9 },
  services: ['web'],
  rootService: 'web',
  rootName: 'GET /',
  without: slow.traceId,
};

describe('loadTraceGroup', () => {
  it('takes the traces of the route, without the one that is held against them', async () => {
    const answer = traceGroupAnswerSchema.parse(await loadTraceGroup(port, asked));
    expect(answer.size).toBe(9);
    expect(answer.looked).toBe(11);
    expect(answer.places.map(({ name, traces, spans }) => [name, traces, spans])).toEqual([
      ['GET /', 9, 9],
      ['load', 9, 9],
    ]);
  });

  it('tells enough to rank each span and to explain the whole difference', async () => {
    const group = readGroup(await loadTraceGroup(port, asked));
    const opened = openTrace(slow);
    expect(rowsInGroup(slow, group).map(({ rank, medianNs }) => [rank, medianNs])).toEqual([
      [1, 600_000],
      [1, 500_000],
    ]);
    const explained = placeDifferences(opened, group).reduce((sum, { explainsNs }) => sum + explainsNs, 0);
    expect(explained).toBeCloseTo(opened.path.totalNs - group.meanPathNs);
  });
});
