/** BackendTLSPolicies beside DestinationRules, as istiod 1.31 merges them. */
import { describe, expect, it } from 'vitest';
import { explainRoute } from './route';
import { viewFromYaml } from './view-from-yaml';

const MESH = `
apiVersion: v1
kind: Service
metadata: { name: one, namespace: a }
spec: { selector: { app: one }, ports: [{ port: 80, name: http }, { port: 81, name: http-alt }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: one, namespace: a }
spec: { template: { metadata: { labels: { app: one } } } }
---`;

const policy = (section = '', kind = 'Service') => `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: p, namespace: a }
spec:
  targetRefs: [{ group: "", kind: ${kind}, name: one${section} }]
  validation: { hostname: one.example.com, wellKnownCACertificates: System }
---`;

const rule = (trafficPolicy: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: d, namespace: a }
spec: { host: one, trafficPolicy: ${trafficPolicy} }
---`;

function limitsOf(yaml: string, port = 80) {
  const outcome = explainRoute(viewFromYaml(MESH + yaml), {
    client: { namespace: 'b', labels: {}, gateway: null },
    host: 'one.a.svc.cluster.local',
    port,
    method: 'GET',
    path: '/',
    headers: {},
    scheme: 'http',
  });
  if (!('destinations' in outcome)) throw new Error(outcome.kind);
  const limits = outcome.destinations[0]?.limits;
  return [limits?.tlsMode ?? null, limits?.loadBalancer];
}

describe('a BackendTLSPolicy', () => {
  it('makes clients of its service speak TLS, of one port where it names one', () => {
    expect(limitsOf('')[0]).toBeNull();
    expect(limitsOf(policy())[0]).toBe('SIMPLE');
    const onAlt = policy(', sectionName: http-alt');
    expect([limitsOf(onAlt)[0], limitsOf(onAlt, 81)[0]]).toEqual([null, 'SIMPLE']);
    expect(limitsOf(policy('', 'ServiceEntry'))[0]).toBeNull();
  });

  it('fills in what a DestinationRule leaves open', () => {
    expect(limitsOf(policy() + rule('{ loadBalancer: { simple: RANDOM } }'))).toEqual(['SIMPLE', 'RANDOM']);
    expect(limitsOf(policy() + rule('{ tls: { mode: DISABLE } }'))[0]).toBe('DISABLE');
    const onPort = rule(
      '{ portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: RANDOM } }] }',
    );
    expect(limitsOf(policy(', sectionName: http') + onPort)).toEqual(['SIMPLE', 'RANDOM']);
  });
});
