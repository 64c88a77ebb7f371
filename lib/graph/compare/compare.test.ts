import { describe, expect, it } from 'vitest';
import type { GraphAnswer, GraphEdge } from '@/lib/graph/contract';
import { graphAnswer, graphBox, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { asDrawn } from './as-drawn';
import { bothMoments } from './both-moments';
import type { ChangeKind } from './change';
import { compareGraphs, rankedChanges } from './compare';
import { DEFAULT_CHANGE_THRESHOLDS, thresholdsOfText, thresholdsText } from './thresholds';

const EARLIER = { fromSeconds: 1_699_996_400, toSeconds: 1_699_997_000 };
const latency = (p95: number) => ({ avg: null, p50: null, p95, p99: null });

function moment(edges: readonly GraphEdge[], part: Partial<GraphAnswer> = {}): GraphAnswer {
  return graphAnswer({ edges: [...edges], ...part });
}

/** The kinds of the one edge `a>b` between two moments; null = the edge is not there. */
function kindsOf(before: Partial<GraphEdge> | null, after: Partial<GraphEdge> | null): readonly ChangeKind[] {
  const answer = (part: Partial<GraphEdge> | null) =>
    moment(part === null ? [] : [graphEdge('a', 'b', part)]);
  const comparison = compareGraphs(
    { ...answer(before), window: EARLIER },
    answer(after),
    DEFAULT_CHANGE_THRESHOLDS,
  );
  return comparison.edges.get('a>b')?.kinds ?? [];
}

const rps = (requestsPerSecond: number, errorsPerSecond = 0) => ({
  requests: requests({ requestsPerSecond, errorsPerSecond }),
});
const tcp = (bytes: number) => ({
  protocol: 'tcp' as const,
  requests: null,
  tcp: {
    sentBytesPerSecond: bytes,
    receivedBytesPerSecond: 0,
    connectionsOpenedPerSecond: 0,
    connectionsFailedPerSecond: 0,
    failures: [],
  },
});

describe('an edge between two moments', () => {
  it.each([
    ['is new', null, rps(1), ['new']],
    ['is gone', rps(1), null, ['gone']],
    ['is gone when it became idle', rps(1), { requests: null }, ['gone']],
    ['is new when it was idle', rps(0), rps(0.01), ['new']],
    ['is the same while idle', rps(0), rps(0), ['same']],
    ['fails more', rps(10, 0), rps(10, 0.2), ['moreErrors']],
    ['fails less', rps(10, 2), rps(10, 0), ['fewerErrors']],
    ['fails as much, within a point', rps(10, 0.1), rps(10, 0.19), ['same']],
    [
      'is slower',
      { ...rps(10), latencyMs: latency(100) },
      { ...rps(10), latencyMs: latency(130) },
      ['slower'],
    ],
    [
      'is faster',
      { ...rps(10), latencyMs: latency(100) },
      { ...rps(10), latencyMs: latency(60) },
      ['faster'],
    ],
    [
      'is the same when only the share is large',
      { ...rps(10), latencyMs: latency(2) },
      { ...rps(10), latencyMs: latency(9) },
      ['same'],
    ],
    [
      'is the same when only the milliseconds are many',
      { ...rps(10), latencyMs: latency(1000) },
      { ...rps(10), latencyMs: latency(1100) },
      ['same'],
    ],
    ['has more traffic', rps(10), rps(13), ['moreTraffic']],
    ['has less traffic', rps(10), rps(7), ['lessTraffic']],
    ['has as much traffic, but for chance', rps(0.01), rps(0.013), ['same']],
    ['carries more bytes', tcp(1000), tcp(2000), ['moreTraffic']],
    [
      'changes in several ways, the most telling first',
      { ...rps(10), latencyMs: latency(100) },
      { ...rps(20, 10), latencyMs: latency(500) },
      ['moreErrors', 'slower', 'moreTraffic'],
    ],
    ['is not judged by one request in ten minutes', rps(1 / 600, 0), rps(1 / 600, 1 / 600), ['same']],
    [
      'without latency on one side has none to judge',
      { ...rps(10), latencyMs: latency(100) },
      rps(10),
      ['same'],
    ],
  ] as const)('%s', (_what, before, after, expected) => {
    expect(kindsOf(before, after)).toEqual(expected);
  });

  it('is unknown, and neither new nor gone, where the moment that lacks it is partial', () => {
    const warnings = [{ source: 'prometheus' as const, code: 'source-timeout', message: 'TCP is missing' }];
    const [with_, without] = [moment([graphEdge('a', 'b')]), moment([], { warnings })];
    const gone = compareGraphs(with_, without, DEFAULT_CHANGE_THRESHOLDS);
    const came = compareGraphs(without, with_, DEFAULT_CHANGE_THRESHOLDS);
    expect(gone.edges.get('a>b')?.kinds).toEqual(['unknown']);
    expect(came.edges.get('a>b')?.kinds).toEqual(['unknown']);
    expect(came.partial).toEqual(['before']);
    expect(came.counts).toMatchObject({ unknown: 1, new: 0 });
  });

  it('does not hold a notice for a partial answer', () => {
    const warnings = [{ source: 'prometheus' as const, code: 'info', message: 'from rules' }];
    const comparison = compareGraphs(
      moment([], { warnings }),
      moment([graphEdge('a', 'b')]),
      DEFAULT_CHANGE_THRESHOLDS,
    );
    expect(comparison.edges.get('a>b')?.kinds).toEqual(['new']);
  });
});

describe('a comparison', () => {
  const before = moment(
    [graphEdge('a', 'b', rps(10)), graphEdge('a', 'c', rps(5)), graphEdge('a', 'd', rps(4))],
    {
      nodes: ['a', 'b', 'c', 'd'].map((name) =>
        graphNode({ id: name, name, boxes: name === 'd' ? ['box/old'] : [] }),
      ),
      boxes: [graphBox('old')],
      namespaces: [{ name: 'old', requestsPerSecond: 4 }],
    },
  );
  const after = moment(
    [graphEdge('a', 'b', rps(10, 4)), graphEdge('a', 'c', rps(9)), graphEdge('a', 'e', rps(1))],
    {
      nodes: ['a', 'b', 'c', 'e'].map((name) => graphNode({ id: name, name })),
      namespaces: [{ name: 'fresh', requestsPerSecond: 4 }],
    },
  );

  it('ranks what went wrong before what came and went, and that before mere load', () => {
    const ranked = rankedChanges(compareGraphs(before, after, DEFAULT_CHANGE_THRESHOLDS));
    expect(ranked.map(({ id, kinds }) => [id, kinds[0]])).toEqual([
      ['a>b', 'moreErrors'],
      ['a>d', 'gone'],
      ['a>e', 'new'],
      ['a>c', 'moreTraffic'],
    ]);
  });

  it('finds nothing between an answer and itself', () => {
    const comparison = compareGraphs(after, after, DEFAULT_CHANGE_THRESHOLDS);
    expect(rankedChanges(comparison)).toEqual([]);
    expect(comparison.counts.same).toBe(after.edges.length);
  });

  it('mirrors itself when the moments are swapped', () => {
    const there = compareGraphs(before, after, DEFAULT_CHANGE_THRESHOLDS).counts;
    const back = compareGraphs(after, before, DEFAULT_CHANGE_THRESHOLDS).counts;
    expect([back.new, back.gone, back.moreErrors, back.fewerErrors]).toEqual([
      there.gone,
      there.new,
      there.fewerErrors,
      there.moreErrors,
    ]);
  });

  it('names the namespaces that came and vanished', () => {
    expect(compareGraphs(before, after, DEFAULT_CHANGE_THRESHOLDS).namespaces).toEqual({
      gone: ['old'],
      new: ['fresh'],
    });
  });

  it('is drawn as one graph that holds what is gone beside what is there', () => {
    const both = bothMoments(before, after);
    expect(both.nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'e', 'd']);
    expect(both.edges.map(({ id }) => id)).toEqual(['a>b', 'a>c', 'a>e', 'a>d']);
    expect(both.boxes.map(({ id, incoming }) => [id, incoming])).toEqual([['box/old', null]]);
    expect(both.totals).toBe(after.totals);
  });
});

