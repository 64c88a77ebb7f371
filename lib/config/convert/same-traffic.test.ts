import { describe, expect, it } from 'vitest';
import type { MeshObject } from '@/lib/config/assistants/mesh-objects';
import { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { rewriteText } from '@/lib/config/assistants/text/rewrite-text';
import { checkText } from '@/lib/config/check/check-text';
import { objectKey } from '@/lib/config/identity';
import type { RouteOutcome } from '@/lib/config/simulation/outcome';
import type { Fields } from '@/lib/config/simulation/read/fields';
import { simulateRoute } from '@/lib/config/simulation/route';
import { storedObjects } from '@/lib/config/stored-objects';
import type { Conversion } from './conversion';
import { pathText } from './difference';
import { httpRoutesOf } from './http-routes';
import {
  type Entrance,
  Random,
  randomHttpRouteSpec,
  randomRequest,
  randomVirtualServiceSpec,
} from './random-requests';
import { virtualServicesOf } from './virtual-services';

const workload = (name: string, version: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}-${version}, namespace: bookinfo}
spec:
  replicas: 2
  template: {metadata: {labels: {app: ${name}, version: ${version}}}, spec: {containers: [{name: app}]}}
---`;
const service = (name: string, selector: string) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: bookinfo}
spec: {ports: [{name: http, port: 9080}, {name: tcp-admin, port: 9000}], selector: {${selector}}}
---`;
const MESH = `${workload('reviews', 'v1')}${workload('reviews', 'v2')}${workload('ratings', 'v1')}
${service('reviews', 'app: reviews')}${service('ratings', 'app: ratings')}${service('reviews-v2', 'app: reviews, version: v2')}
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec:
  host: reviews
  subsets:
    - {name: v1, labels: {version: v1}}
    - {name: v2, labels: {version: v2}}
`;

/** Enough to meet each shape many times; another seed finds others. */
const ROUNDS = 150;
const SEED = Number(process.env.SEED ?? 20_261);

const BASE: readonly MeshObject[] = storedObjects(MESH, 'text', () => '').placed.map(({ object }) => object);

const parsed = (yaml: string): readonly MeshObject[] =>
  storedObjects(yaml, 'text', () => '').placed.map(({ object: found }) => found);

