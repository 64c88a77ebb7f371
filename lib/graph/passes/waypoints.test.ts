import { describe, expect, it } from 'vitest';
import type { GraphRequest } from '@/lib/graph/contract';
import { edgesInWords, graphOf } from '@/lib/graph/sample-graph';
import { flow, peer, requests, service, tcp } from './sample-flows';
import { findWaypoints } from './waypoints';

const bytes = (parts: Parameters<typeof flow>[0] = {}) => flow({ protocol: 'tcp', ztunnel: true, ...parts });
const waypoint = peer('waypoint');
const told = flow({ reporter: 'waypoint' });
const legIn = bytes({ destination: waypoint });
const legOut = bytes({ reporter: 'destination', source: waypoint });
const clientsWord = flow({ destination: waypoint });
const serversWord = flow({ reporter: 'destination', source: waypoint });

const everybody = {
  requests: [
    requests(clientsWord, { ratePerSecond: 5 }),
    requests(told, { ratePerSecond: 5 }),
    requests(serversWord, { ratePerSecond: 5 }),
  ],
  tcp: [tcp(legIn), tcp(legOut)],
};
const onlyTunnels = { tcp: [tcp(legIn), tcp(legOut)] };
const drawn = (rows: Parameters<typeof graphOf>[0], part: Partial<GraphRequest>) =>
  edgesInWords(graphOf(rows, part));

describe('findWaypoints', () => {
  it('knows a waypoint by what runs through it, whatever it is called', () => {
    const proxy = peer('l7-proxy');
    const found = findWaypoints([told, bytes({ destination: proxy })]);
    expect([found.has(proxy), found.has(peer('b-v1')), found.between(told)]).toEqual([true, false, proxy]);
  });

  it('drops the legs that a waypoint tells of itself, and only those', () => {
    const { isTold } = findWaypoints([told, legIn, legOut, clientsWord, serversWord]);
    expect([legIn, legOut, clientsWord, serversWord].map(isTold)).toEqual([true, true, true, true]);
    expect(isTold(told)).toBe(false);
    const elsewhere = service('other', { namespace: 'other' });
    expect(isTold(bytes({ destination: waypoint, service: elsewhere }))).toBe(false);
    expect(isTold(bytes({ reporter: 'destination', source: waypoint, destination: peer('c') }))).toBe(false);
  });

  it('knows one by what it leads to, where its routes name another service than the one that was called', () => {
    const proxy = peer('l7-proxy');
    const called = bytes({ destination: proxy, service: service('front') });
    const found = findWaypoints([told, called, bytes({ reporter: 'destination', source: proxy })]);
    expect([found.has(proxy), found.isTold(called)]).toEqual([true, true]);
    expect(findWaypoints([told, called]).has(proxy)).toBe(false);
  });

  it('takes nobody for one whose own calls a waypoint tells of', () => {
    const middle = peer('m-v1');
    const both = [flow({ reporter: 'waypoint', source: middle }), told];
    const found = findWaypoints([
      ...both,
      bytes({ destination: middle, service: service('m') }),
      bytes({ reporter: 'destination', source: middle }),
    ]);
    expect(found.has(middle)).toBe(false);
  });

  it('drops a connection to its own address where it tells of the caller', () => {
    const { isTold } = findWaypoints([told]);
    expect(isTold(bytes({ destination: waypoint, service: service('waypoint') }))).toBe(false);
    const withLeg = findWaypoints([told, legIn]);
    expect(withLeg.isTold(bytes({ destination: waypoint, service: service('waypoint') }))).toBe(true);
    expect(withLeg.isTold(bytes({ destination: waypoint, service: service(null), source: peer('z') }))).toBe(
      false,
    );
  });

  it('takes a mesh without ambient mode as it is', () => {
    expect(findWaypoints([flow(), flow({ reporter: 'destination' })]).any).toBe(false);
  });
});

