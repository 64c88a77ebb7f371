import { describe, expect, it } from 'vitest';
import { objectsOf } from '@/lib/config/analysis/read-objects';
import type { ConfigStore } from '@/lib/config/store';
import type { EffectiveAnswer } from './contract';
import { type EffectiveRequest, loadEffective } from './load';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: v1
kind: Namespace
metadata: { name: quiet, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp } }
---
apiVersion: v1
kind: Namespace
metadata: { name: plain }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart-v1, namespace: shop }
spec:
  template:
    metadata: { labels: { app: cart, version: v1 } }
    spec: { containers: [{ name: cart, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart-v2, namespace: shop }
spec:
  template:
    metadata: { labels: { app: cart, version: v2 } }
    spec: { containers: [{ name: cart }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: echo, namespace: quiet }
spec:
  template:
    metadata: { labels: { app: echo } }
    spec: { containers: [{ name: echo }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cron, namespace: plain }
spec:
  template:
    metadata: { labels: { app: cron } }
    spec: { containers: [{ name: cron }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart-v2-only, namespace: shop }
spec: { selector: { app: cart, version: v2 }, ports: [{ name: http, port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: echo, namespace: quiet }
spec: { selector: { app: echo }, ports: [{ name: http, port: 80 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: quiet, labels: { istio.io/waypoint-for: service } }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  http:
    - route:
        - destination: { host: cart, subset: v1 }
          weight: 75
        - destination: { host: cart, subset: v2 }
          weight: 25
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { host: cart, subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart-at-home, namespace: plain }
spec: { host: cart.shop.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE } } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: istio-system }
spec: { mtls: { mode: PERMISSIVE } }
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: cart, namespace: shop }
spec: { selector: { matchLabels: { app: cart } }, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: DISABLE } } }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: a-allow, namespace: shop }
spec: { selector: { matchLabels: { app: cart } }, rules: [{}] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: z-deny, namespace: shop }
spec: { action: DENY, rules: [{ to: [{ operation: { methods: [DELETE] } }] }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ask, namespace: shop }
spec: { action: CUSTOM, provider: { name: gate }, selector: { matchLabels: { version: v1 } }, rules: [{}] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: echo-callers, namespace: quiet }
spec: { targetRefs: [{ kind: Service, group: '', name: echo }], rules: [{}] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ports, namespace: quiet }
spec: { selector: { matchLabels: { app: echo } }, rules: [{ to: [{ operation: { ports: ['80'] } }] }] }
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: everywhere, namespace: istio-system }
spec: { accessLogging: [{ providers: [{ name: envoy }] }] }
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: cart, namespace: shop }
spec: { selector: { matchLabels: { app: cart } }, accessLogging: [{ disabled: true }] }
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: cart-again, namespace: shop }
spec: { selector: { matchLabels: { app: cart } }, tracing: [{ randomSamplingPercentage: 1 }] }
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: late, namespace: shop }
spec: { priority: 5, configPatches: [{ applyTo: HTTP_FILTER, patch: { operation: INSERT_FIRST } }] }
---
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: early, namespace: shop }
spec: { priority: -5, workloadSelector: { labels: { app: cart } }, configPatches: [{ applyTo: HTTP_FILTER, patch: { operation: INSERT_FIRST } }] }
`;

const OBJECTS = objectsOf(MESH);

async function ask(request: EffectiveRequest): Promise<EffectiveAnswer> {
  const list = async () => ({ objects: OBJECTS, unreadable: [] });
  return loadEffective({ store: { list } as unknown as ConfigStore, suppress: [] }, request);
}

const workload = (namespace: string, name: string): EffectiveRequest => ({
  kind: 'workload',
  namespace,
  workloadKind: 'Deployment',
  name,
});

function section(answer: EffectiveAnswer, key: string) {
  const found = answer.sections.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no section ${key}`);
  return found;
}

const names = (answer: EffectiveAnswer, key: string) =>
  section(answer, key).entries.map(({ state, id }) => `${state} ${id?.name}`);

