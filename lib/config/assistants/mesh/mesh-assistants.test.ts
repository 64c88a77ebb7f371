/** One file on purpose: all assistants are written into and read from the one mesh below, and are compared on it. */
import { describe, expect, it } from 'vitest';
import { analyze } from '@/lib/config/analysis/analysis';
import type { Assistant, AssistantTarget, ObjectEdit } from '@/lib/config/assistants/assistant';
import { changesOf } from '@/lib/config/assistants/changes-of';
import { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { checkText } from '@/lib/config/check/check-text';
import { objectKey } from '@/lib/config/identity';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { storedObjects } from '@/lib/config/stored-objects';
import { ambient } from './ambient';
import { authorization } from './authorization';
import { NO_OPERATION, NO_SOURCE } from './authorization-rule';
import { gateway } from './gateway';
import { injection } from './injection';
import { meshExpansion } from './mesh-expansion';
import { mutualTls } from './mutual-tls';
import { observedAuthorization, pathPattern } from './observed-authorization';
import { requestAuthentication } from './request-authentication';
import { serviceEntry } from './service-entry';

const MESH = `
apiVersion: v1
kind: Namespace
metadata: {name: bookinfo, labels: {istio-injection: enabled}} # the shop window
---
apiVersion: v1
kind: Namespace
metadata: {name: istio-system}
---
apiVersion: v1
kind: Secret
metadata: {name: shop-cert, namespace: istio-system}
type: kubernetes.io/tls
data: {tls.crt: '', tls.key: ''}
---
apiVersion: v1
kind: Service
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec: {selector: {istio: ingressgateway}, ports: [{name: http, port: 80}, {name: https, port: 443}]}
---
apiVersion: v1
kind: Service
metadata: {name: istio-egressgateway, namespace: istio-system}
spec: {selector: {istio: egressgateway}, ports: [{name: http, port: 80}, {name: https, port: 443}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec:
  template:
    metadata: {labels: {istio: ingressgateway}, annotations: {inject.istio.io/templates: gateway}}
    spec: {containers: [{name: istio-proxy, args: [proxy, router], ports: [{containerPort: 443}, {containerPort: 80}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: istio-egressgateway, namespace: istio-system}
spec:
  template:
    metadata: {labels: {istio: egressgateway}, annotations: {inject.istio.io/templates: gateway}}
    spec: {containers: [{name: istio-proxy, args: [proxy, router], ports: [{containerPort: 443}, {containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: reviews, namespace: bookinfo}
spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: reviews-v1, namespace: bookinfo} # by team shop
spec:
  replicas: 2
  selector: {matchLabels: {app: reviews}}
  template:
    metadata: {labels: {app: reviews, version: v1}}
    spec: {serviceAccountName: reviews, containers: [{name: app, ports: [{containerPort: 9080}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: legacy, namespace: legacy}
spec: {template: {metadata: {labels: {app: legacy}}, spec: {containers: [{name: app}]}}}
---
apiVersion: v1
kind: Namespace
metadata: {name: legacy}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: reviews, namespace: bookinfo}
spec:
  hosts: [reviews.example.com]
  gateways: [mesh] # who may come in
  http: [{route: [{destination: {host: reviews}}]}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: reviews, namespace: bookinfo}
spec: {host: reviews, trafficPolicy: {tls: {mode: DISABLE}}}
`;

const stored: readonly StoredObject[] = storedObjects(MESH, 'text', () => '1').placed.map(
  ({ object }) => object,
);
const mesh = new MeshObjects(stored);
const texts = new Map(stored.map(({ id, text, version }) => [objectKey(id), { id, text, version }]));

/** The mesh as it is once the edits are written as texts and read again. */
function afterwards(edits: readonly ObjectEdit[]) {
  const changes = changesOf(edits, texts);
  for (const { text, isEdited } of changes) {
    expect(isEdited).toBe(true);
    const errors =
      text === null ? [] : checkText(text).problems.filter(({ severity }) => severity === 'error');
    expect(errors, text ?? '').toEqual([]);
  }
  const written = changes.flatMap(({ text }) =>
    text === null ? [] : storedObjects(text, 'text', () => '2').placed.map(({ object }) => object),
  );
  const touched = new Set(changes.map(({ id }) => objectKey(id)));
  const all = [...stored.filter(({ id }) => !touched.has(objectKey(id))), ...written];
  return { all, written, mesh: new MeshObjects(all) };
}

/** Without the places in stored lists, which what is new has not. */
function unplaced(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state, (key, value) => (key === 'from' ? undefined : value)));
}

