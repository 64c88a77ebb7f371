import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { selectionsOf } from './chart-subject';

describe('selectionsOf', () => {
  it('is the whole mesh, or what comes into the chosen namespaces', () => {
    expect(selectionsOf({}, null)).toEqual([{}]);
    expect(selectionsOf({}, ['a', 'b'])).toEqual([
      { service: { namespace: 'a' } },
      { service: { namespace: 'b' } },
    ]);
  });

  it("is a node's incoming traffic, or its outgoing where it only calls", () => {
    const node = 'vapp/c/shop/cart/v1';
    const cart = { cluster: 'c', namespace: 'shop', app: 'cart', version: 'v1' };
    expect(selectionsOf({ node }, null)).toEqual([{ destination: cart }]);
    expect(selectionsOf({ node, direction: 'outgoing', protocol: 'grpc' }, null)).toEqual([
      { source: cart, protocol: 'grpc' },
    ]);
    expect(selectionsOf({ node: 'from-unknown' }, null)).toEqual([{ source: { workload: null } }]);
  });

  it('is an edge from its two ends', () => {
    const ends = { source: 'wl/c/shop/cart', target: 'svc/c/shop/db', protocol: 'tcp' } as const;
    expect(selectionsOf(ends, null)).toEqual([
      {
        source: { cluster: 'c', namespace: 'shop', workload: 'cart' },
        service: { cluster: 'c', namespace: 'shop', name: 'db' },
        protocol: 'tcp',
      },
    ]);
    expect(selectionsOf({ source: 'svc/c/shop/db', target: 'wl/c/shop/db-v1' }, null)).toEqual([
      {
        service: { cluster: 'c', namespace: 'shop', name: 'db' },
        destination: { cluster: 'c', namespace: 'shop', workload: 'db-v1' },
      },
    ]);
  });

  it('knows what a service stands for: all its calls, those that reached nobody, or its caller too', () => {
    const service = { cluster: 'c', namespace: 'shop', name: 'db' };
    const app = { cluster: 'c', namespace: 'shop', app: 'db' };
    expect(selectionsOf({ node: 'svc/c/shop/db' }, null)).toEqual([{ service }]);
    expect(selectionsOf({ node: 'svc/c/shop/db', direction: 'outgoing' }, null)).toEqual([
      { service, reached: true },
    ]);
    expect(selectionsOf({ source: 'wl/c/shop/db', target: 'svc/c/shop/db/unreached' }, null)).toEqual([
      { source: { cluster: 'c', namespace: 'shop', workload: 'db' }, service, reached: false },
    ]);
    expect(selectionsOf({ source: 'svc/c/shop/db/caller', target: 'svc/c/shop/db/caller' }, null)).toEqual([
      { source: app, service },
    ]);
    expect(selectionsOf({ node: 'svc/c/shop/db/caller', direction: 'outgoing', app: 'mysql' }, null)).toEqual(
      [{ source: { ...app, app: 'mysql' } }],
    );
  });

  it('asks waypoints for what runs through them, which names its caller and callee alone', () => {
    const waypoint = 'wl/c/lab/waypoint';
    const caller = { cluster: 'c', namespace: 'lab', workload: 'sleep' };
    const callee = { cluster: 'c', namespace: 'lab', workload: 'hello' };
    expect(selectionsOf({ node: waypoint }, null)).toEqual([
      { service: { namespace: 'lab' }, throughWaypoints: true },
    ]);
    expect(selectionsOf({ source: 'wl/c/lab/sleep', target: waypoint, protocol: 'http' }, null)).toEqual([
      { source: caller, service: { namespace: 'lab' }, throughWaypoints: true, protocol: 'http' },
    ]);
    expect(selectionsOf({ source: waypoint, target: 'wl/c/lab/hello', protocol: 'http' }, null)).toEqual([
      { destination: callee, throughWaypoints: true, protocol: 'http' },
    ]);
    expect(selectionsOf({ source: 'wl/c/lab/sleep', target: waypoint, protocol: 'tcp' }, null)).toEqual([
      { source: caller, destination: { ...caller, workload: 'waypoint' }, protocol: 'tcp' },
    ]);
  });

  it('knows an operation of a service', () => {
    const edge = { source: 'wl/c/shop/a', target: 'op/c/shop/b/list' };
    expect(selectionsOf(edge, null)).toEqual([
      {
        source: { cluster: 'c', namespace: 'shop', workload: 'a' },
        service: { namespace: 'shop', name: 'b' },
        operation: 'list',
      },
    ]);
  });

  it.each([
    { node: 'nonsense' },
    { node: 'from-unknown', direction: 'incoming' as const },
    { node: 'hole/c', direction: 'outgoing' as const },
    { source: 'wl/c/n/a' },
    { target: 'wl/c/n/a' },
    { source: 'wl/c/n/a', target: 'from-unknown' },
    { source: 'hole/c', target: 'wl/c/n/a' },
  ])('says what is wrong with %j', (subject) => {
    const attempt = () => selectionsOf(subject, null);
    expect(attempt).toThrow(Fault);
    expect(attempt).toThrow(/\.$/);
  });
});
