import { describe, expect, it } from 'vitest';
import type { GraphAnswer } from './contract';
import { flow, peer, requests, service, tcp } from './passes/sample-flows';
import { graphOf } from './sample-graph';
import type { Flow, MessageRow, SecurityRow } from './traffic';

const edgeTo = (answer: GraphAnswer, target: string) =>
  answer.edges.find((edge) => edge.target.startsWith(target))!;

describe('the graph', () => {
  it('is empty, not broken, without any traffic', () => {
    expect(graphOf({})).toMatchObject({ nodes: [], edges: [], boxes: [], namespaces: [] });
  });

  it('counts a request once in totals, though it runs over two edges', () => {
    const answer = graphOf({ requests: [requests(flow(), { ratePerSecond: 0.25 })] });
    expect(answer.edges.map((edge) => edge.requests?.requestsPerSecond)).toEqual([0.25, 0.25]);
    expect(answer.totals.requests.requestsPerSecond).toBe(0.25);
  });

  it('does not round: one request a day is not zero', () => {
    const answer = graphOf({ requests: [requests(flow(), { code: '503', ratePerSecond: 1 / 86_400 })] });
    expect(answer.edges[0]?.requests?.errorsPerSecond).toBe(1 / 86_400);
    expect(answer.edges[0]?.health.kind).toBe('failing');
  });

  it('tells 4xx, 5xx, no response, gRPC errors, injected and delayed requests apart', () => {
    const grpc = flow({ protocol: 'grpc' });
    const answer = graphOf({
      requests: [
        requests(flow(), { ratePerSecond: 10 }),
        requests(flow(), { code: '404', ratePerSecond: 2 }),
        requests(flow(), { code: '503', flags: 'UO', ratePerSecond: 3 }),
        requests(flow(), { code: '0', flags: 'DC', ratePerSecond: 4 }),
        requests(flow(), { code: '500', flags: 'FI', ratePerSecond: 5 }),
        requests(flow(), { flags: 'DI', ratePerSecond: 6 }),
        requests(grpc, { grpcStatus: '14', ratePerSecond: 7 }),
        requests(grpc, { grpcStatus: '0', ratePerSecond: 8 }),
      ],
    });
    expect(answer.totals.requests).toMatchObject({
      requestsPerSecond: 45,
      errorsPerSecond: 3 + 4 + 7,
      clientErrorsPerSecond: 2,
      serverErrorsPerSecond: 3,
      noResponsePerSecond: 4,
      grpcErrorsPerSecond: 7,
      injectedPerSecond: 5,
      delayedPerSecond: 6,
    });
  });

  it('keeps one edge for each protocol between two nodes', () => {
    const answer = graphOf(
      { requests: [requests(flow())], tcp: [tcp(flow({ protocol: 'tcp' }))] },
      { serviceNodes: 'none' },
    );
    expect(answer.edges.map(({ protocol }) => protocol).sort()).toEqual(['http', 'tcp']);
    expect(new Set(answer.edges.map(({ id }) => id)).size).toBe(2);
  });

  it('names what nodes are: gateways, external hosts, services with their one app', () => {
    const gateway = flow({
      source: peer('istio-ingressgateway', { namespace: 'istio-system', version: null }),
    });
    const outside = flow({
      service: service('pay.example', { host: 'pay.example' }),
      destination: peer(null),
    });
    const answer = graphOf({ requests: [requests(gateway), requests(outside)] });
    expect(answer.nodes.map(({ kind, name, app }) => [kind, name, app])).toEqual([
      ['service', 'b', 'b'],
      ['external', 'pay.example', null],
      ['gateway', 'istio-ingressgateway', 'istio-ingressgateway'],
      ['app', 'a', 'a'],
      ['app', 'b', 'b'],
    ]);
  });

  it('boxes namespaces, apps with several members, and clusters where there are several', () => {
    const one = graphOf({ requests: [requests(flow())] });
    expect(one.boxes.map(({ id, parent }) => [id, parent])).toEqual([
      ['box/app/c1/shop/b', 'box/namespace/c1/shop'],
      ['box/namespace/c1/shop', null],
    ]);
    const far = flow({ source: peer('z', { cluster: 'c2' }) });
    const two = graphOf({ requests: [requests(far)] }, { boxApps: false });
    expect(two.boxes.map(({ kind }) => kind)).toEqual(['cluster', 'cluster', 'namespace', 'namespace']);
    expect(two.boxes.find(({ id }) => id === 'box/cluster/c1')?.incoming?.requestsPerSecond).toBe(1);
    expect(two.boxes.find(({ id }) => id === 'box/cluster/c2')?.incoming).toBeNull();
  });

  it('shows flows that touch the chosen namespaces, and all namespaces to choose from', () => {
    const inside = flow();
    const outside = flow({
      source: peer('x', { namespace: 'other' }),
      service: service('y', { namespace: 'other' }),
      destination: peer('y', { namespace: 'other' }),
    });
    const rows = { requests: [requests(inside), requests(outside, { ratePerSecond: 5 })] };
    const answer = graphOf(rows, { namespaces: ['shop'] });
    expect(answer.totals.requests.requestsPerSecond).toBe(1);
    expect(answer.nodes.every(({ namespace }) => namespace === 'shop')).toBe(true);
    expect(answer.namespaces).toEqual([
      { name: 'other', requestsPerSecond: 5 },
      { name: 'shop', requestsPerSecond: 1 },
    ]);
    expect(graphOf(rows, { namespaces: ['nowhere'] }).edges).toEqual([]);
  });

  it('marks edges without traffic idle', () => {
    const answer = graphOf({ requests: [requests(flow(), { ratePerSecond: 0 })] }, { idle: true });
    expect(answer.edges.map(({ health }) => health.kind)).toEqual(['idle', 'idle']);
    expect(answer.edges[0]?.requests?.codes).toEqual([]);
  });

  it('leaves out what a proxy wrote before it knew its peer', () => {
    expect(graphOf({ requests: [requests(flow({ unfinished: true }))] }).edges).toEqual([]);
  });

  it("takes mutual TLS from the server's view, and from ztunnel where only that knows", () => {
    const row = (
      reporter: 'destination' | 'source',
      parts: object,
      mutualTls: boolean,
      ratePerSecond: number,
    ): SecurityRow => ({
      flow: flow({ reporter, ...parts }),
      mutualTls,
      sourcePrincipal: mutualTls ? 'spiffe://a' : null,
      destinationPrincipal: 'spiffe://b',
      ratePerSecond,
    });
    const told = graphOf({
      requests: [requests(flow())],
      security: [row('destination', {}, true, 3), row('destination', {}, false, 1)],
    });
    expect(edgeTo(told, 'svc').mtls).toEqual({
      share: 0.75,
      sourcePrincipals: ['spiffe://a'],
      destinationPrincipals: ['spiffe://b'],
    });
    const byZtunnel = row('destination', { protocol: 'tcp', ztunnel: true }, true, 500);
    expect(edgeTo(graphOf({ requests: [requests(flow())], security: [byZtunnel] }), 'svc').mtls?.share).toBe(
      1,
    );
    expect(edgeTo(graphOf({ requests: [requests(flow())], security: [] }), 'svc').mtls).toBeNull();
  });
});

