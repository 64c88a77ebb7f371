/** What people write in the wrong place of Istio's other networking kinds. */
import { LABELS_SELECTOR, misnamed, type Place, place, toChild, toParent } from './place';

const POLICY = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls', 'portLevelSettings'];
const OF_TCP = ['maxConnections', 'connectTimeout', 'tcpKeepalive', 'maxConnectionDuration'];
const OF_HTTP = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'h2UpgradePolicy',
  'maxConcurrentStreams',
];
const OF_OUTLIER = [
  'consecutive5xxErrors',
  'consecutiveGatewayErrors',
  'consecutiveErrors',
  'interval',
  'baseEjectionTime',
  'maxEjectionPercent',
  'minHealthPercent',
];

/** The same inside `trafficPolicy`, wherever it stands. */
function policyPlaces(at: string): readonly Place[] {
  return [
    place(at, ['subsets', 'exportTo', 'host'], 'FIELD stands beside trafficPolicy, not inside it', toParent),
    place(
      at,
      ['simple', 'consistentHash', 'localityLbSetting', 'warmup'],
      'FIELD belongs to loadBalancer',
      toChild('loadBalancer'),
    ),
    place(at, ['tcp', 'http'], 'FIELD belongs to connectionPool', toChild('connectionPool')),
    place(
      at,
      [...OF_TCP, ...OF_HTTP],
      (field) => `${field} belongs to connectionPool.${OF_TCP.includes(field) ? 'tcp' : 'http'}`,
    ),
    place(at, OF_OUTLIER, 'FIELD belongs to outlierDetection', toChild('outlierDetection')),
    place(at, ['mode', 'sni', 'credentialName'], 'FIELD belongs to tls', toChild('tls')),
    misnamed(at, ['mtls'], 'tls'),
    place(at, ['circuitBreaker'], 'a circuit breaker is made of connectionPool and outlierDetection'),
    place(`${at}.connectionPool`, OF_TCP, 'FIELD belongs to connectionPool.tcp', toChild('tcp')),
    place(`${at}.connectionPool`, OF_HTTP, 'FIELD belongs to connectionPool.http', toChild('http')),
    place(`${at}.connectionPool.tcp`, OF_HTTP, 'FIELD belongs to connectionPool.http'),
    place(`${at}.connectionPool.http`, OF_TCP, 'FIELD belongs to connectionPool.tcp'),
    place(`${at}.portLevelSettings.*`, ['number'], 'FIELD belongs to port', toChild('port')),
  ];
}

export const DESTINATION_RULE: readonly Place[] = [
  ...policyPlaces('spec.trafficPolicy'),
  ...policyPlaces('spec.subsets.*.trafficPolicy'),
  place('spec', POLICY, 'FIELD belongs to trafficPolicy', toChild('trafficPolicy')),
  misnamed('spec', ['hosts'], 'host'),
  place('spec', ['labels'], 'FIELD belongs to an entry of subsets'),
  place(
    'spec',
    ['http', 'route', 'gateways', 'weight'],
    'FIELD belongs to a VirtualService; a DestinationRule acts after the route is chosen',
  ),
  place(
    'spec.subsets.*',
    POLICY,
    'FIELD belongs to the trafficPolicy of the subset',
    toChild('trafficPolicy'),
  ),
  place('spec.subsets.*', ['version', 'app'], 'FIELD is a label and belongs to labels', toChild('labels')),
  place('spec.subsets.*', ['weight'], 'FIELD belongs to the route in a VirtualService'),
  place('spec.subsets.*', ['host'], 'FIELD stands beside subsets; all subsets are of one host'),
  misnamed('spec', ['selector'], 'workloadSelector'),
  misnamed('spec.workloadSelector', ['labels'], 'matchLabels'),
  place(
    'spec.workloadSelector',
    null,
    'the label FIELD belongs under workloadSelector.matchLabels',
    toChild('matchLabels'),
  ),
];

