/** Shares by locality: what Istio computes for endpoints in several regions and zones while all are healthy. */
import { describe, expect, it } from 'vitest';
import type { MeshSettings } from './mesh-view';
import type { SimulatedRequest } from './request';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const PLACES = [
  ['e1a', 'eu/a/1', 1],
  ['e1b', 'eu/b/1', 2],
  ['us1', 'us/a/1', 3],
  ['ap1', 'ap/a/1', 4],
] as const;

const MESH = `
apiVersion: v1
kind: Service
metadata: { name: api, namespace: bank ANNOTATIONS }
spec: { selector: { app: api }, ports: [{ port: 80, name: http }] }
---
${PLACES.map(
  ([name, place, replicas]) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: bank }
spec: { replicas: ${replicas}, template: { metadata: { labels: { app: api, istio-locality: ${place.replaceAll('/', '.')}, tier: ${name === 'us1' ? 'gold' : 'tin'} } } } }
---`,
).join('')}
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { nodeSelector: { topology.kubernetes.io/region: eu, topology.kubernetes.io/zone: a } } } }
---`;

const REQUEST: SimulatedRequest = {
  client: { namespace: 'shop', labels: { app: 'web' }, gateway: null },
  host: 'api.bank',
  port: 80,
  method: 'GET',
  path: '/',
  headers: {},
  scheme: 'http',
};

const OUTLIERS = 'outlierDetection: { consecutive5xxErrors: 5 }, ';

function shares(
  policy: string,
  more: {
    readonly client?: Partial<SimulatedRequest['client']>;
    readonly settings?: Partial<MeshSettings>;
    readonly annotations?: string;
  } = {},
) {
  const rule =
    policy === ''
      ? ''
      : `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: api, namespace: bank }
spec: { host: api, trafficPolicy: { ${policy} } }
---`;
  const view = viewFromYaml(MESH.replace('ANNOTATIONS', more.annotations ?? '') + rule, more.settings ?? {});
  const outcome = explainRoute(view, { ...REQUEST, client: { ...REQUEST.client, ...more.client } });
  if (outcome.kind !== 'routed') throw new Error(outcome.kind);
  const workloads = outcome.destinations[0]?.workloads ?? [];
  return PLACES.map(([name]) => workloads.find((workload) => workload.name === name)?.share ?? null);
}

const setting = (text: string) => `loadBalancer: { localityLbSetting: { ${text} } }`;
const BY_PODS = [0.1, 0.2, 0.3, 0.4];
const at = (locality: string) => ({ client: { locality } });

describe('distribute', () => {
  it.each([
    ['distribute: [{ from: eu/*, to: { "eu/*": 80, "us/*": 20 } }]', [0.8 / 3, 1.6 / 3, 0.2, 0]],
    ['distribute: [{ from: eu/a/*, to: { "eu/a/*": 70, "eu/b/*": 30 } }]', [0.7, 0.3, 0, 0]],
    ['distribute: [{ from: us/*, to: { "us/*": 100 } }]', BY_PODS],
    ['distribute: [{ from: us/*, to: { "us/*": 100 } }, { from: "*", to: { "*": 100 } }]', BY_PODS],
    ['distribute: [{ from: eu/*, to: { "eu/a/*": 50, "eu/*": 50 } }]', [0.5, 0.5, 0, 0]],
    ['enabled: false, distribute: [{ from: eu/*, to: { "us/*": 100 } }]', BY_PODS],
  ])('%s', (text, expected) => {
    const found = shares(setting(text));
    expect(found.map((share) => (share ?? 0).toFixed(6))).toEqual(expected.map((share) => share.toFixed(6)));
  });
});

describe('failover', () => {
  it('needs outlier detection', () => {
    expect(shares(setting('enabled: true'))).toEqual(BY_PODS);
    expect(shares(OUTLIERS + setting('enabled: true'))).toEqual([1, 0, 0, 0]);
  });

  it('prefers what is near with outlier detection alone, unless the mesh or the rule switches it off', () => {
    expect(shares(OUTLIERS)).toEqual([1, 0, 0, 0]);
    expect(shares(OUTLIERS + setting('enabled: false'))).toEqual(BY_PODS);
    const locality = {
      enabled: false,
      kind: 'near-first',
      distribute: [],
      failover: [],
      failoverPriority: [],
    } as const;
    expect(shares(OUTLIERS, { settings: { locality } })).toEqual(BY_PODS);
  });

  it.each([
    ['same sub-zone', 'eu/b/1', '', [0, 1, 0, 0]],
    ['same zone', 'eu/b/7', '', [0, 1, 0, 0]],
    ['same region', 'eu/z', '', [1 / 3, 2 / 3, 0, 0]],
    ['another region, all others alike', 'sa/a', '', BY_PODS],
    ['another region, with one to fail over to', 'sa/a', 'failover: [{ from: sa, to: us }]', [0, 0, 1, 0]],
  ])('%s', (_, locality, text, expected) => {
    expect(shares(OUTLIERS + setting(`enabled: true, ${text}`), at(locality))).toEqual(expected);
  });

  it.each([
    ['[topology.kubernetes.io/region]', [1 / 3, 2 / 3, 0, 0]],
    ['[topology.kubernetes.io/region, topology.kubernetes.io/zone]', [1, 0, 0, 0]],
    ['["tier=gold"]', [0, 0, 1, 0]],
    ['["tier=gold", topology.kubernetes.io/region]', [0, 0, 1, 0]],
  ])('by labels %s', (order, expected) => {
    expect(shares(OUTLIERS + setting(`failoverPriority: ${order}`))).toEqual(expected);
  });

  it('is asked for by the Service itself', () => {
    const annotations = ', annotations: { networking.istio.io/traffic-distribution: PreferClose }';
    expect(shares('', { annotations })).toEqual([1, 0, 0, 0]);
  });
});

describe('what is not known', () => {
  it('leaves the shares to the pods, and says so', () => {
    const anywhere = `${MESH.replace('ANNOTATIONS', '')}
apiVersion: apps/v1
kind: Deployment
metadata: { name: anywhere, namespace: bank }
spec: { template: { metadata: { labels: { app: api } } } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: api, namespace: bank }
spec: { host: api, trafficPolicy: { outlierDetection: {} } }
`;
    const outcome = explainRoute(viewFromYaml(anywhere), REQUEST);
    const first = outcome.kind === 'routed' ? outcome.destinations[0]?.workloads[0]?.share : null;
    expect(first).toBe(1 / 11);
    expect(outcome.steps.map(({ text }) => text).join(' ')).toContain('where its pods run is not part');
  });
});
