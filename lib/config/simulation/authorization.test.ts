/** Authorization by table, long on purpose: its cases share one question and are read against one another. https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
import { describe, expect, it } from 'vitest';
import type { EnforcementPoint } from './access/attachment';
import { authorizeAt } from './access/authorize-at';
import type { AccessQuestion, AccessRequest, AccessSource, RequestToken } from './access/question';
import { simulateAuthorization } from './authorization';
import type { MeshSettings } from './mesh-view';
import { viewFromYaml } from './view-from-yaml';

const CALLER: AccessSource = {
  identity: { kind: 'principal', principal: 'cluster.local/ns/shop/sa/cart' },
  ip: '10.0.0.7',
  remoteIp: '203.0.113.9',
};
const REQUEST: AccessRequest = {
  protocol: 'http',
  method: 'GET',
  path: '/reviews/0?x=1',
  host: 'Reviews.example.com',
  headers: { 'X-Token': 'abc' },
  token: null,
  sni: 'outbound.reviews',
};
const SIDECAR: EnforcementPoint = { kind: 'sidecar', namespace: 'bookinfo', labels: { app: 'reviews' } };
const ZTUNNEL: EnforcementPoint = { ...SIDECAR, kind: 'ztunnel' };
const TOKEN: RequestToken = {
  issuer: 'https://issuer.example.com',
  subject: 'jane',
  audiences: ['shop'],
  presenter: 'web',
  claims: { groups: ['admin', 'dev'], realm: { role: 'editor' }, scope: 'read write' },
  valid: true,
};
const JWT = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: jwt, namespace: bookinfo }
spec: { jwtRules: [{ issuer: "https://issuer.example.com", jwksUri: "https://issuer.example.com/keys" }] }
---`;

function policy(spec: string, name = 'rule', namespace = 'bookinfo', annotations = '{}'): string {
  return `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: ${namespace}, annotations: ${annotations} }
spec: ${spec}
---`;
}

interface Change {
  readonly at?: EnforcementPoint;
  readonly source?: AccessSource;
  readonly request?: Partial<AccessRequest>;
  readonly port?: number;
  readonly external?: AccessQuestion['external'];
  readonly settings?: Partial<MeshSettings>;
}

function ask(yaml: string, change: Change = {}) {
  const view = viewFromYaml(
    `${yaml}\napiVersion: v1\nkind: Namespace\nmetadata: { name: bookinfo }`,
    change.settings,
  );
  return authorizeAt(view, change.at ?? SIDECAR, {
    source: change.source ?? CALLER,
    request: { ...REQUEST, ...change.request },
    port: change.port ?? 9080,
    destinationIp: '10.0.0.9',
    ...(change.external === undefined ? {} : { external: change.external }),
  });
}

const NOBODY: AccessSource = { ...CALLER, identity: { kind: 'none' } };

describe('authorizeAt by values', () => {
  const WHEN = (key: string, values: string) => `{ when: [{ key: "${key}", values: ${values} }] }`;
  const CASES: readonly (readonly [string, Change, boolean])[] = [
    ['{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/cart"] } }] }', {}, true],
    ['{ from: [{ source: { principals: ["*"] } }] }', {}, true],
    ['{ from: [{ source: { principals: ["*"] } }] }', { source: NOBODY }, false],
    ['{ from: [{ source: { principals: ["*/sa/cart"] } }] }', {}, true],
    ['{ from: [{ source: { principals: ["cluster.local/ns/shop/*"] } }] }', {}, true],
    ['{ from: [{ source: { principals: ["spiffe://cluster.local/ns/shop/sa/cart"] } }] }', {}, false],
    ['{ from: [{ source: { notPrincipals: ["*"] } }] }', { source: NOBODY }, true],
    ['{ from: [{ source: { notPrincipals: ["*/sa/cart"] } }] }', {}, false],
    ['{ from: [{ source: { namespaces: ["shop"] } }] }', {}, true],
    ['{ from: [{ source: { namespaces: ["sh*"] } }] }', {}, true],
    ['{ from: [{ source: { notNamespaces: ["shop"] } }] }', {}, false],
    ['{ from: [{ source: { serviceAccounts: ["shop/cart"] } }] }', {}, true],
    ['{ from: [{ source: { serviceAccounts: ["cart"] } }] }', {}, false],
    ['{ from: [{ source: { trustDomains: ["cluster.local"] } }] }', {}, true],
    ['{ from: [{ source: { trustDomains: ["*.local"] } }] }', {}, true],
    ['{ from: [{ source: { trustDomains: ["old.example"] } }] }', {}, false],
    ['{ from: [{ source: { trustDomains: ["*"] } }] }', { source: NOBODY }, false],
    ['{ from: [{ source: { notTrustDomains: ["cluster.local"] } }] }', {}, false],
    ['{ from: [{ source: { notTrustDomains: ["old.example"] } }] }', { source: NOBODY }, true],
    ['{ from: [{ source: { ipBlocks: ["10.0.0.0/24"] } }] }', {}, true],
    ['{ from: [{ source: { ipBlocks: ["10.0.0.8"] } }] }', {}, false],
    ['{ from: [{ source: { remoteIpBlocks: ["203.0.113.0/29"] } }] }', {}, false],
    ['{ from: [{ source: { remoteIpBlocks: ["203.0.113.8/29"] } }] }', {}, true],
    ['{ from: [{ source: { namespaces: ["shop"], notPrincipals: ["*/sa/cart"] } }] }', {}, false],
    ['{ to: [{ operation: { methods: ["GET"] } }] }', {}, true],
    ['{ to: [{ operation: { methods: ["get"] } }] }', {}, false],
    ['{ to: [{ operation: { hosts: ["reviews.EXAMPLE.com"] } }] }', {}, true],
    ['{ to: [{ operation: { paths: ["/reviews/0"] } }] }', {}, true],
    ['{ to: [{ operation: { paths: ["/reviews"] } }] }', {}, false],
    ['{ to: [{ operation: { paths: ["/reviews*"] } }] }', {}, true],
    ['{ to: [{ operation: { paths: ["/{*}/0"] } }] }', {}, true],
    ['{ to: [{ operation: { paths: ["/{*}"] } }] }', {}, false],
    ['{ to: [{ operation: { paths: ["/{**}"] } }] }', {}, true],
    ['{ to: [{ operation: { notPaths: ["/reviews/*"] } }] }', {}, false],
    ['{ to: [{ operation: { ports: ["9080"] } }] }', {}, true],
    ['{ to: [{ operation: { notPorts: ["9080"] } }] }', {}, false],
    [WHEN('request.headers[x-token]', '["abc"]'), {}, true],
    [WHEN('request.headers[X-Token]', '["*"]'), {}, true],
    [WHEN('request.headers[x-other]', '["*"]'), {}, false],
    [WHEN('request.headers[:method]', '["GET"]'), {}, true],
    [WHEN('request.headers[:method]', '["POST"]'), {}, false],
    [WHEN('source.namespace', '["shop"]'), {}, true],
    [WHEN('source.serviceAccount', '["shop/cart"]'), {}, true],
    [WHEN('source.trustDomain', '["cluster.*"]'), {}, true],
    [WHEN('destination.ip', '["10.0.0.9"]'), {}, true],
    [WHEN('destination.port', '["9080"]'), {}, true],
    [WHEN('connection.sni', '["outbound.*"]'), {}, true],
    [WHEN('source.unknown', '["*"]'), {}, false],
    [
      '{ from: [{ source: { namespaces: ["x"] } }, { source: { namespaces: ["shop"] } }], to: [{ operation: { methods: ["GET"] } }] }',
      {},
      true,
    ],
  ];

  it.each(CASES)('rule %s', (rule, change, expected) => {
    const answer = ask(policy(`{ rules: [${rule}] }`), change);
    expect(answer.verdict).toBe(expected ? 'allowed' : 'denied');
  });

  const TOKENS: readonly (readonly [string, boolean])[] = [
    ['{ from: [{ source: { requestPrincipals: ["https://issuer.example.com/jane"] } }] }', true],
    ['{ from: [{ source: { requestPrincipals: ["https://issuer.example.com/*"] } }] }', true],
    ['{ from: [{ source: { requestPrincipals: ["*/jane"] } }] }', true],
    ['{ from: [{ source: { requestPrincipals: ["*"] } }] }', true],
    ['{ from: [{ source: { requestPrincipals: ["https://issuer.example.com/joe"] } }] }', false],
    [WHEN('request.auth.audiences', '["shop"]'), true],
    [WHEN('request.auth.presenter', '["web"]'), true],
    [WHEN('request.auth.claims[groups]', '["dev"]'), true],
    [WHEN('request.auth.claims[groups]', '["ops"]'), false],
    [WHEN('request.auth.claims[realm][role]', '["edit*"]'), true],
    [WHEN('request.auth.claims[scope]', '["write"]'), true],
    [WHEN('request.auth.claims[iss]', '["https://issuer.example.com"]'), true],
  ];

  it.each(TOKENS)('token rule %s', (rule, expected) => {
    const answer = ask(JWT + policy(`{ rules: [${rule}] }`), { request: { token: TOKEN } });
    expect(answer.verdict).toBe(expected ? 'allowed' : 'denied');
  });
});

