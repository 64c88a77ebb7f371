import { type CheckCase, networking, service } from '@/lib/config/analysis/checks/check-case';

const object = (kind: string, name: string, spec: string, namespace = 'shop') => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: ${name}, ${namespace === '' ? '' : `namespace: ${namespace}`}}
spec: ${spec}
---`;
const gateway = (name: string, listeners: string, namespace = 'shop', more = '') =>
  object('Gateway', name, `{gatewayClassName: istio, listeners: ${listeners}${more}}`, namespace);
const listener = (more = '', name = 'http') => `{name: ${name}, port: 80, protocol: HTTP${more}}`;
const route = (parents: string, backends = '[]', kind = 'HTTPRoute') =>
  object(kind, 'r', `{parentRefs: ${parents}, rules: [{backendRefs: ${backends}}]}`);
const namespace = (name: string, labels = '') => `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: {${labels}}}
---`;

export const GATEWAY_API_CASES: readonly CheckCase[] = [
  {
    code: 'PER1001',
    fact: 'finds a Gateway that does not exist, has no such listener, or does not take the namespace',
    yaml:
      gateway('g', `[${listener()}]`) +
      gateway('h', `[${listener()}]`, 'edge') +
      route('[{name: gone}, {name: g, sectionName: https}, {name: h, namespace: edge}, {name: g, port: 81}]'),
    finds: [
      'HTTPRoute/r spec.parentRefs[0].name',
      'HTTPRoute/r spec.parentRefs[1]',
      'HTTPRoute/r spec.parentRefs[2]',
      'HTTPRoute/r spec.parentRefs[3]',
    ],
  },
  {
    code: 'PER1001',
    fact: 'finds a namespace without the label that is asked for',
    yaml:
      namespace('shop') +
      gateway(
        'h',
        `[${listener(', allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}')}]`,
        'edge',
      ) +
      route('[{name: h, namespace: edge}]'),
    finds: ['HTTPRoute/r spec.parentRefs[0]'],
  },
  {
    code: 'PER1001',
    fact: 'takes what is allowed, and says nothing where no Gateway is known',
    yaml:
      namespace('shop', 'team: a') +
      gateway('g', `[${listener()}]`) +
      gateway('h', `[${listener(', allowedRoutes: {namespaces: {from: All}}')}]`, 'edge') +
      gateway(
        'i',
        `[${listener(', allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: a}}}}')}]`,
        'edge',
      ) +
      route(
        '[{name: g, sectionName: http}, {name: h, namespace: edge}, {name: i, namespace: edge}, {kind: Service, group: "", name: a}]',
      ),
    finds: [],
  },
  {
    code: 'PER1001',
    fact: 'says nothing without any Gateway',
    yaml: networking('Gateway', 'g', '  servers: []') + route('[{name: x}]'),
    finds: [],
  },
  {
    code: 'PER1002',
    fact: 'finds backends that do not exist, have no such port or are not granted',
    yaml:
      service('a') +
      service('b', 'bank') +
      route('[]', '[{name: gone, port: 80}, {name: a, port: 81}, {name: b, namespace: bank, port: 80}]'),
    finds: [
      'HTTPRoute/r spec.rules[0].backendRefs[0].name',
      'HTTPRoute/r spec.rules[0].backendRefs[1].port',
      'HTTPRoute/r spec.rules[0].backendRefs[2].namespace',
    ],
  },
  {
    code: 'PER1002',
    fact: 'takes what exists and is granted',
    yaml:
      service('a') +
      service('b', 'bank') +
      object(
        'ReferenceGrant',
        'g',
        '{from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service}]}',
        'bank',
      ) +
      route(
        '[{kind: Service, group: "", name: a}]',
        '[{name: a, port: 80}, {name: b, namespace: bank, port: 80}, {group: x.test, kind: Bucket, name: c}]',
      ),
    finds: [],
  },
  {
    code: 'PER1002',
    fact: 'asks for a grant of the very kind of route',
    yaml:
      service('b', 'bank') +
      object(
        'ReferenceGrant',
        'g',
        '{from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service}]}',
        'bank',
      ) +
      route('[]', '[{name: b, namespace: bank, port: 80}]', 'GRPCRoute'),
    finds: ['GRPCRoute/r spec.rules[0].backendRefs[0].namespace'],
  },
  {
    code: 'PER1003',
    fact: 'finds one listener in two Gateways',
    yaml: gateway('g', `[${listener()}]`) + gateway('h', `[${listener('', 'other')}]`, 'bank'),
    finds: ['Gateway/g spec.listeners[0]', 'Gateway/h spec.listeners[0]'],
  },
  {
    code: 'PER1003',
    fact: 'takes other hosts and waypoints',
    yaml:
      gateway('g', `[${listener(', hostname: a.test')}]`) +
      gateway('h', `[${listener(', hostname: b.test')}]`) +
      object('Gateway', 'w', `{gatewayClassName: istio-waypoint, listeners: [${listener()}]}`) +
      object('Gateway', 'w', `{gatewayClassName: istio-waypoint, listeners: [${listener()}]}`, 'bank'),
    finds: [],
  },
  {
    code: 'PER1004',
    fact: 'finds one address in two Gateways',
    yaml:
      gateway('g', '[]', 'shop', ', addresses: [{value: 10.0.0.1}]') +
      gateway('h', '[]', 'shop', ', addresses: [{type: IPAddress, value: 10.0.0.1}]'),
    finds: ['Gateway/g spec.addresses[0]', 'Gateway/h spec.addresses[0]'],
  },
  {
    code: 'PER1004',
    fact: 'takes other addresses and types',
    yaml:
      gateway('g', '[]', 'shop', ', addresses: [{value: 10.0.0.1}]') +
      gateway('h', '[]', 'shop', ', addresses: [{type: Hostname, value: 10.0.0.1}]'),
    finds: [],
  },
  {
    code: 'PER1005',
    fact: 'finds a listener that is repeated',
    yaml: gateway('g', `[${listener()}, ${listener('', 'again')}]`),
    finds: ['Gateway/g spec.listeners[1]'],
  },
  {
    code: 'PER1005',
    fact: 'takes other hosts on one port',
    yaml: gateway('g', `[${listener()}, ${listener(', hostname: a.test', 'a')}]`),
    finds: [],
  },
  {
    code: 'PER1006',
    fact: 'finds a class that does not exist',
    yaml:
      object('GatewayClass', 'nginx', '{controllerName: x}', '') +
      object('Gateway', 'g', '{gatewayClassName: nginxx}'),
    finds: ['Gateway/g spec.gatewayClassName'],
  },
  {
    code: 'PER1006',
    fact: "takes Istio's own and those that exist",
    yaml:
      object('GatewayClass', 'nginx', '{controllerName: x}', '') +
      object('Gateway', 'g', '{gatewayClassName: nginx}') +
      gateway('h', '[]'),
    finds: [],
  },
  {
    code: 'PER1007',
    fact: 'finds a namespace that does not exist',
    yaml: namespace('shop') + object('ReferenceGrant', 'g', '{from: [{namespace: shop}, {namespace: gone}]}'),
    finds: ['ReferenceGrant/g spec.from[1].namespace'],
  },
  {
    code: 'PER1007',
    fact: 'says nothing where namespaces are not known',
    yaml: object('ReferenceGrant', 'g', '{from: [{namespace: gone}]}'),
    finds: [],
  },
];
