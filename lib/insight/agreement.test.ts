import { describe, expect, it } from 'vitest';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import type { GraphAnswer } from '@/lib/graph/contract';
import { Fault } from '@/lib/mesh/fault';
import { agreementWith, loadAgreement } from './agreement';
import { observedCalls } from './observed-calls';

const HOST = 'reviews.bookinfo.svc.cluster.local';

function server(name: string, share: number) {
  return { namespace: 'bookinfo', name, share };
}

function simulated(parts: readonly (readonly [string, number])[], ruleCount = 1) {
  return {
    caller: { label: 'productpage-v1', namespace: 'bookinfo' },
    service: { host: HOST },
    route: {
      matched: { object: { kind: 'VirtualService', name: 'reviews' }, ruleCount },
      destinations: parts.map(([name, share]) => ({ host: HOST, share, servers: [server(name, 1)] })),
    },
  } as unknown as Pick<SimulationAnswer, 'caller' | 'service' | 'route'>;
}

function node(workload: string) {
  return { id: workload, kind: 'workload', namespace: 'bookinfo', workload, name: workload, host: null };
}

function edge(target: string, ratePerSecond: number, host = HOST) {
  return { source: 'productpage-v1', target, requests: { codes: [{ host, ratePerSecond }] }, tcp: null };
}

function graph(edges: readonly object[]): GraphAnswer {
  return {
    window: { fromSeconds: 0, toSeconds: 600 },
    nodes: ['productpage-v1', 'reviews-v1', 'reviews-v2'].map(node),
    edges,
    warnings: [],
  } as unknown as GraphAnswer;
}

function agreementIn(answer: GraphAnswer, asked: ReturnType<typeof simulated>) {
  return agreementWith(answer.window, observedCalls(answer, asked), asked);
}

describe('agreement of traffic with a simulated request', () => {
  it('is the part of the requests that is where it was simulated', () => {
    const answer = simulated([
      ['reviews-v1', 0.8],
      ['reviews-v2', 0.2],
    ]);
    const agreement = agreementIn(graph([edge('reviews-v1', 5), edge('reviews-v2', 5)]), answer);
    expect(agreement).toMatchObject({ kind: 'seen', requestsPerSecond: 10, note: '' });
    expect(agreement.kind === 'seen' && agreement.share).toBeCloseTo(0.7);
    expect(
      agreement.kind === 'seen' && agreement.parts.map(({ label, observed }) => [label, observed]),
    ).toEqual([
      ['reviews-v1', 0.5],
      ['reviews-v2', 0.5],
    ]);
  });

  it('counts only requests to this host, and shows workloads that were not simulated', () => {
    const edges = [
      edge('reviews-v1', 3),
      edge('reviews-v2', 1),
      edge('reviews-v1', 9, 'other.bookinfo.svc.cluster.local'),
    ];
    const agreement = agreementIn(graph(edges), simulated([['reviews-v1', 1]], 2));
    expect(agreement).toMatchObject({
      requestsPerSecond: 4,
      share: 0.75,
      note: 'VirtualService reviews has 2 rules; traffic that the others took is counted too.',
    });
  });

  it('says that no traffic was seen', () => {
    const agreement = agreementIn(graph([]), simulated([['reviews-v1', 1]]));
    expect(agreement).toEqual({
      kind: 'none',
      window: { fromSeconds: 0, toSeconds: 600 },
      because: 'No traffic from productpage-v1 to this host was seen in the window.',
    });
  });

  it('is left out with a warning while the source of traffic is down', async () => {
    const traffic = {
      settle: async (window: object) => ({ window, infos: [] }),
      requests: () =>
        Promise.reject(new Fault('source-timeout', 'Prometheus does not answer.', { source: 'prometheus' })),
    };
    const rest = new Proxy(traffic, {
      get: (known, name) => Reflect.get(known, name) ?? (async () => ({ rows: [], warnings: [] })),
    });
    const window = { fromSeconds: 0, toSeconds: 600 };
    const { agreement, warnings } = await loadAgreement(
      { traffic: rest as never, series: rest as never },
      simulated([['reviews-v1', 1]]),
      window,
    );
    expect(agreement).toMatchObject({ kind: 'none', because: 'Prometheus does not answer.' });
    expect(warnings[0]).toMatchObject({ source: 'prometheus', code: 'source-timeout' });
  });
});
