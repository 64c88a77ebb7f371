import { describe, expect, it } from 'vitest';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { storedObjects } from '@/lib/config/stored-objects';
import { explain, summaryLine } from './explain';

function read(kind: string, body: string) {
  const known = MESH_KIND_NAMES.find((name) => `${name.group}/${name.kind}` === kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  const text = `apiVersion: ${known.group}/${known.versions[0]}\nkind: ${known.kind}\nmetadata: {name: x, namespace: shop}\n${body}`;
  const object = storedObjects(text, 'test', () => '').placed[0]?.object;
  if (object === undefined) throw new Error('no object');
  return object;
}

/** Kind, spec, headline, sentences that must be among those said, line of the list. */
const CASES: readonly (readonly [string, string, string, readonly string[], string])[] = [
  [
    'security.istio.io/PeerAuthentication',
    'spec: {selector: {matchLabels: {app: db}}, mtls: {mode: STRICT}, portLevelMtls: {"8080": {mode: DISABLE}}}',
    'Sets how callers of pods of `shop` with `app=db` must encrypt: `STRICT`.',
    ['Port 8080 of the container: Proxies take plain text and offer no mTLS.'],
    'mTLS STRICT, 1 port of its own',
  ],
  [
    'security.istio.io/RequestAuthentication',
    'spec: {jwtRules: [{issuer: "https://id.example", jwksUri: "https://id.example/keys", audiences: [web, app], fromHeaders: [{name: x-token}], forwardOriginalToken: true}]}',
    'Checks tokens (JWT) of `https://id.example` in requests to everything in `shop`.',
    [
      'The token must be made for `web` or `app`.',
      'The token is looked for in headers `x-token`.',
      'The token is passed on to the workload.',
    ],
    'https://id.example',
  ],
  [
    'security.istio.io/AuthorizationPolicy',
    'spec: {action: DENY, rules: [{from: [{source: {notNamespaces: [shop, web]}}], to: [{operation: {methods: [POST], paths: [/admin*]}}], when: [{key: "request.headers[x-env]", values: [test]}]}]}',
    'Refuses requests to everything in `shop` that its rule takes.',
    [
      'From workloads of namespace other than `shop` or `web`.',
      'For methods `POST`, and paths `/admin*`.',
      'When `request.headers[x-env]` is `test`.',
    ],
    'DENY, 1 rule',
  ],
  [
    'networking.istio.io/ServiceEntry',
    'spec: {hosts: [api.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{number: 443, name: tls, protocol: TLS}], exportTo: [.]}',
    'Makes `api.example.com` known to the mesh as a service outside.',
    [
      'Port 443 (`tls`) speaks TLS.',
      'Names are looked up in DNS, and every address that comes back is used.',
      'Only proxies in `shop` see it.',
    ],
    'api.example.com: outside the mesh, DNS',
  ],
  [
    'networking.istio.io/Sidecar',
    'spec: {egress: [{hosts: ["./*", "istio-system/*", "*/api.example.com"]}], outboundTrafficPolicy: {mode: REGISTRY_ONLY}, ingress: [{port: {number: 9080, protocol: HTTP, name: http}, defaultEndpoint: "127.0.0.1:8080"}]}',
    'Narrows what the proxies of everything in `shop` know and take in.',
    [
      'To everything of `shop`, everything of `istio-system`, `api.example.com` of any namespace.',
      'Hosts that the mesh does not know cannot be reached (502).',
      'Port 9080 (`HTTP`) goes to `127.0.0.1:8080`.',
    ],
    './*, istio-system/*, */api.example.com',
  ],
  [
    'networking.istio.io/WorkloadEntry',
    'spec: {address: 10.0.0.7, labels: {app: mysql}, ports: {mysql: 3306}, serviceAccount: db, weight: 2}',
    'One machine outside Kubernetes, at `10.0.0.7`, as a workload of the mesh.',
    ['Services find it by `app=mysql`.', 'Port `mysql` is 3306 there.', 'Its weight among the others is 2.'],
    '10.0.0.7, app=mysql',
  ],
  [
    'networking.istio.io/WorkloadGroup',
    'spec: {metadata: {labels: {app: mysql}}, template: {serviceAccount: db}, probe: {periodSeconds: 5, httpGet: {port: 80}}}',
    'Machines that sign in by themselves become WorkloadEntries of this group.',
    ['They prove to be service account `db`.', 'Each is asked whether it is well every 5 seconds.'],
    'app=mysql',
  ],
  [
    'networking.istio.io/EnvoyFilter',
    'spec: {workloadSelector: {labels: {app: web}}, configPatches: [{applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND}, patch: {operation: INSERT_BEFORE, value: {name: envoy.filters.http.local_ratelimit}}}]}',
    'Changes the Envoy configuration of proxies directly, by 1 patch.',
    [
      'Inserts before others `envoy.filters.http.local_ratelimit` for what arrives at sidecars.',
      'It is for pods of `shop` with `app=web`.',
    ],
    'envoy.filters.http.local_ratelimit',
  ],
  [
    'networking.istio.io/ProxyConfig',
    'spec: {concurrency: 2, environmentVariables: {MODE: fast}}',
    'Sets how proxies start; it takes effect when a pod starts again.',
    ['Proxies use 2 worker threads.', 'Sets `MODE` to `fast`.'],
    'concurrency 2, MODE',
  ],
  [
    'telemetry.istio.io/Telemetry',
    'spec: {tracing: [{providers: [{name: jaeger}], randomSamplingPercentage: 10}], metrics: [{overrides: [{match: {metric: REQUEST_SIZE}, disabled: true}]}], accessLogging: [{filter: {expression: "response.code >= 500"}}]}',
    'Sets what proxies report: traces, metrics, access logs.',
    [
      'Traces go to `jaeger`, 10 % of the requests.',
      'Metrics go to the mesh’s default providers, with 1 metric switched off.',
      'Access logs go to the mesh’s default providers, only where `response.code >= 500`.',
    ],
    'traces, metrics, access logs',
  ],
  [
    'extensions.istio.io/WasmPlugin',
    'spec: {url: "oci://registry.example/auth:1", phase: AUTHN}',
    'Runs the WebAssembly module `oci://registry.example/auth:1` in proxies.',
    ['It runs before authentication.', 'Requests are refused (FAIL_CLOSE), also while it cannot be loaded.'],
    'oci://registry.example/auth:1',
  ],
  [
    'gateway.networking.k8s.io/HTTPRoute',
    `spec:
  hostnames: [shop.example]
  parentRefs: [{name: edge, namespace: infra, sectionName: https}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /cart}, method: GET}, {headers: [{name: x-beta, value: "1"}]}]
    filters:
    - {type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v2}}}
    - {type: RequestMirror, requestMirror: {backendRef: {name: shadow}, percent: 5}}
    backendRefs: [{name: cart, port: 80, weight: 9}, {name: cart-next, port: 80, weight: 1}]
    timeouts: {request: 2s}
  - filters: [{type: RequestRedirect, requestRedirect: {scheme: https, statusCode: 301}}]`,
    'Decides where requests for `shop.example` go, by 2 rules.',
    [
      'What enters through Gateway `edge` in `infra`, listener `https`.',
      'Takes those whose path is or lies below `/cart` and whose method is `GET`.',
      'Or those with a header `x-beta` that is exactly `1`.',
      'Rewrites the matched part of the path to `/v2`.',
      'Sends a copy of 5 % of them to `shadow`; its answers are dropped.',
      'Sends 90 % to `cart` port 80, 10 % to `cart-next` port 80.',
      'Gives up after `2s`.',
      'Redirects them to `https://` with 301.',
    ],
    'shop.example: to cart, cart-next',
  ],
  [
    'gateway.networking.k8s.io/ReferenceGrant',
    'spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web}], to: [{group: "", kind: Service}]}',
    'Lets other namespaces refer to objects of `shop`.',
    ['HTTPRoute of `web`.', 'Every Service.'],
    'HTTPRoute of web to Service',
  ],
  [
    'gateway.networking.k8s.io/BackendTLSPolicy',
    'spec: {targetRefs: [{group: "", kind: Service, name: db}], validation: {hostname: db.example, wellKnownCACertificates: System}}',
    'Gateways open TLS to `db` and ask for a certificate of `db.example`.',
    ['Certificates that the system trusts.'],
    'TLS to db as db.example',
  ],
  [
    'gateway.networking.k8s.io/ListenerSet',
    'spec: {parentRef: {name: edge}, listeners: [{name: a, port: 443, protocol: HTTPS, hostname: a.example}]}',
    'Adds 1 listener to Gateway `edge`.',
    ['`a` takes HTTPS on port 443 for `a.example`.'],
    'HTTPS 443',
  ],
];

describe('explain', () => {
  it.each(CASES)('tells %s in words', (kind, spec, headline, sentences, line) => {
    const object = read(kind, spec);
    const explanation = explain(object);
    expect(explanation?.headline).toBe(headline);
    const said = explanation?.sections.flatMap((section) => section.statements.map(({ text }) => text));
    expect(said).toEqual(expect.arrayContaining([...sentences]));
    expect(summaryLine(object)).toBe(line);
  });

  it('has words for every kind of the mesh, also for an object that is nearly empty', () => {
    for (const { group, kind } of MESH_KIND_NAMES) {
      const explanation = explain(read(`${group}/${kind}`, 'spec: {}'));
      expect(explanation?.headline, `${group}/${kind}`).toMatch(/\.$/);
    }
  });

  it('says when an object without a selector stands in the root namespace', () => {
    const object = read('security.istio.io/PeerAuthentication', 'spec: {mtls: {mode: STRICT}}');
    expect(explain(object, 'shop')?.headline).toContain('the whole mesh');
  });

  it('tells that an AuthorizationPolicy without rules lets nothing in', () => {
    const object = read('security.istio.io/AuthorizationPolicy', 'spec: {}');
    expect(explain(object)?.headline).toContain('Allows nothing');
    expect(summaryLine(object)).toBe('ALLOW nothing');
  });
});
