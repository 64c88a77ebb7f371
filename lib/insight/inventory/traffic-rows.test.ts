import { describe, expect, it } from 'vitest';
import type { GraphNode } from '@/lib/graph/contract';
import { graphAnswer, graphBox, graphEdge, graphNode, requests } from '@/lib/graph/fixtures/builders';
import { unknownRow } from './base-rows';
import { measuredRows } from './traffic-rows';

const CART = graphNode({
  id: 'wl/Kubernetes/shop/cart',
  kind: 'workload',
  namespace: 'shop',
  name: 'cart',
  incoming: requests({ requestsPerSecond: 4, errorsPerSecond: 1 }),
});
const WEB = graphNode({
  id: 'wl/Kubernetes/shop/web',
  kind: 'workload',
  namespace: 'shop',
  name: 'web',
  outgoing: requests({ requestsPerSecond: 5 }),
});
const CALLED = graphNode({
  id: 'svc/Kubernetes/shop/cart',
  kind: 'service',
  namespace: 'shop',
  name: 'cart',
});
const MTLS = { share: 0.5, sourcePrincipals: [], destinationPrincipals: [] };
const GRAPH = graphAnswer({
  nodes: [CART, WEB, CALLED],
  edges: [
    graphEdge(WEB.id, CALLED.id, { requests: requests({ requestsPerSecond: 5 }) }),
    graphEdge(CALLED.id, CART.id, { requests: requests({ requestsPerSecond: 4 }), mtls: MTLS }),
  ],
  boxes: [graphBox('shop', { health: { kind: 'degraded', reasons: ['x'] } })],
});
const row = (rows: ReturnType<typeof measuredRows>, name: string) => rows.find((one) => one.name === name);

describe('figures of rows', () => {
  it('are of what arrives, and of the calls made where nothing arrives', () => {
    const rows = measuredRows('workloads', [], GRAPH);
    expect(row(rows, 'cart')?.figures).toMatchObject({
      direction: 'incoming',
      requestsPerSecond: 4,
      errorShare: 0.25,
      mutualTlsShare: 0.5,
    });
    expect(row(rows, 'web')?.figures).toMatchObject({
      direction: 'outgoing',
      requestsPerSecond: 5,
      mutualTlsShare: null,
    });
  });

  it('count a call into a namespace once, although an edge leads on from its service', () => {
    const rows = measuredRows('namespaces', [], GRAPH);
    expect(row(rows, 'shop')?.figures?.requestsPerSecond).toBe(5);
    expect(row(rows, 'shop')?.health.kind).toBe('degraded');
  });

  it('call a namespace as bad as its worst application, which may be called from within only', () => {
    const app = (name: string, health: GraphNode['health']) =>
      graphNode({ id: `app/Kubernetes/shop/${name}`, kind: 'app', namespace: 'shop', name, health });
    const nodes = [
      app('cart', { kind: 'failing', reasons: ['x'] }),
      app('web', { kind: 'healthy' }),
      app('db', { kind: 'degraded', reasons: ['y'] }),
    ];
    const boxes = [graphBox('shop', { health: { kind: 'healthy' } })];
    const rows = measuredRows('namespaces', [], graphAnswer({ nodes, edges: [], boxes }));
    expect(row(rows, 'shop')?.health).toEqual({
      kind: 'failing',
      reasons: ['1 of 3 applications fail: cart'],
    });
  });

  it('judge what had no traffic by its replicas', () => {
    const base = { ...unknownRow(null, 'shop', 'idle'), replicas: { desired: 2, ready: 0 } };
    const rows = measuredRows('workloads', [base], GRAPH);
    expect(row(rows, 'idle')?.health.kind).toBe('failing');
    expect(row(rows, 'idle')?.figures?.requestsPerSecond).toBeNull();
  });

  it('of one name in several clusters are told apart', () => {
    const west = { ...CART, id: 'wl/west/shop/cart', cluster: 'west' };
    const graph = { ...GRAPH, nodes: [...GRAPH.nodes, west] };
    const rows = measuredRows('workloads', [], graph);
    expect(rows.filter(({ name }) => name === 'cart').map(({ id, cluster }) => [id, cluster])).toEqual([
      ['wl/Kubernetes/shop/cart', 'Kubernetes'],
      ['wl/west/shop/cart', 'west'],
    ]);
  });
});
