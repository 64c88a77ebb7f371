import { expect, it } from 'vitest';
import type { TrafficSelection } from '@/lib/metrics/series';
import { equal } from '@/lib/prometheus/promql';
import { countedOnce, selectionMatchers } from './counted-once';

it('asks for a whole namespace by its name alone, never for traffic of unknown namespaces too', () => {
  expect(selectionMatchers({ service: { namespace: 'shop' } })).toEqual([
    equal('destination_service_namespace', 'shop'),
  ]);
});

it('knows a named service even where a client did not know its namespace', () => {
  const [namespace, name] = selectionMatchers({ service: { namespace: 'shop', name: 'cart' } });
  expect(name).toEqual(equal('destination_service_name', 'cart'));
  expect(namespace).toMatchObject({ name: 'destination_service_namespace', operator: '=~' });
  expect(namespace?.value).toContain('shop');
  expect(namespace?.value).toContain('unknown');
});

it('asks waypoints alone for what runs through them', () => {
  const selection = { service: { namespace: 'lab' }, throughWaypoints: true } as const;
  const query = countedOnce({
    counter: 'istio_requests_total',
    by: ['response_code'],
    selection,
    windowSeconds: 60,
    labelMatchers: [],
  });
  expect(query).toContain('reporter="waypoint"');
  expect(query).not.toContain('reporter="source"');
  expect(query).not.toContain(' or ');
});

it('narrows to an operation', () => {
  expect(selectionMatchers({ operation: 'a "b"' })).toEqual([equal('request_operation', 'a "b"')]);
});

it('leaves out the bytes of pairs that have requests, of anything but a whole namespace', () => {
  const bytes = (selection: TrafficSelection) =>
    countedOnce({
      counter: 'istio_tcp_received_bytes_total',
      by: [],
      selection,
      windowSeconds: 60,
      labelMatchers: [],
    });
  expect(bytes({ destination: { namespace: 'lab', app: 'probe' } })).toContain('app="ztunnel"');
  expect(bytes({ service: { namespace: 'lab' } })).not.toContain('ztunnel');
});

it('leaves out the ways to and from waypoints of what these tell of themselves', () => {
  const of = (counter: string) =>
    countedOnce({
      counter,
      by: [],
      selection: { destination: { namespace: 'lab', app: 'probe' } },
      windowSeconds: 60,
      labelMatchers: [],
    });
  for (const query of [of('istio_requests_total'), of('istio_tcp_received_bytes_total')]) {
    expect(query).toContain('source_workload=~"(.*-)?waypoint"');
    expect(query).toContain('destination_canonical_service="probe",reporter="waypoint"');
  }
});

it('tells what reached a workload from what reached none', () => {
  const service = { namespace: 'shop', name: 'cart' };
  const [, , reached] = selectionMatchers({ service, reached: true });
  expect(reached).toMatchObject({ name: 'destination_workload', operator: '!~' });
  const [, , workload, app] = selectionMatchers({ service, reached: false });
  expect([workload, app]).toMatchObject([
    { name: 'destination_workload', operator: '=~', value: '|unknown' },
    { name: 'destination_canonical_service', operator: '=~', value: '|unknown' },
  ]);
});

it("gives what no cluster is known of to the caller's", () => {
  const of = (selection: TrafficSelection) =>
    countedOnce({ counter: 'istio_requests_total', by: [], selection, windowSeconds: 60, labelMatchers: [] });
  const service = { cluster: 'west', namespace: 'shop', name: 'cart' };
  const others = 'destination_cluster=~"|unknown",source_cluster!="west"';
  expect(of({ service })).toContain(others);
  expect(of({ service, source: { cluster: 'east', app: 'web' } })).toContain(others);
  expect(of({ service, source: { cluster: 'west', app: 'web' } })).not.toContain(others);
});