describe('gRPC messages', () => {
  const grpc = flow({ protocol: 'grpc' });
  const server = flow({ protocol: 'grpc', reporter: 'destination' });
  const message = (of: Flow, measure: MessageRow['measure'], ratePerSecond: number): MessageRow => ({
    flow: of,
    measure,
    ratePerSecond,
  });

  it('are counted once, in the view that the requests of the pair are counted from', () => {
    const both = [grpc, server].flatMap((of) => [message(of, 'sent', 4), message(of, 'received', 40)]);
    const answer = graphOf({ requests: [requests(grpc), requests(server)], messages: both });
    for (const edge of answer.edges)
      expect(edge.messages).toEqual({ sentPerSecond: 4, receivedPerSecond: 40 });
    const callee = answer.nodes.find(({ kind, name }) => kind === 'app' && name === 'b');
    expect(callee?.incomingMessages).toEqual({ sentPerSecond: 4, receivedPerSecond: 40 });
    expect(callee?.outgoingMessages).toBeNull();
    const onlyServersRequests = graphOf({
      requests: [requests(server)],
      messages: [message(server, 'sent', 4)],
    });
    expect(onlyServersRequests.edges[0]?.messages?.sentPerSecond).toBe(4);
  });

  it('draw a stream that has not ended, which is not idle', () => {
    const [edge] = graphOf({ messages: [message(grpc, 'sent', 2)] }).edges;
    expect(edge).toMatchObject({ messages: { sentPerSecond: 2 }, health: { kind: 'healthy' } });
    expect(edge?.requests?.requestsPerSecond).toBe(0);
  });

  it('are zero for gRPC without any, and nothing where they were not asked for or not gRPC', () => {
    const rows = { requests: [requests(grpc), requests(flow())] };
    const asked = graphOf({ ...rows, messages: [] });
    expect(asked.edges.map(({ protocol, messages }) => [protocol, messages?.sentPerSecond ?? null])).toEqual([
      ['grpc', 0],
      ['http', null],
      ['grpc', 0],
      ['http', null],
    ]);
    expect(graphOf(rows).edges.every(({ messages }) => messages === null)).toBe(true);
  });
});

describe('nodes', () => {
  it('are outside where their namespace is not chosen', () => {
    const far = flow({ source: peer('x', { namespace: 'other' }) });
    const unknown = flow({ source: peer(null), reporter: 'destination' });
    const rows = { requests: [requests(far), requests(unknown)] };
    const outside = (answer: GraphAnswer) =>
      answer.nodes.filter((node) => node.outside).map(({ name }) => name);
    expect(outside(graphOf(rows, { namespaces: ['shop'] }))).toEqual(['x']);
    expect(outside(graphOf(rows))).toEqual([]);
  });

  it('are roots where nothing else calls them', () => {
    const itself = flow({ source: peer('a-v1'), destination: peer('a-v1'), service: service(null) });
    const answer = graphOf({ requests: [requests(flow()), requests(itself)] });
    expect(answer.nodes.filter(({ root }) => root).map(({ name }) => name)).toEqual(['a']);
  });
});

describe('the health of a box', () => {
  it('is that of all that arrives at its members, also from inside, each request once', () => {
    const failing = requests(flow(), { code: '503', ratePerSecond: 1 });
    const fine = requests(flow(), { ratePerSecond: 9 });
    const unreached = requests(flow({ destination: peer(null) }), {
      code: '503',
      flags: 'UH',
      ratePerSecond: 2,
    });
    const box = (serviceNodes: 'all' | 'none') =>
      graphOf({ requests: [failing, fine, unreached] }, { serviceNodes }).boxes.find(
        ({ kind }) => kind === 'namespace',
      );
    expect(box('all')?.incoming).toBeNull();
    expect(box('all')?.health).toMatchObject({
      kind: 'failing',
      reasons: [expect.stringContaining('25 % of requests')],
    });
    expect(box('none')?.health).toEqual(box('all')?.health);
  });

  it('knows bytes', () => {
    const answer = graphOf({ tcp: [tcp(flow({ protocol: 'tcp' }))] });
    expect(answer.boxes.find(({ kind }) => kind === 'namespace')?.health).toEqual({ kind: 'healthy' });
  });
});
