/** EnvoyFilter. https://istio.io/latest/docs/reference/config/networking/envoy-filter/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne, int32 } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { envoyMatch } from './envoy-filter-match';
import { checkFilterFields, checkTypes } from './envoy-value';
import { istioObject } from './object';
import { refuse } from './rules';
import { labelsSelector, policyTarget } from './selection';

const applyTo = field(
  z.enum([
    'INVALID',
    'LISTENER',
    'FILTER_CHAIN',
    'NETWORK_FILTER',
    'HTTP_FILTER',
    'ROUTE_CONFIGURATION',
    'VIRTUAL_HOST',
    'HTTP_ROUTE',
    'CLUSTER',
    'EXTENSION_CONFIG',
    'BOOTSTRAP',
    'LISTENER_FILTER',
  ]),
  'What is patched.',
  {
    values: {
      LISTENER: 'a listener',
      FILTER_CHAIN: 'a chain of filters of a listener',
      NETWORK_FILTER: 'a filter of connections',
      HTTP_FILTER: 'a filter of requests',
      ROUTE_CONFIGURATION: 'the routes of a port',
      VIRTUAL_HOST: 'the routes of a host',
      HTTP_ROUTE: 'one route',
      CLUSTER: 'a destination',
      EXTENSION_CONFIG: 'configuration that filters fetch by name',
      BOOTSTRAP: 'the start of the proxy',
      LISTENER_FILTER: 'a filter at the start of a connection',
    },
  },
);

const patch = z.strictObject({
  operation: field(
    z.enum([
      'INVALID',
      'MERGE',
      'ADD',
      'REMOVE',
      'INSERT_BEFORE',
      'INSERT_AFTER',
      'INSERT_FIRST',
      'REPLACE',
      'MERGE_AND_REPLACE_LIST',
    ]),
    'How it is patched.',
    {
      values: {
        MERGE: 'fields are set, lists grow',
        ADD: 'it is added at the end, or to a list',
        REMOVE: 'it is taken away',
        INSERT_BEFORE: 'it is put before what is matched',
        INSERT_AFTER: 'it is put after what is matched',
        INSERT_FIRST: 'it is put first',
        REPLACE: 'what is matched is replaced',
        MERGE_AND_REPLACE_LIST: 'fields are set, lists are replaced',
      },
    },
  ).optional(),
  value: field(
    z.record(z.string(), z.unknown()),
    'Envoy’s own configuration, as its API v3 has it.',
  ).optional(),
  filterClass: field(z.enum(['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS']), 'Where an added filter stands.', {
    default: 'UNSPECIFIED',
    values: {
      UNSPECIFIED: 'at the end of its kind',
      AUTHN: 'after Istio checks tokens',
      AUTHZ: 'after AuthorizationPolicies',
      STATS: 'before metrics',
    },
  }).optional(),
});

const configPatch = z.strictObject({
  applyTo: applyTo.optional(),
  match: field(envoyMatch, 'Where it is patched.', { default: 'everywhere' }).optional(),
  patch: field(patch, 'What is changed.').optional(),
});

type ConfigPatch = z.infer<typeof configPatch>;

const checkedPatch = configPatch.check((checked) => {
  checkCompleteness(checked);
  checkMatch(checked);
  const { applyTo: what = '', patch: change } = checked.value;
  if (change?.value === undefined) return;
  checkTypes(checked, change.value, ['patch', 'value']);
  checkFilterFields(checked, what, change.value, ['patch', 'value']);
});

function checkCompleteness(checked: Checked<ConfigPatch>): void {
  const { applyTo: what = 'INVALID', patch: change } = checked.value;
  const operation = change?.operation ?? 'INVALID';
  if (what === 'INVALID') refuse(checked, 'PER0092', 'applyTo is missing: what is to be patched?');
  if (change === undefined) {
    refuse(checked, 'PER0092', 'patch is missing: what is to be changed?');
    return;
  }
  if (operation === 'INVALID') refuse(checked, 'PER0092', 'operation is missing', ['patch']);
  else if (operation !== 'REMOVE' && change.value === undefined) {
    refuse(checked, 'PER0092', `${operation} needs a value`, ['patch']);
  }
}

const LISTENER_PARTS = ['LISTENER', 'FILTER_CHAIN', 'NETWORK_FILTER', 'HTTP_FILTER', 'LISTENER_FILTER'];
const ROUTE_PARTS = ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE'];

/** Which object a match has to be about for what is patched; null where there is no rule. */
function matchedBy(what: string): 'listener' | 'routeConfiguration' | 'cluster' | null {
  if (LISTENER_PARTS.includes(what)) return 'listener';
  if (ROUTE_PARTS.includes(what)) return 'routeConfiguration';
  return what === 'CLUSTER' ? 'cluster' : null;
}

function checkMatch(checked: Checked<ConfigPatch>): void {
  const { applyTo: what = '', match } = checked.value;
  const wanted = matchedBy(what);
  if (match === undefined || wanted === null) return;
  for (const name of ['listener', 'routeConfiguration', 'cluster'] as const) {
    if (match[name] !== undefined && name !== wanted) {
      refuse(checked, 'PER0093', `${what} is matched by ${wanted}, not by ${name}`, ['match', name]);
    }
  }
  const filter = match.listener?.filterChain?.filter;
  const path = ['match', 'listener', 'filterChain', 'filter'];
  if (filter === undefined) return;
  if (what === 'LISTENER' || what === 'FILTER_CHAIN') return;
  if ((filter.name ?? '') === '') refuse(checked, 'PER0093', 'the filter has no name', path);
  if (filter.subFilter !== undefined && what !== 'HTTP_FILTER') {
    refuse(checked, 'PER0093', `${what} has no filter inside; that is for HTTP_FILTER`, [
      ...path,
      'subFilter',
    ]);
  } else if (filter.subFilter !== undefined && (filter.subFilter.name ?? '') === '') {
    refuse(checked, 'PER0093', 'the filter inside has no name', [...path, 'subFilter']);
  }
}

const spec = z
  .strictObject({
    workloadSelector: field(labelsSelector, 'Pods whose proxies it is for.', {
      default: 'every proxy of the namespace, in the root namespace of the mesh',
    }).optional(),
    targetRefs: field(z.array(policyTarget).max(16), 'Gateways or services that it is for.', {
      since: '1.22',
    }).optional(),
    configPatches: field(z.array(checkedPatch), 'Patches, made from top to bottom.').optional(),
    priority: field(int32, 'Order among EnvoyFilters of one scope: the lower, the earlier.', {
      default: '0',
    }).optional(),
  })
  .check(atMostOne('workloadSelector', 'targetRefs'));

export const envoyFilterModel = istioObject(
  'EnvoyFilter',
  field(spec, 'Changes of the proxies’ own configuration, past what Istio’s API offers.').optional(),
).check((checked) => {
  const message =
    'the patches are written against the proxy’s own configuration; look at them with every upgrade';
  refuse(checked, 'PER0096', message, ['kind']);
});
