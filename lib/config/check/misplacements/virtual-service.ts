/** What people write in the wrong place of a VirtualService. */
import { misnamed, type Place, place, toChild, toDepth, toParent, toSibling } from './place';

const RULE = 'spec.http.*';
const ROUTE = `${RULE}.route.*`;
const MATCH = `${RULE}.match.*`;
const HINT =
  'belongs under match; headers here only changes headers, and without the condition the rule takes every request';
const CONDITIONS = [
  'uri',
  'method',
  'authority',
  'scheme',
  'queryParams',
  'sourceLabels',
  'sourceNamespace',
  'withoutHeaders',
  'ignoreUriCase',
];
const OF_RULE = [
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrors',
  'mirrorPercentage',
  'rewrite',
  'redirect',
  'corsPolicy',
];
const OF_DESTINATION_RULE = [
  'trafficPolicy',
  'subsets',
  'loadBalancer',
  'connectionPool',
  'outlierDetection',
  'circuitBreaker',
  'portLevelSettings',
];

/** http, its rules, their routes: `spec.http.0`. */
const RULE_DEPTH = 3;

export const VIRTUAL_SERVICE: readonly Place[] = [
  place(
    `${RULE}.fault.delay`,
    ['httpStatus', 'grpcStatus'],
    'FIELD does not belong to fault.delay. A failure is injected with fault.abort',
    toSibling('abort'),
  ),
  place(
    `${RULE}.fault.abort`,
    ['fixedDelay'],
    'fixedDelay does not belong to fault.abort. A wait is injected with fault.delay',
    toSibling('delay'),
  ),
  misnamed(`${RULE}.fault.abort`, ['percent'], 'percentage'),
  misnamed(`${RULE}.fault.abort`, ['status', 'code', 'statusCode'], 'httpStatus'),
  misnamed(`${RULE}.fault.delay`, ['duration', 'delay', 'time'], 'fixedDelay'),
  place(
    `${RULE}.fault`,
    ['percentage', 'percent', 'fixedDelay', 'httpStatus', 'grpcStatus'],
    'FIELD belongs to fault.delay or fault.abort',
  ),
  place(
    ROUTE,
    ['match'],
    'match does not belong to a destination. Conditions stand beside route, and without them the rule takes every request',
    toDepth(RULE_DEPTH),
  ),
  place(ROUTE, ['host', 'subset', 'port'], 'FIELD belongs to destination', toChild('destination')),
  place(
    ROUTE,
    OF_RULE,
    'FIELD stands beside route, not inside it: it is for the rule as a whole',
    toDepth(RULE_DEPTH),
  ),
  place(ROUTE, CONDITIONS, 'FIELD is a condition and belongs under match, which stands beside route'),
  place(
    `${ROUTE}.destination`,
    ['weight', 'headers'],
    'FIELD stands beside destination, not inside it',
    toParent,
  ),
  misnamed(`${ROUTE}.destination`, ['name', 'service', 'serviceName'], 'host'),
  misnamed(`${ROUTE}.destination`, ['version'], 'subset'),
  place(
    `${ROUTE}.destination`,
    ['namespace'],
    'FIELD is not known; the namespace is part of host, as in reviews.prod.svc.cluster.local',
  ),
  place(`${ROUTE}.headers`, null, `the condition on the header FIELD ${HINT}`),
  place(`${RULE}.headers`, null, `the condition on the header FIELD ${HINT}`),
  place(
    MATCH,
    ['exact', 'prefix', 'regex'],
    'FIELD belongs to what is compared, for example uri',
    toChild('uri'),
  ),
  misnamed(MATCH, ['path', 'url'], 'uri'),
  misnamed(MATCH, ['host', 'hosts'], 'authority'),
  misnamed(MATCH, ['query', 'params', 'queryParameters'], 'queryParams'),
  misnamed(MATCH, ['source', 'labels'], 'sourceLabels'),
  place(
    MATCH,
    ['route', 'rewrite', 'redirect', 'timeout', 'fault', 'retries'],
    'FIELD stands beside match, not inside it',
    toDepth(RULE_DEPTH),
  ),
  misnamed(`${RULE}.retries`, ['timeout'], 'perTryTimeout'),
  misnamed(`${RULE}.retries`, ['count', 'retries', 'numRetries', 'maxRetries'], 'attempts'),
  misnamed(`${RULE}.redirect`, ['code', 'status', 'statusCode'], 'redirectCode'),
  misnamed(`${RULE}.redirect`, ['host', 'hostname'], 'authority'),
  misnamed(`${RULE}.redirect`, ['path'], 'uri'),
  misnamed(`${RULE}.rewrite`, ['host', 'hostname'], 'authority'),
  misnamed(`${RULE}.rewrite`, ['path', 'prefix'], 'uri'),
  misnamed(`${RULE}.directResponse`, ['code', 'statusCode'], 'status'),
  place(RULE, CONDITIONS, 'FIELD is a condition and belongs under match'),
  place(RULE, ['weight', 'destination', 'subset', 'host'], 'FIELD belongs to an entry of route'),
  place(RULE, ['hosts', 'gateways', 'exportTo'], 'FIELD stands beside http, not inside it'),
  place(RULE, ['perTryTimeout', 'retryOn', 'attempts'], 'FIELD belongs to retries', toChild('retries')),
  place(RULE, ['delay', 'abort'], 'FIELD belongs to fault', toChild('fault')),
  misnamed(RULE, ['routes'], 'route'),
  misnamed(RULE, ['matches'], 'match'),
  place(
    RULE,
    OF_DESTINATION_RULE,
    'FIELD is not part of a route; it belongs to a DestinationRule for the host',
  ),
  misnamed('spec', ['host'], 'hosts'),
  place('spec', OF_DESTINATION_RULE, 'FIELD belongs to a DestinationRule for the host'),
  place(
    'spec',
    ['parentRefs', 'hostnames', 'rules'],
    'FIELD belongs to an HTTPRoute of the Gateway API; a VirtualService has hosts, gateways and http',
  ),
  place('spec', ['route', 'match', 'headers', ...OF_RULE], 'FIELD belongs to an entry of http'),
];
