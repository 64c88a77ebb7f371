import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '@/demo/world/telemetry';
import { Counters } from './counters';
import type { Labels } from './labels';
import { MeshTraffic } from './mesh-traffic';
import { NOW, ratePerSecond, shippedHistory, shippedObjects } from './sample-mesh';

const counters = new Counters();
const traffic = new MeshTraffic(shippedHistory(), { samples: 300 });
const series: { labels: Labels; value: number }[] = [];

beforeAll(() => {
  counters.at(traffic, NOW, (labels, value) => series.push({ labels, value }));
}, 60_000);

const named = (name: string, wanted: Labels = {}) =>
  series.filter(
    ({ labels }) =>
      labels.__name__ === name && Object.entries(wanted).every(([key, text]) => labels[key] === text),
  );

describe('the ways in, out and across', () => {
  it('lead out of the mesh through the egress gateway, which reports what it sends on', () => {
    const inside = named('istio_requests_total', {
      source_workload: 'payment',
      destination_service_name: 'istio-egressgateway',
    });
    const outside = named('istio_requests_total', {
      source_workload: 'istio-egressgateway',
      destination_service_name: 'risk.example.net',
    });
    expect(inside[0]?.labels).toMatchObject({
      reporter: 'source',
      destination_workload: 'istio-egressgateway',
      destination_service_namespace: 'istio-system',
    });
    expect(outside[0]?.labels).toMatchObject({
      reporter: 'source',
      destination_workload: 'unknown',
      destination_service_namespace: 'shop',
    });
  });

  it('lead in through a gateway of the Gateway API, past the waypoint', () => {
    const gateway = { source_workload: 'hello-gateway-istio', destination_service_name: 'helloworld' };
    const requests = named('istio_requests_total', gateway);
    expect(requests.map(({ labels }) => labels.destination_workload).sort()).toEqual([
      'helloworld-v1',
      'helloworld-v2',
    ]);
    expect(requests.every(({ labels }) => labels.reporter === 'source')).toBe(true);
    expect(named('istio_tcp_sent_bytes_total', gateway).map(({ labels }) => labels.reporter)).toEqual([
      'destination',
      'destination',
    ]);
  });

  it('let ztunnel alone report a service that wants no waypoint', () => {
    const echo = { destination_workload: 'tcp-echo' };
    const reporters = named('istio_tcp_sent_bytes_total', echo).map(({ labels }) => labels.reporter);
    expect(reporters.sort()).toEqual(['destination', 'source']);
    expect(named('istio_requests_total', echo)).toEqual([]);
  });

  it('reach the same workload in the second cluster', () => {
    const called = named('istio_requests_total', {
      destination_service_name: 'currency',
      response_code: '200',
      response_flags: '-',
      reporter: 'destination',
    });
    const clusters = called.map(({ labels }) =>
      [labels.source_cluster, labels.destination_cluster].join(' > '),
    );
    expect([...new Set(clusters)].sort()).toEqual(['Kubernetes > Kubernetes', 'Kubernetes > west']);
    const rate = (cluster: string) =>
      ratePerSecond(
        counters,
        traffic,
        {
          __name__: 'istio_requests_total',
          destination_service_name: 'currency',
          destination_cluster: cluster,
          reporter: 'destination',
        },
        NOW,
        NOW + 600,
      );
    expect(rate('west') / rate('Kubernetes')).toBeCloseTo(1 / 2, 1);
  });

  it('name operations where a Telemetry object asks for it, and nowhere else', () => {
    const operations = new Set(
      named('istio_requests_total', { source_workload: 'frontend', destination_service_name: 'catalog' }).map(
        ({ labels }) => labels.request_operation,
      ),
    );
    expect([...operations].sort()).toEqual(['GetProduct', 'ListProducts']);
    expect(
      named('istio_requests_total', { source_workload: 'productpage-v1' })[0]?.labels,
    ).not.toHaveProperty('request_operation');
    const shipped = JSON.stringify(shippedObjects().filter(({ kind }) => kind === 'Telemetry'));
    for (const [prefix, operation] of OPERATIONS) {
      expect(shipped).toContain(`request.url_path.startsWith('${prefix}') ? '${operation}'`);
    }
  });
});