describe('thresholds in an address', () => {
  it('come back as they were written', () => {
    const thresholds = { ...DEFAULT_CHANGE_THRESHOLDS, rateShare: 0.05, latencyMs: 5 };
    expect(thresholdsOfText(thresholdsText(thresholds))).toEqual(thresholds);
  });

  it.each(['', '1', '0.1,0.1,0.1,0.1', 'a,b,c,d,e', '-1,0,0,0,0', '1,2,0,0,0', '1e9,0,0,0,0'])(
    'are refused when they are %j',
    (text) => {
      expect(thresholdsOfText(text)).toBeNull();
    },
  );
});

describe('a comparison of folded boxes', () => {
  it('sums the parts that each moment has', () => {
    const shown = {
      nodes: [],
      edges: [graphEdge('a', 'box', { id: 'sum' })],
      merged: new Map([['sum', ['a>b', 'a>c']]]),
    };
    const before = asDrawn(moment([graphEdge('a', 'b', rps(10)), graphEdge('a', 'c', rps(5))]), shown);
    const after = asDrawn(moment([graphEdge('a', 'b', rps(10))]), shown);
    const { edges } = compareGraphs(before, after, DEFAULT_CHANGE_THRESHOLDS);
    expect(edges.get('sum')).toMatchObject({
      kinds: ['lessTraffic'],
      before: { requestsPerSecond: 15 },
      after: { requestsPerSecond: 10 },
    });
  });
});
