import { describe, expect, it } from 'vitest';
import { chooseViews } from './choose-view';
import { flow, peer, requests, service } from './sample-flows';

const client = flow();
const server = flow({ reporter: 'destination' });
const waypoint = flow({ reporter: 'waypoint' });
const failed = flow({ destination: peer(null) });

describe('chooseViews', () => {
  it("takes the client's word, even where the server tells otherwise", () => {
    const counts = chooseViews([
      requests(client, { code: '504', flags: 'UT' }),
      requests(server, { code: '200' }),
    ]);
    expect(counts(client)).toBe(true);
    expect(counts(server)).toBe(false);
  });

  it("takes the waypoint's word where no client tells, and not the server's too", () => {
    const counts = chooseViews([requests(waypoint), requests(server)]);
    expect(counts(waypoint)).toBe(true);
    expect(counts(server)).toBe(false);
  });

  it('takes the client before the waypoint, also where the client names only the service', () => {
    expect(chooseViews([requests(client), requests(waypoint)])(waypoint)).toBe(false);
    expect(chooseViews([requests(failed, { code: '200' }), requests(waypoint)])(waypoint)).toBe(false);
  });

  it('keeps what only a server tells of: callers without a proxy', () => {
    const unknown = flow({ reporter: 'destination', source: peer(null) });
    expect(chooseViews([requests(client), requests(unknown)])(unknown)).toBe(true);
  });

  it('keeps mirrored requests, which no client tells of', () => {
    const shadow = flow({ reporter: 'destination', destination: peer('b-v2') });
    const counts = chooseViews([requests(client), requests(server), requests(shadow)]);
    expect(counts(shadow)).toBe(true);
    expect(counts(server)).toBe(false);
  });

  it('does not add a time-out without a workload to what the server made of it', () => {
    const counts = chooseViews([requests(failed, { code: '504', flags: 'UT' }), requests(server)]);
    expect(counts(failed)).toBe(true);
    expect(counts(server)).toBe(false);
  });

  it('keeps requests that ended at the client beside those that the server tells of', () => {
    for (const flags of ['UO', 'UH', 'UF,URX', 'NR', 'FI']) {
      const counts = chooseViews([requests(failed, { code: '503', flags }), requests(server)]);
      expect([flags, counts(failed), counts(server)]).toEqual([flags, true, true]);
    }
  });

  it('knows a workload that the server counts under another of its services', () => {
    const other = flow({ reporter: 'destination', service: service('b-admin') });
    expect(chooseViews([requests(client), requests(other)])(other)).toBe(false);
  });

  it('takes a view without traffic for none', () => {
    const counts = chooseViews([requests(client, { ratePerSecond: 0 }), requests(server)]);
    expect(counts(server)).toBe(true);
  });

  it('decides for each protocol and cluster', () => {
    const grpc = flow({ reporter: 'destination', protocol: 'grpc' });
    const elsewhere = flow({ reporter: 'destination', source: peer('a-v1', { cluster: 'c2' }) });
    const counts = chooseViews([requests(client), requests(grpc), requests(elsewhere)]);
    expect(counts(grpc)).toBe(true);
    expect(counts(elsewhere)).toBe(true);
  });
});
