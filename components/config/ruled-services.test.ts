import { describe, expect, it } from 'vitest';
import { parseFind } from '@/lib/graph/find/parser';
import { graphParams, ratedNodes, ruledGraphHref } from './ruled-services';

const rule = (namespace: string, name: string) => ({ namespace, name, host: `${name}.${namespace}.svc` });

describe('the traffic that an object rules', () => {
  it('asks for the namespaces of its services, each once', () => {
    const params = new URLSearchParams(graphParams([rule('shop', 'b'), rule('app', 'a'), rule('shop', 'c')]));
    expect(params.get('namespaces')).toBe('app,shop');
  });

  it('sums what arrives at its services only, and tells none from nothing', () => {
    const node = (host: string | null, requestsPerSecond: number | null) =>
      ({
        kind: 'service',
        host,
        namespace: 'shop',
        name: '',
        incoming: requestsPerSecond === null ? null : { requestsPerSecond },
      }) as unknown as Parameters<typeof ratedNodes>[0][number];
    const nodes = [node('a.shop.svc', 2), node('b.shop.svc', 3), node('c.shop.svc', null), node(null, 9)];
    expect(ratedNodes(nodes, [rule('shop', 'a'), rule('shop', 'b')])).toBe(5);
    expect(ratedNodes(nodes, [rule('shop', 'c')])).toBe(0);
    expect(ratedNodes(nodes, [rule('shop', 'd')])).toBeNull();
  });

  it('finds them on the graph by an expression that the graph reads', () => {
    const find = new URL(ruledGraphHref([rule('shop', 'a'), rule('shop', 'b')]), 'http://x').searchParams.get(
      'find',
    );
    expect(find).toBe('host = "a.shop.svc" or host = "b.shop.svc"');
    expect(parseFind(find ?? '')).toMatchObject({ kind: 'expression' });
    const many = Array.from({ length: 9 }, (_, at) => rule('shop', `s${at}`));
    expect(ruledGraphHref(many)).not.toContain('find');
  });
});
