/** `spec.http` of a VirtualService. https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atMostOne, duration } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import { destination, someWeight, weight } from './destination';
import { isDnsLabel, isObjectName } from './forms';
import { headerOperations, isAuthorityHeader } from './header-operations';
import { refuse } from './rules';
import { corsPolicy, directResponse, redirect, retries, rewrite } from './virtual-service-actions';
import { fault, percent } from './virtual-service-fault';
import { httpMatch } from './virtual-service-match';

const weighted = z.strictObject({
  destination: field(destination, 'Where requests go.'),
  weight: field(weight, 'Share in proportion to the other weights; the sum need not be 100.', {
    default: '0, or everything where it is the only destination',
  }).optional(),
  headers: field(
    headerOperations,
    'Changes headers of requests that go this way, and of their responses.',
  ).optional(),
});

const mirrors = z.array(
  z.strictObject({
    destination: field(destination, 'Where copies go; the answers are dropped.'),
    percentage: field(percent, 'Share of requests that are copied.', { default: 'all' }).optional(),
  }),
);

const delegate = z
  .strictObject({
    name: field(z.string(), 'Name of the VirtualService that goes on; it has no hosts.', {
      names: 'virtual-service',
    }).optional(),
    namespace: field(z.string(), 'Its namespace.', {
      default: 'the own namespace',
      names: 'namespace',
    }).optional(),
  })
  .check((checked) => {
    const { name, namespace } = checked.value;
    if (name !== undefined && !isObjectName(name)) {
      refuse(checked, 'PER0025', `"${name}" names no VirtualService`, ['name']);
    }
    if (namespace !== undefined && !isDnsLabel(namespace)) {
      refuse(checked, 'PER0025', `"${namespace}" is no namespace`, ['namespace']);
    }
  });

const route = z.strictObject({
  name: field(z.string(), 'Name of the rule, seen in access logs and traces.').optional(),
  match: field(z.array(httpMatch), 'Alternatives; the fields inside one entry must all hold.', {
    default: 'every request',
  }).optional(),
  route: field(z.array(weighted).check(someWeight()), 'Destinations and their weights.').optional(),
  redirect: field(redirect, 'Sends the caller elsewhere.').optional(),
  directResponse: field(directResponse, 'Answers without asking a destination.', {
    since: '1.15',
  }).optional(),
  delegate: field(delegate, 'Another VirtualService whose rules go on from here.').optional(),
  rewrite: field(rewrite, 'Changes path or host before the request goes on.').optional(),
  timeout: field(duration, 'Limit of the whole request, retries included.', { default: 'none' }).optional(),
  retries: field(retries, 'How failed tries are repeated.', { default: '2 attempts' }).optional(),
  fault: field(fault, 'Failures injected on purpose, at the caller’s proxy.').optional(),
  mirror: field(destination, 'Where a copy of each request goes; its answer is dropped.').optional(),
  mirrors: field(mirrors, 'Where copies of requests go.', { since: '1.18' }).optional(),
  mirrorPercentage: field(percent, 'Share of requests that mirror copies.', { default: 'all' }).optional(),
  mirrorPercent: field(z.int().min(0).max(100).nullable(), 'Share that is copied, whole per cent.', {
    deprecated: 'use mirrorPercentage',
  }).optional(),
  mirror_percent: field(z.int().min(0).max(100).nullable(), 'Share that is copied, whole per cent.', {
    deprecated: 'use mirrorPercentage',
  }).optional(),
  corsPolicy: field(corsPolicy, 'Which pages of other origins may call.').optional(),
  headers: field(headerOperations, 'Changes headers of requests and responses; no conditions.').optional(),
});

type Route = z.infer<typeof route>;

export const httpRoute = route.check(atMostOne('mirror', 'mirrors')).check((checked) => {
  checkAction(checked);
  checkCompany(checked);
  checkAuthority(checked);
});

const ACTIONS = ['route', 'redirect', 'directResponse', 'delegate'] as const;

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function checkAction(checked: Checked<Route>): void {
  const found = ACTIONS.filter((name) => isGiven(checked.value[name]));
  if (found.length === 0) {
    refuse(checked, 'PER0042', `one of ${ACTIONS.join(', ')} is needed`);
  } else if (found.length > 1) {
    refuse(checked, 'PER0042', `${found.join(' and ')} exclude each other; keep one`, [found[1] ?? '']);
  }
}

/** Nothing is sent on by a redirect or a direct response, so nothing can be changed or broken on the way. */
function checkCompany(checked: Checked<Route>): void {
  for (const action of ['redirect', 'directResponse'] as const) {
    if (checked.value[action] === undefined) continue;
    for (const other of ['fault', 'rewrite'] as const) {
      if (checked.value[other] !== undefined) {
        refuse(checked, 'PER0043', `${other} has nothing to act on beside ${action}`, [other]);
      }
    }
  }
}

function checkAuthority(checked: Checked<Route>): void {
  const { rewrite: change, headers } = checked.value;
  const names = [...Object.keys(headers?.request?.set ?? {}), ...Object.keys(headers?.request?.add ?? {})];
  const setters = names.filter(isAuthorityHeader).length + (change?.authority ? 1 : 0);
  if (setters > 1) {
    refuse(checked, 'PER0048', 'the host is set more than once; keep rewrite.authority or one header', [
      'headers',
    ]);
  }
}
