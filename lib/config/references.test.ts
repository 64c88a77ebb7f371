import { describe, expect, it } from 'vitest';
import { appliesTo } from './applies';
import { objectKey } from './identity';
import { referencesFrom, referencesTo } from './references';
import { meshView } from './simulation/mesh-view';
import { storedObjects } from './stored-objects';

const YAML = `
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: bookinfo}
spec: {selector: {app: reviews}, ports: [{port: 9080, name: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: ratings, namespace: bookinfo}
spec: {selector: {app: ratings}, ports: [{port: 9080, name: http}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: bookinfo}
spec: {template: {metadata: {labels: {app: reviews, version: v1}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ingress, namespace: istio-system}
spec: {template: {metadata: {labels: {istio: ingressgateway}}}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews, shop.example]
  gateways: [mesh, istio-system/edge, gone]
  http:
  - route: [{destination: {host: reviews, subset: v1}}]
    mirror: {host: nowhere}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews-rule, namespace: bookinfo}
spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ratings, namespace: bookinfo}
spec: {parentRefs: [{group: "", kind: Service, name: ratings}], rules: [{backendRefs: [{name: ratings, port: 9080}]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: for-reviews, namespace: bookinfo}
spec: {selector: {matchLabels: {app: reviews}}, rules: [{}]}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: mesh, namespace: istio-system}
spec: {mtls: {mode: STRICT}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: other}
spec: {mtls: {mode: STRICT}}
`;

const objects = storedObjects(YAML, 'test', () => '').placed.map((entry) => entry.object);
const view = meshView(objects);
const stored = new Set(objects.map((object) => objectKey(object.id)));
const mesh = { view, stored, settings: null };
const find = (kind: string, name: string) => {
  const found = objects.find((object) => object.id.kind === kind && object.id.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
};
const from = (kind: string, name: string) =>
  referencesFrom(find(kind, name), mesh).map(
    ({ id, exists }) => `${exists ? '' : 'no '}${id.kind} ${id.name}`,
  );
const to = (kind: string, name: string) =>
  referencesTo(find(kind, name).id, objects, mesh).map(({ id }) => `${id.kind} ${id.name}`);

describe('referencesFrom', () => {
  it('names gateways, services, rules and what is missing, each once', () => {
    expect(from('VirtualService', 'reviews')).toEqual([
      'Gateway edge',
      'no Gateway gone',
      'Service reviews',
      'DestinationRule reviews-rule',
      'no Service nowhere',
    ]);
  });

  it('names the service of a rule, the parents and backends of a route, the pods of a selector', () => {
    expect(from('DestinationRule', 'reviews-rule')).toEqual(['Service reviews', 'Deployment reviews-v1']);
    expect(from('HTTPRoute', 'ratings')).toEqual(['Service ratings']);
    expect(from('AuthorizationPolicy', 'for-reviews')).toEqual(['Deployment reviews-v1']);
    expect(from('Gateway', 'edge')).toEqual(['Deployment ingress']);
  });
});

describe('referencesTo', () => {
  it('finds who refers to it', () => {
    expect(to('Gateway', 'edge')).toEqual(['VirtualService reviews']);
    expect(to('DestinationRule', 'reviews-rule')).toEqual(['VirtualService reviews']);
    expect(to('Service', 'reviews')).toEqual(['VirtualService reviews', 'DestinationRule reviews-rule']);
    expect(to('VirtualService', 'reviews')).toEqual([]);
  });
});

describe('appliesTo', () => {
  const applies = (namespace: string, name: string) =>
    appliesTo(objects, view, namespace, name).map(({ id }) => `${id.kind} ${id.name}`);

  it('collects routes, rules, their gateways, and policies of the pods, the namespace and the mesh', () => {
    expect(applies('bookinfo', 'reviews')).toEqual([
      'Gateway edge',
      'VirtualService reviews',
      'DestinationRule reviews-rule',
      'AuthorizationPolicy for-reviews',
      'PeerAuthentication mesh',
    ]);
    expect(applies('bookinfo', 'ratings')).toEqual(['HTTPRoute ratings', 'PeerAuthentication mesh']);
  });

  it('knows nothing of a service that is not there', () => {
    expect(applies('bookinfo', 'none')).toEqual([]);
    expect(applies('other', 'reviews')).toEqual([]);
  });
});
