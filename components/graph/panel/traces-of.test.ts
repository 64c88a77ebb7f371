import { describe, expect, it } from 'vitest';
import { graphEdge, graphNode } from '@/lib/graph/fixtures/builders';
import { parseTraceQuery } from '@/lib/traces/language/parser';
import { tracesHref, tracesOfCode, tracesOfEdge, tracesOfNode } from './traces-of';

const front = graphNode({ id: 'a', name: 'front-v1', app: 'front', namespace: 'shop', version: 'v1' });
const cart = graphNode({ id: 'b', name: 'cart-v2', app: 'cart', namespace: 'shop', version: 'v2' });
const outside = graphNode({
  id: 'c',
  name: 'api.pay.example',
  kind: 'external',
  namespace: null,
  host: 'api.pay.example',
});
const edge = graphEdge('a', 'b');

describe('the traces of what the graph shows', () => {
  it('are those of the version of a workload', () => {
    expect(tracesOfNode(cart, 12)).toEqual({ service: 'cart.shop', q: 'version = v2', p95Ms: 12 });
    expect(tracesOfNode(outside, null)).toBeNull();
  });

  it('are those of the callee below the caller', () => {
    expect(tracesOfEdge(edge, front, cart)).toMatchObject({
      service: 'cart.shop',
      q: 'parent.service = front.shop and version = v2',
    });
  });

  it('are the caller’s where the callee has no proxy', () => {
    expect(tracesOfEdge(edge, front, outside)).toMatchObject({
      service: 'front.shop',
      q: 'called = api.pay.example',
    });
  });

  it('are those that ended with a code and a flag', () => {
    const row = { code: '503', flags: 'UO', words: '', ratePerSecond: 1, tone: 'failing' as const };
    const href = tracesOfCode(tracesOfNode(cart, null), row);
    expect(new URLSearchParams(href?.split('?')[1]).get('q')).toBe(
      'version = v2 and code = 503 and flags = UO',
    );
    expect(tracesOfCode(null, row)).toBeNull();
    expect(tracesOfCode(tracesOfNode(cart, null), { ...row, code: 'not told', flags: '-' })).toBeNull();
  });

  it('are asked for in words that the search reads', () => {
    for (const of of [tracesOfNode(cart, null), tracesOfEdge(edge, front, cart)]) {
      const q = new URLSearchParams(tracesHref(of!, { q: 'code = 0' }).split('?')[1]).get('q') ?? '';
      expect(parseTraceQuery(q).kind).toBe('expression');
    }
  });
});