/** The same entrance in the words of both APIs; each mesh has the one of the rules that it holds. */
const GATEWAYS = {
  VirtualService: parsed(`
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: bookinfo}
spec: {selector: {istio: edge}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
`),
  HTTPRoute: parsed(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: bookinfo}
spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]}
`),
} as const;

const ENTRANCES: readonly Entrance[] = ['mesh', 'gateway'];

function meshOf(extra: readonly MeshObject[], base = BASE): MeshObjects {
  const own = new Set(extra.map(({ id }) => objectKey(id)));
  return new MeshObjects([...base.filter(({ id }) => !own.has(objectKey(id))), ...extra]);
}

const converted = (spec: Fields) => {
  const virtualService = object('VirtualService', spec);
  return httpRoutesOf(virtualService, meshOf([virtualService]));
};
const told = ({ differences }: Conversion) =>
  differences.map(({ kind, path }) => `${kind} ${pathText(path)}`);

function object(kind: 'VirtualService' | 'HTTPRoute', spec: Fields): MeshObject {
  const isIstio = kind === 'VirtualService';
  const group = isIstio ? 'networking.istio.io' : 'gateway.networking.k8s.io';
  const metadata = { name: 'reviews', namespace: 'bookinfo' };
  const value = { apiVersion: `${group}/v1`, kind, metadata, spec };
  return { id: { group, kind, ...metadata }, version: '1', value };
}

const written = ({ objects }: Conversion): readonly MeshObject[] =>
  objects.map(({ id, value }) => ({ id, version: '1', value }));

/** Requests as pods see them: shares of workloads, whatever Services they are reached by. */
function seen(outcome: RouteOutcome) {
  if (!('destinations' in outcome)) {
    // The Gateway API answers 500 where nothing can take a request, a VirtualService says so itself.
    return outcome.kind === 'direct-response' ? { kind: 'failed' } : { kind: outcome.kind };
  }
  if (outcome.destinations.length === 0) return { kind: 'failed' };
  const shares = new Map<string, number>();
  for (const destination of outcome.destinations) {
    for (const pod of destination.workloads) {
      shares.set(pod.name, (shares.get(pod.name) ?? 0) + destination.share * pod.share);
    }
  }
  return {
    kind: outcome.kind,
    shares: Object.fromEntries([...shares].map(([name, share]) => [name, Math.round(share * 1e6)]).sort()),
    timeout: outcome.timeoutSeconds,
    mirrors: outcome.mirrors.map(({ host, port, share }) => ({ host, port, share })),
    rewrite: outcome.rewrite,
  };
}

function sameTraffic(
  before: MeshObjects,
  after: MeshObjects,
  random: Random,
  note: string,
  entrance: Entrance,
): void {
  for (let count = 0; count < 20; count += 1) {
    const request = randomRequest(random, entrance);
    const said = `${note} ${JSON.stringify(request)}`;
    expect(seen(simulateRoute(after.view, request)), said).toEqual(seen(simulateRoute(before.view, request)));
  }
}

function expectNoErrors(conversion: Conversion, note: string): void {
  for (const { value } of conversion.objects) {
    const { text } = rewriteText(null, value);
    expect(
      checkText(text).problems.filter(({ severity }) => severity === 'error'),
      `${note}\n${text}`,
    ).toEqual([]);
  }
}

describe('httpRoutesOf', () => {
  it.each(ENTRANCES)(
    `sends requests to the same pods wherever it names no difference: %s (seed ${SEED})`,
    {
      timeout: 30_000,
    },
    (entrance) => {
      const random = new Random(SEED);
      let alike = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const virtualService = object('VirtualService', randomVirtualServiceSpec(random, entrance));
        const before = meshOf([virtualService, ...(entrance === 'mesh' ? [] : GATEWAYS.VirtualService)]);
        const goal = entrance === 'mesh' ? [] : GATEWAYS.HTTPRoute;
        const conversion = httpRoutesOf(virtualService, meshOf([virtualService, ...goal]));
        const note = `seed ${SEED}, round ${round}: ${JSON.stringify(virtualService.value.spec)}`;
        if (round % 5 === 0) expectNoErrors(conversion, note);
        if (conversion.differences.some(({ kind }) => kind !== 'unreached')) continue;
        alike += 1;
        sameTraffic(before, meshOf([...written(conversion), ...goal]), random, note, entrance);
      }
      expect(alike).toBeGreaterThan(ROUNDS / 10);
    },
  );
});

describe('virtualServicesOf', () => {
  it.each(ENTRANCES)(
    `sends requests to the same pods wherever it names no difference: %s (seed ${SEED})`,
    {
      timeout: 30_000,
    },
    (entrance) => {
      const random = new Random(SEED + 1);
      const versions = storedObjects(service('reviews-v1', 'app: reviews, version: v1'), 'text', () => '');
      const base = [...BASE, ...versions.placed.map(({ object: found }) => found)];
      let alike = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const route = object('HTTPRoute', randomHttpRouteSpec(random, entrance));
        const before = meshOf([route, ...(entrance === 'mesh' ? [] : GATEWAYS.HTTPRoute)], base);
        const goal = entrance === 'mesh' ? [] : GATEWAYS.VirtualService;
        const conversion = virtualServicesOf(route, meshOf([route, ...goal], base));
        const note = `seed ${SEED}, round ${round}: ${JSON.stringify(route.value.spec)}`;
        if (round % 5 === 0) expectNoErrors(conversion, note);
        if (conversion.differences.length > 0) continue;
        alike += 1;
        sameTraffic(before, meshOf([...written(conversion), ...goal], base), random, note, entrance);
      }
      expect(alike).toBeGreaterThan(ROUNDS * 0.75);
    },
  );
});

describe('what cannot be carried over', () => {
  const route = [{ destination: { host: 'reviews' } }];

  it('names every part with its place', () => {
    const spec = {
      hosts: ['reviews', 'unknown.example.com'],
      exportTo: ['.'],
      http: [
        {
          match: [{ uri: { prefix: '/a' } }],
          route,
          fault: { abort: { httpStatus: 503, percentage: { value: 5 } } },
        },
        { match: [{ withoutHeaders: { 'x-team': {} } }], route },
        { match: [{ method: { exact: 'GET' } }], directResponse: { status: 200 } },
        { route, retries: { attempts: 0 } },
      ],
      tcp: [{ route }],
    };
    expect(told(converted(spec))).toEqual([
      'left-out spec.tcp',
      'left-out spec.hosts[1]',
      'left-out spec.exportTo',
      'segments spec.http[0].match[0].uri',
      'left-out spec.http[0].fault',
      'left-out spec.http[1].match[0].withoutHeaders',
      'left-out spec.http[2].directResponse',
      'left-out spec.http[3].retries.attempts',
    ]);
  });

  it('says which rule would be asked too early, and which nothing reaches', () => {
    const exact = { match: [{ uri: { exact: '/a/b' } }], route };
    const byHeader = { match: [{ headers: { 'end-user': { exact: 'jason' } } }], route };
    expect(told(converted({ hosts: ['reviews'], http: [byHeader, exact] }))).toEqual([
      'changed spec.http[1].match[0]',
    ]);
    expect(told(converted({ hosts: ['reviews'], http: [{ route }, exact] }))).toEqual([
      'unreached spec.http[1].match[0]',
    ]);
  });

  it('writes a Service for a version that has none', () => {
    const subset = (name: string) => [{ destination: { host: 'reviews', subset: name } }];
    const spec = {
      hosts: ['reviews'],
      http: [{ match: [{ method: { exact: 'GET' } }], route: subset('v1') }, { route: subset('v2') }],
    };
    const { objects } = converted(spec);
    // reviews-v2 selects the pods of v2 already.
    expect(objects.map(({ id }) => `${id.kind} ${id.name}`)).toEqual([
      'HTTPRoute reviews',
      'Service reviews-v1',
    ]);
  });
});

describe('an HTTPRoute in the words of a VirtualService', () => {
  const http = (rules: readonly Fields[]) => {
    const parentRefs = [{ group: '', kind: 'Service', name: 'reviews' }];
    const route = object('HTTPRoute', { parentRefs, rules });
    return virtualServicesOf(route, meshOf([route])).objects[0]?.value.spec;
  };
  const backendRefs = [{ name: 'reviews', port: 9080 }];
  const route = [{ destination: { host: 'reviews', port: { number: 9080 } } }];

  it('splits a prefix of segments into the path itself and what is below it', () => {
    const rewrite = { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/b' } };
    const filters = [{ type: 'URLRewrite', urlRewrite: rewrite }];
    expect(http([{ matches: [{ path: { value: '/a' } }], filters, backendRefs }])).toEqual({
      hosts: ['reviews'],
      http: [
        { match: [{ uri: { exact: '/a' } }], route, rewrite: { uri: '/b' } },
        { match: [{ uri: { prefix: '/a/' } }], route, rewrite: { uri: '/b/' } },
      ],
    });
  });

  it('asks the most specific match first, wherever it stands', () => {
    const rules = [
      { backendRefs },
      { name: 'exact', matches: [{ path: { type: 'Exact', value: '/a' } }], backendRefs },
    ];
    expect(http(rules)).toMatchObject({
      http: [{ name: 'exact', match: [{ uri: { exact: '/a' } }] }, { route }],
    });
  });

  it('answers 500 where no backend has a weight', () => {
    expect(http([{ backendRefs: [{ name: 'reviews', port: 9080, weight: 0 }] }])).toMatchObject({
      http: [{ directResponse: { status: 500 } }],
    });
  });
});
