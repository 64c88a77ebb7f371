import { beforeAll, describe, expect, it } from 'vitest';
import { Counters } from './counters';
import { beginHistory, withChange } from './history';
import type { Labels } from './labels';
import { MeshTraffic } from './mesh-traffic';
import { podAt } from './pods';
import {
  NOW,
  ratePerSecond,
  shippedHistory,
  shippedObjects,
  shippedPast,
  snapshot,
  withReviewsWeights,
} from './sample-mesh';
import { demandBetween, INCIDENT } from './time';

const counters = new Counters();
let traffic: MeshTraffic;
let series: { labels: Labels; value: number }[];

beforeAll(() => {
  traffic = new MeshTraffic(shippedHistory(), { samples: 300 });
  series = [];
  counters.at(traffic, NOW, (labels, value) => series.push({ labels, value }));
}, 60_000);

const named = (name: string, wanted: Labels = {}) =>
  series.filter(
    ({ labels }) =>
      labels.__name__ === name && Object.entries(wanted).every(([key, text]) => labels[key] === text),
  );

/** Requests per second at mean demand, from the growth over ten minutes. */
const meanRate = (wave: 'readers' | 'shoppers' | 'machines', wanted: Labels, mesh = traffic) =>
  (ratePerSecond(counters, mesh, { __name__: 'istio_requests_total', ...wanted }, NOW, NOW + 600) * 600) /
  demandBetween(wave, NOW, NOW + 600);