describe('waypoints folded into edges', () => {
  it('count a request once that client, waypoint, server and ztunnels all report', () => {
    const answer = graphOf(everybody, { type: 'workload', serviceNodes: 'none' });
    expect(edgesInWords(answer)).toEqual(['workload a-v1 > workload b-v1: 5']);
    expect(answer.totals.requests.requestsPerSecond).toBe(5);
    expect(answer.totals.tcp.sentBytesPerSecond).toBe(0);
  });

  it('run through the service where only ztunnels tell, since nobody knows who reached whom', () => {
    const answer = graphOf(onlyTunnels, { type: 'workload', serviceNodes: 'none' });
    expect(edgesInWords(answer)).toEqual([
      'service b > workload b-v1: 100 B',
      'workload a-v1 > service b: 100 B',
    ]);
    expect(answer.totals.tcp.sentBytesPerSecond).toBe(100);
    expect(drawn(onlyTunnels, { type: 'service' })).toEqual(['app a > service b: 100 B']);
  });

  it('go on from the service that was called, where routes lead to another', () => {
    const called = bytes({ destination: waypoint, service: service('front') });
    const rows = { tcp: [tcp(called), tcp(legOut)] };
    expect(drawn(rows, { type: 'workload', serviceNodes: 'none' })).toEqual([
      'service front > workload b-v1: 100 B',
      'workload a-v1 > service front: 100 B',
    ]);
  });

  it('run through the service too where only sidecars tell', () => {
    const rows = {
      requests: [requests(clientsWord), requests(serversWord)],
      tcp: [tcp(bytes({ source: peer('z') }))],
    };
    const answer = graphOf(rows, { type: 'workload', serviceNodes: 'none' });
    expect(edgesInWords(answer)).toEqual(
      expect.arrayContaining(['workload a-v1 > service b: 1', 'service b > workload b-v1: 1']),
    );
    expect(answer.totals.requests.requestsPerSecond).toBe(1);
    expect(drawn(rows, { type: 'service' })).toContain('app a > service b: 1');
  });

  it('run through the service where what waypoints tell is left out', () => {
    const rows = { requests: everybody.requests };
    expect(drawn(rows, { type: 'workload', serviceNodes: 'none', ambient: 'ztunnel' })).toEqual([
      'service b > workload b-v1: 5',
      'workload a-v1 > service b: 5',
    ]);
  });

  it('are as secure as the waypoint says, whose legs are no traffic of their own', () => {
    const row = { mutualTls: true, destinationPrincipal: null, ratePerSecond: 1 };
    const security = [
      { ...row, flow: told, sourcePrincipal: 'a' },
      { ...row, flow: serversWord, sourcePrincipal: 'waypoint' },
    ];
    const { edges } = graphOf({ ...everybody, security }, { type: 'workload' });
    expect(edges.map(({ mtls }) => mtls?.sourcePrincipals)).toEqual([['a'], ['a']]);
  });

  it('show the waypoint where no service is known, without one between', () => {
    const unnamed = flow({ destination: waypoint, service: service(null) });
    const own = flow({ destination: waypoint, service: service('waypoint') });
    for (const one of [unnamed, own]) {
      const rows = { requests: [requests(one)], tcp: [tcp(bytes({ source: peer('z') }))] };
      const edges = drawn(rows, { type: 'workload', serviceNodes: 'all' });
      expect(edges).toContain('workload a-v1 > waypoint waypoint: 1');
    }
  });

  it('take the bytes that a waypoint counts, not also those of its legs', () => {
    const l4 = flow({ reporter: 'waypoint', protocol: 'tcp' });
    const answer = graphOf({ tcp: [tcp(l4), tcp(legIn), tcp(legOut)] }, { serviceNodes: 'none' });
    expect(edgesInWords(answer)).toEqual(['app a > app b: 100 B']);
    expect(answer.totals.tcp.sentBytesPerSecond).toBe(100);
  });
});