describe('effective configuration of a workload', () => {
  it('names the services that select it, and what keeps it out of the others', async () => {
    const answer = await ask(workload('shop', 'cart-v1'));
    expect(names(answer, 'services')).toEqual(['applies cart', 'left-out cart-v2-only']);
    expect(section(answer, 'services').entries[1]?.why).toBe('Its pods lack `version=v2`.');
  });

  it('tells the share that leads to its subset', async () => {
    const [v1] = section(await ask(workload('shop', 'cart-v1')), 'routes').entries;
    const [v2] = section(await ask(workload('shop', 'cart-v2')), 'routes').entries;
    expect(v1?.why).toBe('Rule 1 sends 75 % of what it takes to `cart`, subset `v1`.');
    expect(v2?.why).toBe('Rule 1 sends 25 % of what it takes to `cart`, subset `v2`.');
    expect(v2?.line).toBeGreaterThan(v1?.line ?? 0);
  });

  it('tells callers apart by the namespace in which they look for rules', async () => {
    const rules = section(await ask(workload('shop', 'cart-v1')), 'callers-rules');
    const words = rules.entries.map(({ id, why }) => `${id?.name}: ${why}`);
    expect(words).toContain('cart-at-home: Callers in `plain` of `cart` use it.');
    expect(words).toContain(
      'cart: Callers in `quiet` and `shop` of `cart` use it. The workload is in subset `v1`.',
    );
  });

  it('lets the narrowest PeerAuthentication decide, ports before all', async () => {
    const peer = section(await ask(workload('shop', 'cart-v1')), 'peer-authentication');
    expect(peer.result).toBe('`STRICT`: callers must use mutual TLS. Port `8080`: `DISABLE`.');
    expect(peer.entries.map(({ state, id }) => `${state} ${id?.namespace}`)).toEqual([
      'applies shop',
      'left-out istio-system',
    ]);
  });

  it('orders policies CUSTOM, DENY, ALLOW', async () => {
    const answer = await ask(workload('shop', 'cart-v1'));
    expect(names(answer, 'authorization')).toEqual(['applies ask', 'applies z-deny', 'applies a-allow']);
    expect(section(answer, 'authorization').result).toBe(
      'An external authorizer is asked first, then what a DENY policy matches is refused, then only what an ALLOW policy matches passes.',
    );
  });

  it('takes the oldest Telemetry of a level and says so of the other', async () => {
    const answer = await ask(workload('shop', 'cart-v1'));
    expect(names(answer, 'telemetry')).toEqual(['applies everywhere', 'applies cart', 'left-out cart-again']);
  });

  it('orders EnvoyFilters by priority', async () => {
    expect(names(await ask(workload('shop', 'cart-v1')), 'envoy-filter')).toEqual([
      'applies early',
      'applies late',
    ]);
  });

  it('splits what waypoint and ztunnel enforce', async () => {
    const answer = await ask(workload('quiet', 'echo'));
    expect(names(answer, 'waypoint')).toEqual(['applies wp']);
    const [atWaypoint, atZtunnel] = section(answer, 'authorization').entries;
    expect(atWaypoint?.why).toContain('Enforced by the waypoint.');
    expect(atZtunnel?.why).toContain('Enforced by the ztunnel.');
    expect(section(answer, 'telemetry').entries[0]?.state).toBe('left-out');
  });

  it('enforces nothing where there is no proxy, and says what would act', async () => {
    const answer = await ask(workload('plain', 'cron'));
    expect(answer.subject).toMatchObject({ kind: 'workload', plane: 'none' });
    expect(names(answer, 'peer-authentication')).toEqual(['left-out default']);
    expect(section(answer, 'telemetry').entries[0]?.why).toContain('has no proxy that could enforce it');
  });

  it('finds a workload by name alone, and names what is missing', async () => {
    const request = { ...workload('shop', 'cart-v2'), workloadKind: null };
    await expect(ask(request)).resolves.toMatchObject({ subject: { id: { kind: 'Deployment' } } });
    await expect(ask(workload('shop', 'nothing'))).rejects.toThrow('There is no Deployment nothing in shop.');
  });
});

describe('effective configuration of a namespace', () => {
  it('tells what is for all from what is for some', async () => {
    const answer = await ask({ kind: 'namespace', namespace: 'shop' });
    expect(names(answer, 'authorization')).toEqual(['some ask', 'applies z-deny', 'some a-allow']);
    expect(section(answer, 'authorization').entries[0]?.why).toBe(
      '`CUSTOM`. Only for pods with `version=v1`: `cart-v1`.',
    );
    expect(names(answer, 'peer-authentication')).toEqual(['applies default', 'some cart']);
  });

  it('lists its workloads with how they take part in the mesh', async () => {
    const { subject } = await ask({ kind: 'namespace', namespace: 'shop' });
    expect(
      subject.kind === 'namespace' && subject.workloads.map(({ id, plane }) => `${id.name} ${plane}`),
    ).toEqual(['cart-v1 sidecar', 'cart-v2 sidecar']);
  });
});
