import { describe, expect, it } from 'vitest';
import { simulateAuthorization } from './authorization';
import { normalizedPath } from './normalized-path';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

describe('a path as a proxy reads it', () => {
  it.each([
    // path, NONE, BASE, MERGE_SLASHES, DECODE_AND_MERGE_SLASHES
    ['/a/b', '/a/b', '/a/b', '/a/b', '/a/b'],
    ['/a/./b', '/a/./b', '/a/b', '/a/b', '/a/b'],
    ['/a/../b?x=/../y', '/a/../b?x=/../y', '/b?x=/../y', '/b?x=/../y', '/b?x=/../y'],
    ['/../../b', '/../../b', '/b', '/b', '/b'],
    ['/a/..', '/a/..', '/', '/', '/'],
    ['/a/%2e%2E/b', '/a/%2e%2E/b', '/b', '/b', '/b'],
    ['/%61dmin', '/%61dmin', '/admin', '/admin', '/admin'],
    ['/a\\b', '/a\\b', '/a/b', '/a/b', '/a/b'],
    ['/a//b', '/a//b', '/a//b', '/a/b', '/a/b'],
    ['/a%2Fb%5cc', '/a%2Fb%5cc', '/a%2Fb%5cc', '/a%2Fb%5cc', '/a/b/c'],
    ['/a%2F..%2Fb', '/a%2F..%2Fb', '/a%2F..%2Fb', '/a%2F..%2Fb', '/b'],
    [
      '/a%20b/.well-known',
      '/a%20b/.well-known',
      '/a%20b/.well-known',
      '/a%20b/.well-known',
      '/a%20b/.well-known',
    ],
    ['/a?p=%2e', '/a?p=%2e', '/a?p=%2e', '/a?p=%2e', '/a?p=%2e'],
  ])('%s', (path, none, base, merged, decoded) => {
    expect(normalizedPath(path, 'NONE')).toBe(none);
    expect(normalizedPath(path, 'BASE')).toBe(base);
    expect(normalizedPath(path, 'MERGE_SLASHES')).toBe(merged);
    expect(normalizedPath(path, 'DECODE_AND_MERGE_SLASHES')).toBe(decoded);
  });
});

const MESH = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ name: http, port: 80 }], selector: { app: web } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web, security.istio.io/tlsMode: istio }, annotations: { sidecar.istio.io/status: '{}' } }, spec: { containers: [{ name: web, ports: [{ containerPort: 80 }] }, { name: istio-proxy }] } } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  http:
  - match: [{ uri: { prefix: /admin } }]
    directResponse: { status: 403 }
  - route: [{ destination: { host: web } }]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: admin, namespace: shop }
spec: { action: DENY, rules: [{ to: [{ operation: { paths: [/admin] } }] }] }
`;

describe('MeshConfig pathNormalization', () => {
  const request = {
    client: { namespace: 'shop', labels: {}, gateway: null },
    host: 'web',
    port: 80,
    method: 'GET',
    path: '/public/../admin',
    headers: {},
    scheme: 'http',
  } as const;

  it.each([
    ['NONE', 'routed'],
    ['BASE', 'direct-response'],
  ])('decides by %s which route takes a path', (pathNormalization, kind) => {
    const outcome = explainRoute(viewFromYaml(MESH, { pathNormalization }), request);
    expect(outcome.kind).toBe(kind);
    const isTold = outcome.steps.some(({ text }) => text.includes('reads the path as /admin'));
    expect(isTold).toBe(pathNormalization === 'BASE');
  });

  it.each([
    ['BASE', '//admin', 'allowed'],
    ['MERGE_SLASHES', '//admin', 'denied'],
    ['MERGE_SLASHES', '/x%2F..%2Fadmin', 'allowed'],
    ['DECODE_AND_MERGE_SLASHES', '/x%2F..%2Fadmin', 'denied'],
  ])('decides by %s which path a policy sees: %s', (pathNormalization, path, verdict) => {
    const view = viewFromYaml(MESH, { pathNormalization });
    const workload = view.workloadsByNamespace.get('shop')?.[0];
    if (workload === undefined) throw new Error('The mesh lacks the workload.');
    const answer = simulateAuthorization(view, {
      destination: { workload, service: null, port: 80 },
      source: { identity: { kind: 'none' } },
      sourcePlane: 'none',
      request: { protocol: 'http', method: 'GET', path, headers: {}, token: null },
    });
    expect(answer.verdict).toBe(verdict);
  });
});
