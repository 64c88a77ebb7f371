import { describe, expect, it } from 'vitest';
import { storedObjects } from '@/lib/config/stored-objects';
import { explain, summaryLine } from './explain';

function read(yaml: string) {
  const object = storedObjects(yaml, 'test', () => '').placed[0]?.object;
  if (object === undefined) throw new Error('no object');
  return object;
}

function sentences(yaml: string): string[] {
  return explain(read(yaml))?.sections.flatMap((section) => section.statements.map(({ text }) => text)) ?? [];
}

const VIRTUAL_SERVICE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews]
  gateways: [mesh, edge]
  http:
  - name: testers
    match:
    - headers: {end-user: {exact: jason}}
      uri: {prefix: /reviews}
    - sourceLabels: {app: cart}
    fault:
      delay: {percentage: {value: 50}, fixedDelay: 2s}
      abort: {httpStatus: 500}
    route: [{destination: {host: reviews, subset: v2}}]
  - route:
    - {destination: {host: reviews, subset: v1}, weight: 80}
    - {destination: {host: reviews, subset: v3}, weight: 30}
    timeout: 500ms
    retries: {attempts: 3, perTryTimeout: 2s, retryOn: 5xx}
    mirror: {host: reviews, subset: v3}
    mirrorPercentage: {value: 10}
    rewrite: {uri: /v1}
`;

describe('explain', () => {
  it('tells the first two hundred of thousands of rules, and how many follow', () => {
    const rules = Array.from(
      { length: 5000 },
      (_, at) => `  - match: [{uri: {exact: /${at}}}]\n    redirect: {uri: /}\n`,
    );
    const head =
      'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a, namespace: b}\nspec:\n  hosts: [a]\n  http:\n';
    const told = explain(read(head + rules.join('')));
    expect(told?.headline).toContain('by 5000 rules');
    expect(told?.sections).toHaveLength(202);
    expect(told?.sections.at(-1)?.statements[0]?.text).toContain('4800 more rules');
  });

  it('tells a VirtualService rule by rule', () => {
    expect(sentences(VIRTUAL_SERVICE)).toEqual([
      'It applies to requests that are made inside the mesh and to requests that enter through `edge`.',
      'Takes requests whose path begins with `/reviews` and with a header `end-user` that is exactly `jason`.',
      'Or requests from pods with `app=cart`.',
      'Sends them to subset `v2` of `reviews`.',
      'Makes 50 % of them wait 2 s on purpose.',
      'Holds an abort that never happens: its percentage is 0.',
      'Takes every request that no rule above took.',
      'Sends 72.7 % to subset `v1` of `reviews` and 27.3 % to subset `v3` of `reviews`.',
      'Gives up after 500 ms.',
      'Tries again up to 3 times, each try at most 2 s, on `5xx`.',
      'Rewrites the matched path to `/v1`.',
      'Sends a copy of 10 % of them to subset `v3` of `reviews`; its answers are dropped.',
    ]);
    expect(summaryLine(read(VIRTUAL_SERVICE))).toBe(
      'reviews: 2 rules, v1 72.7 % / v3 27.3 %, fault injection, timeout, mirror',
    );
  });

  it('tells a DestinationRule', () => {
    expect(
      sentences(`apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart, namespace: shop}
spec:
  host: cart
  trafficPolicy:
    connectionPool: {tcp: {maxConnections: 100}, http: {http1MaxPendingRequests: 1}}
    outlierDetection: {consecutive5xxErrors: 3, baseEjectionTime: 3m}
  subsets:
  - {name: v1, labels: {version: v1}, trafficPolicy: {loadBalancer: {simple: RANDOM}}}
`),
    ).toEqual([
      'Each caller’s proxy allows at most 100 connections, 1 waiting request; the rest is refused at once (UO).',
      'A pod that answers 3 5xx in a row is left out for 3 min and longer; at most 10 % of the pods at once.',
      '`v1` is pods with `version=v1`.',
      '`v1`: Requests go to a random pod.',
    ]);
  });

  it('tells Gateways of both APIs', () => {
    expect(
      sentences(`apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: ["*"], tls: {httpsRedirect: true}}
  - {port: {number: 443, name: https, protocol: HTTPS}, hosts: [./shop.example], tls: {mode: SIMPLE, credentialName: x}}
`),
    ).toEqual([
      'Port 80 takes HTTP for every host, and sends plain HTTP to HTTPS (301).',
      'Port 443 takes HTTPS for `shop.example`, ending TLS here.',
      'Only VirtualServices of `shop` may bind `shop.example`.',
    ]);
    const waypoint = read(`apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: waypoint, namespace: orders}
spec: {gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}
`);
    expect(explain(waypoint)?.headline).toContain('A waypoint');
    expect(summaryLine(waypoint)).toBe('waypoint');
  });

  it('survives an object that is nearly empty', () => {
    for (const kind of ['VirtualService', 'DestinationRule', 'Gateway']) {
      const yaml = `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: {name: x}\n`;
      expect(explain(read(yaml))?.headline).toBeTruthy();
    }
  });
});
