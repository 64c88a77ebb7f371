/** What a rule of a VirtualService does instead of or on the way to a destination. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { atLeastOne, atMostOne, duration, int32, portNumber } from '@/lib/config/model/field-types';
import { isHeaderName } from './forms';
import { refuse } from './rules';
import { stringMatch } from './string-match';

export const redirect = z
  .strictObject({
    uri: field(z.string(), 'Path in place of the whole old one, the query is kept.').optional(),
    prefixRewrite: field(z.string(), 'Path in place of the matched prefix only.', {
      since: '1.31',
    }).optional(),
    authority: field(z.string(), 'Host to go to.', {
      default: 'the host that was called',
      names: 'host',
    }).optional(),
    port: field(portNumber, 'Port to go to.').optional(),
    derivePort: field(z.enum(['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT']), 'How the port is found.', {
      default: 'FROM_PROTOCOL_DEFAULT',
      since: '1.12',
      values: {
        FROM_PROTOCOL_DEFAULT: '80 for http, 443 for https',
        FROM_REQUEST_PORT: 'the port that was called',
      },
    }).optional(),
    scheme: field(z.enum(['http', 'https']), 'Scheme to go to.', {
      default: 'the scheme that was used',
    }).optional(),
    redirectCode: field(z.int().min(300).max(399), 'Status of the answer.', { default: '301' }).optional(),
  })
  .check(atMostOne('port', 'derivePort'), atMostOne('uri', 'prefixRewrite'))
  .check((checked) => {
    const { uri, authority, port, derivePort, scheme, prefixRewrite } = checked.value;
    const changes = [uri, authority, port, derivePort, scheme, prefixRewrite];
    if (changes.every((change) => change === undefined || change === '')) {
      refuse(
        checked,
        'PER0049',
        'a redirect needs uri, authority, port or scheme, else it leads back to itself',
      );
    }
  });

/** Bodies that the webhook refuses; a little is left for the rest of the object. */
const LARGEST_BODY = 1_000_000;
const LARGE_BODY = 100 * 1024;

const body = z
  .strictObject({
    string: field(z.string(), 'Text of the answer.').optional(),
    bytes: field(z.string(), 'Bytes of the answer, in base64.').optional(),
  })
  .check(atMostOne('string', 'bytes'))
  .check((checked) => {
    const { string: text = '', bytes = '' } = checked.value;
    const size = text.length + Math.floor((bytes.length * 3) / 4);
    if (size > LARGEST_BODY) refuse(checked, 'PER0050', 'the body is larger than 1 MB');
    else if (size > LARGE_BODY)
      refuse(checked, 'PER0051', 'the body is larger than 100 KB, and every proxy keeps it');
  });

export const directResponse = z.strictObject({
  status: field(z.int().min(200).max(599), 'Status of the answer.'),
  body: field(body, 'Body of the answer.', { default: 'empty' }).optional(),
});

const regexRewrite = z.strictObject({
  match: field(z.string().min(1).max(1024), 'RE2 pattern of the part of the path that is replaced.'),
  rewrite: field(z.string().min(1), 'Text in its place; \\1 is the first group.'),
});

export const rewrite = z
  .strictObject({
    uri: field(z.string(), 'Replaces the matched prefix, or the whole path of an exact match.').optional(),
    authority: field(z.string(), 'Host that the destination sees.').optional(),
    uriRegexRewrite: field(regexRewrite, 'Replaces parts of the path by pattern.', {
      since: '1.18',
    }).optional(),
  })
  .check(atLeastOne('uri', 'authority', 'uriRegexRewrite'), atMostOne('uri', 'uriRegexRewrite'));

const RETRY_CONDITIONS: ReadonlySet<string> = new Set(
  (
    '5xx gateway-error reset reset-before-request connect-failure envoy-ratelimited retriable-4xx refused-stream ' +
    'retriable-status-codes retriable-headers http3-post-connect-failure cancelled deadline-exceeded internal ' +
    'resource-exhausted unavailable'
  ).split(' '),
);

