import { describe, expect, it } from 'vitest';
import { edgeHref, foundHref, nodeHref } from './graph-links';

const SERVICES = { type: 'service' } as const;

describe('links into the graph', () => {
  it('open the graph that an id was read from, with the namespace in sight', () => {
    expect(nodeHref({ id: 'svc/a/shop/cart', namespace: 'shop' }, SERVICES)).toBe(
      '/graph?type=service&namespaces=shop&node=svc%2Fa%2Fshop%2Fcart',
    );
    expect(edgeHref({ edgeId: 'e1', namespace: 'shop' }, { type: 'app', services: 'none' })).toBe(
      '/graph?type=app&services=none&namespaces=shop&edge=e1',
    );
  });

  it('show everything where a thing has no namespace', () => {
    expect(edgeHref({ edgeId: 'e1', namespace: null }, SERVICES, { before: '3600' })).toBe(
      '/graph?type=service&everything=true&edge=e1&before=3600',
    );
  });

  it('find in all that was chosen', () => {
    expect(foundHref('%mtls < 100', SERVICES)).toBe(
      '/graph?type=service&everything=true&find=%25mtls+%3C+100',
    );
  });
});