describe('the traffic of the demo mesh', () => {
  it('stays within 6,000 series, in the incident too', () => {
    // Only the full number of samples shows the rarest combinations.
    const whole = new MeshTraffic(shippedPast());
    const incidentEnds = Math.floor(NOW / 7200) * 7200 + INCIDENT.beginsAtSeconds + INCIDENT.lastsSeconds;
    for (const seconds of [NOW, incidentEnds - 1, incidentEnds + 3000]) {
      let count = 0;
      counters.at(whole, seconds, () => {
        count += 1;
      });
      expect(count).toBeLessThanOrEqual(6000);
    }
  }, 60_000);

  it('has no series twice', () => {
    expect(new Set(series.map(({ labels }) => JSON.stringify(labels))).size).toBe(series.length);
  });

  it('is the same for the same seed and history, and another for another seed', () => {
    const drawn = (seed: number) =>
      snapshot(new Counters(), new MeshTraffic(shippedHistory(seed), { samples: 40 }), NOW);
    expect(drawn(4)).toEqual(drawn(4));
    expect(drawn(5)).not.toEqual(drawn(4));
  });

  it('sends what the world intends', () => {
    const gateway = { reporter: 'source', source_workload: 'istio-ingressgateway' };
    expect(meanRate('readers', { ...gateway, destination_service_name: 'productpage' })).toBeCloseTo(21, 0);
    const shares = ['reviews-v1', 'reviews-v3'].map((name) =>
      meanRate('readers', {
        reporter: 'source',
        source_workload: 'productpage-v1',
        destination_workload: name,
      }),
    );
    const [v1 = 0, v3 = 0] = shares;
    expect(v1 / (v1 + v3)).toBeCloseTo(0.8, 1.9);
  });

  it('tells a request by both of its proxies, with mutual TLS known to the server alone', () => {
    const edge = { source_workload: 'productpage-v1', destination_workload: 'details-v1' };
    const client = meanRate('readers', { ...edge, reporter: 'source' });
    expect(meanRate('readers', { ...edge, reporter: 'destination' })).toBeCloseTo(client, 1);
    const policies = (reporter: string) =>
      new Set(
        named('istio_requests_total', { reporter }).map(({ labels }) => labels.connection_security_policy),
      );
    expect([...policies('source')]).toEqual(['unknown']);
    expect([...policies('destination')].sort()).toEqual(['mutual_tls', 'none']);
  });

  it('lets the two views disagree where a client stops waiting', () => {
    const payment = { source_workload: 'checkout', destination_service_name: 'payment' };
    const timedOut = { ...payment, reporter: 'source', response_code: '504', response_flags: 'UT' };
    expect(named('istio_requests_total', timedOut)).toHaveLength(1);
    const seen = named('istio_requests_total', { ...payment, reporter: 'destination' });
    expect(seen.map(({ labels }) => labels.response_code)).not.toContain('504');
    expect(seen.some(({ labels }) => labels.response_code === '0' && labels.response_flags === 'DC')).toBe(
      true,
    );
  });

  it('shows every kind of failure', () => {
    const flags = new Set(named('istio_requests_total').map(({ labels }) => labels.response_flags));
    for (const flag of ['-', 'UO', 'UH', 'URX', 'UT', 'DC', 'FI', 'DI', 'NR', 'RL'])
      expect(flags, flag).toContain(flag);
    const codes = new Set(named('istio_requests_total').map(({ labels }) => labels.response_code));
    for (const code of ['0', '200', '404', '429', '500', '503', '504']) expect(codes, code).toContain(code);
    const statuses = new Set(named('istio_requests_total').map(({ labels }) => labels.grpc_response_status));
    for (const status of ['', '0', '5', '8', '14']) expect(statuses, status).toContain(status);
  });

  it('reports injected failures by their service, without a workload', () => {
    for (const { labels } of named('istio_requests_total', { response_flags: 'FI' })) {
      expect(labels).toMatchObject({ reporter: 'source', destination_workload: 'unknown' });
      expect(labels.destination_service_name).not.toBe('unknown');
    }
  });

  it('knows the two clusters for what the mesh does not know', () => {
    const names = new Set(named('istio_requests_total').map(({ labels }) => labels.destination_service_name));
    expect(names).toContain('PassthroughCluster');
    expect(names).toContain('BlackHoleCluster');
    expect(
      named('istio_requests_total', { destination_service_name: 'BlackHoleCluster' })[0]?.labels,
    ).toMatchObject({
      response_code: '502',
      source_workload: 'currency',
    });
  });

  it('sees plain text from the namespace without sidecars at the server alone', () => {
    const plain = named('istio_requests_total', { connection_security_policy: 'none' });
    expect(plain.map(({ labels }) => labels.source_workload)).toEqual(['unknown', 'unknown']);
    // From `legacy`, and from the workload of the shop that has no sidecar.
    expect(plain.map(({ labels }) => labels.destination_workload).sort()).toEqual(['cart', 'inventory']);
    expect(
      named('istio_requests_total', { destination_workload: 'ledger', reporter: 'destination' }),
    ).toEqual([]);
  });

  it('counts mirrored requests at their target alone', () => {
    expect(named('istio_requests_total', { destination_workload: 'cart-next', reporter: 'source' })).toEqual(
      [],
    );
    const copies = meanRate('shoppers', { destination_workload: 'cart-next', reporter: 'destination' });
    const originals = meanRate('shoppers', { destination_workload: 'cart', reporter: 'source' });
    expect(copies / originals).toBeCloseTo(0.25, 1);
  });

  it('reports ambient traffic by the waypoint and by ztunnel', () => {
    expect(named('istio_requests_total', { reporter: 'waypoint' }).length).toBeGreaterThanOrEqual(2);
    const ztunnel = named('istio_tcp_sent_bytes_total', { app: 'ztunnel' });
    expect(new Set(ztunnel.map(({ labels }) => labels.reporter))).toEqual(new Set(['source', 'destination']));
    const inward = ztunnel.find(({ labels }) => labels.destination_workload === 'waypoint');
    expect(inward?.labels).toMatchObject({ reporter: 'source', destination_service_name: 'helloworld' });
    expect(ztunnel.every(({ labels }) => labels.connection_security_policy === 'mutual_tls')).toBe(true);
    expect(ztunnel.every(({ labels }) => labels.response_code === undefined)).toBe(true);
  });

  it('counts TCP bytes from the proxy’s side: more is sent back than received', () => {
    const edge = { source_workload: 'checkout', destination_workload: 'postgres', reporter: 'source' };
    const [sent] = named('istio_tcp_sent_bytes_total', edge);
    const [received] = named('istio_tcp_received_bytes_total', edge);
    expect(sent?.value).toBeGreaterThan(4 * (received?.value ?? Number.POSITIVE_INFINITY));
  });

  it('streams more messages back than it receives', () => {
    const edge = { source_workload: 'frontend', destination_workload: 'recommendation', reporter: 'source' };
    const [asked] = named('istio_request_messages_total', edge);
    const [answered] = named('istio_response_messages_total', edge);
    expect((answered?.value ?? 0) / (asked?.value ?? 1)).toBeGreaterThan(7);
    expect(asked?.labels).not.toHaveProperty('response_code');
    expect(asked?.labels).not.toHaveProperty('request_protocol');
  });
});

describe('histograms', () => {
  it('are cumulative, and their last bucket is their count', () => {
    const buckets = new Map<string, number[]>();
    for (const { labels, value } of named('istio_request_duration_milliseconds_bucket')) {
      const { le: _le, __name__: _name, ...rest } = labels;
      const key = JSON.stringify(rest);
      buckets.set(key, [...(buckets.get(key) ?? []), value]);
    }
    expect(buckets.size).toBeGreaterThan(50);
    for (const { labels, value } of named('istio_request_duration_milliseconds_count')) {
      const { __name__: _name, ...rest } = labels;
      const found = buckets.get(JSON.stringify(rest)) ?? [];
      expect(found).toHaveLength(20);
      expect(found).toEqual([...found].sort((one, other) => one - other));
      expect(found.at(-1)).toBe(value);
      expect(named('istio_requests_total', rest)[0]?.value).toBe(value);
    }
  });

  it('have the 95th percentile that the world intends', () => {
    const wanted = { reporter: 'destination', destination_workload: 'details-v1' };
    const buckets = named('istio_request_duration_milliseconds_bucket', wanted);
    const at = (le: string) => buckets.find(({ labels }) => labels.le === le)?.value ?? 0;
    // Half within 2.5 ms and 95 % within 7 ms: by the log-normal between them, 86.6 % within 5 ms and 98.7 % within 10.
    expect(at('5') / at('+Inf')).toBeCloseTo(0.866, 2);
    expect(at('10') / at('+Inf')).toBeCloseTo(0.987, 2);
  });
});