describe('authorizeAt by stages', () => {
  it('allows where no policy is, and denies all with an empty spec', () => {
    expect(ask('')).toMatchObject({ verdict: 'allowed', decidedBy: null });
    expect(ask(policy('{}'))).toMatchObject({ verdict: 'denied', httpStatus: 403 });
    expect(ask(policy('{ rules: [{}] }')).verdict).toBe('allowed');
  });

  it('asks DENY before ALLOW and names the rule', () => {
    const yaml =
      policy('{ rules: [{}] }', 'all') +
      policy(
        '{ action: DENY, rules: [{ to: [{ operation: { methods: [POST] } }] }, { to: [{ operation: { methods: [GET] } }] }] }',
        'no-get',
      );
    expect(ask(yaml)).toMatchObject({
      verdict: 'denied',
      decidedBy: { object: { name: 'no-get' }, rule: 1, path: ['spec', 'rules', 1] },
    });
    expect(ask(yaml).policies.map(({ action }) => action)).toEqual(['DENY', 'ALLOW']);
  });

  it('counts policies of the root namespace and leaves out those of others and other pods', () => {
    expect(ask(policy('{}', 'lock', 'istio-system')).verdict).toBe('denied');
    expect(ask(policy('{}', 'lock', 'shop')).verdict).toBe('allowed');
    expect(ask(policy('{ selector: { matchLabels: { app: ratings } } }')).verdict).toBe('allowed');
  });

  it('leaves dry-run policies without effect and says what they would do', () => {
    const answer = ask(policy('{}', 'try', 'bookinfo', '{ istio.io/dry-run: "true" }'));
    expect(answer).toMatchObject({ verdict: 'allowed', withDryRun: { verdict: 'denied' } });
    expect(answer.policies[0]).toMatchObject({ isDryRun: true });
  });

  it('depends on the external authorizer of a CUSTOM rule that matches', () => {
    const yaml = policy(
      '{ action: CUSTOM, provider: { name: oauth }, rules: [{ to: [{ operation: { paths: ["/reviews*"] } }] }] }',
    );
    expect(ask(yaml)).toMatchObject({ verdict: 'depends', dependsOn: ['external:oauth'] });
    expect(ask(yaml, { external: { oauth: 'deny' } })).toMatchObject({ verdict: 'denied', httpStatus: 403 });
    expect(ask(yaml, { external: { oauth: 'allow' } }).verdict).toBe('allowed');
    expect(ask(yaml, { request: { path: '/' } }).verdict).toBe('allowed');
    expect(ask(yaml, { settings: { extensionProviders: [] } }).verdict).toBe('denied');
  });

  it('denies what matches CUSTOM rules of two providers', () => {
    const custom = (name: string) =>
      policy(`{ action: CUSTOM, provider: { name: ${name} }, rules: [{}] }`, name);
    expect(ask(custom('a') + custom('b'), { external: { a: 'allow', b: 'allow' } }).verdict).toBe('denied');
  });

  it('never lets AUDIT decide', () => {
    expect(ask(policy('{ action: AUDIT, rules: [{}] }'))).toMatchObject({
      verdict: 'allowed',
      policies: [{ action: 'AUDIT', verdict: 'matches' }],
    });
  });

  it('lets a missing token pass and refuses a wrong one', () => {
    expect(ask(JWT).verdict).toBe('allowed');
    const wrong = (change: Partial<RequestToken>) =>
      ask(JWT, { request: { token: { ...TOKEN, ...change } } });
    expect(wrong({}).verdict).toBe('allowed');
    expect(wrong({ valid: false })).toMatchObject({ verdict: 'denied', httpStatus: 401 });
    expect(wrong({ issuer: 'https://else' })).toMatchObject({ verdict: 'denied', httpStatus: 401 });
    const audience = JWT.replace('jwksUri', 'audiences: [bank], jwksUri');
    expect(ask(audience, { request: { token: TOKEN } })).toMatchObject({
      verdict: 'denied',
      httpStatus: 403,
    });
  });

  it('takes a token that nobody checks for none', () => {
    const yaml = policy('{ rules: [{ from: [{ source: { requestPrincipals: ["*"] } }] }] }');
    expect(ask(yaml, { request: { token: TOKEN } }).verdict).toBe('denied');
  });

  it('says what an open question depends on, and nothing where it does not matter', () => {
    const yaml = policy(
      '{ action: DENY, rules: [{ from: [{ source: { ipBlocks: ["10.0.0.0/8"], namespaces: [shop] } }] }] }',
    );
    const source = { identity: CALLER.identity } as AccessSource;
    expect(ask(yaml, { source })).toMatchObject({ verdict: 'depends', dependsOn: ['source.ip'] });
    expect(ask(yaml, { source: { identity: { kind: 'none' } } }).verdict).toBe('allowed');
    const accounts = policy(
      '{ rules: [{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/x"] } }] }] }',
    );
    const open = { identity: { kind: 'account', namespace: 'shop', serviceAccount: null } } as const;
    expect(ask(accounts, { source: open })).toMatchObject({
      verdict: 'depends',
      dependsOn: ['source.principal'],
    });
    expect(ask(accounts, { source: { identity: { ...open.identity, namespace: 'bank' } } }).verdict).toBe(
      'denied',
    );
  });

  it('takes principals of the own trust domain under every alias', () => {
    const yaml = policy(
      '{ rules: [{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/cart"] } }] }] }',
    );
    const source: AccessSource = { identity: { kind: 'principal', principal: 'old/ns/shop/sa/cart' } };
    expect(ask(yaml, { source }).verdict).toBe('denied');
    const settings = { trustDomain: 'new', trustDomainAliases: ['old'] };
    expect(ask(yaml, { source, settings }).verdict).toBe('allowed');
    // Not in a pattern of fewer parts; and the name of a trust domain alone stands for its aliases, too.
    const ofNamespace = policy('{ rules: [{ from: [{ source: { principals: ["new/ns/shop/*"] } }] }] }');
    expect(ask(ofNamespace, { source, settings }).verdict).toBe('denied');
    const domain = policy('{ rules: [{ from: [{ source: { trustDomains: [new] } }] }] }');
    expect(ask(domain, { source, settings }).verdict).toBe('allowed');
  });

  it('closes a TCP connection without an answer, narrows ALLOW and widens DENY by HTTP fields', () => {
    const rule = '{ from: [{ source: { namespaces: [shop] } }], to: [{ operation: { methods: [POST] } }] }';
    const tcp: Change = { request: { protocol: 'tcp' } };
    expect(ask(policy(`{ rules: [${rule}] }`), tcp)).toMatchObject({ verdict: 'denied', httpStatus: null });
    expect(ask(policy(`{ action: DENY, rules: [${rule}] }`), tcp)).toMatchObject({
      verdict: 'denied',
      policies: [{ ignored: ['request.method'] }],
    });
  });
});

