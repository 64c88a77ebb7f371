import { describe, expect, it } from 'vitest';
import { ownTcpTraffic } from './drop-ztunnel';
import { flow, peer, service } from './sample-flows';

const bytes = (parts: Parameters<typeof flow>[0] = {}) => flow({ protocol: 'tcp', ztunnel: true, ...parts });

describe('ownTcpTraffic', () => {
  it('drops the bytes of ztunnel between a pair that has requests', () => {
    expect(ownTcpTraffic([flow({ reporter: 'waypoint' })], [bytes()])(bytes())).toBe(false);
  });

  it('keeps the bytes that a sidecar counts, which are no requests', () => {
    const sidecar = flow({ protocol: 'tcp' });
    expect(ownTcpTraffic([flow()], [sidecar])(sidecar)).toBe(true);
  });

  it('keeps the bytes of ztunnel where there are no requests', () => {
    const other = bytes({ destination: peer('db'), service: service('db') });
    expect(ownTcpTraffic([flow()], [other])(other)).toBe(true);
  });

  it('drops the hops to and from a waypoint, whatever it is called', () => {
    const request = flow({ reporter: 'waypoint' });
    const to = bytes({ destination: peer('l7-proxy') });
    const from = bytes({ reporter: 'destination', source: peer('l7-proxy'), service: service(null) });
    const isOwn = ownTcpTraffic([request], [to, from]);
    expect([isOwn(to), isOwn(from)]).toEqual([false, false]);
  });

  it('knows a waypoint by its name where its own service is called', () => {
    const to = bytes({ destination: peer('waypoint'), service: service('waypoint') });
    expect(ownTcpTraffic([flow({ reporter: 'waypoint' })], [to])(to)).toBe(false);
    expect(ownTcpTraffic([], [to])(to)).toBe(true);
  });
});
