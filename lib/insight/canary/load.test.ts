import { describe, expect, it } from 'vitest';
import { memoryStore } from '@/lib/config/fixtures/memory-store';
import { flow, groupOf, peer, requests } from '@/lib/graph/passes/sample-flows';
import { rowsOf, samplePort } from '@/lib/graph/passes/sample-port';
import type { TrafficPort } from '@/lib/graph/traffic';
import { Fault } from '@/lib/mesh/fault';
import { loadRouteTraffic } from './load';

const pods = (version: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: b-${version}, namespace: shop}
spec:
  replicas: 1
  template: {metadata: {labels: {app: b, version: ${version}, sidecar.istio.io/inject: "true"}}}
`;
const MESH = [
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-injection: enabled}}\n',
  'apiVersion: v1\nkind: Service\nmetadata: {name: b, namespace: shop}\nspec: {selector: {app: b}, ports: [{port: 80, name: http}]}\n',
  pods('v1'),
  pods('v2'),
  `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b, namespace: shop}
spec:
  hosts: [b]
  http:
  - route:
    - {destination: {host: b}}
`,
].join('---\n');

const WINDOW = { fromSeconds: 0, toSeconds: 600 };
const rule = { group: 'networking.istio.io', kind: 'VirtualService', namespace: 'shop', name: 'b' };
const service = { group: '', kind: 'Service', namespace: 'shop', name: 'b' };

function port(part: Partial<TrafficPort> = {}): TrafficPort {
  const [v1, v2] = [flow(), flow({ destination: peer('b-v2') })];
  return samplePort({
    requests: async () =>
      rowsOf(
        requests(v1, { ratePerSecond: 9 }),
        requests(v2, { ratePerSecond: 0.5 }),
        requests(v2, { ratePerSecond: 0.5, code: '500' }),
      ),
    quantiles: async ({ grouping, share }) =>
      rowsOf(
        ...[v1, v2].map((one, at) => ({
          group: groupOf(grouping, one) ?? '',
          valueMs: (at + 1) * share * 100,
        })),
      ),
    ...part,
  });
}

const ask = (id: typeof rule, traffic = port()) =>
  loadRouteTraffic({ traffic, config: memoryStore(MESH) }, id, WINDOW);

describe('the traffic of a route', () => {
  it('is told for each version with its share, errors and latency, and for each rule at its line', async () => {
    const { versions, rules, warnings } = await ask(rule);
    expect(
      versions.map(({ workload, share, errorShare, p50, p95, isTcp }) => [
        workload,
        share,
        errorShare,
        p50,
        p95,
        isTcp,
      ]),
    ).toEqual([
      ['b-v1', 0.9, 0, 50, 95, false],
      ['b-v2', 0.1, 0.5, 100, 190, false],
    ]);
    expect(rules).toEqual([{ line: 7, requestsPerSecond: { from: 10, to: 10 } }]);
    expect(warnings).toEqual([]);
  });

  it('is that of its versions where a service is asked for, which has no rules', async () => {
    const { versions, rules } = await ask(service);
    expect(versions.map(({ workload, requestsPerSecond }) => [workload, requestsPerSecond])).toEqual([
      ['b-v1', 9],
      ['b-v2', 1],
    ]);
    expect(rules).toEqual([]);
  });

  it('goes without latency where that cannot be had, and says so', async () => {
    const down = new Fault('source-timeout', 'Prometheus did not answer.', { source: 'prometheus' });
    let asked = 0;
    const traffic = port({
      quantiles: async ({ grouping }) => {
        asked += 1;
        // Those of the callers are asked first, with the calls.
        if (grouping.destination !== null) throw down;
        return rowsOf();
      },
    });
    const { versions, warnings } = await ask(rule, traffic);
    expect(asked).toBeGreaterThan(2);
    expect(versions.map(({ p50, p95 }) => [p50, p95])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(new Set(warnings.map(({ message }) => message.split(':')[0]))).toEqual(
      new Set(['Latency of the versions is missing']),
    );
  });

  it('is refused for an object that is not stored', async () => {
    await expect(ask({ ...rule, name: 'gone' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
