/** A small mesh for the tests of assistants: services in versions, one of TCP, a rate limit service, an ingress gateway. */
import { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import type { StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';

const deployment = (name: string, app: string, version: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${app}, version: ${version}}}
  template:
    metadata: {labels: {app: ${app}, version: ${version}, sidecar.istio.io/inject: "true"}}
    spec: {containers: [{name: ${app}, image: example/${app}}]}
`;
const service = (name: string, port: string, namespace = 'shop') => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {app: ${name}}, ports: [${port}]}
`;

export const FIXTURE = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
${service('reviews', '{port: 80, name: http}')}${service('ratings', '{port: 80, name: http}')}${service('store', '{port: 27017, name: tcp-store}')}${service('ratelimit', '{port: 8081, name: grpc-limits}')}
${deployment('reviews-v1', 'reviews', 'v1')}${deployment('reviews-v2', 'reviews', 'v2')}${deployment('reviews-v3', 'reviews', 'v3')}
${deployment('ratings-v1', 'ratings', 'v1')}${deployment('store-v1', 'store', 'v1')}${deployment('store-v2', 'store', 'v2')}${deployment('ratelimit', 'ratelimit', 'v1')}`;

export const HAND_WRITTEN = `# testers first
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: reviews
  namespace: shop
  labels: {team: blue} # who owns it
spec:
  hosts:
    - reviews
  exportTo: ["."]
  http:
    # Jason tests
    - name: testers
      match:
        - headers:
            end-user:
              exact: jason
            x-build:
              regex: "[0-9]+"
          sourceLabels: {app: ratings}
          method: {regex: "GET|HEAD"}
      headers: {request: {add: {x-test: "1"}}}
      route:
        - destination:
            host: reviews
            subset: v2
    - route:
        # not during the sale
        - destination:
            host: reviews
            subset: v1
          weight: 80 # most
          headers: {response: {remove: [server]}}
        - destination:
            host: reviews
            subset: v3
          weight: 20
`;
export const HAND_WRITTEN_RULE = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: shop}
spec:
  host: reviews
  # the versions
  subsets:
    - name: v1
      labels: {version: v1}
    - {name: v2, labels: {version: v2}}
    - name: v3
      labels: {version: v3}
`;

export function objectsOf(text: string): readonly StoredObject[] {
  return storedObjects(text, 'fixture', () => '1').placed.map(({ object }) => object);
}

export function meshOf(...texts: readonly string[]): MeshObjects {
  return new MeshObjects(texts.flatMap((text) => objectsOf(text)));
}
