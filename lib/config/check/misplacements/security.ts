/** What people write in the wrong place of Istio's security kinds, and of what shares their selectors. */
import { misnamed, type Place, POLICY_SELECTOR, place, toChild, toParent, wrapped } from './place';

const SOURCE = [
  'principals',
  'notPrincipals',
  'requestPrincipals',
  'notRequestPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
  'trustDomains',
  'notTrustDomains',
  'ipBlocks',
  'notIpBlocks',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
];
const OPERATION = ['hosts', 'notHosts', 'ports', 'notPorts', 'methods', 'notMethods', 'paths', 'notPaths'];
const RULE = 'spec.rules.*';

export const AUTHORIZATION_POLICY: readonly Place[] = [
  ...POLICY_SELECTOR,
  place(`${RULE}.from.*`, SOURCE, 'FIELD belongs to source', wrapped('source')),
  place(`${RULE}.from.*`, OPERATION, 'FIELD says what is asked for; it belongs to an operation under to'),
  place(`${RULE}.to.*`, OPERATION, 'FIELD belongs to operation', wrapped('operation')),
  place(`${RULE}.to.*`, SOURCE, 'FIELD says who calls; it belongs to a source under from'),
  place(
    `${RULE}.from.*.source`,
    OPERATION,
    'FIELD says what is asked for; it belongs to an operation under to',
  ),
  place(`${RULE}.to.*.operation`, SOURCE, 'FIELD says who calls; it belongs to a source under from'),
  place(
    `${RULE}.to.*.operation`,
    ['headers'],
    'headers are compared under when, with key: request.headers[name]',
  ),
  misnamed(`${RULE}.to.*.operation`, ['path', 'uri', 'url'], 'paths'),
  misnamed(`${RULE}.to.*.operation`, ['method', 'verbs'], 'methods'),
  misnamed(`${RULE}.from.*.source`, ['principal', 'users', 'user'], 'principals'),
  misnamed(`${RULE}.from.*.source`, ['namespace'], 'namespaces'),
  misnamed(`${RULE}.from.*.source`, ['serviceAccount'], 'serviceAccounts'),
  misnamed(`${RULE}.from.*.source`, ['ip', 'ips', 'cidr'], 'ipBlocks'),
  place(RULE, ['source', ...SOURCE], 'FIELD says who calls; it belongs to an entry of from'),
  place(RULE, ['operation', ...OPERATION], 'FIELD says what is asked for; it belongs to an entry of to'),
  place(RULE, ['action', 'selector', 'provider'], 'FIELD stands beside rules, not inside it'),
  place('spec', ['from', 'to', 'when', 'source', 'operation'], 'FIELD belongs to an entry of rules'),
  place('spec', ['mtls'], 'mtls belongs to a PeerAuthentication'),
  place('spec', ['jwtRules'], 'jwtRules belongs to a RequestAuthentication'),
  misnamed('spec', ['rule'], 'rules'),
];

export const PEER_AUTHENTICATION: readonly Place[] = [
  ...POLICY_SELECTOR,
  place('spec', ['mode'], 'mode belongs to mtls', toChild('mtls')),
  place('spec.mtls', ['portLevelMtls', 'selector'], 'FIELD stands beside mtls, not inside it', toParent),
  misnamed('spec', ['tls', 'mutualTls', 'mTLS'], 'mtls'),
  place(
    'spec',
    ['peers', 'targets'],
    'FIELD is of the policies before Istio 1.5; now it is mtls.mode and selector',
  ),
];

export const REQUEST_AUTHENTICATION: readonly Place[] = [
  ...POLICY_SELECTOR,
  place(
    'spec',
    ['issuer', 'jwksUri', 'jwks', 'audiences', 'fromHeaders', 'forwardOriginalToken'],
    'FIELD belongs to an entry of jwtRules',
  ),
  misnamed('spec', ['rules', 'jwt', 'jwtRule'], 'jwtRules'),
  place(
    'spec',
    ['action', 'origins'],
    'FIELD belongs to an AuthorizationPolicy; here it is only said whose tokens are believed',
  ),
];

export const TELEMETRY: readonly Place[] = [
  ...POLICY_SELECTOR,
  place(
    'spec',
    ['randomSamplingPercentage', 'customTags', 'disableSpanReporting'],
    'FIELD belongs to an entry of tracing',
  ),
  place('spec', ['overrides', 'tagOverrides'], 'FIELD belongs to an entry of metrics'),
  place('spec', ['filter'], 'FIELD belongs to an entry of accessLogging'),
  place('spec', ['providers'], 'FIELD belongs to an entry of tracing, metrics or accessLogging'),
  misnamed('spec', ['accessLogs', 'logging', 'accessLog'], 'accessLogging'),
  misnamed('spec', ['traces'], 'tracing'),
  misnamed('spec.tracing.*', ['sampling', 'samplingRate', 'samplingPercentage'], 'randomSamplingPercentage'),
  misnamed('spec.tracing.*', ['tags'], 'customTags'),
];

const OF_MODULE = [
  'url',
  'sha256',
  'imagePullPolicy',
  'imagePullSecret',
  'pluginConfig',
  'pluginName',
  'failStrategy',
  'vmConfig',
  'type',
];

export const TRAFFIC_EXTENSION: readonly Place[] = [
  ...POLICY_SELECTOR,
  place('spec', OF_MODULE, 'FIELD belongs to wasm', toChild('wasm')),
  place('spec', ['inlineCode'], 'FIELD belongs to lua', toChild('lua')),
];

export const WASM_PLUGIN: readonly Place[] = [
  ...POLICY_SELECTOR,
  place('spec', ['env'], 'FIELD belongs to vmConfig', toChild('vmConfig')),
  misnamed('spec', ['config'], 'pluginConfig'),
];

export const PROXY_CONFIG: readonly Place[] = [
  ...POLICY_SELECTOR,
  misnamed('spec', ['env', 'environment', 'proxyMetadata'], 'environmentVariables'),
  place('spec', ['imageType'], 'FIELD belongs to image', toChild('image')),
];
