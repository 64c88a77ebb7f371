/**
 * The forms in which AuthorizationPolicy values are written: `text`, `text*`, `*text`, `*` = anything but nothing.
 * Source: istio/istio pilot/pkg/security/authz/matcher.
 */
import { RE2JS } from 're2js';
import { regexMatches } from '@/lib/config/simulation/string-matching';

export function valueMatches(pattern: string, value: string): boolean {
  if (pattern === '*') return value !== '';
  if (pattern.startsWith('*')) return value.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}

/** Headers: `*` is satisfied by an empty value too, as long as the header is there. */
export function headerMatches(pattern: string, value: string | undefined, ignoreCase = false): boolean {
  if (value === undefined) return false;
  if (pattern === '*') return true;
  return ignoreCase ? valueMatches(pattern.toLowerCase(), value.toLowerCase()) : valueMatches(pattern, value);
}

/** Templates have `{*}` for one segment and `{**}` for any rest (envoy/extensions/path/match/uri_template). */
export function pathMatches(pattern: string, path: string): boolean {
  if (!pattern.includes('{*}') && !pattern.includes('{**}')) return valueMatches(pattern, path);
  const regex = pattern
    .split(/(\{\*\*?\})/)
    .map((part) => (part === '{*}' ? '[^/]+' : part === '{**}' ? '.*' : RE2JS.quote(part)))
    .join('');
  return regexMatches(regex, path);
}

/**
 * `iss/sub`, split at the last slash since issuers are URLs; each side in its own form.
 * Source: generator.go, requestPrincipalGenerator.
 */
export function requestPrincipalMatches(pattern: string, issuer: string, subject: string): boolean {
  if (pattern === '*') return issuer !== '' && subject !== '';
  const slash = pattern.lastIndexOf('/');
  if (slash < 0) {
    if (pattern.startsWith('*')) return issuer !== '' && subject.endsWith(pattern.slice(1));
    if (pattern.endsWith('*')) return issuer.startsWith(pattern.slice(0, -1)) && subject !== '';
    return issuer === pattern && subject === '';
  }
  const ownIssuer = pattern.slice(0, slash);
  const ownSubject = pattern.slice(slash + 1);
  if (pattern.startsWith('*')) return valueMatches(ownIssuer, issuer) && subject === ownSubject;
  return issuer === ownIssuer && valueMatches(ownSubject, subject);
}

/** `*` may stand anywhere in a namespace pattern; it becomes a part of a regular expression. */
export function namespaceMatches(pattern: string, namespace: string): boolean {
  if (!pattern.includes('*')) return pattern === namespace;
  return regexMatches(pattern.replaceAll('*', '.*'), namespace);
}
