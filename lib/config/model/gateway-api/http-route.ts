/** HTTPRoute. https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
import { z } from 'zod';
import { durationSeconds } from '@/lib/config/duration';
import { field } from '@/lib/config/model/field';
import { objectModel } from '@/lib/config/model/field-types';
import { type Checked, repeated } from '@/lib/config/model/rule';
import { type HttpFilter, httpFilters } from './http-route-filter';
import { httpMatch } from './http-route-match';
import { gatewayDuration, hostname } from './names';
import { replacesPrefix } from './path-modifier';
import { backendFields, defaultGateways, needsPort, parentRefs, weight } from './references';
import { distinctRules, matchesInBounds, ruleName } from './route-rules';
import { refuse } from './rules';
import { sessionPersistence } from './session-persistence';

const backend = z
  .strictObject({
    ...backendFields,
    weight: weight().optional(),
    filters: field(httpFilters(), 'Filters for requests to this backend only.').optional(),
  })
  .check(needsPort);

const timeouts = z
  .strictObject({
    request: field(
      gatewayDuration(),
      'How long the whole request may take, retries included, before it is answered with 504; 0s = no limit.',
      { default: 'no limit' },
    ).optional(),
    backendRequest: field(
      gatewayDuration(),
      'How long one try at a backend may take; not longer than request.',
      {
        default: 'no limit of its own',
      },
    ).optional(),
  })
  .check((checked) => {
    const { request, backendRequest } = checked.value;
    const whole = durationSeconds(request ?? '') ?? 0;
    const one = durationSeconds(backendRequest ?? '') ?? 0;
    if (request === undefined || backendRequest === undefined || whole === 0 || one <= whole) return;
    const message = `one try may take ${backendRequest}, longer than the whole request with ${request}`;
    refuse(checked, 'PER0913', message, ['backendRequest']);
  });

const retryCodes = z.array(z.int().min(400).max(599)).check((checked) => {
  for (const index of repeated(checked.value, String)) {
    refuse(checked, 'PER0901', `${checked.value[index]} is given twice`, [index]);
  }
});

const retry = z.strictObject({
  codes: field(retryCodes, 'Codes of answers after which it is tried again.', {
    default: 'none beside failed connections',
  }).optional(),
  attempts: field(z.int().min(1), 'How often it is tried again at most.', {
    default: 'chosen by the implementation',
  }).optional(),
  backoff: field(gatewayDuration(), 'Shortest wait before it is tried again.', {
    default: 'chosen by the implementation',
  }).optional(),
});

const rule = z
  .strictObject({
    name: ruleName().optional(),
    matches: field(
      z.array(httpMatch).max(64),
      'Conditions; a request is taken when one entry fits, and everything in that entry must fit.',
      { default: 'every request (PathPrefix /)' },
    ).optional(),
    filters: field(httpFilters(), 'What is done to requests and answers on the way.').optional(),
    backendRefs: field(
      z.array(backend).max(16),
      'Where requests go, shared by weight. Without any, and without a redirect, requests are answered with 500.',
    ).optional(),
    timeouts: field(timeouts, 'How long requests may take.', { since: 'v1.0' }).optional(),
    retry: field(retry, 'Experimental: when a failed request is tried again.', { since: 'v1.2' }).optional(),
    sessionPersistence: sessionPersistence().optional(),
  })
  .check(redirectAlone, prefixIsClear);

type HttpRule = z.infer<typeof rule>;

function redirectAlone(checked: Checked<HttpRule>): void {
  const { filters = [], backendRefs = [] } = checked.value;
  const redirect = filters.findIndex((filter) => filter.requestRedirect !== undefined);
  if (redirect < 0 || backendRefs.length === 0) return;
  const message =
    'RequestRedirect excludes backendRefs: a redirected request reaches no backend. Keep one of them';
  refuse(checked, 'PER0909', message, ['filters', redirect]);
}

/** Which prefix is replaced must be clear: exactly one match, and that by prefix. */
function prefixIsClear(checked: Checked<HttpRule>): void {
  const { matches, filters = [], backendRefs = [] } = checked.value;
  // What is left out is the same as one PathPrefix "/".
  const [only] = matches ?? [{}];
  const isClear = (matches ?? [{}]).length === 1 && (only?.path?.type ?? 'PathPrefix') === 'PathPrefix';
  if (isClear) return;
  const message = 'ReplacePrefixMatch needs exactly one match in the rule, and that of type PathPrefix';
  const report = (list: readonly HttpFilter[], path: readonly (string | number)[]) => {
    const index = list.findIndex(replacesPrefix);
    if (index < 0) return;
    const name = list[index]?.urlRewrite === undefined ? 'requestRedirect' : 'urlRewrite';
    refuse(checked, 'PER0910', message, [...path, 'filters', index, name, 'path', 'type']);
  };
  report(filters, []);
  for (const [index, entry] of backendRefs.entries()) report(entry.filters ?? [], ['backendRefs', index]);
}

const spec = z.strictObject({
  parentRefs: parentRefs().optional(),
  hostnames: field(
    z.array(hostname()).max(16),
    'Hosts that the route is for; they must overlap with those of the listener. Not looked at for routes inside the mesh.',
    { default: 'the hosts of the listener', names: 'host' },
  ).optional(),
  rules: field(
    z.array(rule).min(1).max(16).check(distinctRules, matchesInBounds),
    'Rules. The most specific match of all routes of a host wins, wherever it stands: exact path, longest prefix, method, most headers, most parameters.',
    { default: 'one rule that takes every request and has no backend' },
  ).optional(),
  useDefaultGateways: defaultGateways().optional(),
});

export const httpRouteModel = objectModel('HTTPRoute', spec);
