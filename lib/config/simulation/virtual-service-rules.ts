/** Reading a VirtualService's HTTP rules from top to bottom: the first entry that holds takes the request. */

import type { ObjectId } from '@/lib/config/store';
import { httpRules } from './delegates';
import { applyHttpRoute, type RouteContext } from './forward';
import { httpMismatch, isCatchAll } from './http-match';
import type { MatchedRoute, RouteOutcome } from './outcome';
import { perView } from './per-view';
import type { HttpMatch, HttpRoute, VirtualService } from './read/virtual-service';
import type { StepPath } from './reasons';
import { sourceMismatch } from './source-filter';

/** One Envoy route: a rule with one of its match entries. */
export interface RuleEntry {
  readonly virtualService: VirtualService;
  readonly route: HttpRoute;
  readonly routeIndex: number;
  readonly match: HttpMatch | null;
  readonly matchIndex: number | null;
}

/** By gateway and port, for VirtualServices that ask nothing else of the client. */
const entriesOf = perView(() => new Map<VirtualService, Map<string, readonly RuleEntry[]> | null>());

/** Every (rule, match entry) in order up to the first that takes everything; entries for others are left out. */
export function ruleEntries(context: RouteContext, virtualService: VirtualService): readonly RuleEntry[] {
  const ofView = entriesOf(context.view);
  let lists = ofView.get(virtualService);
  if (lists === undefined) {
    lists = asksForSource(context, virtualService) ? null : new Map();
    ofView.set(virtualService, lists);
  }
  if (lists === null) return collectEntries(context, virtualService);
  const key = `${context.facts.port}|${context.proxy.gateway}`;
  let entries = lists.get(key);
  if (entries === undefined) {
    entries = collectEntries(context, virtualService);
    lists.set(key, entries);
  }
  return entries;
}

function asksForSource(context: RouteContext, virtualService: VirtualService): boolean {
  return httpRules(context.view, virtualService).some((route) =>
    route.match.some((match) => match.sourceNamespace !== null || Object.keys(match.sourceLabels).length > 0),
  );
}

function collectEntries(context: RouteContext, virtualService: VirtualService): readonly RuleEntry[] {
  const entries: RuleEntry[] = [];
  for (const [routeIndex, route] of httpRules(context.view, virtualService).entries()) {
    const matches: readonly (HttpMatch | null)[] = route.match.length === 0 ? [null] : route.match;
    for (const [index, match] of matches.entries()) {
      if (match !== null && mismatchOfSource(context, virtualService, match) !== null) continue;
      entries.push({ virtualService, route, routeIndex, match, matchIndex: match === null ? null : index });
      if (isCatchAll(match)) return entries;
    }
  }
  return entries;
}

/** The first entry that takes the request, applied; null when none does. */
export function firstTaken(context: RouteContext, entries: readonly RuleEntry[]): RouteOutcome | null {
  const { reasons } = context;
  for (const entry of entries) {
    const mismatch = entry.match === null ? null : httpMismatch(entry.match, context.facts);
    if (mismatch !== null) {
      reasons?.skipped(
        `${entryName(entry)} does not take it: ${mismatch()}.`,
        objectOf(entry),
        entryPath(entry),
      );
      continue;
    }
    if (reasons !== undefined) {
      const why = isCatchAll(entry.match) ? 'it takes every request' : 'every condition of it holds';
      reasons.chosen(`${entryName(entry)} takes it: ${why}.`, objectOf(entry), entryPath(entry));
    }
    return applyHttpRoute(context, entry.route, entry.match, matchedBy(entry));
  }
  return null;
}

function mismatchOfSource(
  context: RouteContext,
  virtualService: VirtualService,
  match: HttpMatch,
): string | null {
  // A waypoint does not know its clients' labels and leaves such entries out, whatever else they say (listener_waypoint.go).
  if (context.waypointNamespaces !== null && Object.keys(match.sourceLabels).length > 0) {
    return 'it wants a client with labels, which a waypoint does not see';
  }
  return sourceMismatch(match, context.proxy, context.facts.port, virtualService.namespace);
}

function matchedBy(entry: RuleEntry): MatchedRoute {
  return {
    object: objectOf(entry),
    protocol: 'http',
    routeIndex: entry.route.origin?.routeIndex ?? entry.routeIndex,
    routeName: entry.route.name,
    matchIndex: entry.matchIndex,
  };
}

/** A delegate's rule stands in the delegate. */
function objectOf(entry: RuleEntry): ObjectId {
  return entry.route.origin?.object ?? entry.virtualService.id;
}

function entryPath(entry: RuleEntry): StepPath {
  const path = ['spec', 'http', entry.route.origin?.routeIndex ?? entry.routeIndex];
  return entry.matchIndex === null ? path : [...path, 'match', entry.matchIndex];
}

function entryName(entry: RuleEntry): string {
  const rule = entry.route.name === null ? `Rule ${entry.routeIndex + 1}` : `Rule ${entry.route.name}`;
  return entry.matchIndex === null || entry.route.match.length === 1
    ? rule
    : `${rule}, condition ${entry.matchIndex + 1},`;
}