const isCounter = ({ __name__: name = '' }: Labels) => name.startsWith('istio_') && name !== 'istio_build';

describe('counters', () => {
  it('never fall, but for those that begin anew', () => {
    let last = new Map<Labels, number>();
    const reset = new Set<string>();
    for (let seconds = NOW; seconds < NOW + 3600; seconds += 60) {
      const next = new Map<Labels, number>();
      counters.at(traffic, seconds, (labels, value) => next.set(labels, value));
      for (const [labels, value] of next) {
        if (value < (last.get(labels) ?? 0) && isCounter(labels)) reset.add(labels.pod ?? '');
      }
      last = next;
    }
    // One container restarts in its pod, and the virtual machine was restarted; others get new pods.
    expect([...reset].map((pod) => pod.replace(/-[^-]+-[^-]+$/, ''))).toEqual(
      expect.arrayContaining(['email-v2']),
    );
    for (const pod of reset) expect(pod).toMatch(/^(email-.*|warehouse-vm)$/);
  });

  it('see pods replaced, and the bad release come and go', () => {
    const reviews = traffic.emitters().find(({ workload }) => workload.name === 'reviews-v1');
    const catalog = traffic.emitters().find(({ workload }) => workload.name === 'catalog-v2');
    if (reviews === undefined || catalog === undefined) throw new Error('The mesh lacks its workloads.');
    expect(podAt(reviews.workload, 0, NOW).pod).not.toBe(podAt(reviews.workload, 0, NOW + 10 * 3600).pod);
    const begins = Math.floor(NOW / 7200) * 7200 + INCIDENT.beginsAtSeconds;
    const pods = [begins - 1, begins, begins + INCIDENT.lastsSeconds].map(
      (seconds) => podAt(catalog.workload, 0, seconds).pod,
    );
    expect(new Set(pods).size).toBe(3);
  });

  it('show the incident as failures and slowness of one version', () => {
    const begins = Math.floor(NOW / 7200) * 7200 + INCIDENT.beginsAtSeconds;
    const failures = (from: number, workload: string) => {
      const wanted = { __name__: 'istio_requests_total', reporter: 'source', destination_workload: workload };
      const all = ratePerSecond(counters, traffic, wanted, from, from + 600);
      return ratePerSecond(counters, traffic, { ...wanted, response_code: '500' }, from, from + 600) / all;
    };
    expect(failures(begins + 60, 'catalog-v2')).toBeGreaterThan(0.3);
    expect(failures(begins + 60, 'catalog-v1')).toBe(0);
    expect(failures(begins - 900, 'catalog-v2')).toBe(0);
  });
});

function sameValues(one: MeshTraffic, other: MeshTraffic): boolean {
  const values = new Map<Labels, number>();
  counters.at(other, NOW, (labels, value) => values.set(labels, value));
  let same = 0;
  counters.at(one, NOW, (labels, value) => {
    if (values.get(labels) === value) same += 1;
  });
  return same > 0 && same === values.size;
}

describe('an edit', () => {
  it('moves the shares from its moment on and leaves the past as it was', () => {
    const objects = shippedObjects();
    const before = beginHistory(9, NOW - 36 * 3600, objects);
    const edited = withChange(before, NOW, withReviewsWeights(objects, [20, 80]));
    const old = new MeshTraffic(before, { samples: 200 });
    old.emitters();
    const mesh = old.continued(edited);
    const share = (from: number) => {
      const to = (name: string) =>
        ratePerSecond(
          counters,
          mesh,
          { __name__: 'istio_requests_total', reporter: 'source', destination_workload: name },
          from,
          from + 300,
        );
      return to('reviews-v1') / (to('reviews-v1') + to('reviews-v3'));
    };
    expect(share(NOW - 300)).toBeCloseTo(0.8, 1);
    expect(share(NOW)).toBeCloseTo(0.2, 1);
    expect(sameValues(mesh, old)).toBe(true);
  });

  it('that changes nothing but comments leaves the history alone', () => {
    const history = shippedHistory();
    expect(withChange(history, NOW, shippedObjects())).toBe(history);
  });
});
