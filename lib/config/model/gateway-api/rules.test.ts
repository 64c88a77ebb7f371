import { describe, expect, it } from 'vitest';
import { modelOf } from '@/lib/config/model/models';
import { ruleCode } from '@/lib/config/model/rule';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { GATEWAY_API_RULES } from './rules';

/** Codes (or the kinds of type errors) with the paths below `spec` that they are reported at. */
function mistakes(kind: string, spec: string, version = 'v1'): readonly string[] {
  const text = `apiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: x}\nspec: ${spec}\n`;
  const reading = readYaml(text);
  if (reading.kind !== 'value') throw new Error(reading.problems[0]?.message);
  const result = modelOf('gateway.networking.k8s.io', kind)?.safeParse(reading.value);
  return (result?.error?.issues ?? []).map(
    (issue) => `${ruleCode(issue) ?? issue.code} ${issue.path.slice(1).join('.')}`,
  );
}

const listener = (fields: string) => `{gatewayClassName: istio, listeners: [{${fields}}]}`;
const rule = (fields: string) => `{rules: [{${fields}}]}`;
const backend = 'backendRefs: [{name: a, port: 80}]';
const many = (count: number, entry: (index: number) => string) =>
  `[${Array.from({ length: count }, (_, index) => entry(index)).join(', ')}]`;
const tlsPolicy = (validation: string, targetRefs = '[{group: "", kind: Service, name: a}]') =>
  `{targetRefs: ${targetRefs}, validation: {${validation}}}`;
const SYSTEM = 'wellKnownCACertificates: System';

