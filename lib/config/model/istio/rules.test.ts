import { describe, expect, it } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import { judgePattern } from '@/lib/config/check/judge-pattern';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { ISTIO_RULES, type IstioRuleCode } from './rules';

function text(kind: string, spec: string, name = 'x', annotations = ''): string {
  const known = MESH_KIND_NAMES.find(
    (candidate) => candidate.kind === kind && candidate.group.endsWith('istio.io'),
  );
  if (known === undefined) throw new Error(`${kind} is no kind of Istio`);
  const meta = `{name: ${name}, namespace: shop${annotations}}`;
  return `apiVersion: ${known.group}/${known.versions[0]}\nkind: ${kind}\nmetadata: ${meta}\nspec: ${spec}\n`;
}

const problems = (yaml: string) => checkText(yaml, { judgePattern }).problems;

const ROUTE = 'route: [{destination: {host: a}}]';
const http = (rule: string) => text('VirtualService', `{hosts: [a], http: [{${rule}}]}`);
const match = (condition: string) => http(`match: [{${condition}}], ${ROUTE}`);
const policy = (spec: string) => text('DestinationRule', `{host: a, trafficPolicy: {${spec}}}`);
const server = (spec: string) => text('Gateway', `{servers: [{hosts: ["*"], ${spec}}]}`);
const HTTPS = 'port: {number: 443, name: https, protocol: HTTPS}';
const entry = (spec: string) => text('ServiceEntry', `{hosts: [a.example.com], ${spec}}`);
const allow = (rule: string, rest = '') => text('AuthorizationPolicy', `{${rest}rules: [{${rule}}]}`);
const jwt = (rule: string) => text('RequestAuthentication', `{jwtRules: [{${rule}}]}`);
const wasm = (spec: string) => text('WasmPlugin', `{${spec}}`);
const patch = (spec: string) => text('EnvoyFilter', `{configPatches: [{${spec}}]}`);

