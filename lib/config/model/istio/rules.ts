/**
 * The codes of the rules of Istio's kinds beside their types: what istiod's webhook and the validations of the
 * CustomResourceDefinitions ask for (Istio 1.31). The rules themselves stand beside the fields that they rule.
 */
import { breaks, type Checked } from '@/lib/config/model/rule';
import type { RuleFacts } from '@/lib/config/model/rule-facts';

const REFERENCE = 'https://istio.io/latest/docs/reference/config/';
const NETWORKING = `${REFERENCE}networking/`;
const VIRTUAL_SERVICE = `${NETWORKING}virtual-service/`;
const DESTINATION_RULE = `${NETWORKING}destination-rule/`;
const GATEWAY = `${NETWORKING}gateway/`;
const SERVICE_ENTRY = `${NETWORKING}service-entry/`;
const SIDECAR = `${NETWORKING}sidecar/`;
const ENVOY_FILTER = `${NETWORKING}envoy-filter/`;
const AUTHORIZATION = `${REFERENCE}security/authorization-policy/`;
const AUTHENTICATION = `${REFERENCE}security/request_authentication/`;

/** Errors of a schema are IST0106 to istioctl, warnings IST0133. */
function error(title: string, docs: string, kia: readonly string[] = []): RuleFacts {
  return { title, severity: 'error', ist: ['IST0106'], kia, docs };
}

function warning(title: string, docs: string, kia: readonly string[] = []): RuleFacts {
  return { title, severity: 'warning', ist: ['IST0133'], kia, docs };
}

function info(title: string, docs: string): RuleFacts {
  return { title, severity: 'info', ist: [], kia: [], docs };
}

