/**
 * The rules of the Gateway API's kinds beside their types: the CEL validations of their CustomResourceDefinitions
 * (Gateway API 1.6) and the uniqueness that Kubernetes keeps in lists. One code per rule.
 */
import { breaks, type Checked } from '@/lib/config/model/rule';
import type { RuleFacts } from '@/lib/config/model/rule-facts';

const SPEC = 'https://gateway-api.sigs.k8s.io/reference/spec/';

function rule(title: string, anchor: string, kia: readonly string[] = []): RuleFacts {
  return { title, severity: 'error', ist: ['IST0106'], kia, docs: `${SPEC}#${anchor}` };
}

export const GATEWAY_API_RULES = {
  PER0900: rule('A name or host is not written as Kubernetes takes it', 'hostname'),
  PER0901: rule('A name is given twice in a list', 'listener'),
  PER0902: rule('Two listeners have the same port, protocol and host', 'listener', ['KIA1503']),
  PER0903: rule('The TLS settings of a listener do not fit its protocol', 'listenertlsconfig'),
  PER0904: rule('A TCP or UDP listener has a hostname', 'listener'),
  PER0905: rule('Two references lead to the same parent or target', 'parentreference'),
  PER0906: rule('A reference to a Service lacks the port', 'backendobjectreference'),
  PER0907: rule('The type of a filter and its settings do not fit', 'httproutefilter'),
  PER0908: rule('A filter is repeated, or excludes another', 'httproutefilter'),
  PER0909: rule('A redirect stands beside backendRefs', 'httprouterule'),
  PER0910: rule('A prefix is replaced without exactly one prefix that matches', 'httppathmodifier'),
  PER0911: rule('The type of a path modifier and its value do not fit', 'httppathmodifier'),
  PER0912: rule('A path is not written in its normal form', 'httppathmatch'),
  PER0913: rule('The backend may take longer than the whole request', 'httproutetimeouts'),
  PER0914: rule('A duration is not written as the Gateway API takes it', 'duration'),
  PER0915: rule('A route has too many matches', 'httprouterule'),
  PER0916: rule('The share of a mirror is not clear', 'httprequestmirrorfilter'),
  PER0917: rule('A star stands beside other values', 'httpcorsfilter'),
  PER0918: rule('A header is not written as HTTP takes it', 'httpheadername'),
  PER0919: rule('The method of a gRPC match is not complete or not written correctly', 'grpcmethodmatch'),
  PER0920: rule('The settings of a session do not fit together', 'sessionpersistence'),
  PER0921: rule('The protocol of an external authorization and its settings do not fit', 'httproutefilter'),
  PER0922: rule('A backend’s certificate authority is not given exactly once', 'backendtlspolicyvalidation'),
  PER0923: rule('The type of a certificate’s name and its value do not fit', 'subjectaltname'),
  PER0924: rule('A label or annotation key is not written as Kubernetes takes it', 'gatewayinfrastructure'),
  PER0925: rule('An address of a Gateway is repeated or not written correctly', 'gatewayspecaddress'),
  PER0926: rule('A field of this API version is missing or has too many entries', 'tlsroute'),
  PER0927: rule('An origin is not written as scheme and host', 'httpcorsfilter'),
} as const satisfies Readonly<Record<string, RuleFacts>>;

export type GatewayRuleCode = keyof typeof GATEWAY_API_RULES;

/** Notes that the checked value breaks a rule of the Gateway API. */
export function refuse(
  checked: Checked<unknown>,
  code: GatewayRuleCode,
  message: string,
  path: readonly (string | number)[] = [],
): void {
  breaks(checked, code, message, path);
}
