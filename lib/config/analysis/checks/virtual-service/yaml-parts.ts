/** YAML that the cases of VirtualServices share. */
import { networking, service } from '@/lib/config/analysis/checks/check-case';

export const SERVICES = service('reviews') + service('ratings', 'bank');

export const virtualService = (spec: string, name = 'reviews', namespace = 'shop') =>
  networking('VirtualService', name, spec, namespace);

/** For `reviews`, with the routes as written. */
export const http = (routes: string, top = '') =>
  virtualService(`  hosts: [reviews]\n${top}  http:\n${routes}`);
export const toReviews = '    - route: [{destination: {host: reviews}}]';
export const subset = (names: string) =>
  networking(
    'DestinationRule',
    'reviews',
    `  host: reviews\n  subsets: [${names
      .split(' ')
      .map((name) => `{name: ${name}, labels: {version: ${name}}}`)
      .join(', ')}]`,
  );

export const gateway = (hosts: string, name = 'gate', namespace = 'shop') =>
  networking(
    'Gateway',
    name,
    `  selector: {istio: ingressgateway}\n  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ${hosts}}]`,
    namespace,
  );

export const twoPorts = `
apiVersion: v1
kind: Service
metadata: {name: two, namespace: shop}
spec: {ports: [{port: 80, name: http}, {port: 81, name: http-admin}]}
---`;

export const ingress = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ingress, namespace: istio-system}
spec: {template: {metadata: {labels: {istio: ingressgateway}}}}
---`;

export const claims = (header: string) =>
  http(
    `    - match: [{headers: {"${header}": {exact: admin}}}]\n      route: [{destination: {host: reviews}}]`,
    '  gateways: [gate]\n',
  );

export const ambient = (labels: string) => `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
---`;