export const ISTIO_RULES = {
  PER0020: error('A duration is not written as Istio takes it', VIRTUAL_SERVICE),
  PER0021: error('A pattern is no RE2 expression', `${VIRTUAL_SERVICE}#StringMatch`),
  PER0022: error('A host is not written as Istio takes it', VIRTUAL_SERVICE),
  PER0023: error('Fields that exclude each other are given together', REFERENCE),
  PER0024: error('None of several fields is given where one is needed', REFERENCE),
  PER0025: error('A name is not written as Kubernetes takes it', REFERENCE),
  PER0026: error('exportTo is not a list of namespaces, `.` or `*` alone', VIRTUAL_SERVICE),
  PER0027: error('A selector has a wildcard or an empty label', `${REFERENCE}type/workload-selector/`),
  PER0028: error('A target of a policy cannot be attached to', `${REFERENCE}type/workload-selector/`),
  PER0029: error('An address is no IP address or range', SERVICE_ENTRY),
  PER0030: error('A header is not written as HTTP takes it', `${VIRTUAL_SERVICE}#Headers`),
  PER0031: error('A name, port or host is given twice', REFERENCE),
  PER0032: error('A text match is empty', `${VIRTUAL_SERVICE}#StringMatch`),
  PER0033: error('A share is too small to be told from zero', `${VIRTUAL_SERVICE}#Percent`),
  PER0034: warning('A selector selects by no label', `${REFERENCE}type/workload-selector/`),
  PER0035: error('A dry run is asked for where there is none', AUTHORIZATION),
  PER0036: error('The protocol is not known', `${GATEWAY}#Port`),
  PER0037: error('The name of the object is not allowed for its kind', GATEWAY),
  PER0040: error('Hosts of a VirtualService overlap, or take every host of the mesh', VIRTUAL_SERVICE),
  PER0041: error('A delegate VirtualService has what only its root may have', `${VIRTUAL_SERVICE}#Delegate`),
  PER0042: error('A rule has not exactly one action', `${VIRTUAL_SERVICE}#HTTPRoute`),
  PER0043: error('An action stands beside a field that it cannot have', `${VIRTUAL_SERVICE}#HTTPRoute`),
  PER0044: error('The weights of a rule add up to nothing', `${VIRTUAL_SERVICE}#HTTPRouteDestination`, [
    'KIA1101',
  ]),
  PER0045: error(
    'An injected fault is not complete or not supported',
    `${VIRTUAL_SERVICE}#HTTPFaultInjection`,
  ),
  PER0046: warning('An injected abort has no status', `${VIRTUAL_SERVICE}#HTTPFaultInjection-Abort`),
  PER0047: error(
    'The retries contradict themselves or name an unknown condition',
    `${VIRTUAL_SERVICE}#HTTPRetry`,
  ),
  PER0048: error('The host is rewritten in two places', `${VIRTUAL_SERVICE}#HTTPRewrite`),
  PER0049: error('A redirect changes nothing', `${VIRTUAL_SERVICE}#HTTPRedirect`),
  PER0050: error('The body of a direct response is too large', `${VIRTUAL_SERVICE}#HTTPDirectResponse`),
  PER0051: warning('The body of a direct response is large', `${VIRTUAL_SERVICE}#HTTPDirectResponse`),
  PER0052: error('A cross-origin rule is not written as Istio takes it', `${VIRTUAL_SERVICE}#CorsPolicy`),
  PER0053: error(
    'A server name is outside the hosts of the VirtualService',
    `${VIRTUAL_SERVICE}#TLSMatchAttributes`,
  ),
  PER0054: error('JWT claims are matched where no gateway is', `${VIRTUAL_SERVICE}#HTTPMatchRequest`),
  PER0055: warning('An injected fault never happens', `${VIRTUAL_SERVICE}#HTTPFaultInjection`),
  PER0056: info('A duration can be written shorter', VIRTUAL_SERVICE),
  PER0057: warning('A gateway is named in the old form', VIRTUAL_SERVICE),
  PER0060: error('A traffic policy says nothing', `${DESTINATION_RULE}#TrafficPolicy`),
  PER0061: error(
    'Local failures are counted apart and are not told apart',
    `${DESTINATION_RULE}#OutlierDetection`,
  ),
  PER0062: error(
    'A load balancer’s settings contradict each other',
    `${DESTINATION_RULE}#LoadBalancerSettings`,
  ),
  PER0063: error(
    'Localities are not distributed in full, or fail over to themselves',
    `${DESTINATION_RULE}#LocalityLoadBalancerSetting`,
  ),
  PER0064: warning(
    'Failover never happens without outlier detection',
    `${DESTINATION_RULE}#LocalityLoadBalancerSetting`,
  ),
  PER0065: error(
    'The TLS settings towards the destination do not fit together',
    `${DESTINATION_RULE}#ClientTLSSettings`,
  ),
  PER0066: error('A DestinationRule for some workloads is exported to other namespaces', DESTINATION_RULE),
  PER0067: error(
    'HTTP/2 is both forced and left to the client',
    `${DESTINATION_RULE}#ConnectionPoolSettings-HTTPSettings`,
  ),
  PER0068: error('A server’s TLS settings do not fit its protocol', `${GATEWAY}#ServerTLSSettings`),
  PER0069: error('A server lacks its certificate, or has it from two places', `${GATEWAY}#ServerTLSSettings`),
  PER0070: warning('Certificates are given where TLS does not end', `${GATEWAY}#ServerTLSSettings-TLSmode`),
  PER0071: warning('A cipher suite is not known, or listed twice', `${GATEWAY}#ServerTLSSettings`),
  PER0072: error('A port has a field that has no effect here', `${GATEWAY}#Port`),
  PER0073: error('Addresses or hosts do not fit the resolution', `${SERVICE_ENTRY}#ServiceEntry-Resolution`),
  PER0074: error('Endpoints do not fit the resolution', `${SERVICE_ENTRY}#ServiceEntry-Resolution`),
  PER0075: error('An endpoint has a port that the entry does not have', `${NETWORKING}workload-entry/`),
  PER0076: error('The listeners of a Sidecar contradict each other', `${SIDECAR}#IstioEgressListener`),
  PER0077: error('A Sidecar says nothing', SIDECAR),
  PER0078: error('An endpoint of a Sidecar is no local address', `${SIDECAR}#IstioIngressListener`),
  PER0079: error('A workload has no address, or ports that it cannot have', `${NETWORKING}workload-entry/`),
  PER0080: error('An action lacks its rules or its provider', AUTHORIZATION),
  PER0081: error(
    'A source says nothing, or names identities in ways that exclude each other',
    `${AUTHORIZATION}#Source`,
  ),
  PER0082: error('A condition is not known, or has no values', `${REFERENCE}security/conditions/`),
  PER0083: error('A path template is not written as Istio takes it', `${AUTHORIZATION}#Operation`),
  PER0084: warning('A DENY rule on HTTP denies every TCP connection', AUTHORIZATION),
  PER0085: error('mTLS of single ports is set for no workload', `${REFERENCE}security/peer_authentication/`),
  PER0086: error('A JWT rule does not say whose tokens it takes', `${AUTHENTICATION}#JWTRule`),
  PER0087: error('Keys of a JWT rule cannot be read', `${AUTHENTICATION}#JWTRule`),
  PER0088: warning('Private keys are written into a JWT rule', `${AUTHENTICATION}#JWTRule`),
  PER0089: error('A tag of telemetry has no value, or one that is not used', `${REFERENCE}telemetry/`),
  PER0090: error(
    'The address of a module is not written as Istio takes it',
    `${REFERENCE}proxy_extensions/wasm-plugin/`,
  ),
  PER0091: error(
    'A variable of a module has a value that is not used',
    `${REFERENCE}proxy_extensions/wasm-plugin/`,
  ),
  PER0092: error('A patch is not complete', ENVOY_FILTER),
  PER0093: error(
    'A match does not fit what is patched',
    `${ENVOY_FILTER}#EnvoyFilter-EnvoyConfigObjectMatch`,
  ),
  PER0094: error('A typed_config does not say its type', `${ENVOY_FILTER}#EnvoyFilter-Patch`),
  PER0095: warning(
    'A patched filter has a field that Envoy does not know',
    `${ENVOY_FILTER}#EnvoyFilter-Patch`,
  ),
  PER0097: warning('A list of callers or requests is empty', `${AUTHORIZATION}#Rule`),
  PER0098: warning(
    'Hosts of a Sidecar’s listener repeat or cover one another',
    `${SIDECAR}#IstioEgressListener`,
  ),
  PER0096: {
    ...info('An EnvoyFilter depends on the version of the proxy', ENVOY_FILTER),
    ist: ['IST0133'],
  },
} as const satisfies Readonly<Record<string, RuleFacts>>;

export type IstioRuleCode = keyof typeof ISTIO_RULES;

/** Notes that the checked value breaks a rule of Istio, at `path` below it. */
export function refuse(
  checked: Checked<unknown>,
  code: IstioRuleCode,
  message: string,
  path: readonly (string | number)[] = [],
): void {
  breaks(checked, code, message, path);
}