export const GATEWAY: readonly Place[] = [
  place('spec.servers.*', ['number', 'protocol'], 'FIELD belongs to port', toChild('port')),
  place(
    'spec.servers.*',
    ['credentialName', 'httpsRedirect', 'mode', 'serverCertificate', 'privateKey'],
    'FIELD belongs to tls',
    toChild('tls'),
  ),
  misnamed('spec.servers.*', ['host', 'hostname', 'hostnames'], 'hosts'),
  misnamed('spec.servers.*.tls', ['secretName', 'secret', 'credential', 'certificate'], 'credentialName'),
  place(
    'spec.servers.*.tls',
    ['certificateRefs'],
    'FIELD is of the Gateway API; here a secret is named by credentialName',
  ),
  misnamed('spec', ['workloadSelector'], 'selector'),
  misnamed('spec', ['server'], 'servers'),
  place('spec', ['hosts', 'port', 'tls'], 'FIELD belongs to an entry of servers'),
  place(
    'spec',
    ['gatewayClassName', 'listeners', 'addresses', 'infrastructure'],
    'FIELD belongs to the Gateway of gateway.networking.k8s.io/v1; this one is Istio’s own, with selector and servers',
  ),
];

export const SERVICE_ENTRY: readonly Place[] = [
  ...LABELS_SELECTOR,
  misnamed('spec', ['host'], 'hosts'),
  misnamed('spec', ['port'], 'ports'),
  misnamed('spec', ['address'], 'addresses'),
  misnamed('spec', ['endpoint'], 'endpoints'),
  place('spec', ['number', 'protocol'], 'FIELD belongs to an entry of ports'),
  place('spec', ['trafficPolicy', 'tls'], 'FIELD belongs to a DestinationRule for the host'),
  misnamed('spec.ports.*', ['port'], 'number'),
  misnamed('spec.endpoints.*', ['host', 'ip'], 'address'),
];

export const SIDECAR: readonly Place[] = [
  ...LABELS_SELECTOR,
  place('spec', ['hosts'], 'FIELD belongs to an entry of egress'),
  place('spec', ['mode'], 'FIELD belongs to outboundTrafficPolicy', toChild('outboundTrafficPolicy')),
  misnamed('spec.egress.*', ['host'], 'hosts'),
  place('spec.egress.*', ['outboundTrafficPolicy'], 'FIELD stands beside egress, not inside it'),
  place('spec.egress.*', ['number', 'protocol'], 'FIELD belongs to port', toChild('port')),
  place('spec.ingress.*', ['number', 'protocol'], 'FIELD belongs to port', toChild('port')),
];

export const WORKLOAD_GROUP: readonly Place[] = [
  place(
    'spec',
    ['address', 'labels', 'ports', 'serviceAccount', 'network', 'locality', 'weight'],
    'FIELD belongs to template',
    toChild('template'),
  ),
];

export const WORKLOAD_ENTRY: readonly Place[] = [
  misnamed('spec', ['host', 'ip'], 'address'),
  misnamed('spec', ['port'], 'ports'),
];

export const ENVOY_FILTER: readonly Place[] = [
  ...LABELS_SELECTOR,
  misnamed('spec', ['patches', 'patch'], 'configPatches'),
  place('spec', ['applyTo', 'match'], 'FIELD belongs to an entry of configPatches'),
  place('spec', ['filters'], 'filters was taken away; patch a filter with configPatches'),
  place('spec.configPatches.*', ['value', 'operation'], 'FIELD belongs to patch', toChild('patch')),
  place(
    'spec.configPatches.*',
    ['context', 'listener', 'cluster', 'routeConfiguration'],
    'FIELD belongs to match',
    toChild('match'),
  ),
  place(
    'spec.configPatches.*.patch',
    ['match', 'applyTo'],
    'FIELD stands beside patch, not inside it',
    toParent,
  ),
];
