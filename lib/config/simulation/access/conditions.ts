/**
 * One condition of a policy against one request.
 * Source: istio/istio pilot/pkg/security/authz/model/{model,generator}.go.
 */

import { inAddressBlock } from '@/lib/config/simulation/address-block';
import type { PolicyCondition } from '@/lib/config/simulation/read/authorization-policy';
import { claimsOf, claimTexts } from './claims';
import { allOf, anyOf, dependsOn, type Finding, found, NO, not, YES } from './finding';
import {
  identityParts,
  principalsMeant,
  principalText,
  type TrustSettings,
  trustDomainsMeant,
} from './identity';
import type { AccessQuestion, CallerIdentity, RequestToken } from './question';
import {
  headerMatches,
  namespaceMatches,
  pathMatches,
  requestPrincipalMatches,
  valueMatches,
} from './value-match';

export interface ConditionContext {
  readonly question: AccessQuestion;
  /** The token once it has been checked: null = none that was accepted; undefined = open. */
  readonly token: RequestToken | null | undefined;
  readonly trust: TrustSettings;
  /** Of the policy: the namespace of service accounts written without one. */
  readonly policyNamespace: string;
  /** It compares texts as they are written: it knows no aliases of the trust domain, and `*` only at an end. */
  readonly isZtunnel: boolean;
}

/** Attributes that exist only where the proxy reads HTTP. */
export function isHttpOnly(attribute: string): boolean {
  return (
    attribute === 'request.host' ||
    attribute === 'request.method' ||
    attribute === 'request.path' ||
    attribute.startsWith('request.headers') ||
    attribute.startsWith('request.auth.')
  );
}

const PLAIN = new Set([
  'source.ip',
  'remote.ip',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'source.trustDomain',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'destination.ip',
  'destination.port',
  'connection.sni',
  'request.host',
  'request.method',
  'request.path',
]);

/** A rule with a `when` key that Istio does not know is left out as a whole. */
export function isKnownAttribute(attribute: string): boolean {
  return (
    PLAIN.has(attribute) ||
    attribute.startsWith('experimental.envoy.filters.') ||
    /^request\.headers\[.+\]$/.test(attribute) ||
    /^request\.auth\.claims(\[.+?\])+$/.test(attribute)
  );
}

export function evaluateCondition(condition: PolicyCondition, context: ConditionContext): Finding {
  const one = (value: string) => evaluateValue(condition.attribute, value, context);
  const positive = condition.values.length === 0 ? YES : anyOf(condition.values.map(one));
  const negative = condition.notValues.length === 0 ? YES : not(anyOf(condition.notValues.map(one)));
  return allOf([positive, negative]);
}

function evaluateValue(attribute: string, value: string, context: ConditionContext): Finding {
  const { question } = context;
  const { request, source } = question;
  switch (attribute) {
    case 'source.ip':
      return withFact(attribute, source.ip, (ip) => inAddressBlock(value, ip));
    case 'remote.ip':
      return withFact(attribute, source.remoteIp, (ip) => inAddressBlock(value, ip));
    case 'destination.ip':
      return withFact(attribute, question.destinationIp, (ip) => inAddressBlock(value, ip));
    case 'destination.port':
      return found(Number(value) === question.port);
    case 'connection.sni':
      return withFact(attribute, request.sni, (sni) => sni !== null && valueMatches(value, sni));
    case 'request.method':
      return withFact(attribute, request.method, (method) => headerMatches(value, method));
    case 'request.host':
      return withFact(attribute, request.host, (host) => headerMatches(value, host, true));
    case 'request.path':
      return withFact(attribute, request.path, (path) => pathMatches(value, path.split(/[?#]/, 1)[0] ?? ''));
    case 'source.principal':
    case 'source.namespace':
    case 'source.serviceAccount':
    case 'source.trustDomain':
      return withIdentity(attribute, value, context);
    default:
      return bracketed(attribute, value, context);
  }
}

function withFact<T>(attribute: string, fact: T | undefined, holds: (fact: T) => boolean): Finding {
  return fact === undefined ? dependsOn(attribute) : found(holds(fact));
}

function withIdentity(attribute: string, value: string, context: ConditionContext): Finding {
  const { identity } = context.question.source;
  if (identity === undefined) return dependsOn(attribute);
  if (attribute === 'source.principal') return principalFinding(value, identity, context);
  const parts = identityParts(identity, context.trust);
  if (parts === null) return NO;
  if (attribute === 'source.namespace') {
    const matches = context.isZtunnel ? valueMatches : namespaceMatches;
    return found(matches(value, parts.namespace));
  }
  if (attribute === 'source.trustDomain') {
    const meant = trustDomainsMeant(value, context.trust);
    return found(meant.some((domain) => valueMatches(domain, parts.trustDomain)));
  }
  const slash = value.indexOf('/');
  const namespace = slash < 0 ? context.policyNamespace : value.slice(0, slash);
  if (namespace !== parts.namespace) return NO;
  return parts.serviceAccount === null
    ? dependsOn(attribute)
    : found(value.slice(slash + 1) === parts.serviceAccount);
}

function principalFinding(value: string, identity: CallerIdentity, context: ConditionContext): Finding {
  if (identity.kind === 'none') return NO;
  const principal = principalText(identity, context.trust);
  const meant = context.isZtunnel ? [value] : principalsMeant(value, context.trust);
  if (principal !== null) return found(meant.some((pattern) => valueMatches(pattern, principal)));
  // The namespace is known, the service account is not: only what names another namespace is ruled out.
  if (value === '*') return YES;
  const parts = identityParts(identity, context.trust);
  const named = /\/ns\/([^/*]+)\/sa\//.exec(value);
  if (parts !== null && named !== null && named[1] !== parts.namespace) return NO;
  const start = parts === null ? '' : `${parts.trustDomain}/ns/${parts.namespace}/sa/`;
  const covers = meant.some((pattern) => pattern.endsWith('*') && start.startsWith(pattern.slice(0, -1)));
  return covers ? YES : dependsOn('source.principal');
}

function bracketed(attribute: string, value: string, context: ConditionContext): Finding {
  const { headers, method, host, path } = context.question.request;
  if (attribute.startsWith('request.headers')) {
    const name = attribute.slice('request.headers['.length, -1).toLowerCase();
    // What HTTP/2 has as headers, which is how Envoy reads every request.
    const pseudo = new Map([
      [':method', method],
      [':authority', host],
      [':path', path],
    ]);
    if (pseudo.has(name)) return withFact(attribute, pseudo.get(name), (text) => headerMatches(value, text));
    if (headers === undefined) return dependsOn(attribute);
    const given = Object.entries(headers).find(([header]) => header.toLowerCase() === name);
    return found(headerMatches(value, given?.[1]));
  }
  if (!attribute.startsWith('request.auth.')) return dependsOn(attribute);
  const { token } = context;
  if (token === undefined) return dependsOn(attribute);
  return found(token !== null && tokenHolds(attribute, value, token));
}

function tokenHolds(attribute: string, value: string, token: RequestToken): boolean {
  const any = (list: readonly string[]) => list.some((entry) => valueMatches(value, entry));
  switch (attribute) {
    case 'request.auth.principal':
      return requestPrincipalMatches(value, token.issuer, token.subject);
    case 'request.auth.audiences':
      return any(token.audiences);
    case 'request.auth.presenter':
      return any([token.presenter ?? '']);
    default:
      return any(claimTexts(claimsOf(token), claimNames(attribute)));
  }
}

function claimNames(attribute: string): readonly string[] {
  return [...attribute.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '');
}
