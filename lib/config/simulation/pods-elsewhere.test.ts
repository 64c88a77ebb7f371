/** A Service of several clusters: requests reach the pods of another one where there are none here. */
import { expect, it } from 'vitest';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

function mesh(elsewhere: string): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ port: 80, name: http }] }
${elsewhere}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { host: cart, subsets: [{ name: v9, labels: { version: v9 } }, { name: v1, labels: { version: v1 } }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
  - match: [{ uri: { prefix: /v1 } }]
    route: [{ destination: { host: cart, subset: v1 } }]
  - route: [{ destination: { host: cart, subset: v9 } }]
`;
}

/** Of a request of a neighbour, as JSON: what is wrong with a destination is a word in it. */
function outcomeOf(yaml: string, path: string): string {
  const outcome = explainRoute(viewFromYaml(yaml), {
    client: { namespace: 'shop', labels: {}, gateway: null },
    host: 'cart',
    port: 80,
    method: 'GET',
    path,
    headers: {},
    scheme: 'http',
  });
  return JSON.stringify(outcome);
}

const WEST = 'elsewhere: [{ cluster: west, sets: [{ labels: { app: cart, version: v9 } }] }]';

it('is ready where only another cluster has pods of the subset', () => {
  expect(outcomeOf(mesh(WEST), '/')).not.toContain('no-healthy-upstream');
  expect(outcomeOf(mesh(WEST), '/v1')).toContain('no-healthy-upstream');
});

it('has nothing behind it where no cluster that was read has pods', () => {
  for (const elsewhere of ['', 'elsewhere: [{ cluster: west }]'])
    expect(outcomeOf(mesh(elsewhere), '/')).toContain('no-healthy-upstream');
});
