import { describe, expect, it } from 'vitest';
import { flow, peer, requests, service, tcp } from '@/lib/graph/passes/sample-flows';
import { type CallRows, gatherCalls } from './observed-call';

function gathered(part: Partial<Omit<CallRows, 'traffic'>> & { traffic?: Partial<CallRows['traffic']> }) {
  return gatherCalls({
    durations: [],
    security: [],
    quantile: () => null,
    ...part,
    traffic: { requests: [], tcp: [], messages: null, ...part.traffic },
  });
}

describe('gathered calls', () => {
  it('are one for each caller, service and protocol, busiest first, with every workload that was reached', () => {
    const calls = gathered({
      traffic: {
        requests: [
          requests(flow({ source: peer('z-v1') }), { ratePerSecond: 1 }),
          requests(flow(), { ratePerSecond: 3 }),
          requests(flow({ destination: peer('b-v2') }), { ratePerSecond: 2 }),
          requests(flow({ protocol: 'grpc' }), { ratePerSecond: 4, grpcStatus: '0' }),
        ],
      },
    });
    expect(
      calls.map(({ source, protocol, ratePerSecond }) => [source.workload, protocol, ratePerSecond]),
    ).toEqual([
      ['a-v1', 'http', 5],
      ['a-v1', 'grpc', 4],
      ['z-v1', 'http', 1],
    ]);
    expect(calls[0]?.reached.map((one) => [one.peer.workload, one.ratePerSecond])).toEqual([
      ['b-v1', 3],
      ['b-v2', 2],
    ]);
  });

  it('tell errors, injected answers, delays, open breakers, given up retries and refusals apart', () => {
    const end = (code: string, flags: string, ratePerSecond: number) =>
      requests(flow(), { code, flags, ratePerSecond });
    const [call] = gathered({
      traffic: {
        requests: [
          end('200', '-', 10),
          end('200', 'DI', 1),
          end('503', 'FI', 2),
          end('503', 'UO', 3),
          end('503', 'URX', 4),
          end('0', 'DC', 5),
          end('403', '-', 6),
        ],
      },
    });
    expect(call).toMatchObject({
      ratePerSecond: 31,
      errorsPerSecond: 3 + 4 + 5,
      injectedPerSecond: 2,
      delayedPerSecond: 1,
      overflowPerSecond: 3,
      exhaustedPerSecond: 4,
      forbiddenPerSecond: 6,
    });
    expect(call?.reached[0]).toMatchObject({ ratePerSecond: 31, errorsPerSecond: 12 });
  });

  it('count a request once where both proxies tell of it, and believe the client', () => {
    const calls = gathered({
      traffic: {
        requests: [
          requests(flow(), { code: '504', flags: 'UT', ratePerSecond: 2 }),
          requests(flow({ reporter: 'destination' }), { ratePerSecond: 2 }),
        ],
      },
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ ratePerSecond: 2, errorsPerSecond: 2, reporters: ['source'] });
  });

  it('count of TCP the connections that are opened, and know who is reached where none is', () => {
    const connection = flow({ protocol: 'tcp' });
    const [call] = gathered({
      traffic: {
        tcp: [
          tcp(connection, { measure: 'sent', ratePerSecond: 900 }),
          tcp(connection, { measure: 'opened', ratePerSecond: 2 }),
          tcp(connection, { measure: 'failed', ratePerSecond: 1 }),
        ],
      },
    });
    expect(call).toMatchObject({ ratePerSecond: 2, errorsPerSecond: 1 });
    const [open] = gathered({ traffic: { tcp: [tcp(connection, { measure: 'sent', ratePerSecond: 900 })] } });
    expect(open).toMatchObject({ ratePerSecond: 0 });
    expect(open?.reached.map(({ peer: { workload } }) => workload)).toEqual(['b-v1']);
  });

  it('take the average from sums, quantiles from the slowest view, and leave out what is not told', () => {
    const [v1, v2] = [flow(), flow({ destination: peer('b-v2') })];
    const durations = [v1, v2].flatMap((of, at) => [
      { flow: of, measure: 'milliseconds' as const, ratePerSecond: at === 0 ? 300 : 100 },
      { flow: of, measure: 'requests' as const, ratePerSecond: at === 0 ? 1 : 9 },
    ]);
    const [call] = gathered({
      traffic: { requests: [requests(v1), requests(v2, { ratePerSecond: 9 })] },
      durations,
      quantile: (statistic, of) => (statistic === 'p99' ? null : of === v1 ? 20 : 30),
    });
    expect(call?.latencyMs).toEqual({ avg: 40, p50: 30, p95: 30, p99: null });
  });

  it("know encryption and principals from the server's word, and that it may say nothing", () => {
    const row = { sourcePrincipal: null, destinationPrincipal: null, ratePerSecond: 1, mutualTls: false };
    const own = flow({ reporter: 'destination' });
    const [call] = gathered({
      traffic: { requests: [requests(flow())] },
      security: [
        {
          ...row,
          flow: own,
          mutualTls: true,
          sourcePrincipal: 'cluster.local/ns/shop/sa/a',
          ratePerSecond: 3,
        },
        { ...row, flow: own },
      ],
    });
    expect(call?.security).toEqual({ mtlsShare: 0.75, principals: ['cluster.local/ns/shop/sa/a'] });
    expect(gathered({ traffic: { requests: [requests(flow())] } })[0]?.security).toBeNull();
  });

  it('are none where nothing arrives, and keep calls that reach no workload', () => {
    expect(gathered({ traffic: { requests: [requests(flow(), { ratePerSecond: 0 })] } })).toEqual([]);
    const [lost] = gathered({
      traffic: { requests: [requests(flow({ destination: peer(null) }), { code: '503', flags: 'UH' })] },
    });
    expect(lost).toMatchObject({ service: service('b'), reached: [], errorsPerSecond: 1 });
  });
});