describe('waypoints as nodes', () => {
  const nodes = { waypoints: 'nodes', type: 'workload' } as const;

  it('stand between caller and callee, with each request on both sides and once in the total', () => {
    const answer = graphOf(everybody, { ...nodes, serviceNodes: 'none' });
    expect(edgesInWords(answer)).toEqual([
      'workload a-v1 > waypoint waypoint: 5',
      'waypoint waypoint > workload b-v1: 5',
    ]);
    expect(answer.totals.requests.requestsPerSecond).toBe(5);
    expect(answer.nodes.find(({ kind }) => kind === 'waypoint')).toMatchObject({
      workload: 'waypoint',
      namespace: 'shop',
      incoming: { requestsPerSecond: 5 },
    });
    expect(answer.boxes.find(({ kind }) => kind === 'namespace')?.health).toEqual({ kind: 'healthy' });
  });

  it('come before the service', () => {
    expect(drawn(everybody, { ...nodes, serviceNodes: 'all' })).toEqual([
      'service b > workload b-v1: 5',
      'workload a-v1 > waypoint waypoint: 5',
      'waypoint waypoint > service b: 5',
    ]);
    expect(drawn(everybody, { ...nodes, type: 'service' })).toEqual([
      'app a > waypoint waypoint: 5',
      'waypoint waypoint > service b: 5',
    ]);
  });

  it('stand right after the caller where they do not tell themselves', () => {
    const rows = { requests: [requests(clientsWord)], tcp: [tcp(legOut)] };
    const edges = drawn(rows, { ...nodes, serviceNodes: 'all' });
    expect(edges).toContain('workload a-v1 > waypoint waypoint: 1');
    expect(edges).not.toContain('workload a-v1 > service b: 1');
  });

  it('are found by what leads to the callee, or as the only one of the namespace', () => {
    const withLegOut = { requests: [requests(told)], tcp: [tcp(legOut)] };
    expect(drawn(withLegOut, { ...nodes, serviceNodes: 'none' })).toContain(
      'workload a-v1 > waypoint waypoint: 1',
    );
    const elsewhere = bytes({ source: peer('z'), service: service('c'), destination: waypoint });
    const only = { requests: [requests(told)], tcp: [tcp(elsewhere)] };
    expect(drawn(only, { ...nodes, serviceNodes: 'none' })).toContain('workload a-v1 > waypoint waypoint: 1');
    expect(drawn({ requests: [requests(told)] }, { ...nodes, serviceNodes: 'none' })).toEqual([
      'workload a-v1 > workload b-v1: 1',
    ]);
  });

  it('show the bytes of both legs where only ztunnels tell, and count them once', () => {
    const answer = graphOf(onlyTunnels, { ...nodes, serviceNodes: 'none' });
    expect(edgesInWords(answer)).toEqual([
      'workload a-v1 > waypoint waypoint: 100 B',
      'waypoint waypoint > workload b-v1: 100 B',
    ]);
    expect(answer.totals.tcp.sentBytesPerSecond).toBe(100);
  });
});

describe('whose numbers count in ambient mode', () => {
  const sidecars = flow({ destination: peer('c-v1'), service: service('c') });
  const rows = { requests: [...everybody.requests.slice(1, 2), requests(sidecars)], tcp: everybody.tcp };
  const plain = { type: 'workload', serviceNodes: 'none' } as const;

  it('are those of waypoints alone, without the bytes of ztunnels', () => {
    const other = tcp(bytes({ destination: peer('db'), service: service('db') }));
    const all = { ...rows, tcp: [...rows.tcp, other] };
    expect(drawn(all, { ...plain, ambient: 'total' })).toHaveLength(3);
    expect(drawn(all, { ...plain, ambient: 'waypoint' })).toEqual([
      'workload a-v1 > workload b-v1: 5',
      'workload a-v1 > workload c-v1: 1',
    ]);
  });

  it('are those of ztunnels alone, beside what sidecars say', () => {
    expect(drawn(rows, { ...plain, ambient: 'ztunnel' })).toEqual([
      'service b > workload b-v1: 100 B',
      'workload a-v1 > service b: 100 B',
      'workload a-v1 > workload c-v1: 1',
    ]);
  });
});