/** Texts that break a rule. Those of one code differ in how. */
const MISTAKES: readonly (readonly [IstioRuleCode, string])[] = [
  ['PER0020', http(`timeout: 2d, ${ROUTE}`)],
  ['PER0020', http(`timeout: 0.5ms, ${ROUTE}`)],
  ['PER0020', http(`timeout: 1.5ms, ${ROUTE}`)],
  ['PER0020', http(`timeout: -1s, ${ROUTE}`)],
  ['PER0021', match('uri: {regex: "("}')],
  ['PER0022', http('route: [{destination: {host: "*"}}]')],
  ['PER0022', http('route: [{destination: {host: "http://a"}}]')],
  ['PER0022', text('VirtualService', `{hosts: ["a.*.com"], http: [{${ROUTE}}]}`)],
  ['PER0022', text('DestinationRule', '{host: a_b}')],
  ['PER0022', text('Sidecar', '{egress: [{hosts: [a.example.com]}]}')],
  ['PER0022', text('ServiceEntry', '{hosts: ["*"]}')],
  ['PER0023', match('uri: {exact: /a, prefix: /b}')],
  ['PER0023', policy('loadBalancer: {simple: RANDOM, consistentHash: {useSourceIp: true}}')],
  ['PER0023', text('Sidecar', '{outboundTrafficPolicy: {mode: REGISTRY_ONLY, egressProxy: {host: a}}}')],
  ['PER0024', text('VirtualService', '{hosts: [a]}')],
  ['PER0024', policy('connectionPool: {}')],
  ['PER0024', text('TrafficExtension', '{phase: AUTHN}')],
  ['PER0025', http('route: [{destination: {host: a, subset: v1.2}}]')],
  ['PER0025', text('VirtualService', `{hosts: [a], gateways: [a/b/c], http: [{${ROUTE}}]}`)],
  ['PER0025', text('DestinationRule', '{host: a, subsets: [{name: v1, labels: {version: "a b"}}]}')],
  ['PER0026', text('DestinationRule', '{host: a, exportTo: ["*", b]}')],
  ['PER0026', text('VirtualService', `{hosts: [a], exportTo: ["~"], http: [{${ROUTE}}]}`)],
  ['PER0026', text('DestinationRule', '{host: a, exportTo: [b, b]}')],
  ['PER0027', text('PeerAuthentication', '{selector: {matchLabels: {app: "a*"}}}')],
  ['PER0028', text('AuthorizationPolicy', '{targetRefs: [{kind: Pod, name: a}]}')],
  ['PER0028', text('AuthorizationPolicy', '{targetRefs: [{kind: Service, name: a, namespace: b}]}')],
  ['PER0029', entry('addresses: [1.2.3.4/99]')],
  ['PER0029', allow('from: [{source: {ipBlocks: [localhost]}}]')],
  ['PER0030', match('headers: {"x y": {exact: a}}')],
  ['PER0030', http(`${ROUTE}, headers: {response: {set: {Host: a}}}`)],
  ['PER0030', http(`${ROUTE}, headers: {request: {set: {x-a: "50%"}}}`)],
  ['PER0031', text('DestinationRule', '{host: a, subsets: [{name: v1}, {name: v1}]}')],
  ['PER0031', entry('ports: [{number: 1, name: a}, {number: 1, name: b}]')],
  ['PER0032', match('method: {prefix: ""}')],
  ['PER0033', http(`mirror: {host: b}, mirrorPercentage: {value: 0.00001}, ${ROUTE}`)],
  ['PER0034', text('PeerAuthentication', '{selector: {matchLabels: {}}}')],
  ['PER0035', text('PeerAuthentication', '{}', 'x', ', annotations: {istio.io/dry-run: "true"}')],
  ['PER0035', text('AuthorizationPolicy', '{}', 'x', ', annotations: {istio.io/dry-run: "maybe"}')],
  ['PER0036', server('port: {number: 80, name: a, protocol: HTTPX}')],
  [
    'PER0037',
    text('Gateway', '{servers: [{hosts: ["*"], port: {number: 80, name: a, protocol: HTTP}}]}', 'a.b'),
  ],
  ['PER0040', text('VirtualService', `{hosts: ["*"], http: [{${ROUTE}}]}`)],
  ['PER0040', text('VirtualService', `{hosts: ["*.b.com", a.b.com], http: [{${ROUTE}}]}`)],
  ['PER0041', text('VirtualService', `{gateways: [g], http: [{${ROUTE}}]}`)],
  ['PER0041', text('VirtualService', '{http: [{delegate: {name: a}}]}')],
  ['PER0042', http('timeout: 2s')],
  ['PER0042', http(`${ROUTE}, redirect: {uri: /a}`)],
  ['PER0043', http('redirect: {uri: /a}, fault: {abort: {httpStatus: 500}}')],
  ['PER0044', http('route: [{destination: {host: a}}, {destination: {host: b}, weight: 0}]')],
  ['PER0055', http(`fault: {delay: {percentage: {value: 1}}}, ${ROUTE}`)],
  ['PER0045', http(`fault: {abort: {grpcStatus: BUSY, percentage: {value: 1}}}, ${ROUTE}`)],
  ['PER0046', http(`fault: {abort: {percentage: {value: 1}}}, ${ROUTE}`)],
  ['PER0047', http(`retries: {retryOn: 5xx}, ${ROUTE}`)],
  ['PER0047', http(`retries: {attempts: 2, retryOn: always}, ${ROUTE}`)],
  ['PER0048', http(`rewrite: {authority: b}, headers: {request: {set: {Host: c}}}, ${ROUTE}`)],
  ['PER0049', http('redirect: {redirectCode: 302}')],
  ['PER0050', http(`directResponse: {status: 200, body: {string: &big "${'a'.repeat(1_040_000)}"}}`)],
  ['PER0051', http(`directResponse: {status: 200, body: {string: "${'a'.repeat(110_000)}"}}`)],
  ['PER0052', http(`corsPolicy: {allowMethods: [FETCH]}, ${ROUTE}`)],
  ['PER0052', http(`corsPolicy: {maxAge: 500ms}, ${ROUTE}`)],
  ['PER0053', text('VirtualService', `{hosts: [a.com], tls: [{match: [{sniHosts: [b.com]}], ${ROUTE}}]}`)],
  ['PER0054', match('headers: {"@request.auth.claims.sub": {exact: a}}')],
  ['PER0055', http(`fault: {abort: {httpStatus: 500}}, ${ROUTE}`)],
  ['PER0056', http(`timeout: 2.000s, ${ROUTE}`)],
  ['PER0057', text('VirtualService', `{hosts: [a], gateways: [g.ns.svc.cluster.local], http: [{${ROUTE}}]}`)],
  ['PER0060', policy('')],
  ['PER0060', policy('portLevelSettings: [{port: {number: 80}}]')],
  ['PER0061', policy('outlierDetection: {consecutiveLocalOriginFailures: 3}')],
  ['PER0062', policy('loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 100}}}')],
  ['PER0063', policy('loadBalancer: {localityLbSetting: {distribute: [{from: a, to: {a: 50, b: 40}}]}}')],
  [
    'PER0063',
    policy('loadBalancer: {localityLbSetting: {failover: [{from: a, to: a}]}}, outlierDetection: {}'),
  ],
  ['PER0064', policy('loadBalancer: {localityLbSetting: {failover: [{from: a, to: b}]}}')],
  ['PER0065', policy('tls: {mode: MUTUAL}')],
  ['PER0065', policy('tls: {mode: SIMPLE, credentialName: a, caCertificates: /b}')],
  ['PER0065', policy('tls: {mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [a]}')],
  [
    'PER0066',
    text('DestinationRule', '{host: a, exportTo: ["*"], workloadSelector: {matchLabels: {app: a}}}'),
  ],
  ['PER0067', policy('connectionPool: {http: {h2UpgradePolicy: UPGRADE, useClientProtocol: true}}')],
  ['PER0068', server(HTTPS)],
  ['PER0068', server('port: {number: 80, name: a, protocol: HTTP}, tls: {mode: SIMPLE, credentialName: a}')],
  ['PER0068', server('port: {number: 80, name: a, protocol: TCP}, tls: {httpsRedirect: true}')],
  ['PER0069', server(`${HTTPS}, tls: {mode: SIMPLE}`)],
  ['PER0069', server(`${HTTPS}, tls: {mode: SIMPLE, credentialName: a, credentialNames: [b]}`)],
  ['PER0069', server(`${HTTPS}, tls: {mode: MUTUAL, serverCertificate: /a, privateKey: /b}`)],
  ['PER0069', server(`${HTTPS}, tls: {mode: ISTIO_MUTUAL, credentialName: a}`)],
  ['PER0070', server(`${HTTPS}, tls: {mode: PASSTHROUGH, credentialName: a}`)],
  ['PER0071', server(`${HTTPS}, tls: {mode: SIMPLE, credentialName: a, cipherSuites: [ROT13]}`)],
  ['PER0072', server('port: {number: 80, name: a, protocol: HTTP, targetPort: 8080}')],
  ['PER0073', entry('resolution: DNS, addresses: [10.0.0.0/8]')],
  ['PER0073', text('ServiceEntry', '{hosts: ["*.a.com"], resolution: DNS}')],
  [
    'PER0073',
    text(
      'ServiceEntry',
      '{hosts: [a.com, b.com], resolution: DNS, ports: [{number: 1, name: a, protocol: TCP}]}',
    ),
  ],
  ['PER0074', entry('endpoints: [{address: 1.2.3.4}]')],
  ['PER0074', entry('resolution: STATIC, endpoints: [{address: b.example.com}]')],
  ['PER0074', entry('resolution: DNS_ROUND_ROBIN, endpoints: [{address: a.com}, {address: b.com}]')],
  [
    'PER0075',
    entry(
      'resolution: STATIC, ports: [{number: 1, name: a}], endpoints: [{address: 1.2.3.4, ports: {b: 2}}]',
    ),
  ],
  ['PER0076', text('Sidecar', '{egress: [{hosts: ["./*"]}, {port: {number: 80}, hosts: ["./*"]}]}')],
  ['PER0076', text('Sidecar', '{egress: [{hosts: ["./*"]}, {hosts: ["./*"]}]}')],
  ['PER0077', text('Sidecar', '{}')],
  ['PER0078', text('Sidecar', '{ingress: [{port: {number: 80}, defaultEndpoint: "10.0.0.1:80"}]}')],
  ['PER0079', text('WorkloadEntry', '{labels: {app: a}}')],
  ['PER0079', text('WorkloadEntry', '{address: "unix:///a", ports: {http: 80}}')],
  ['PER0080', text('AuthorizationPolicy', '{action: DENY}')],
  ['PER0080', allow('', 'action: CUSTOM, ')],
  ['PER0080', allow('', 'provider: {name: a}, ')],
  ['PER0081', allow('from: [{source: {}}]')],
  ['PER0081', allow('from: [{source: {serviceAccounts: [a], namespaces: [b]}}]')],
  ['PER0081', allow('from: [{source: {requestPrincipals: ["*"]}}]', 'action: CUSTOM, provider: {name: a}, ')],
  ['PER0082', allow('when: [{key: request.headers.x, values: [a]}]')],
  ['PER0082', allow('when: [{key: source.ip, values: [here]}]')],
  ['PER0082', allow('when: [{key: source.ip}]')],
  ['PER0082', allow('to: [{operation: {ports: [http]}}]')],
  ['PER0083', allow('to: [{operation: {paths: ["/a/{b}"]}}]')],
  ['PER0083', allow('to: [{operation: {paths: ["/{**}/a/{*}"]}}]')],
  ['PER0084', allow('to: [{operation: {methods: [POST]}}]', 'action: DENY, ')],
  ['PER0085', text('PeerAuthentication', '{portLevelMtls: {80: {mode: STRICT}}}')],
  ['PER0086', jwt('audiences: [a]')],
  ['PER0087', jwt('issuer: a, jwks: "nothing"')],
  ['PER0087', jwt('issuer: a, jwksUri: example.com/keys')],
  ['PER0088', jwt(`issuer: a, jwks: '{"keys": [{"kty": "RSA", "n": "a", "e": "b", "d": "c"}]}'`)],
  ['PER0089', text('Telemetry', '{metrics: [{overrides: [{tagOverrides: {a: {operation: UPSERT}}}]}]}')],
  [
    'PER0089',
    text('Telemetry', '{metrics: [{overrides: [{tagOverrides: {a: {operation: REMOVE, value: b}}}]}]}'),
  ],
  ['PER0090', wasm('url: "ftp://a/b.wasm"')],
  ['PER0090', wasm('url: a, sha256: abc')],
  ['PER0091', wasm('url: a, vmConfig: {env: [{name: A, valueFrom: HOST, value: b}]}')],
  ['PER0092', patch('applyTo: CLUSTER, patch: {operation: ADD}')],
  ['PER0092', patch('patch: {operation: REMOVE}')],
  ['PER0093', patch('applyTo: CLUSTER, match: {listener: {name: a}}, patch: {operation: REMOVE}')],
  ['PER0094', patch('applyTo: HTTP_FILTER, patch: {operation: ADD, value: {name: a, typed_config: {b: 1}}}')],
  ['PER0095', patch('applyTo: HTTP_FILTER, patch: {operation: ADD, value: {name: a, config: {b: 1}}}')],
  [
    'PER0084',
    allow('from: [{source: {namespaces: [a]}}], to: [{operation: {paths: [/a]}}]', 'action: DENY, '),
  ],
  ['PER0098', text('Sidecar', '{egress: [{hosts: ["./*", "*/*"]}]}')],
  ['PER0098', text('Sidecar', '{egress: [{hosts: ["./*", "./*"]}]}')],
  ['PER0097', allow('from: []')],
  ['PER0097', allow('to: []')],
  ['PER0096', patch('applyTo: CLUSTER, patch: {operation: REMOVE}')],
];

describe('the rules of Istio', () => {
  it.each(
    MISTAKES.map(([code, yaml]) => ({ code, yaml, shown: yaml.split('\nspec: ')[1]?.slice(0, 90) ?? '' })),
  )('$code speaks of $shown', ({ code, yaml }) => {
    const found = problems(yaml);
    expect(found.map((problem) => problem.code)).toContain(code);
    const own = found.filter((problem) => problem.code === code);
    expect(own.every(({ severity }) => severity === ISTIO_RULES[code].severity)).toBe(true);
    expect(own.every(({ message }) => /^[^{}]{8,}[.?]$|[{}]/.test(message))).toBe(true);
  });

  it('each have a mistake that breaks them', () => {
    const broken = new Set<string>(MISTAKES.map(([code]) => code));
    expect(Object.keys(ISTIO_RULES).filter((code) => !broken.has(code))).toEqual([]);
  });

  it('go on speaking beside a field that is not known', () => {
    const codes = problems(http(`timeuot: 2s, retries: {retryOn: 5xx}, ${ROUTE}`)).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['PER0010', 'PER0047']));
  });
});
