import { describe, expect, it } from 'vitest';
import type { Flow } from '@/lib/graph/traffic';
import { placement, type View } from './place';
import { flow, peer, service } from './sample-flows';

function ends(view: View, of: Flow, all: readonly Flow[] = [of]): string[] {
  return placement(view, all)
    .hopsOf(of)
    .map(({ sourceId, targetId }) => `${sourceId} > ${targetId}`);
}

const throughServices: View = { type: 'versionedApp', serviceNodes: 'all' };
const straight: View = { type: 'workload', serviceNodes: 'none' };
const services: View = { type: 'service', serviceNodes: 'none' };

describe('placement', () => {
  it('puts the service between caller and workload', () => {
    expect(ends(throughServices, flow())).toEqual([
      'vapp/c1/shop/a/v1 > svc/c1/shop/b',
      'svc/c1/shop/b > vapp/c1/shop/b/v1',
    ]);
  });

  it('ends at the service where no workload was reached', () => {
    const failed = flow({ destination: peer(null) });
    expect(ends(throughServices, failed)).toEqual(['vapp/c1/shop/a/v1 > svc/c1/shop/b']);
    expect(ends(straight, failed)).toEqual(['wl/c1/shop/a-v1 > svc/c1/shop/b/unreached']);
  });

  it('goes through a service only where its calls spread or some reached nothing, when that is left to it', () => {
    const auto: View = { type: 'versionedApp', serviceNodes: 'auto' };
    const direct = ['vapp/c1/shop/a/v1 > vapp/c1/shop/b/v1'];
    const through = ['vapp/c1/shop/a/v1 > svc/c1/shop/b', 'svc/c1/shop/b > vapp/c1/shop/b/v1'];
    const failed = flow({ destination: peer(null) });
    const other = flow({ destination: peer('b-v2') });
    expect(ends(auto, flow())).toEqual(direct);
    expect(ends(auto, flow(), [flow(), other])).toEqual(through);
    expect(ends(auto, flow(), [flow(), failed])).toEqual(through);
    expect(ends(auto, failed)).toEqual(['vapp/c1/shop/a/v1 > svc/c1/shop/b']);
    expect(ends(auto, flow(), [flow(), flow({ service: service('c'), destination: peer('b-v2') })])).toEqual(
      direct,
    );
  });

  it('goes straight to the workload without services, and where no service in particular was called', () => {
    expect(ends(straight, flow())).toEqual(['wl/c1/shop/a-v1 > wl/c1/shop/b-v1']);
    for (const name of [null, 'InboundPassthroughCluster', 'PassthroughCluster']) {
      const direct = flow({ service: service(name) });
      expect(ends(throughServices, direct)).toEqual(['vapp/c1/shop/a/v1 > vapp/c1/shop/b/v1']);
    }
  });

  it('gathers calls to hosts outside under one node of the kind of their route', () => {
    const passed = flow({ service: service('PassthroughCluster'), destination: peer(null) });
    const blocked = flow({ service: service('BlackHoleCluster'), destination: peer(null) });
    const nowhere = flow({ service: service(null), destination: peer(null) });
    expect([passed, blocked, nowhere].flatMap((one) => ends(straight, one))).toEqual([
      'wl/c1/shop/a-v1 > pass/c1',
      'wl/c1/shop/a-v1 > hole/c1',
      'wl/c1/shop/a-v1 > to-unknown',
    ]);
  });

  it('has one node for callers without a proxy', () => {
    expect(ends(straight, flow({ source: peer(null) }))).toEqual(['from-unknown > wl/c1/shop/b-v1']);
  });

  it('lets a caller stand for the service that it is behind in a service graph', () => {
    const called = flow({ source: peer(null), service: service('a'), destination: peer('a-v1') });
    expect(ends(services, flow(), [flow(), called])).toEqual(['svc/c1/shop/a/caller > svc/c1/shop/b/caller']);
    expect(ends(services, flow())).toEqual(['app/c1/shop/a > svc/c1/shop/b/caller']);
  });

  it('gives a service to no more than one app, so that quantiles can be summed by app', () => {
    const behind = (workload: string) =>
      flow({ source: peer(null), service: service('front'), destination: peer(workload) });
    const all = [behind('one'), behind('two')];
    const from = (workload: string) => ends(services, flow({ source: peer(workload) }), all);
    expect([from('one'), from('two')]).toEqual([
      ['app/c1/shop/one > svc/c1/shop/b/caller'],
      ['app/c1/shop/two > svc/c1/shop/b/caller'],
    ]);
    expect(ends(services, flow({ source: peer('one') }), [behind('one')])).toEqual([
      'svc/c1/shop/front/caller > svc/c1/shop/b/caller',
    ]);
  });

  it('has as many kinds of hops whatever the mesh, since each is a query', () => {
    for (const view of [throughServices, straight, services]) {
      expect(placement(view, [flow()]).legs).toHaveLength(placement(view, []).legs.length);
    }
  });
});
