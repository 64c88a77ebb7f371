/** What is left out because drafts cannot reach it would not have changed. */
import { describe, expect, it } from 'vitest';
import { draftedMesh, storedMesh } from '@/lib/config/simulation/answer/drafted-mesh';
import type { Draft } from '@/lib/config/simulation/request-contract';
import { callerOf } from './caller';
import { compareCalls } from './compare';
import { directPrediction } from './prediction';
import { reachOf } from './reach';
import { DEMO_CALLS, DEMO_OBJECTS, draft } from './sample-demo';

const SECURITY = 'security.istio.io';
const GATEWAY_API = 'gateway.networking.k8s.io';
const DENY = { action: 'DENY', rules: [{ from: [{ source: { notNamespaces: ['nowhere'] } }] }] };
const target = (kind: string, name: string, group = '') => ({ targetRefs: [{ group, kind, name }] });

const WRITTEN: readonly Draft[] = [
  draft('PeerAuthentication', 'istio-system/default', { mtls: { mode: 'STRICT' } }, SECURITY),
  draft(
    'PeerAuthentication',
    'shop/inventory',
    { selector: { matchLabels: { app: 'inventory' } }, mtls: { mode: 'STRICT' } },
    SECURITY,
  ),
  draft('AuthorizationPolicy', 'istio-system/all', DENY, SECURITY),
  draft(
    'AuthorizationPolicy',
    'istio-system/edge',
    { ...DENY, selector: { matchLabels: { istio: 'ingressgateway' } } },
    SECURITY,
  ),
  draft(
    'AuthorizationPolicy',
    'ambient-lab/service',
    { ...DENY, ...target('Service', 'helloworld-v1') },
    SECURITY,
  ),
  draft(
    'AuthorizationPolicy',
    'ambient-lab/waypoint',
    { ...DENY, ...target('Gateway', 'waypoint', GATEWAY_API) },
    SECURITY,
  ),
  draft(
    'AuthorizationPolicy',
    'istio-system/class',
    { ...DENY, ...target('GatewayClass', 'istio-waypoint', GATEWAY_API) },
    SECURITY,
  ),
  draft(
    'RequestAuthentication',
    'bookinfo/tokens',
    { jwtRules: [{ issuer: 'https://id.example.org' }] },
    SECURITY,
  ),
  draft('DestinationRule', 'istio-system/everything', {
    host: '*.local',
    trafficPolicy: { tls: { mode: 'DISABLE' } },
  }),
  draft('Sidecar', 'bookinfo/default', { egress: [{ hosts: ['istio-system/*'] }] }),
  draft('Sidecar', 'istio-system/default', {
    egress: [{ hosts: ['./*'] }],
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
  }),
  draft('ServiceEntry', 'shop/reviews', {
    hosts: ['reviews.bookinfo.svc.cluster.local'],
    ports: [{ number: 1, name: 'tcp', protocol: 'TCP' }],
    resolution: 'DNS',
  }),
  draft('VirtualService', 'shop/ratings', {
    hosts: ['ratings.bookinfo.svc.cluster.local'],
    http: [{ directResponse: { status: 418 } }],
  }),
  draft('VirtualService', 'bookinfo/everything', {
    hosts: ['*.bookinfo.svc.cluster.local'],
    http: [{ directResponse: { status: 418 } }],
  }),
];

function same(drafts: readonly Draft[]): number {
  const bounded = compareCalls(DEMO_CALLS, DEMO_OBJECTS, drafts);
  const whole = compareCalls(DEMO_CALLS, DEMO_OBJECTS, drafts, () => null);
  expect({ of: drafts, ...bounded }).toEqual({ of: drafts, ...whole });
  return whole.changes.length;
}

describe('with and without bounds the answer is the same', () => {
  it('when any rule, policy or service of the demo is deleted', () => {
    // The others have no bound, and each costs a view of the whole mesh.
    const bounded = DEMO_OBJECTS.filter(({ id }) => id.group.endsWith('.io') || id.kind === 'Service');
    const changed = bounded.map(({ id }) => same([{ id, text: null }]));
    expect(changed.filter((count) => count > 0).length).toBeGreaterThan(10);
  });

  it('when any of many kinds is written', () => {
    const changed = WRITTEN.map((one) => same([one]));
    expect(changed.filter((count) => count > 0).length).toBeGreaterThan(8);
  });

  it('when a rule hands over to another, and the other is written anew', () => {
    const root = draft('VirtualService', 'bookinfo/details', {
      hosts: ['details'],
      http: [{ delegate: { name: 'rules' } }],
    });
    const delegate = draft('VirtualService', 'bookinfo/rules', {
      http: [{ directResponse: { status: 418 } }],
    });
    expect(same([root, delegate])).toBeGreaterThan(0);
    expect(same([delegate])).toBe(0);
  });

  it('when all of it is written at once', () => {
    expect(same(WRITTEN)).toBeGreaterThan(8);
  });
});

describe('bounds', () => {
  const before = storedMesh(DEMO_OBJECTS).view;
  const reachFor = (one: Draft) => {
    const after = draftedMesh(DEMO_OBJECTS, [one]);
    return reachOf(before, after.view, after.used);
  };
  const endOf = (service: string, namespace: string) => {
    const [part] = directPrediction(
      before,
      `${service}.${namespace}.svc.cluster.local`,
      namespace,
      9080,
    ).parts;
    if (part === undefined) throw new Error(`Nothing stands behind ${service}.`);
    return part;
  };
  const [call] = DEMO_CALLS;
  if (call === undefined) throw new Error('There are no calls.');
  const caller = callerOf(before, call);

  it('of a policy are its namespace and what it selects', () => {
    const reach = reachFor(
      draft(
        'AuthorizationPolicy',
        'bookinfo/one',
        { ...DENY, selector: { matchLabels: { app: 'ratings' } } },
        SECURITY,
      ),
    );
    expect(reach?.end(caller, endOf('ratings', 'bookinfo'))).toBe(true);
    expect(reach?.end(caller, endOf('reviews', 'bookinfo'))).toBe(false);
    expect(reach?.end(caller, endOf('cart', 'shop'))).toBe(false);
    expect(reach?.rules('ratings.bookinfo.svc.cluster.local')).toBe(false);
  });

  it('of a DestinationRule are the hosts that it covers', () => {
    const reach = reachFor(draft('DestinationRule', 'bookinfo/one', { host: 'ratings' }));
    expect(reach?.end(caller, endOf('ratings', 'bookinfo'))).toBe(true);
    expect(reach?.end(caller, endOf('reviews', 'bookinfo'))).toBe(false);
  });

  it('are not known of what decides who is who', () => {
    const deployment = DEMO_OBJECTS.find(({ id }) => id.kind === 'Deployment');
    expect(deployment).toBeDefined();
    if (deployment !== undefined) expect(reachFor({ id: deployment.id, text: null })).toBeNull();
  });
});