function expectRoundTrip<S>(
  assistant: Assistant<S>,
  state: S,
  target: AssistantTarget,
): readonly StoredObject[] {
  expect(assistant.problems(state, mesh)).toEqual([]);
  expect(assistant.schema.parse(state)).toEqual(state);
  const { all, written, mesh: after } = afterwards(assistant.write(state, mesh));
  const reading = assistant.read(after, target);
  expect(unplaced(reading.kind === 'state' ? reading.state : reading)).toEqual(unplaced(state));
  const keys = new Set(written.map(({ id }) => objectKey(id)));
  const errors = analyze(all).filter(({ severity, id }) => severity === 'error' && keys.has(objectKey(id)));
  expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  // Written again nothing changes.
  const again = changesOf(assistant.write(state, after), new Map(all.map((one) => [objectKey(one.id), one])));
  expect(again).toEqual([]);
  return written;
}

const at = (group: string, kind: string, namespace: string | null, name: string): AssistantTarget => ({
  kind: 'object',
  id: { group, kind, namespace, name } satisfies ObjectId,
});
const place = (name: string) => ({ namespace: 'bookinfo', name });

describe('assistants of the mesh', () => {
  it("writes and reads Istio's Gateway, and binds a VirtualService to it", () => {
    const state = {
      ...place('front'),
      namespace: 'istio-system',
      api: 'istio' as const,
      selector: [{ key: 'istio', value: 'ingressgateway' }],
      className: '',
      servers: [
        {
          from: null,
          port: '443',
          protocol: 'HTTPS' as const,
          hosts: ['reviews.example.com'],
          tls: 'SIMPLE' as const,
          credentialName: 'shop-cert',
          redirect: false,
        },
        {
          from: null,
          port: '80',
          protocol: 'HTTP' as const,
          hosts: ['reviews.example.com'],
          tls: 'NONE' as const,
          credentialName: '',
          redirect: true,
        },
      ],
      routes: ['bookinfo/reviews'],
    };
    const written = expectRoundTrip(
      gateway,
      state,
      at('networking.istio.io', 'Gateway', 'istio-system', 'front'),
    );
    const bound = written.find(({ id }) => id.kind === 'VirtualService');
    expect(bound?.text).toContain('# who may come in');
    expect(bound?.value.spec).toMatchObject({ gateways: ['mesh', 'istio-system/front'] });
  });

  it('writes and reads a Gateway of the Gateway API with the redirect as an HTTPRoute', () => {
    const state = {
      ...place('front'),
      api: 'gateway-api' as const,
      selector: [],
      className: 'istio',
      servers: [
        {
          from: null,
          port: '443',
          protocol: 'HTTPS' as const,
          hosts: ['shop.example.com'],
          tls: 'SIMPLE' as const,
          credentialName: 'shop-cert',
          redirect: false,
        },
        {
          from: null,
          port: '80',
          protocol: 'HTTP' as const,
          hosts: ['shop.example.com'],
          tls: 'NONE' as const,
          credentialName: '',
          redirect: true,
        },
      ],
      routes: [],
    };
    const { mesh: after } = afterwards(gateway.write(state, mesh));
    const reading = gateway.read(after, at('gateway.networking.k8s.io', 'Gateway', 'bookinfo', 'front'));
    if (reading.kind !== 'state') throw new Error('refused');
    expect(unplaced(reading.state)).toEqual(unplaced(state));
    expect(after.ofKind('gateway.networking.k8s.io/HTTPRoute').map(({ id }) => id.name)).toEqual([
      'front-redirect',
    ]);
  });

  it('writes and reads an outside host, straight and through an egress gateway', () => {
    const straight = {
      ...place('api'),
      hosts: ['api.example.com'],
      location: 'MESH_EXTERNAL' as const,
      resolution: 'DNS' as const,
      ports: [{ from: null, number: '443', name: 'tls', protocol: 'TLS' as const }],
      endpoints: [],
      egress: '',
      origination: { mode: 'NONE' as const, credentialName: '', targetPort: '' },
    };
    const target = at('networking.istio.io', 'ServiceEntry', 'bookinfo', 'api');
    expectRoundTrip(serviceEntry, straight, target);
    const through = { ...straight, egress: 'istio-egressgateway.istio-system' };
    const kinds = expectRoundTrip(serviceEntry, through, target).map(({ id }) => id.kind);
    expect(kinds.sort()).toEqual(['Gateway', 'ServiceEntry', 'VirtualService']);
  });

  it('lets a proxy or an egress gateway encrypt what callers send plainly', () => {
    const straight = {
      ...place('api'),
      hosts: ['api.example.com'],
      location: 'MESH_EXTERNAL' as const,
      resolution: 'DNS' as const,
      ports: [{ from: null, number: '80', name: 'http', protocol: 'HTTP' as const }],
      endpoints: [],
      egress: '',
      origination: { mode: 'SIMPLE' as const, credentialName: '', targetPort: '443' },
    };
    const target = at('networking.istio.io', 'ServiceEntry', 'bookinfo', 'api');
    const written = expectRoundTrip(serviceEntry, straight, target);
    const rule = written.find(({ id }) => id.kind === 'DestinationRule');
    expect(rule?.value.spec).toEqual({
      host: 'api.example.com',
      trafficPolicy: {
        portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', sni: 'api.example.com' } }],
      },
    });
    const through = {
      ...straight,
      egress: 'istio-egressgateway.istio-system',
      origination: { ...straight.origination, mode: 'MUTUAL' as const, credentialName: 'client' },
    };
    const kinds = expectRoundTrip(serviceEntry, through, target).map(({ id }) => id.kind);
    expect(kinds.sort()).toEqual(['DestinationRule', 'Gateway', 'ServiceEntry', 'VirtualService']);
    // Taken back, nothing is left of it.
    const { mesh: after, all } = afterwards(serviceEntry.write(straight, mesh));
    const plain = {
      ...straight,
      origination: { mode: 'NONE' as const, credentialName: '', targetPort: '' },
    };
    const back = changesOf(
      serviceEntry.write(plain, after),
      new Map(all.map((one) => [objectKey(one.id), one])),
    );
    expect(back.map(({ id }) => id.kind)).toEqual(['ServiceEntry', 'DestinationRule']);
    expect(back[0]?.text).not.toContain('targetPort');
    expect(back[1]?.text).toBeNull();
  });

  it.each(['ServiceEntry', 'Service'] as const)(
    'writes and reads machines that a %s selects',
    (selectedBy) => {
      const state = {
        ...place('db'),
        labels: [{ key: 'app', value: 'db' }],
        serviceAccount: 'db',
        network: 'vm-network',
        machines: [{ name: 'db-1', address: '10.0.0.7' }],
        selectedBy,
        selector: 'db',
        host: selectedBy === 'Service' ? '' : 'db.internal',
        ports: [{ from: null, number: '3306', name: 'tcp', protocol: 'TCP' as const }],
      };
      expectRoundTrip(meshExpansion, state, at('networking.istio.io', 'WorkloadGroup', 'bookinfo', 'db'));
    },
  );

  it('writes and reads mutual TLS, names the rule that contradicts it and what breaks', () => {
    const state = {
      ...place('reviews'),
      scope: 'workload' as const,
      labels: [{ key: 'app', value: 'reviews' }],
      mode: 'STRICT' as const,
      ports: [{ port: '9090', mode: 'PERMISSIVE' as const }],
    };
    expectRoundTrip(mutualTls, state, at('security.istio.io', 'PeerAuthentication', 'bookinfo', 'reviews'));
    const said = mutualTls.says(state, mesh).join('\n');
    expect(said).toContain('DestinationRule bookinfo/reviews says DISABLE');
    expect(said).toMatch(/Breaks: .*reviews\.bookinfo\.svc\.cluster\.local:9080/);
  });

  it('counts no connection as broken by mutual TLS that was broken before it', () => {
    const whole = {
      ...place('default'),
      scope: 'namespace' as const,
      labels: [],
      mode: 'STRICT' as const,
      ports: [],
    };
    const strict = mesh.with(
      mutualTls.write(whole, mesh).map(({ id, value }) => ({ id, version: '', value: value ?? {} })),
    );
    const state = {
      ...whole,
      ...place('reviews'),
      scope: 'workload' as const,
      labels: [{ key: 'app', value: 'reviews' }],
    };
    expect(mutualTls.says(whole, mesh).join('\n')).toContain('Breaks: ');
    expect(mutualTls.says(state, strict)).toContain('No connection of the mesh breaks that works today.');
  });

  it('writes and reads who may call, who may not, and under which conditions', () => {
    const state = {
      ...place('reviews'),
      labels: [{ key: 'app', value: 'reviews' }],
      targets: [],
      action: 'ALLOW' as const,
      provider: '',
      rules: [
        {
          from: null,
          sources: [
            {
              ...NO_SOURCE,
              principals: ['cluster.local/ns/bookinfo/sa/reviews'],
              notIpBlocks: ['10.0.0.0/8'],
            },
          ],
          operations: [
            { ...NO_OPERATION, methods: ['GET'], paths: ['/reviews/*'], notPaths: ['/reviews/admin'] },
          ],
          conditions: [
            {
              from: null,
              key: 'request.headers[User-Agent]',
              values: ['Mozilla/5.0 *'],
              notValues: ['*bot'],
            },
          ],
        },
      ],
    };
    const target = at('security.istio.io', 'AuthorizationPolicy', 'bookinfo', 'reviews');
    const [written] = expectRoundTrip(authorization, state, target);
    expect(written?.value.spec).toMatchObject({
      rules: [
        {
          from: [{ source: { notIpBlocks: ['10.0.0.0/8'] } }],
          to: [{ operation: { notPaths: ['/reviews/admin'] } }],
          when: [{ key: 'request.headers[User-Agent]', values: ['Mozilla/5.0 *'], notValues: ['*bot'] }],
        },
      ],
    });
    expect(authorization.says(state, mesh).join(' ')).toContain(
      'path /reviews/* and path other than /reviews/admin, where request.headers[User-Agent] is Mozilla/5.0 *',
    );
    const waypoint = { ...state, labels: [], targets: ['Service/reviews'] };
    expect(expectRoundTrip(authorization, waypoint, target)[0]?.value.spec).toMatchObject({
      targetRefs: [{ group: '', kind: 'Service', name: 'reviews' }],
    });
  });

  it('keeps comments and unknown fields of a policy that somebody wrote, each with its own rule', () => {
    const text = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: own, namespace: bookinfo}
spec:
  # agreed with the auditors
  rules:
    - to:
        - operation: {methods: [PUT]}
    # the team's own
    - to:
        - operation: {methods: [GET], notPaths: [/admin], futureField: 1}
      when: [{key: 'request.headers[x-team]', values: [a]}]
`;
    const object = storedObjects(text, 'text', () => '1').placed.map(({ object: one }) => one);
    const own = new MeshObjects(object);
    const reading = authorization.read(
      own,
      at('security.istio.io', 'AuthorizationPolicy', 'bookinfo', 'own'),
    );
    if (reading.kind !== 'state') throw new Error('refused');
    expect(reading.kept).toEqual(['spec.rules[1].to[0].operation.futureField']);
    const rule = reading.state.rules[1]!;
    const next = {
      ...reading.state,
      rules: [{ ...rule, operations: [{ ...rule.operations[0]!, methods: ['POST'] }] }],
    };
    const known = new Map(object.map((one) => [objectKey(one.id), one]));
    const [change] = changesOf(authorization.write(next, own), known);
    expect(change?.text).toContain('# agreed with the auditors');
    expect(change?.text).toContain('{methods: [POST], notPaths: [/admin], futureField: 1}');
    expect(change?.text).toContain("when: [{key: 'request.headers[x-team]', values: [a]}]");
    expect(change?.text).not.toContain('PUT');
  });

  it('lets through who was seen calling, for what was seen, and says who would be refused', () => {
    const caller = (principal: string, workload: string, requests: readonly string[] = []) => ({
      principal,
      workload,
      rate: 1,
      isAllowed: true,
      requests: requests.map((path) => ({ method: 'GET', path: pathPattern(path), example: path })),
    });
    const principal = 'cluster.local/ns/bookinfo/sa/productpage';
    const one = {
      name: 'reviews-v1',
      isChosen: true,
      isLimited: false,
      callers: [caller(principal, 'productpage-v1', ['/reviews/7', '/health']), caller('', 'legacy')],
    };
    const state = { namespace: 'bookinfo', service: '', workloads: [one] };
    const { written } = afterwards(observedAuthorization.write(state, mesh));
    expect(written.map(({ value }) => value.spec)).toEqual([
      {
        selector: { matchLabels: { app: 'reviews', version: 'v1' } },
        rules: [{ from: [{ source: { principals: [principal] } }] }],
      },
    ]);
    const limited = { ...state, workloads: [{ ...one, isLimited: true }] };
    expect(afterwards(observedAuthorization.write(limited, mesh)).written[0]?.value.spec).toMatchObject({
      rules: [
        {
          from: [{ source: { principals: [principal] } }],
          to: [{ operation: { methods: ['GET'], paths: ['/health', '/reviews/{*}'] } }],
        },
      ],
    });
    for (const each of [state, limited]) {
      const denied = observedAuthorization.says(each, mesh).filter((text) => text.startsWith('Denied'));
      expect(denied).toEqual([expect.stringContaining('legacy (plain text')]);
    }
  });

  it('writes and reads tokens, with the policy that demands one', () => {
    const state = {
      ...place('jwt'),
      labels: [{ key: 'app', value: 'reviews' }],
      targets: [],
      rules: [
        {
          from: null,
          issuer: 'https://issuer.example.com',
          jwksUri: 'https://issuer.example.com/jwks.json',
          audiences: ['shop'],
          forwardOriginalToken: true,
        },
      ],
      demand: true,
    };
    const written = expectRoundTrip(
      requestAuthentication,
      state,
      at('security.istio.io', 'RequestAuthentication', 'bookinfo', 'jwt'),
    );
    expect(written.map(({ id }) => `${id.kind} ${id.name}`)).toEqual([
      'RequestAuthentication jwt',
      'AuthorizationPolicy jwt-require-token',
    ]);
  });

  it('edits the labels of a namespace and of pods, and says whose proxy changes', () => {
    const ofNamespace = {
      namespace: 'bookinfo',
      workload: '',
      wish: 'disabled' as const,
      revision: '',
      asAnnotation: false,
    };
    const [written] = expectRoundTrip(injection, ofNamespace, at('', 'Namespace', null, 'bookinfo'));
    expect(written?.text).toContain('# the shop window');
    expect(injection.says(ofNamespace, mesh)).toEqual([
      expect.stringMatching(/reviews-v1 gets no proxy in place of a sidecar/),
    ]);
    const ofPods = { ...ofNamespace, workload: 'Deployment/reviews-v1', asAnnotation: true };
    const [deployment] = expectRoundTrip(
      injection,
      ofPods,
      at('apps', 'Deployment', 'bookinfo', 'reviews-v1'),
    );
    expect(deployment?.text).toContain('# by team shop');
    expect(deployment?.text).toContain('annotations: {sidecar.istio.io/inject: "false"}');
  });

  it('takes a namespace into ambient mode and puts a waypoint before a service', () => {
    const whole = {
      namespace: 'legacy',
      isEnrolled: true,
      waypoint: 'waypoint',
      waypointNamespace: 'legacy',
      waypointFor: 'all' as const,
      services: [],
    };
    expectRoundTrip(ambient, whole, at('', 'Namespace', null, 'legacy'));
    const one = { ...whole, namespace: 'bookinfo', waypointNamespace: 'bookinfo', services: ['reviews'] };
    expectRoundTrip(ambient, one, at('', 'Namespace', null, 'bookinfo'));
  });

  it('refuses shapes that its form would lose, with their places', () => {
    const spec = {
      selector: { istio: 'x' },
      servers: [
        {
          port: { number: 15443, name: 'tls', protocol: 'TLS' },
          hosts: ['*'],
          tls: { mode: 'AUTO_PASSTHROUGH' },
        },
      ],
    };
    const id = { group: 'networking.istio.io', kind: 'Gateway', namespace: 'bookinfo', name: 'cross' };
    const value = { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: place('cross'), spec };
    const reading = gateway.read(mesh.with([{ id, version: '1', value }]), { kind: 'object', id });
    expect(reading).toMatchObject({ kind: 'refused', losses: [{ path: 'spec.servers[0].tls.mode' }] });
  });
});
