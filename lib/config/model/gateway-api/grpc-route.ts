/** GRPCRoute. https://gateway-api.sigs.k8s.io/reference/spec/#grpcroute */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { objectModel } from '@/lib/config/model/field-types';
import {
  headersDiffer,
  onlyOnce,
  SHARED_FILTER_VALUES,
  SHARED_FILTERS,
  settingsFit,
  sharedFilterFields,
} from './header-filter';
import { grpcHeaderMatch } from './http-route-match';
import { hostname } from './names';
import { backendFields, defaultGateways, needsPort, parentRefs, weight } from './references';
import { distinctRules, matchesInBounds, ruleName } from './route-rules';
import { refuse } from './rules';
import { sessionPersistence } from './session-persistence';

const SERVICE = /^\.?[a-z_][a-z_0-9]*(?:\.[a-z_][a-z_0-9]*)*$/i;
const METHOD = /^[A-Za-z_][A-Za-z_0-9]*$/;

const filter = z
  .strictObject({
    type: field(
      z.enum(['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror', 'ExtensionRef']),
      'What the filter does; its settings stand in the field of the same name.',
      { values: SHARED_FILTER_VALUES },
    ),
    ...sharedFilterFields,
  })
  .check(settingsFit(SHARED_FILTERS));

const filters = () =>
  z.array(filter).max(16).check(onlyOnce('RequestHeaderModifier', 'ResponseHeaderModifier'));

const methodMatch = z
  .strictObject({
    type: field(z.enum(['Exact', 'RegularExpression']), 'How service and method are compared.', {
      default: 'Exact',
      values: { Exact: 'as written', RegularExpression: 'RE2 patterns' },
    }).optional(),
    service: field(
      z.string().max(1024),
      'Full name of the service with its package, as in shop.v1.Catalog.',
    ).optional(),
    method: field(z.string().max(1024), 'Name of the method, as in GetItem.').optional(),
  })
  .check((checked) => {
    const { type = 'Exact', service, method } = checked.value;
    if (service === undefined && method === undefined) {
      refuse(checked, 'PER0919', 'needs service, method or both');
    }
    if (type !== 'Exact') return;
    if (service !== undefined && !SERVICE.test(service)) {
      const message = `"${service}" is no name of a gRPC service; write package and service, as in shop.v1.Catalog`;
      refuse(checked, 'PER0919', message, ['service']);
    }
    if (method !== undefined && !METHOD.test(method)) {
      refuse(checked, 'PER0919', `"${method}" is no name of a method, as in GetItem`, ['method']);
    }
  });

const match = z.strictObject({
  method: field(methodMatch, 'Service and method that are called.', { default: 'every method' }).optional(),
  headers: field(
    z.array(grpcHeaderMatch).max(16).check(headersDiffer),
    'Headers (metadata) that must all fit.',
  ).optional(),
});

const backend = z
  .strictObject({
    ...backendFields,
    weight: weight().optional(),
    filters: field(filters(), 'Filters for calls to this backend only.').optional(),
  })
  .check(needsPort);

const rule = z.strictObject({
  name: ruleName().optional(),
  matches: field(
    z.array(match).max(64),
    'Conditions; a call is taken when one entry fits, and everything in that entry must fit.',
    { default: 'every call' },
  ).optional(),
  filters: field(filters(), 'What is done to calls and answers on the way.').optional(),
  backendRefs: field(
    z.array(backend).max(16),
    'Where calls go, shared by weight. Without any, calls are answered with UNAVAILABLE.',
  ).optional(),
  sessionPersistence: sessionPersistence().optional(),
});

const spec = z.strictObject({
  parentRefs: parentRefs().optional(),
  hostnames: field(
    z.array(hostname()).max(16),
    'Hosts that the route is for; they must overlap with those of the listener.',
    {
      default: 'the hosts of the listener',
      names: 'host',
    },
  ).optional(),
  rules: field(
    z.array(rule).max(16).check(distinctRules, matchesInBounds),
    'Rules. The most specific match wins, wherever it stands: service and method, then most headers.',
  ).optional(),
  useDefaultGateways: defaultGateways().optional(),
});

export const grpcRouteModel = objectModel('GRPCRoute', spec);
