import { describe, expect, it } from 'vitest';
import { ownTcpTraffic } from './drop-ztunnel';
import { flow, peer, service } from './sample-flows';

const bytes = (parts: Parameters<typeof flow>[0] = {}) => flow({ protocol: 'tcp', ztunnel: true, ...parts });

describe('ownTcpTraffic', () => {
  it('drops the bytes of ztunnel between a pair that has requests', () => {
    expect(ownTcpTraffic(() => [flow({ reporter: 'waypoint' })], [bytes()])(bytes())).toBe(false);
  });

  it('keeps the bytes that a sidecar counts, which are no requests', () => {
    const sidecar = flow({ protocol: 'tcp' });
    expect(ownTcpTraffic(() => [flow()], [sidecar])(sidecar)).toBe(true);
  });

  it('keeps the bytes of ztunnel where there are no requests', () => {
    const other = bytes({ destination: peer('db'), service: service('db') });
    expect(ownTcpTraffic(() => [flow()], [other])(other)).toBe(true);
  });
});
