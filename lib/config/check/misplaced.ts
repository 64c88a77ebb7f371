/**
 * Fields that people write in the wrong place, and where they belong. A cluster drops most of them without
 * a word, so the rule then does something else than it says.
 */
import type { ObjectPath } from '@/lib/config/yaml/positions';

export interface Misplacement {
  /** Sentence: what is wrong and where it belongs. */
  readonly message: string;
  /** Path of the object that the field belongs to; null where no move can be told in general. */
  readonly home: ObjectPath | null;
  /** Name that the field has where it stands; null where it is not only misnamed. */
  readonly rename: string | null;
}

interface Rule {
  readonly kind: string;
  /** Path with `*` for list indexes. */
  readonly at: string;
  /** Null = any field that is unknown there. */
  readonly fields: readonly string[] | null;
  readonly say: (field: string) => string;
  readonly home: (path: ObjectPath) => ObjectPath | null;
}

const CONDITIONS = [
  'uri',
  'method',
  'authority',
  'scheme',
  'queryParams',
  'sourceLabels',
  'withoutHeaders',
  'ignoreUriCase',
];
const POLICY = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls', 'portLevelSettings'];
const HTTP_FIELDS = [
  'route',
  'match',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'redirect',
  'rewrite',
  'headers',
];
const HEADERS_HINT = 'belongs under match; headers here only changes headers';

const sibling = (name: string) => (path: ObjectPath) => [...path.slice(0, -1), name];
const child = (name: string) => (path: ObjectPath) => [...path, name];
const parent = (path: ObjectPath) => path.slice(0, -1);
/** The rule `http[n]` that a path leads through. */
const ruleOf = (path: ObjectPath) => path.slice(0, 3);
const nowhere = () => null;

const RULES: readonly Rule[] = [
  rule(
    'VirtualService',
    'spec.http.*.fault.delay',
    ['httpStatus', 'grpcStatus'],
    (field) => `${field} does not belong to fault.delay. A failure is injected with fault.abort`,
    sibling('abort'),
  ),
  rule(
    'VirtualService',
    'spec.http.*.fault.abort',
    ['fixedDelay'],
    () => 'fixedDelay does not belong to fault.abort. A wait is injected with fault.delay',
    sibling('delay'),
  ),
  rule(
    'VirtualService',
    'spec.http.*.fault',
    ['percentage', 'fixedDelay', 'httpStatus'],
    (field) => `${field} belongs to fault.delay or fault.abort`,
    (path) => path,
  ),
  rule(
    'VirtualService',
    'spec.http.*.route.*',
    ['match'],
    () =>
      'match does not belong to a destination. Conditions stand beside route, and without them the rule takes every request',
    ruleOf,
  ),
  rule(
    'VirtualService',
    'spec.http.*.route.*',
    ['host', 'subset', 'port'],
    (field) => `${field} belongs to destination`,
    child('destination'),
  ),
  rule(
    'VirtualService',
    'spec.http.*.route.*.destination',
    ['weight', 'headers'],
    (field) => `${field} stands beside destination, not inside it`,
    parent,
  ),
  rule(
    'VirtualService',
    'spec.http.*.route.*.headers',
    null,
    (field) =>
      `the condition on the header ${field} ${HEADERS_HINT}, and without the condition the rule takes every request`,
    nowhere,
  ),
  rule(
    'VirtualService',
    'spec.http.*.headers',
    null,
    (field) =>
      `the condition on the header ${field} ${HEADERS_HINT}, and without the condition the rule takes every request`,
    nowhere,
  ),
  rule(
    'VirtualService',
    'spec.http.*',
    CONDITIONS,
    (field) => `${field} is a condition and belongs under match`,
    nowhere,
  ),
  rule(
    'VirtualService',
    'spec.http.*',
    ['weight', 'destination', 'subset', 'host'],
    (field) => `${field} belongs to an entry of route`,
    nowhere,
  ),
  rule(
    'VirtualService',
    'spec.http.*',
    ['perTryTimeout', 'retryOn', 'attempts'],
    (field) => `${field} belongs to retries`,
    child('retries'),
  ),
  rule('VirtualService', 'spec', HTTP_FIELDS, (field) => `${field} belongs to an entry of http`, nowhere),
  rule(
    'DestinationRule',
    'spec',
    POLICY,
    (field) => `${field} belongs to trafficPolicy`,
    child('trafficPolicy'),
  ),
  rule(
    'DestinationRule',
    'spec.subsets.*',
    POLICY,
    (field) => `${field} belongs to the trafficPolicy of the subset`,
    child('trafficPolicy'),
  ),
  rule(
    'DestinationRule',
    'spec.trafficPolicy',
    ['subsets', 'exportTo', 'host'],
    (field) => `${field} stands beside trafficPolicy, not inside it`,
    parent,
  ),
  rule(
    'DestinationRule',
    'spec.trafficPolicy.connectionPool',
    ['maxConnections', 'connectTimeout', 'tcpKeepalive'],
    (field) => `${field} belongs to connectionPool.tcp`,
    child('tcp'),
  ),
  rule(
    'DestinationRule',
    'spec.trafficPolicy.connectionPool',
    ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries'],
    (field) => `${field} belongs to connectionPool.http`,
    child('http'),
  ),
  rule(
    'Gateway',
    'spec.servers.*',
    ['number', 'protocol', 'name'],
    (field) => `${field} belongs to port`,
    child('port'),
  ),
  rule(
    'Gateway',
    'spec.servers.*',
    ['credentialName', 'httpsRedirect', 'mode'],
    (field) => `${field} belongs to tls`,
    child('tls'),
  ),
  rule('PeerAuthentication', 'spec', ['mode'], () => 'mode belongs to mtls', child('mtls')),
  rule(
    'AuthorizationPolicy',
    'spec',
    ['from', 'to', 'when'],
    (field) => `${field} belongs to an entry of rules`,
    nowhere,
  ),
];

function rule(
  kind: string,
  at: string,
  fields: readonly string[] | null,
  say: (field: string) => string,
  home: (path: ObjectPath) => ObjectPath | null,
): Rule {
  return { kind, at, fields, say, home };
}

/** Where `field`, unknown in the object at `path`, belongs; null when no rule knows it. */
export function misplacement(kind: string, path: ObjectPath, field: string): Misplacement | null {
  const pattern = path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
  const known = RULES.find(
    (candidate) =>
      candidate.kind === kind &&
      candidate.at === pattern &&
      (candidate.fields === null || candidate.fields.includes(field)),
  );
  return known === undefined
    ? null
    : { message: `${known.say(field)}.`, home: known.home(path), rename: null };
}
