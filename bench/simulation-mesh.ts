/** A mesh of 10,000 objects as configuration has them: services with versions, rules, gateways, policies. */

import type { SimulatedRequest } from '@/lib/config/simulation/request';
import type { StoredObject } from '@/lib/config/store';
import { seededRandom } from '@/lib/traces/model/sample-trace';

const NAMESPACES = 50;
/** Each with a Service, a VirtualService, a DestinationRule and two Deployments. */
const APPLICATIONS = 1_800;

function stored(
  apiVersion: string,
  kind: string,
  namespace: string | null,
  name: string,
  spec: object,
  labels = {},
): StoredObject {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return {
    id: { group, kind, namespace, name },
    apiVersion,
    text: '',
    version: '1',
    value: { apiVersion, kind, metadata: { name, namespace, labels }, spec },
    origin: 'bench',
  };
}

/** Deterministic by seed. */
export function simulationMesh(seed: number): readonly StoredObject[] {
  const random = seededRandom(seed);
  const objects: StoredObject[] = [];
  for (let index = 0; index < NAMESPACES; index += 1) {
    const name = `ns-${index}`;
    const labels =
      index % 10 === 0 ? { 'istio.io/dataplane-mode': 'ambient' } : { 'istio-injection': 'enabled' };
    objects.push(stored('v1', 'Namespace', null, name, {}, labels));
    objects.push(
      stored('security.istio.io/v1', 'PeerAuthentication', name, 'default', {
        mtls: { mode: index % 7 === 0 ? 'STRICT' : 'PERMISSIVE' },
      }),
    );
  }
  for (let index = 0; index < APPLICATIONS; index += 1) objects.push(...application(index, random));
  objects.push(
    stored('networking.istio.io/v1', 'Gateway', 'istio-system', 'edge', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.example.com'] }],
    }),
  );
  for (let index = 0; objects.length < 10_000; index += 1) {
    objects.push(
      stored('networking.istio.io/v1', 'ServiceEntry', `ns-${index % NAMESPACES}`, `outside-${index}`, {
        hosts: [`api-${index}.partner.com`],
        ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }],
        resolution: 'DNS',
      }),
    );
  }
  return objects;
}

function application(index: number, random: () => number): readonly StoredObject[] {
  const namespace = `ns-${index % NAMESPACES}`;
  const name = `app-${index}`;
  const to = (subset: string, weight: number) => ({ destination: { host: name, subset }, weight });
  const split = 10 + Math.floor(random() * 80);
  const pod = (version: string) => ({
    replicas: 1 + Math.floor(random() * 5),
    template: { metadata: { labels: { app: name, version } }, spec: { serviceAccountName: name } },
  });
  return [
    stored('v1', 'Service', namespace, name, {
      selector: { app: name },
      ports: [{ port: 80, name: 'http' }],
    }),
    stored('apps/v1', 'Deployment', namespace, `${name}-v1`, pod('v1')),
    stored('apps/v1', 'Deployment', namespace, `${name}-v2`, pod('v2')),
    stored('networking.istio.io/v1', 'VirtualService', namespace, name, {
      hosts: [name, `${name}.example.com`],
      gateways: ['mesh', 'istio-system/edge'],
      http: [
        {
          match: [{ uri: { regex: `/api/v[0-9]+/${name}/.*` }, headers: { 'end-user': { exact: 'jason' } } }],
          route: [to('v2', 100)],
        },
        { match: [{ uri: { prefix: '/health' } }, { uri: { exact: '/ready' } }], route: [to('v1', 100)] },
        {
          match: [{ method: { exact: 'POST' } }],
          timeout: '2s',
          retries: { attempts: 3 },
          route: [to('v1', 100)],
        },
        { route: [to('v1', split), to('v2', 100 - split)] },
      ],
    }),
    stored('networking.istio.io/v1', 'DestinationRule', namespace, name, {
      host: name,
      trafficPolicy: { connectionPool: { http: { http1MaxPendingRequests: 100 } }, outlierDetection: {} },
      subsets: ['v1', 'v2'].map((version) => ({ name: version, labels: { version } })),
    }),
  ];
}

/** Requests of every namespace to every service, inside and through the gateway. */
export function simulationRequests(count: number, seed: number): readonly SimulatedRequest[] {
  const random = seededRandom(seed);
  const whole = (below: number) => Math.floor(random() * below);
  return Array.from({ length: count }, () => {
    const target = whole(APPLICATIONS);
    const name = `app-${target}`;
    const outside = whole(5) === 0;
    return {
      client: outside
        ? { namespace: 'istio-system', labels: { istio: 'ingressgateway' }, gateway: 'istio-ingressgateway' }
        : {
            namespace: `ns-${whole(NAMESPACES)}`,
            labels: { app: `app-${whole(APPLICATIONS)}` },
            gateway: null,
          },
      host: outside ? `${name}.example.com` : `${name}.ns-${target % NAMESPACES}`,
      port: 80,
      method: whole(4) === 0 ? 'POST' : 'GET',
      path: whole(3) === 0 ? `/api/v1/${name}/items?page=${whole(9)}` : '/items',
      headers: whole(3) === 0 ? { 'end-user': 'jason' } : {},
      scheme: 'http' as const,
    };
  });
}