const TABLE: readonly (readonly [string, string, string, string?])[] = [
  // Names and hosts
  ['Gateway', listener('name: a, port: 80, protocol: HTTP, hostname: "*"'), 'PER0900 listeners.0.hostname'],
  [
    'Gateway',
    listener('name: a, port: 80, protocol: HTTP, hostname: Shop.example.com'),
    'PER0900 listeners.0.hostname',
  ],
  [
    'Gateway',
    listener('name: a, port: 80, protocol: HTTP, hostname: "a.*.com"'),
    'PER0900 listeners.0.hostname',
  ],
  ['Gateway', listener('name: Web_1, port: 80, protocol: HTTP'), 'PER0900 listeners.0.name'],
  ['Gateway', listener('name: a, port: 80, protocol: "H TTP"'), 'PER0900 listeners.0.protocol'],
  ['HTTPRoute', '{hostnames: ["https://shop.example.com"]}', 'PER0900 hostnames.0'],
  ['HTTPRoute', '{hostnames: ["shop.example.com:443"]}', 'PER0900 hostnames.0'],
  ['HTTPRoute', '{parentRefs: [{name: a, namespace: A}]}', 'PER0900 parentRefs.0.namespace'],
  [
    'HTTPRoute',
    '{parentRefs: [{name: a, group: gateway.networking.k8s.io/v1}]}',
    'PER0900 parentRefs.0.group',
  ],
  ['TLSRoute', `{hostnames: ["10.0.0.1"], rules: [{${backend}}]}`, 'PER0900 hostnames.0'],
  ['GatewayClass', '{controllerName: istio}', 'PER0900 controllerName'],
  [
    'ReferenceGrant',
    '{from: [{group: "", kind: "a b", namespace: x}], to: [{group: "", kind: Service}]}',
    'PER0900 from.0.kind',
  ],
  // Names that must differ
  [
    'Gateway',
    '{gatewayClassName: i, listeners: [{name: a, port: 80, protocol: HTTP}, {name: a, port: 81, protocol: HTTP}]}',
    'PER0901 listeners.1.name',
  ],
  ['HTTPRoute', '{rules: [{name: a}, {name: a}]}', 'PER0901 rules.1.name'],
  [
    'HTTPRoute',
    rule('matches: [{headers: [{name: X-A, value: "1"}, {name: x-a, value: "2"}]}]'),
    'PER0901 rules.0.matches.0.headers.1.name',
  ],
  [
    'HTTPRoute',
    rule('matches: [{queryParams: [{name: a, value: "1"}, {name: a, value: "2"}]}]'),
    'PER0901 rules.0.matches.0.queryParams.1.name',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: RequestHeaderModifier, requestHeaderModifier: {remove: [a, a]}}]'),
    'PER0901 rules.0.filters.0.requestHeaderModifier.remove.1',
  ],
  // Listeners
  [
    'Gateway',
    '{gatewayClassName: i, listeners: [{name: a, port: 80, protocol: HTTP}, {name: b, port: 80, protocol: HTTP}]}',
    'PER0902 listeners.1.port',
  ],
  [
    'Gateway',
    listener('name: a, port: 80, protocol: HTTP, tls: {certificateRefs: [{name: c}]}'),
    'PER0903 listeners.0.tls',
  ],
  [
    'Gateway',
    listener('name: a, port: 443, protocol: HTTPS, tls: {mode: Passthrough}'),
    'PER0903 listeners.0.tls.mode',
  ],
  [
    'Gateway',
    listener('name: a, port: 443, protocol: HTTPS, tls: {mode: Terminate}'),
    'PER0903 listeners.0.tls',
  ],
  ['Gateway', listener('name: a, port: 443, protocol: TLS'), 'PER0903 listeners.0'],
  [
    'Gateway',
    listener('name: a, port: 90, protocol: TCP, hostname: a.example.com'),
    'PER0904 listeners.0.hostname',
  ],
  ['Gateway', '{gatewayClassName: i, listeners: []}', 'too_small listeners'],
  [
    'Gateway',
    listener('name: a, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: None}}'),
    'invalid_value listeners.0.allowedRoutes.namespaces.from',
  ],
  [
    'Gateway',
    '{gatewayClassName: i, addresses: [{value: 1.2.3.4}, {type: IPAddress, value: 1.2.3.4}], listeners: [{name: a, port: 80, protocol: HTTP}]}',
    'PER0925 addresses.1.value',
  ],
  [
    'Gateway',
    '{gatewayClassName: i, addresses: [{type: Hostname, value: "a b"}], listeners: [{name: a, port: 80, protocol: HTTP}]}',
    'PER0925 addresses.0.value',
  ],
  [
    'Gateway',
    '{gatewayClassName: i, infrastructure: {labels: {"a b": x}}, listeners: [{name: a, port: 80, protocol: HTTP}]}',
    'PER0924 infrastructure.labels.a b',
  ],
  [
    'ListenerSet',
    '{parentRef: {name: g}, listeners: [{name: a, port: 53, protocol: UDP, tls: {options: {a: b}}}]}',
    'PER0903 listeners.0.tls',
  ],
  // References
  ['HTTPRoute', '{parentRefs: [{name: a}, {name: a}]}', 'PER0905 parentRefs.1'],
  ['HTTPRoute', '{parentRefs: [{name: a}, {name: a, sectionName: b}]}', 'PER0905 parentRefs.1'],
  ['HTTPRoute', '{parentRefs: [{name: a, port: 80}, {name: a, sectionName: b}]}', 'PER0905 parentRefs.1'],
  ['HTTPRoute', rule('backendRefs: [{name: a}]'), 'PER0906 rules.0.backendRefs.0'],
  [
    'GRPCRoute',
    rule('filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a}}}]'),
    'PER0906 rules.0.filters.0.requestMirror.backendRef',
  ],
  [
    'TCPRoute',
    rule('backendRefs: [{name: a, port: 80, weight: 1000001}]'),
    'too_big rules.0.backendRefs.0.weight',
  ],
  [
    'HTTPRoute',
    rule('backendRefs: [{name: a, port: 80, weight: -1}]'),
    'too_small rules.0.backendRefs.0.weight',
  ],
  ['UDPRoute', rule('backendRefs: []'), 'too_small rules.0.backendRefs'],
  // Filters
  ['HTTPRoute', rule('filters: [{type: URLRewrite}]'), 'PER0907 rules.0.filters.0'],
  [
    'HTTPRoute',
    rule('filters: [{type: URLRewrite, urlRewrite: {}, requestRedirect: {}}]'),
    'PER0907 rules.0.filters.0.requestRedirect',
  ],
  [
    'GRPCRoute',
    rule(
      'filters: [{type: ExtensionRef, requestMirror: {backendRef: {name: a, port: 1}}, extensionRef: {group: a.b, kind: C, name: d}}]',
    ),
    'PER0907 rules.0.filters.0.requestMirror',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: CORS, cors: {}}, {type: CORS, cors: {}}]'),
    'PER0908 rules.0.filters.1.type',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: RequestRedirect, requestRedirect: {}}, {type: URLRewrite, urlRewrite: {}}]'),
    'PER0908 rules.0.filters.1.type',
  ],
  [
    'HTTPRoute',
    rule(`filters: [{type: RequestRedirect, requestRedirect: {}}], ${backend}`),
    'PER0909 rules.0.filters.0',
  ],
  [
    'HTTPRoute',
    rule(
      `matches: [{path: {type: Exact, value: /a}}], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}}}], ${backend}`,
    ),
    'PER0910 rules.0.filters.0.urlRewrite.path.type',
  ],
  [
    'HTTPRoute',
    rule(
      'matches: [{path: {value: /a}}, {path: {value: /c}}], filters: [{type: RequestRedirect, requestRedirect: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}}}]',
    ),
    'PER0910 rules.0.filters.0.requestRedirect.path.type',
  ],
  [
    'HTTPRoute',
    rule(
      'matches: [{path: {type: Exact, value: /a}}], backendRefs: [{name: a, port: 80, filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}}}]}]',
    ),
    'PER0910 rules.0.backendRefs.0.filters.0.urlRewrite.path.type',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath}}}]'),
    'PER0911 rules.0.filters.0.urlRewrite.path',
  ],
  [
    'HTTPRoute',
    rule(
      'filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /a, replacePrefixMatch: /b}}}]',
    ),
    'PER0911 rules.0.filters.0.urlRewrite.path.replacePrefixMatch',
  ],
  [
    'HTTPRoute',
    rule(
      'filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 1}, percent: 1, fraction: {numerator: 1}}}]',
    ),
    'PER0916 rules.0.filters.0.requestMirror.fraction',
  ],
  [
    'HTTPRoute',
    rule(
      'filters: [{type: RequestMirror, requestMirror: {backendRef: {name: a, port: 1}, fraction: {numerator: 101}}}]',
    ),
    'PER0916 rules.0.filters.0.requestMirror.fraction.numerator',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: CORS, cors: {allowMethods: [GET, "*"]}}]'),
    'PER0917 rules.0.filters.0.cors.allowMethods.1',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: CORS, cors: {allowOrigins: [shop.example.com]}}]'),
    'PER0927 rules.0.filters.0.cors.allowOrigins.0',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: RequestRedirect, requestRedirect: {statusCode: 304}}]'),
    'invalid_union rules.0.filters.0.requestRedirect.statusCode',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: "a b", value: x}]}}]'),
    'PER0918 rules.0.filters.0.requestHeaderModifier.set.0.name',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: " x"}]}}]'),
    'PER0918 rules.0.filters.0.requestHeaderModifier.set.0.value',
  ],
  [
    'HTTPRoute',
    rule('filters: [{type: ExternalAuth, externalAuth: {protocol: GRPC, backendRef: {name: a, port: 1}}}]'),
    'PER0921 rules.0.filters.0.externalAuth',
  ],
  [
    'HTTPRoute',
    rule(
      'filters: [{type: ExternalAuth, externalAuth: {protocol: HTTP, http: {}, grpc: {}, backendRef: {name: a, port: 1}}}]',
    ),
    'PER0921 rules.0.filters.0.externalAuth.grpc',
  ],
  // Matches
  ['HTTPRoute', rule('matches: [{path: {value: items}}]'), 'PER0912 rules.0.matches.0.path.value'],
  ['HTTPRoute', rule('matches: [{path: {value: /a//b}}]'), 'PER0912 rules.0.matches.0.path.value'],
  ['HTTPRoute', rule('matches: [{path: {value: /a/../b}}]'), 'PER0912 rules.0.matches.0.path.value'],
  ['HTTPRoute', rule('matches: [{path: {value: /a%2Fb}}]'), 'PER0912 rules.0.matches.0.path.value'],
  ['HTTPRoute', rule('matches: [{path: {value: "/a b"}}]'), 'PER0912 rules.0.matches.0.path.value'],
  ['HTTPRoute', rule('matches: [{method: get}]'), 'invalid_value rules.0.matches.0.method'],
  [
    'HTTPRoute',
    `{rules: ${many(3, () => `{matches: ${many(43, (index) => `{path: {value: /${index}}}`)}}`)}}`,
    'PER0915 rules',
  ],
  ['HTTPRoute', `{rules: ${many(17, () => '{}')}}`, 'too_big rules'],
  ['GRPCRoute', rule('matches: [{method: {type: Exact}}]'), 'PER0919 rules.0.matches.0.method'],
  [
    'GRPCRoute',
    rule('matches: [{method: {service: "shop/Catalog"}}]'),
    'PER0919 rules.0.matches.0.method.service',
  ],
  ['GRPCRoute', rule('matches: [{method: {method: "Get Item"}}]'), 'PER0919 rules.0.matches.0.method.method'],
  // Limits
  [
    'HTTPRoute',
    rule(`timeouts: {request: 1s, backendRequest: 2s}, ${backend}`),
    'PER0913 rules.0.timeouts.backendRequest',
  ],
  ['HTTPRoute', rule('timeouts: {request: 1.5s}'), 'PER0914 rules.0.timeouts.request'],
  ['HTTPRoute', rule('timeouts: {request: 10}'), 'invalid_type rules.0.timeouts.request'],
  ['HTTPRoute', rule('retry: {codes: [200]}'), 'too_small rules.0.retry.codes.0'],
  [
    'HTTPRoute',
    rule('sessionPersistence: {cookieConfig: {lifetimeType: Permanent}}'),
    'PER0920 rules.0.sessionPersistence.cookieConfig.lifetimeType',
  ],
  [
    'GRPCRoute',
    rule('sessionPersistence: {type: Header, cookieConfig: {}}'),
    'PER0920 rules.0.sessionPersistence.cookieConfig',
  ],
  // TLS towards backends
  ['BackendTLSPolicy', tlsPolicy('hostname: a.b'), 'PER0922 validation'],
  [
    'BackendTLSPolicy',
    tlsPolicy(`hostname: a.b, ${SYSTEM}, caCertificateRefs: [{group: "", kind: ConfigMap, name: a}]`),
    'PER0922 validation.wellKnownCACertificates',
  ],
  [
    'BackendTLSPolicy',
    tlsPolicy(`hostname: a.b, ${SYSTEM}, subjectAltNames: [{type: URI, hostname: a.b}]`),
    'PER0923 validation.subjectAltNames.0',
  ],
  ['BackendTLSPolicy', tlsPolicy(`hostname: "*.b", ${SYSTEM}`), 'PER0900 validation.hostname'],
  [
    'BackendTLSPolicy',
    tlsPolicy(
      `hostname: a.b, ${SYSTEM}`,
      '[{group: "", kind: Service, name: a}, {group: "", kind: Service, name: a, sectionName: b}]',
    ),
    'PER0905 targetRefs.1',
  ],
  // What a version takes
  ['TLSRoute', `{rules: [{${backend}}]}`, 'PER0926 '],
  ['TCPRoute', `{rules: [{${backend}}, {${backend}}]}`, 'PER0926 rules.1'],
  // Fields
  ['HTTPRoute', rule('match: []'), 'unrecognized_keys rules.0'],
  [
    'ReferenceGrant',
    '{from: [{group: "", kind: A}], to: [{group: "", kind: B}]}',
    'invalid_type from.0.namespace',
  ],
];

