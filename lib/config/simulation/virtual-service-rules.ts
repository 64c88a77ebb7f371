/** Reading a VirtualService's HTTP rules from top to bottom: the first entry that holds takes the request. */
import { applyHttpRoute, type RouteContext } from './forward';
import { httpMismatch, isCatchAll } from './http-match';
import type { MatchedRoute, RouteOutcome, RouteStep } from './outcome';
import type { HttpMatch, HttpRoute, VirtualService } from './read/virtual-service';
import { sourceMismatch } from './source-filter';

/** One Envoy route: a rule with one of its match entries. */
export interface RuleEntry {
  readonly virtualService: VirtualService;
  readonly route: HttpRoute;
  readonly routeIndex: number;
  readonly match: HttpMatch | null;
  readonly matchIndex: number | null;
}

/** Every (rule, match entry) in order up to the first that takes everything; entries for others are left out. */
export function ruleEntries(context: RouteContext, virtualService: VirtualService): readonly RuleEntry[] {
  const entries: RuleEntry[] = [];
  for (const [routeIndex, route] of virtualService.http.entries()) {
    const matches: readonly (HttpMatch | null)[] = route.match.length === 0 ? [null] : route.match;
    for (const [index, match] of matches.entries()) {
      if (match !== null && mismatchOfSource(context, virtualService, match) !== null) continue;
      entries.push({ virtualService, route, routeIndex, match, matchIndex: match === null ? null : index });
      if (isCatchAll(match)) return entries;
    }
  }
  return entries;
}

/** The first entry that takes the request, applied; null with the reasons when none does. */
export function firstTaken(
  context: RouteContext,
  entries: readonly RuleEntry[],
  before: readonly RouteStep[],
): { readonly outcome: RouteOutcome | null; readonly steps: readonly RouteStep[] } {
  const steps = [...before];
  for (const entry of entries) {
    const mismatch = entry.match === null ? null : httpMismatch(entry.match, context.facts);
    if (mismatch !== null) {
      steps.push(step(entry, `${entryName(entry)} does not take it: ${mismatch}.`, false));
      continue;
    }
    const why = isCatchAll(entry.match) ? 'it takes every request' : 'every condition of it holds';
    steps.push(step(entry, `${entryName(entry)} takes it: ${why}.`, true));
    const outcome = applyHttpRoute(context, entry.route, entry.match, matchedBy(entry), steps);
    return { outcome, steps };
  }
  return { outcome: null, steps };
}

function mismatchOfSource(
  context: RouteContext,
  virtualService: VirtualService,
  match: HttpMatch,
): string | null {
  return sourceMismatch(match, context.proxy, context.facts.port, virtualService.namespace);
}

function matchedBy(entry: RuleEntry): MatchedRoute {
  return {
    object: entry.virtualService.id,
    protocol: 'http',
    routeIndex: entry.routeIndex,
    routeName: entry.route.name,
    matchIndex: entry.matchIndex,
  };
}

function entryName(entry: RuleEntry): string {
  const rule = entry.route.name === null ? `Rule ${entry.routeIndex + 1}` : `Rule ${entry.route.name}`;
  return entry.matchIndex === null || entry.route.match.length === 1
    ? rule
    : `${rule}, condition ${entry.matchIndex + 1},`;
}

function step(entry: RuleEntry, text: string, taken: boolean): RouteStep {
  const path = ['spec', 'http', entry.routeIndex];
  return {
    text,
    taken,
    object: entry.virtualService.id,
    path: entry.matchIndex === null ? path : [...path, 'match', entry.matchIndex],
  };
}
