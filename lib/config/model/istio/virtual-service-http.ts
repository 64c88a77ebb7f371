/** `spec.http` of a VirtualService. https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
import { z } from 'zod';
import {
  atLeastOne,
  atMostOne,
  duration,
  labelMap,
  percent,
  portNumber,
  portSelector,
  stringMatch,
} from '@/lib/config/model/field-types';
import { headerOperations } from './header-operations';

export const destination = z
  .strictObject({
    host: z.string().min(1).describe('Service: a short name means this object’s namespace.'),
    subset: z.string().optional().describe('Subset that a DestinationRule for the host defines.'),
    port: portSelector.optional().describe('Needed when the service has several ports.'),
  })
  .describe('Where requests go.');

const weighted = z.strictObject({
  destination,
  weight: z.int().min(0).optional().describe('Share in proportion to the other weights.'),
  headers: headerOperations.optional(),
});

const httpMatch = z.strictObject({
  name: z.string().optional().describe('Name for logs; no effect.'),
  uri: stringMatch.optional().describe('Path without the query.'),
  ignoreUriCase: z.boolean().optional().describe('For exact and prefix paths only.'),
  scheme: stringMatch.optional().describe('http or https.'),
  method: stringMatch.optional().describe('HTTP method, in capitals.'),
  authority: stringMatch.optional().describe('Host header of the request.'),
  headers: z.record(z.string(), stringMatch).optional().describe('Conditions on request headers, by name.'),
  withoutHeaders: z.record(z.string(), stringMatch).optional().describe('Headers that must not match.'),
  queryParams: z.record(z.string(), stringMatch).optional().describe('Conditions on query parameters.'),
  port: portNumber.optional().describe('Port that the client calls.'),
  sourceLabels: labelMap.optional().describe('Labels of the calling pod.'),
  sourceNamespace: z.string().optional().describe('Namespace of the caller.'),
  gateways: z.array(z.string()).optional().describe('Replaces the gateways at the top for this condition.'),
  statPrefix: z.string().optional().describe('Prefix of the statistics of this rule.'),
});

const redirect = z.strictObject({
  uri: z.string().optional().describe('New path.'),
  authority: z.string().optional().describe('New host.'),
  port: portNumber.optional().describe('New port.'),
  derivePort: z
    .enum(['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'])
    .optional()
    .describe('How the port is found.'),
  scheme: z.enum(['http', 'https']).optional().describe('New scheme.'),
  redirectCode: z.int().min(300).max(399).optional().describe('Status, 301 when left out.'),
});

const directResponse = z.strictObject({
  status: z.int().min(100).max(599).describe('Status of the answer.'),
  body: z
    .strictObject({ string: z.string().optional(), bytes: z.string().optional() })
    .check(atMostOne('string', 'bytes'))
    .optional()
    .describe('Body of the answer.'),
});

const rewrite = z
  .strictObject({
    uri: z.string().optional().describe('Replaces the matched prefix, or the whole path of an exact match.'),
    authority: z.string().optional().describe('New Host header.'),
    uriRegexRewrite: z
      .strictObject({
        match: z.string().describe('RE2 pattern.'),
        rewrite: z.string().describe('Text, \\1 for groups.'),
      })
      .optional()
      .describe('Replaces parts of the path by pattern.'),
  })
  .check(atLeastOne('uri', 'authority', 'uriRegexRewrite'), atMostOne('uri', 'uriRegexRewrite'));

const retries = z.strictObject({
  attempts: z.int().min(0).optional().describe('Retries after the first try; 0 switches them off.'),
  perTryTimeout: duration.optional().describe('Limit of each try.'),
  retryOn: z.string().optional().describe('Conditions, separated by commas.'),
  retryRemoteLocalities: z.boolean().optional().describe('Whether retries may leave the locality.'),
  retryIgnorePreviousHosts: z.boolean().optional().describe('Whether retries avoid hosts already tried.'),
  backoff: duration.optional().describe('Shortest wait between tries.'),
});

const delay = z.strictObject({
  fixedDelay: duration.describe('How long the request waits.'),
  percentage: percent.optional().describe('Share of requests; left out, none is delayed.'),
  percent: z.int().min(0).max(100).optional().describe('Old form of percentage.'),
});

const abort = z
  .strictObject({
    httpStatus: z.int().min(200).max(599).optional().describe('Status of the injected answer.'),
    grpcStatus: z.string().optional().describe('gRPC status of the injected answer, e.g. UNAVAILABLE.'),
    percentage: percent.optional().describe('Share of requests; left out, none is aborted.'),
  })
  .check(atMostOne('httpStatus', 'grpcStatus'), atLeastOne('httpStatus', 'grpcStatus'));

const fault = z
  .strictObject({
    delay: delay.optional().describe('Makes requests wait.'),
    abort: abort.optional().describe('Answers in place of the destination.'),
  })
  .check(atLeastOne('delay', 'abort'));

const corsPolicy = z.strictObject({
  allowOrigins: z.array(stringMatch).optional().describe('Origins that may call.'),
  allowMethods: z.array(z.string()).optional(),
  allowHeaders: z.array(z.string()).optional(),
  exposeHeaders: z.array(z.string()).optional(),
  maxAge: duration.optional().describe('How long a preflight answer may be kept.'),
  allowCredentials: z.boolean().nullable().optional(),
  unmatchedPreflights: z.enum(['UNSPECIFIED', 'FORWARD', 'IGNORE']).optional(),
});

export const httpRoute = z
  .strictObject({
    name: z.string().optional().describe('Name of the rule, seen in access logs.'),
    match: z.array(httpMatch).optional().describe('Alternatives; fields inside one entry must all hold.'),
    route: z.array(weighted).optional().describe('Destinations and their weights.'),
    redirect: redirect.optional().describe('Sends the caller elsewhere.'),
    directResponse: directResponse.optional().describe('Answers without a destination.'),
    delegate: z
      .strictObject({ name: z.string().optional(), namespace: z.string().optional() })
      .optional()
      .describe('Another VirtualService that goes on.'),
    rewrite: rewrite.optional().describe('Changes path or host before forwarding.'),
    timeout: duration.optional().describe('Limit of the whole request; none when left out.'),
    retries: retries.optional().describe('How failed tries are repeated.'),
    fault: fault.optional().describe('Failures injected on purpose.'),
    mirror: destination.optional().describe('Destination of a copy; its answer is dropped.'),
    mirrors: z
      .array(z.strictObject({ destination, percentage: percent.optional() }))
      .optional()
      .describe('Destinations of copies.'),
    mirrorPercentage: percent.optional().describe('Share that is copied, all when left out.'),
    mirrorPercent: z.int().min(0).max(100).nullable().optional().describe('Old form of mirrorPercentage.'),
    corsPolicy: corsPolicy.optional().describe('Cross-origin rules.'),
    headers: headerOperations.optional(),
  })
  .check(atMostOne('route', 'redirect', 'directResponse'), atMostOne('mirror', 'mirrors'))
  .check(atLeastOne('route', 'redirect', 'directResponse', 'delegate'));
