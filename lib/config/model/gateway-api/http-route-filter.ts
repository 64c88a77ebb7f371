/** Filters of an HTTPRoute: what is done to requests and answers on the way. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { int32 } from '@/lib/config/model/field-types';
import type { Checked } from '@/lib/config/model/rule';
import {
  distinctTexts,
  onlyOnce,
  SHARED_FILTER_VALUES,
  SHARED_FILTERS,
  settingsFit,
  sharedFilterFields,
} from './header-filter';
import { headerName, textOf } from './names';
import { requestRedirect, urlRewrite } from './path-modifier';
import { backendReference } from './references';
import { refuse } from './rules';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'] as const;
const ORIGIN = /^\*$|^https?:\/\/(?:(?:\*\.)?(?:[a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(?::[0-9]{1,5})?$/;
const AUTH_PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;

function starAlone(what: string) {
  return (checked: Checked<string[]>): void => {
    const star = checked.value.indexOf('*');
    if (star >= 0 && checked.value.length > 1) {
      refuse(checked, 'PER0917', `"*" takes every ${what} already; leave it alone or name them`, [star]);
    }
  };
}

const cors = z.strictObject({
  allowOrigins: field(
    distinctTexts(
      textOf(
        ORIGIN,
        253,
        (value) => `"${value}" is no origin; write scheme and host, for example https://shop.example.com`,
        'PER0927',
      ),
      64,
    ).check(starAlone('origin')),
    'Origins whose pages may call: scheme, host and port, `https://*.example.com` for hosts below, `*` for all.',
  ).optional(),
  allowCredentials: field(z.boolean(), 'Whether cookies and other credentials may be sent along.', {
    default: 'false',
  }).optional(),
  allowMethods: field(
    distinctTexts(z.enum([...METHODS, '*']), 9).check(starAlone('method')),
    'Methods that may be used; `*` for all.',
    { default: 'GET, HEAD, POST' },
  ).optional(),
  allowHeaders: field(
    distinctTexts(headerName(), 64).check(starAlone('header')),
    'Request headers that may be set beside those that browsers allow anyway; `*` for all.',
  ).optional(),
  exposeHeaders: field(
    distinctTexts(headerName(), 64),
    'Headers of the answer that pages may read.',
  ).optional(),
  maxAge: field(int32.min(1), 'Seconds for which a browser remembers the answer to its question.', {
    default: '5',
  }).optional(),
});

const authHeaders = (description: string) => field(distinctTexts(z.string(), 64), description);

const externalAuth = z
  .strictObject({
    protocol: field(z.enum(['HTTP', 'GRPC']), 'How the service is asked.', {
      values: { HTTP: 'with an HTTP request', GRPC: 'with Envoy’s ext_authz gRPC call' },
    }),
    backendRef: backendReference('Service that decides.'),
    grpc: field(
      z.strictObject({
        allowedHeaders: authHeaders('Headers of the request that the service is shown.').optional(),
      }),
      'Settings for protocol GRPC.',
    ).optional(),
    http: field(
      z.strictObject({
        path: field(
          textOf(AUTH_PATH, 1024, (value) => `"${value}" is no path`, 'PER0912'),
          'Put before the path of the request when the service is asked.',
          { default: 'nothing' },
        ).optional(),
        allowedHeaders: authHeaders(
          'Headers of the request that the service is shown, beside the usual ones.',
        ).optional(),
        allowedResponseHeaders: authHeaders(
          'Headers of the service’s answer that the backend gets.',
        ).optional(),
      }),
      'Settings for protocol HTTP.',
    ).optional(),
    forwardBody: field(
      z.strictObject({
        maxSize: field(z.int().min(0).max(65_535), 'Bytes of the body that are shown at most; 0 = none.', {
          default: '0',
        }).optional(),
      }),
      'Whether the service is shown the body.',
      { default: 'not shown' },
    ).optional(),
  })
  .check((checked) => {
    const { protocol } = checked.value;
    const wanted = protocol === 'HTTP' ? 'http' : 'grpc';
    const other = protocol === 'HTTP' ? 'grpc' : 'http';
    if (checked.value[wanted] === undefined)
      refuse(checked, 'PER0921', `protocol ${protocol} needs ${wanted}`);
    if (checked.value[other] !== undefined) {
      refuse(checked, 'PER0921', `${other} does not fit protocol ${protocol}`, [other]);
    }
  });

const FILTERS = {
  ...SHARED_FILTERS,
  RequestRedirect: 'requestRedirect',
  URLRewrite: 'urlRewrite',
  CORS: 'cors',
  ExternalAuth: 'externalAuth',
} as const;

const filter = z
  .strictObject({
    type: field(
      z.enum([
        'RequestHeaderModifier',
        'ResponseHeaderModifier',
        'RequestMirror',
        'RequestRedirect',
        'URLRewrite',
        'ExtensionRef',
        'CORS',
        'ExternalAuth',
      ]),
      'What the filter does; its settings stand in the field of the same name.',
      {
        values: {
          ...SHARED_FILTER_VALUES,
          RequestRedirect: 'answers with another address; the rule then has no backends',
          URLRewrite: 'changes host or path on the way to the backend',
          CORS: 'answers browsers’ questions about other origins',
          ExternalAuth: 'asks a service first (experimental)',
        },
      },
    ),
    ...sharedFilterFields,
    requestRedirect: field(
      requestRedirect,
      'The address that callers are sent to, for RequestRedirect.',
    ).optional(),
    urlRewrite: field(urlRewrite, 'What of the address is changed, for URLRewrite.').optional(),
    cors: field(cors, 'Which pages may call, for CORS.', { since: 'v1.3' }).optional(),
    externalAuth: field(externalAuth, 'Experimental: the service that decides, for ExternalAuth.', {
      since: 'v1.4',
    }).optional(),
  })
  .check(settingsFit(FILTERS));

export type HttpFilter = z.infer<typeof filter>;

function redirectOrRewrite(checked: Checked<HttpFilter[]>): void {
  const redirect = checked.value.some(({ type }) => type === 'RequestRedirect');
  const rewrite = checked.value.findIndex(({ type }) => type === 'URLRewrite');
  if (redirect && rewrite >= 0) {
    const message =
      'RequestRedirect and URLRewrite exclude each other; a redirected request reaches no backend';
    refuse(checked, 'PER0908', message, [rewrite, 'type']);
  }
}

export const httpFilters = () =>
  z
    .array(filter)
    .max(16)
    .check(
      onlyOnce('RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestRedirect', 'URLRewrite', 'CORS'),
      redirectOrRewrite,
    );
