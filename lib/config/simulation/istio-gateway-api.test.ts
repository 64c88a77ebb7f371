/**
 * What istiod makes of the Gateway API where its text leaves room or Istio goes its own way; each was compared with
 * the configuration that istiod 1.31 gives to Envoy (pilot/pkg/config/kube/gateway).
 */
import { describe, expect, it } from 'vitest';
import type { SimulatedRequest } from './request';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const service = (name: string, namespace: string) => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ port: 80, name: http }, { port: 9080, name: http-alt }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } } } }
---`;
const MESH = service('a', 'shop') + service('b', 'shop') + service('c', 'bank');

function httpRoute(name: string, spec: string, second = 0): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop, creationTimestamp: "2026-01-01T00:00:0${second}Z" }
spec: { ${spec} }
---`;
}

const ON_A = 'parentRefs: [{ group: "", kind: Service, name: a }]';
const REQUEST: SimulatedRequest = {
  client: { namespace: 'shop', labels: {}, gateway: null },
  host: 'a',
  port: 80,
  method: 'GET',
  path: '/',
  headers: {},
  scheme: 'http',
};

function ask(yaml: string, change: Partial<SimulatedRequest> = {}) {
  return explainRoute(viewFromYaml(MESH + yaml), { ...REQUEST, ...change });
}

describe('a route on a Service', () => {
  const rule = (rest: string) =>
    httpRoute('r', `${ON_A}, rules: [{ backendRefs: [{ name: b, port: 80 }], ${rest} }]`);

  it('takes the time of one try for the whole where it has no retries of its own', () => {
    const timeouts = 'timeouts: { request: 3s, backendRequest: 1s }';
    expect(ask(rule(timeouts))).toMatchObject({
      timeoutSeconds: 1,
      retries: { perTryTimeoutSeconds: null, isDefault: true },
    });
    expect(ask(rule(`${timeouts}, retry: { attempts: 3 }`))).toMatchObject({
      timeoutSeconds: 3,
      retries: { attempts: 3, perTryTimeoutSeconds: 1 },
    });
  });

  it('is tried twice more where it asks for retries without their number', () => {
    expect(ask(rule('retry: { codes: [503] }'))).toMatchObject({ retries: { attempts: 2 } });
  });

  it('leaves a mirror out that names no Service', () => {
    const mirror = (name: string) =>
      rule(`filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: ${name}, port: 80 } } }]`);
    expect(ask(mirror('b'))).toMatchObject({ mirrors: [{ host: 'b.shop.svc.cluster.local' }] });
    expect(ask(mirror('nowhere'))).toMatchObject({ mirrors: [] });
  });

  it('may name a backend of another namespace without a grant, which a route at a gateway may not', () => {
    const foreign = 'rules: [{ backendRefs: [{ name: c, namespace: bank, port: 80 }] }]';
    expect(ask(httpRoute('r', `${ON_A}, ${foreign}`)).kind).toBe('routed');
    const gateway = GATEWAY('edge', '{ name: http, port: 80, protocol: HTTP }');
    const entering = ask(
      service('edge', 'shop') + gateway + httpRoute('r', `parentRefs: [{ name: edge }], ${foreign}`),
      AT_GATEWAY,
    );
    expect(entering).toMatchObject({ kind: 'no-cluster', httpStatus: 500 });
  });

  it.each([
    ['the older one, which names no port', 1, 2, 'a'],
    ['the older one, which names the port', 2, 1, 'b'],
  ])('beside one that names a port speaks alone: %s', (_, every, own, expected) => {
    const rules = (to: string, path: string) =>
      `rules: [{ matches: [{ path: { value: ${path} } }], backendRefs: [{ name: ${to}, port: 80 }] }]`;
    const yaml =
      httpRoute('every', `${ON_A}, ${rules('a', '/x')}`, every) +
      httpRoute('own', `${ON_A.replace('name: a', 'name: a, port: 80')}, ${rules('b', '/y')}`, own);
    const taken = [
      ['a', '/x'],
      ['b', '/y'],
    ] as const;
    for (const [to, path] of taken) {
      expect(ask(yaml, { path }).kind).toBe(to === expected ? 'routed' : 'not-found');
    }
  });
});

const GATEWAY = (name: string, listeners: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec: { gatewayClassName: istio, addresses: [{ type: Hostname, value: edge.shop.svc.cluster.local }], listeners: [${listeners}] }
---`;
const AT_GATEWAY: Partial<SimulatedRequest> = {
  client: { namespace: 'shop', labels: { app: 'edge' }, gateway: 'edge' },
  host: 'www.example.com',
};

describe('two Gateways that one proxy serves', () => {
  const listener = (hostname: string) =>
    `{ name: http, port: 80, protocol: HTTP${hostname === '' ? '' : `, hostname: "${hostname}"`} }`;
  const to = (gateway: string, name: string, hostname: string) =>
    httpRoute(
      `${gateway}-${name}`,
      `parentRefs: [{ name: ${gateway} }], hostnames: ["${hostname}"], rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }]`,
    );
  const answeredBy = (yaml: string) => {
    const outcome = ask(service('edge', 'shop') + yaml, AT_GATEWAY);
    return outcome.kind === 'routed' ? outcome.destinations[0]?.host.split('.')[0] : outcome.kind;
  };

  it('answer for the same hostname together', () => {
    const both = GATEWAY('one', listener('www.example.com')) + GATEWAY('two', listener('www.example.com'));
    expect(answeredBy(both + to('two', 'b', 'www.example.com'))).toBe('b');
  });

  it('keep nothing from each other by a more specific listener, as listeners of one Gateway do', () => {
    const apart = GATEWAY('one', listener('*.com')) + GATEWAY('two', listener(''));
    expect(answeredBy(apart + to('two', 'b', '*.example.com'))).toBe('b');
    const together = GATEWAY(
      'one',
      `${listener('*.com').replace('name: http', 'name: narrow')}, ${listener('')}`,
    );
    const wide = to('one', 'b', '*.example.com').replace('{ name: one }', '{ name: one, sectionName: http }');
    expect(answeredBy(together + wide)).toBe('not-found');
  });

  it('a listener without a route leaves the host to the next one, but for routes that name it', () => {
    const both = GATEWAY(
      'one',
      `${listener('www.example.com').replace('name: http', 'name: narrow')}, ${listener('*.example.com')}`,
    );
    const onWide = (name: string, hostnames: string) =>
      httpRoute(
        name,
        `parentRefs: [{ name: one, sectionName: http }], ${hostnames} rules: [{ backendRefs: [{ name: b, port: 80 }] }]`,
      );
    expect(answeredBy(both + onWide('any', ''))).toBe('b');
    expect(answeredBy(both + onWide('named', 'hostnames: [www.example.com],'))).toBe('not-found');
    const own = to('one', 'a', 'www.example.com').replace(
      '{ name: one }',
      '{ name: one, sectionName: narrow }',
    );
    expect(answeredBy(both + onWide('any', '') + own)).toBe('a');
  });
});
