import { describe, expect, it } from 'vitest';
import { objectsOf } from './analysis/read-objects';
import { loadChoices, loadSimulation } from './simulate';
import { simulationAnswerSchema } from './simulation/contract';
import { requestSchema, simulateSchema } from './simulation/request-contract';
import type { ConfigStore, ObjectId } from './store';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart-v1, namespace: shop }
spec: { replicas: 2, template: { metadata: { labels: { app: cart, version: v1 } }, spec: { serviceAccountName: cart } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart-v2, namespace: shop }
spec: { replicas: 1, template: { metadata: { labels: { app: cart, version: v2 } }, spec: {} } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: front, namespace: shop }
spec: { template: { metadata: { labels: { app: front } }, spec: { serviceAccountName: front } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: shop }
spec: { template: { metadata: { labels: { istio: ingress }, annotations: { inject.istio.io/templates: gateway } }, spec: {} } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ingress, namespace: shop }
spec:
  selector: { istio: ingress }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec:
  host: cart
  trafficPolicy:
    connectionPool: { http: { http1MaxPendingRequests: 5 } }
  subsets:
    - { name: v1, labels: { version: v1 } }
    - { name: v2, labels: { version: v2 } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: shop
spec:
  hosts: [cart, shop.example.com]
  gateways: [mesh, ingress]
  http:
    - match:
        - headers: { end-user: { exact: tester } }
      fault: { delay: { fixedDelay: 2s, percentage: { value: 50 } } }
      route: [{ destination: { host: cart, subset: v2 } }]
    - timeout: 3s
      route: [{ destination: { host: cart, subset: v1 } }]
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: front-only, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  rules:
    - from: [{ source: { principals: [cluster.local/ns/shop/sa/front] } }]
`;

const OBJECTS = objectsOf(MESH);
const store = { list: async () => ({ objects: OBJECTS, unreadable: [] }) } as unknown as ConfigStore;
const VIRTUAL_SERVICE: ObjectId = {
  group: 'networking.istio.io',
  kind: 'VirtualService',
  namespace: 'shop',
  name: 'cart',
};
const FRONT = { kind: 'workload', namespace: 'shop', name: 'front' } as const;

const asked = (fields: object) => requestSchema.parse({ from: FRONT, to: 'cart', port: 80, ...fields });

async function simulate(fields: object, drafts: Parameters<typeof loadSimulation>[2] = []) {
  const answer = await loadSimulation(store, asked(fields), drafts);
  return simulationAnswerSchema.parse({ ...answer, agreement: null, warnings: [] });
}

describe('a simulated request', () => {
  it('names route, access and encryption with the line that decides', async () => {
    const answer = await simulate({ headers: { 'End-User': 'tester' } });
    expect(answer.verdict).toMatchObject({
      tone: 'caution',
      sentence: 'Allowed, encrypted, goes to cart v2',
      detail: '1 pod behind it; half of the requests wait 2 s first',
      route: { tone: 'caution', text: 'v2, half wait' },
      access: { tone: 'good', text: 'Allowed' },
      encryption: { tone: 'good', text: 'mTLS' },
    });
    expect(answer.route.places.match?.line).toBe(11);
    expect(answer.route.places.delay?.line).toBe(12);
    expect(answer.route.destinations[0]?.rule?.line).toBe(10);
    expect(answer.route.destinations[0]?.limits.poolPlace?.line).toBe(7);
    expect(answer.caller.principal).toBe('cluster.local/ns/shop/sa/front');
  });

  it('is refused to a caller that no rule names', async () => {
    const answer = await simulate({
      from: { kind: 'gateway', namespace: 'shop', name: 'ingress' },
      to: 'shop.example.com',
    });
    expect(answer.entry?.access.verdict).toBe('allowed');
    expect(answer.verdict).toMatchObject({ tone: 'bad', sentence: 'Refused with 403 by cart v1' });
  });

  it('is plain text and without identity from a client without a proxy', async () => {
    const answer = await simulate({ from: { kind: 'outside' }, to: 'cart.shop' });
    expect(answer.verdict).toMatchObject({
      sentence: 'Refused with 403 by cart',
      encryption: { tone: 'caution', text: 'Plain text' },
    });
    expect(answer.route.matched).toBeNull();
    const shares = answer.route.destinations[0]?.servers.map(({ name, share }) => [name, share]);
    expect(shares).toEqual([
      ['cart-v1', 2 / 3],
      ['cart-v2', 1 / 3],
    ]);
  });

  it('takes a draft in place of what is stored, and says whether that changes the answer', async () => {
    const stored = OBJECTS.find(({ id }) => id.kind === 'VirtualService')?.text ?? '';
    const moved = {
      id: VIRTUAL_SERVICE,
      text: stored.replace('host: cart, subset: v1', 'host: cart, subset: v2'),
    };
    const answer = await simulate({}, [moved]);
    expect(answer.route.destinations.map(({ subset }) => subset)).toEqual(['v2']);
    expect(answer.route.places.route?.isDraft).toBe(true);
    expect(answer.drafts).toEqual({ used: [VIRTUAL_SERVICE], leftOut: [], changesAnswer: true });
    const same = await simulate({}, [{ id: VIRTUAL_SERVICE, text: `${stored}# a remark\n` }]);
    expect(same.drafts.changesAnswer).toBe(false);
    const deleted = await simulate({}, [{ id: VIRTUAL_SERVICE, text: null }]);
    expect(deleted.route.matched).toBeNull();
  });

  it('leaves out drafts that cannot be read, and names them with the reason', async () => {
    const broken = await simulate({}, [{ id: VIRTUAL_SERVICE, text: 'kind: [' }]);
    expect(broken.route.destinations.map(({ subset }) => subset)).toEqual(['v1']);
    expect(broken.drafts.used).toEqual([]);
    expect(broken.drafts.leftOut[0]).toMatchObject({ id: VIRTUAL_SERVICE });
    expect(broken.drafts.leftOut[0]?.because).toMatch(/^Line \d+: /);
    const other = OBJECTS.find(({ id }) => id.kind === 'DestinationRule')?.text ?? '';
    const wrong = await simulate({}, [{ id: VIRTUAL_SERVICE, text: other }]);
    expect(wrong.drafts.leftOut[0]?.because).toBe('The text is that of DestinationRule cart in shop.');
  });

  it('puts parameters behind the path and counts them', async () => {
    const { route } = await simulate({ path: '/a?x=1', query: { y: '2' } });
    expect(route.kind).toBe('routed');
  });

  it('names the settings that were assumed', async () => {
    const { settings } = await simulate({});
    expect(settings.sources).toEqual([]);
    expect(settings.assumed).toContain('the root namespace is istio-system');
  });

  it('refuses callers that do not exist, with the field', async () => {
    const from = { kind: 'workload', namespace: 'shop', name: 'nobody' };
    await expect(loadSimulation(store, asked({ from }), [])).rejects.toMatchObject({
      code: 'bad-request',
      message: 'There is no workload nobody in shop.',
      issues: [{ path: ['request', 'from', 'name'] }],
    });
    await expect(
      loadSimulation(store, asked({ from: { ...FRONT, kind: 'gateway' } }), []),
    ).rejects.toMatchObject({
      message: 'front in shop is no gateway.',
    });
  });

  it('refuses what is no request, field by field', () => {
    const issues = (fields: object) =>
      simulateSchema
        .safeParse({ request: { from: FRONT, to: 'cart', port: 80, ...fields } })
        .error?.issues.map(({ path }) => path.join('.'));
    expect(issues({ to: 'http://cart/x' })).toEqual(['request.to']);
    expect(issues({ port: 0 })).toEqual(['request.port']);
    expect(issues({ path: 'no slash' })).toEqual(['request.path']);
    expect(issues({ headers: { 'bad name': 'x' } })).toEqual(['request.headers.bad name']);
    expect(issues({ headers: { a: 'x\ny' } })).toEqual(['request.headers.a']);
    expect(issues({ sourceIp: '300.1.1.1' })).toEqual(['request.sourceIp']);
    expect(issues({ protocol: 'ftp' })).toEqual(['request.protocol']);
    expect(issues({ from: { kind: 'workload', namespace: 'shop' } })).toEqual(['request.from.name']);
    expect(issues({})).toBeUndefined();
  });
});

describe('the choices of a request', () => {
  it('tells workloads from gateways and names what gateways serve', async () => {
    const choices = await loadChoices(store);
    expect(choices.workloads.map(({ name }) => name)).toEqual(['cart-v1', 'cart-v2', 'front']);
    expect(choices.gateways).toEqual([
      {
        namespace: 'shop',
        name: 'ingress',
        servers: [{ port: 80, protocol: 'http', hosts: ['shop.example.com'] }],
      },
    ]);
    expect(choices.services.map(({ name, ports }) => [name, ports[0]?.protocol])).toEqual([['cart', 'http']]);
  });
});