describe('authorizeAt by place', () => {
  const tcp = { protocol: 'tcp' } as const;
  const deny = (rule: string) => policy(`{ action: DENY, rules: [${rule}] }`);

  it('lets ztunnel read layer 4 only', () => {
    const at = ZTUNNEL;
    const l7 = '{ to: [{ operation: { methods: [GET] } }] }';
    expect(ask(policy(`{ rules: [${l7}] }`), { at, request: tcp }).verdict).toBe('denied');
    expect(ask(deny(l7), { at, request: tcp }).verdict).toBe('allowed');
    expect(
      ask(deny('{ to: [{ operation: { methods: [POST], ports: ["9080"] } }] }'), { at, request: tcp })
        .verdict,
    ).toBe('denied');
    expect(ask(policy('{ action: AUDIT, rules: [{}] }'), { at, request: tcp }).policies[0]).toMatchObject({
      verdict: 'unsupported',
    });
  });

  it('lets ztunnel compare principals and namespaces as they are written', () => {
    const settings = { trustDomain: 'new', trustDomainAliases: ['old'] };
    const source = { identity: { kind: 'account', namespace: 'shop', serviceAccount: 'web' } } as const;
    const verdict = (at: EnforcementPoint, from: string) =>
      ask(policy(`{ rules: [{ from: [{ source: ${from} }] }] }`), { at, settings, source, request: tcp })
        .verdict;
    const [old, own] = ['old', 'new'].map((domain) => `{ principals: ["${domain}/ns/shop/sa/web"] }`);
    expect([verdict(SIDECAR, old ?? ''), verdict(SIDECAR, own ?? '')]).toEqual(['allowed', 'allowed']);
    expect([verdict(ZTUNNEL, old ?? ''), verdict(ZTUNNEL, own ?? '')]).toEqual(['denied', 'allowed']);
    const inTheMiddle = '{ namespaces: ["s*p"] }';
    expect([verdict(SIDECAR, inTheMiddle), verdict(ZTUNNEL, inTheMiddle)]).toEqual(['allowed', 'denied']);
  });

  it('keeps trust domains of a source from ztunnel, which then asks for the rest of it', () => {
    const entry = (more: string) =>
      policy(`{ rules: [{ from: [{ source: { trustDomains: [elsewhere]${more} } }] }] }`);
    expect(ask(entry(''), { at: ZTUNNEL, request: tcp }).verdict).toBe('denied');
    const other = ask(entry(', notNamespaces: [nowhere]'), { at: ZTUNNEL, request: tcp });
    expect(other.verdict).toBe('allowed');
    expect(other.policies[0]?.ignored).toEqual(['source.trustDomain']);
  });

  it('refuses callers without identity at ztunnel where mTLS is STRICT', () => {
    const strict =
      'apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: strict, namespace: bookinfo }\nspec: { mtls: { mode: STRICT } }\n---';
    expect(ask(strict, { at: ZTUNNEL, source: NOBODY, request: tcp }).verdict).toBe('denied');
    expect(ask(strict, { at: ZTUNNEL, request: tcp }).verdict).toBe('allowed');
  });

  it('binds targetRefs to waypoints and gateways, selectors to neither waypoint nor ztunnel of others', () => {
    const service = { kind: 'Service', namespace: 'bookinfo', name: 'reviews' } as const;
    const at: EnforcementPoint = { kind: 'waypoint', namespace: 'bookinfo', gateway: 'wp', service };
    expect(ask(policy('{}'), { at }).verdict).toBe('allowed');
    const targets = (ref: string) => policy(`{ targetRefs: [${ref}] }`);
    expect(ask(targets('{ kind: Service, group: "", name: reviews }'), { at }).verdict).toBe('denied');
    expect(ask(targets('{ kind: Service, group: "", name: ratings }'), { at }).verdict).toBe('allowed');
    const gateway = '{ kind: Gateway, group: gateway.networking.k8s.io, name: wp }';
    expect(ask(targets(gateway), { at }).verdict).toBe('denied');
    expect(ask(targets(gateway)).verdict).toBe('allowed');
    const ofClass = policy(
      '{ targetRefs: [{ kind: GatewayClass, group: gateway.networking.k8s.io, name: istio-waypoint }] }',
      'all',
      'istio-system',
    );
    expect(ask(ofClass, { at }).verdict).toBe('denied');
    const labels = { 'gateway.networking.k8s.io/gateway-name': 'wp' };
    const edge: EnforcementPoint = {
      kind: 'gateway',
      namespace: 'bookinfo',
      labels,
      gateway: 'wp',
      istioGateways: [],
    };
    expect(ask(targets(gateway), { at: edge }).verdict).toBe('denied');
    expect(ask(policy('{}'), { at: edge }).verdict).toBe('denied');
  });

  it('binds targetRefs to Gateways of Istio’s own API from the namespace in which they stand', () => {
    const at: EnforcementPoint = {
      kind: 'gateway',
      namespace: 'istio-ingress',
      labels: { istio: 'ingress' },
      gateway: null,
      istioGateways: [{ namespace: 'bookinfo', name: 'shop' }],
    };
    const named = (name: string, rest = '') =>
      `{ targetRefs: [{ kind: Gateway, group: networking.istio.io, name: ${name} ${rest} }] }`;
    expect(ask(policy(named('shop')), { at }).verdict).toBe('denied');
    expect(ask(policy(named('other')), { at }).verdict).toBe('allowed');
    expect(ask(policy(named('shop'), 'p', 'istio-ingress'), { at }).verdict).toBe('allowed');
    // Labels reach a proxy from its own namespace only, wherever its Gateway stands.
    expect(ask(policy('{}'), { at }).verdict).toBe('allowed');
    expect(ask(policy('{}', 'p', 'istio-ingress'), { at }).verdict).toBe('denied');
  });
});