const retryOn = z.string().check((checked) => {
  for (const token of checked.value.split(',').map((part) => part.trim())) {
    const isStatus = /^\d+$/.test(token) && Number(token) >= 100 && Number(token) <= 599;
    if (token !== '' && !isStatus && !RETRY_CONDITIONS.has(token)) {
      refuse(
        checked,
        'PER0047',
        `"${token}" is no condition of a retry; write a status or one of ${[...RETRY_CONDITIONS].join(', ')}`,
      );
    }
  }
});

export const retries = z
  .strictObject({
    attempts: field(int32.min(0), 'Retries after the first try; 0 switches them off.').optional(),
    perTryTimeout: field(duration, 'Limit of each try, the first one too.', {
      default: 'the timeout of the rule',
    }).optional(),
    retryOn: field(retryOn, 'Failures that are retried, separated by commas; statuses are allowed.', {
      default: 'connect-failure,refused-stream,unavailable,cancelled,503',
    }).optional(),
    retryRemoteLocalities: field(z.boolean().nullable(), 'Whether retries may leave the locality.', {
      default: 'false',
    }).optional(),
    retryIgnorePreviousHosts: field(
      z.boolean().nullable(),
      'Whether retries avoid pods that were tried already.',
      {
        default: 'true',
        since: '1.25',
      },
    ).optional(),
    backoff: field(duration, 'Shortest wait between tries; it grows with each.', {
      default: '25ms',
      since: '1.27',
    }).optional(),
  })
  .check((checked) => {
    const { attempts = 0, perTryTimeout, retryOn: on, retryRemoteLocalities } = checked.value;
    if (attempts > 0 || (perTryTimeout ?? on ?? retryRemoteLocalities ?? undefined) === undefined) return;
    refuse(
      checked,
      'PER0047',
      checked.value.attempts === undefined
        ? 'attempts is missing and counts as 0, so nothing is retried'
        : 'attempts: 0 switches retries off; leave the other fields out',
    );
  });

const METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT PATCH DELETE CONNECT OPTIONS TRACE *'.split(' '),
);

const corsMethods = z.array(z.string()).check((checked) => {
  for (const [index, method] of checked.value.entries()) {
    if (!METHODS.has(method.toUpperCase()))
      refuse(checked, 'PER0052', `"${method}" is no HTTP method`, [index]);
  }
});

const corsHeaders = z.array(z.string()).check((checked) => {
  for (const [index, name] of checked.value.entries()) {
    if (!isHeaderName(name)) refuse(checked, 'PER0052', `"${name}" is no header name`, [index]);
  }
});

const maxAge = duration.check((checked) => {
  if (/\dms|\d\.\d*s|[nuµ]s/.test(checked.value) && !/\.0*s$/.test(checked.value)) {
    refuse(checked, 'PER0052', 'maxAge is told to browsers in whole seconds');
  }
});

const origin = stringMatch.check(atLeastOne('exact', 'prefix', 'regex'));

export const corsPolicy = z.strictObject({
  allowOrigins: field(z.array(origin), 'Origins that may call, scheme and port included.', {
    default: 'none',
  }).optional(),
  allowOrigin: field(z.array(z.string()), 'Origins that may call.', {
    deprecated: 'use allowOrigins',
  }).optional(),
  allowMethods: field(corsMethods, 'Methods that they may use.').optional(),
  allowHeaders: field(corsHeaders, 'Request headers that they may send.').optional(),
  exposeHeaders: field(corsHeaders, 'Response headers that their scripts may read.').optional(),
  maxAge: field(maxAge, 'How long a browser may keep the answer to a preflight.').optional(),
  allowCredentials: field(z.boolean().nullable(), 'Whether cookies and the like may be sent.').optional(),
  unmatchedPreflights: field(
    z.enum(['UNSPECIFIED', 'FORWARD', 'IGNORE']),
    'What happens to preflights from other origins.',
    {
      default: 'FORWARD',
      since: '1.22',
      values: {
        UNSPECIFIED: 'the same as FORWARD',
        FORWARD: 'the destination answers',
        IGNORE: 'the proxy answers 200 without permission',
      },
    },
  ).optional(),
});
