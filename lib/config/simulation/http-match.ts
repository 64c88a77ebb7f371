/**
 * One entry of `http[].match`: every field of it must hold (AND).
 * Source: istio/istio pilot/pkg/networking/core/route/route.go (TranslateRouteMatch).
 */

import { claimTexts, routingClaim } from './access/claims';
import type { StringMatch } from './read/string-match';
import type { HttpMatch } from './read/virtual-service';
import type { RequestFacts } from './request-facts';
import { absentMatches, namedMatches, textMatches } from './string-matching';

/** Says why, as a sentence part; put together only where someone asks. */
export type Mismatch = () => string;

/** Null when the entry takes the request, else what says the first condition that does not hold. */
export function httpMismatch(match: HttpMatch, facts: RequestFacts): Mismatch | null {
  const isDear = match.uri?.kind === 'regex';
  const path = () => textMismatch('path', match.uri, facts.path, match.ignoreUriCase);
  return (
    (isDear ? null : path()) ??
    textMismatch('method', match.method, facts.method) ??
    textMismatch('authority', match.authority, facts.authority) ??
    textMismatch('scheme', match.scheme, facts.scheme) ??
    headerMismatch(match, facts) ??
    queryMismatch(match, facts) ??
    // A regular expression costs most, so it is asked last.
    (isDear ? path() : null)
  );
}

/** True when the entry takes every request that reaches it, so that nothing below it is ever asked. */
export function isCatchAll(match: HttpMatch | null): boolean {
  if (match === null) return true;
  const uri = match.uri;
  const anyPath =
    uri === null ||
    uri.kind === 'present' ||
    (uri.kind === 'prefix' && uri.value === '/') ||
    (uri.kind === 'regex' && uri.value === '.*');
  return (
    anyPath &&
    match.method === null &&
    match.authority === null &&
    match.scheme === null &&
    match.headers.length === 0 &&
    match.withoutHeaders.length === 0 &&
    match.queryParams.length === 0
  );
}

/** The condition in words: "is exactly jason", "begins with /v1". */
export function conditionText(match: StringMatch): string {
  switch (match.kind) {
    case 'exact':
      return `is exactly ${match.value}`;
    case 'prefix':
      return `begins with ${match.value}`;
    case 'regex':
      return `matches ${match.value}`;
    case 'present':
      return 'is there';
    default:
      return match satisfies never;
  }
}

function textMismatch(
  what: string,
  match: StringMatch | null,
  value: string,
  ignoreCase = false,
): Mismatch | null {
  if (match === null || textMatches(match, value, ignoreCase)) return null;
  return () => `it wants a ${what} that ${conditionText(match)}, this one is ${value}`;
}

function headerMismatch(match: HttpMatch, facts: RequestFacts): Mismatch | null {
  for (const [name, condition] of match.headers) {
    const claim = routingClaim(name);
    if (claim !== null) {
      const held = claimTexts(facts.claims ?? {}, claim);
      if (held.some((text) => textMatches(condition, text))) continue;
      return () =>
        `it wants a claim ${claim.join('.')} that ${conditionText(condition)}, ${claimed(facts, held)}`;
    }
    if (!namedMatches(condition, facts.headers.get(name))) {
      return () =>
        `it wants a header ${name} that ${conditionText(condition)}, ${given(facts.headers.get(name))}`;
    }
  }
  for (const [name, condition] of match.withoutHeaders) {
    const claim = routingClaim(name);
    if (claim !== null) {
      const held = claimTexts(facts.claims ?? {}, claim);
      if (!held.some((text) => textMatches(condition, text))) continue;
      return () =>
        `it wants no claim ${claim.join('.')} that ${conditionText(condition)}, ${claimed(facts, held)}`;
    }
    if (!absentMatches(condition, facts.headers.get(name))) {
      return () =>
        `it wants no header ${name} that ${conditionText(condition)}, ${given(facts.headers.get(name))}`;
    }
  }
  return null;
}

function queryMismatch(match: HttpMatch, facts: RequestFacts): Mismatch | null {
  for (const [name, condition] of match.queryParams) {
    if (!namedMatches(condition, facts.query.get(name))) {
      return () =>
        `it wants a query parameter ${name} that ${conditionText(condition)}, ${given(facts.query.get(name))}`;
    }
  }
  return null;
}

/** Claims are known only where a RequestAuthentication let a token pass, which is at gateways. */
function claimed({ claims }: RequestFacts, held: readonly string[]): string {
  if (claims === null) return 'and no token was accepted before it is routed';
  return held.length === 0 ? 'the token has none' : `the token's is ${held.join(', ')}`;
}

function given(value: string | undefined): string {
  return value === undefined ? 'the request has none' : `this one is ${value}`;
}