describe('simulateAuthorization', () => {
  const MESH = `
apiVersion: v1
kind: Namespace
metadata: { name: lab, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: lab }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
apiVersion: v1
kind: Service
metadata: { name: echo, namespace: lab }
spec: { selector: { app: echo }, ports: [{ port: 80, name: http, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: echo, namespace: lab }
spec: { template: { metadata: { labels: { app: echo } } } }
---
`;

  function through(yaml: string, sourcePlane: 'ambient' | 'none') {
    const view = viewFromYaml(MESH + yaml);
    const workload = view.workloads[0];
    const service = view.services[0];
    if (workload === undefined || service === undefined) throw new Error('The mesh lost its echo.');
    const destination = { workload, service, port: 8080 };
    const source: AccessSource = {
      identity: { kind: 'principal', principal: 'cluster.local/ns/lab/sa/sleep' },
    };
    return simulateAuthorization(view, { destination, source, sourcePlane, request: REQUEST });
  }

  it('asks the waypoint and then ztunnel, which sees the waypoint as the caller', () => {
    const allow = policy(
      '{ selector: { matchLabels: { app: echo } }, rules: [{ from: [{ source: { principals: ["cluster.local/ns/lab/sa/sleep"] } }] }] }',
      'sleep',
      'lab',
    );
    const answer = through(allow, 'ambient');
    expect(answer.points.map(({ point, verdict }) => [point.kind, verdict])).toEqual([
      ['waypoint', 'allowed'],
      ['ztunnel', 'denied'],
    ]);
    expect(through(allow, 'none').points.map(({ point }) => point.kind)).toEqual(['ztunnel']);
  });

  it('enforces HTTP rules at the waypoint', () => {
    const post = policy(
      '{ targetRefs: [{ kind: Service, group: "", name: echo }], rules: [{ to: [{ operation: { methods: [POST] } }] }] }',
      'post',
      'lab',
    );
    expect(through(post, 'ambient')).toMatchObject({ verdict: 'denied', httpStatus: 403 });
  });

  it('compares at the waypoint the port and the service that were asked for, whichever pod it leads to', () => {
    const view = (target: string, port: string) =>
      viewFromYaml(
        MESH +
          MESH.slice(MESH.indexOf('apiVersion: v1\nkind: Service')).replaceAll('echo', 'other') +
          policy(
            `{ action: DENY, targetRefs: [{ kind: Service, group: "", name: ${target} }], rules: [{ to: [{ operation: { ports: ["${port}"] } }] }] }`,
            'refuse',
            'lab',
          ),
      );
    const verdict = (target: string, port: string) => {
      const mesh = view(target, port);
      const workload = mesh.workloads.find(({ name }) => name === 'other');
      const [called, service] = ['echo', 'other'].map((name) =>
        mesh.services.find((one) => one.name === name),
      );
      if (workload === undefined || called === undefined || service === undefined)
        throw new Error('The mesh lost a service.');
      const destination = { workload, service, port: 8080, called: { service: called, port: 80 } };
      const question = { destination, source: {}, sourcePlane: 'ambient', request: REQUEST } as const;
      return simulateAuthorization(mesh, question).points[0]?.verdict;
    };
    expect(verdict('echo', '80')).toBe('denied');
    expect(verdict('echo', '8080')).toBe('allowed');
    expect(verdict('other', '80')).toBe('allowed');
  });
});