describe('rules of the Gateway API', () => {
  it.each(TABLE.map(([kind, spec, expected]) => [kind, spec, expected] as const))(
    '%s %s is refused',
    (kind, spec, expected) => {
      expect(mistakes(kind, spec)[0]).toBe(expected);
    },
  );

  it('has an example of every code', () => {
    const shown = new Set(TABLE.map(([, , expected]) => expected.split(' ')[0] ?? ''));
    expect(Object.keys(GATEWAY_API_RULES).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('reports every mistake at once, not only the first', () => {
    const spec = '{rules: [{name: a, matches: [{path: {value: a}}]}, {name: a, backendRefs: [{name: b}]}]}';
    expect(mistakes('HTTPRoute', spec)).toEqual([
      'PER0912 rules.0.matches.0.path.value',
      'PER0906 rules.1.backendRefs.0',
      'PER0901 rules.1.name',
    ]);
  });

  it('takes several rules and no server name in the alpha versions', () => {
    expect(mistakes('TCPRoute', `{rules: [{${backend}}, {${backend}}]}`, 'v1alpha2')).toEqual([]);
    expect(mistakes('TLSRoute', `{rules: [{${backend}}, {${backend}}]}`, 'v1alpha2')).toEqual([]);
    expect(mistakes('TLSRoute', `{rules: [{${backend}}]}`, 'v1alpha3')).toEqual(['PER0926 ']);
  });
});
