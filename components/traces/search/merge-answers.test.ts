import { describe, expect, it } from 'vitest';
import type { TraceSearchAnswer } from '@/lib/traces/contract';
import { mergeAnswers } from './merge-answers';

function page(part: Partial<TraceSearchAnswer>): TraceSearchAnswer {
  return {
    window: { fromSeconds: 0, toSeconds: 10 },
    traces: [],
    nodes: { services: [], names: [], parent: [], service: [], name: [] },
    shapes: [],
    looked: { traces: 5, fromUs: 5e6, limit: 5, stopped: 'limit' },
    next: 5e6,
    here: [],
    attributes: [],
    warnings: [],
    ...part,
  };
}

const found = (traceId: string, startUs: number, shape: number): TraceSearchAnswer['traces'][number] => ({
  traceId,
  rootService: 'web',
  rootName: 'GET /',
  startUs,
  durationUs: 1,
  spans: 1,
  failedSpans: 0,
  rootFailed: false,
  incomplete: false,
  services: [],
  segments: [],
  matchedSpans: 0,
  shape,
});

describe('mergeAnswers', () => {
  it('holds each trace once, newest first, with shapes over one tree', () => {
    const newer = page({
      traces: [found('a', 9, 0), found('b', 8, 1)],
      nodes: {
        services: ['web', 'db'],
        names: ['GET /', 'q'],
        parent: [-1, 0],
        service: [0, 1],
        name: [0, 1],
      },
      shapes: [
        { nodes: [0], counts: [1], structure: 's0' },
        { nodes: [0, 1], counts: [1, 2], structure: 's1' },
      ],
    });
    const older = page({
      traces: [found('b', 8, 0), found('c', 7, 0), found('d', 6, 1)],
      nodes: {
        services: ['db', 'web'],
        names: ['q', 'GET /'],
        parent: [-1, 0, -1],
        service: [1, 0, 0],
        name: [1, 0, 0],
      },
      shapes: [
        { nodes: [0, 1], counts: [1, 2], structure: 's1' },
        { nodes: [2], counts: [1], structure: 's2' },
      ],
      looked: { traces: 3, fromUs: 0, limit: 5, stopped: null },
      next: null,
    });
    const merged = mergeAnswers([newer, older]);
    expect(merged?.traces.map(({ traceId, shape }) => [traceId, shape])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['d', 2],
    ]);
    expect(merged?.shapes.map((shape) => shape.structure)).toEqual(['s0', 's1', 's2']);
    expect(merged?.looked).toEqual({ traces: 8, fromUs: 0, limit: 5, stopped: null });
    expect(merged?.next).toBeNull();
    const node = merged?.shapes[2]?.nodes[0] ?? -1;
    expect(merged?.nodes.services[merged.nodes.service[node] ?? -1]).toBe('db');
    expect(merged?.nodes.parent[node]).toBe(-1);
  });

  it('leaves a single page as it is', () => {
    const only = page({});
    expect(mergeAnswers([only])).toBe(only);
    expect(mergeAnswers([])).toBeUndefined();
  });
});
