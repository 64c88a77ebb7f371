/**
 * Which event explains which change, and which is the likely cause of all. Pure. It claims no more than it can show: an
 * event explains a change when its object rules the edge that changed (or its version serves it) and it came before;
 * what speaks for it is said in words.
 */
import type { ChangeKind } from '@/lib/graph/compare/change';
import type { IncidentEvent, TimelineEvent } from './contract';

/** An edge that changed, most telling first in the lists that hold it. */
export interface ChangedEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly kind: ChangeKind;
  /** Services that the edge calls, as `<namespace>/<name>`; several names may stand for one. */
  readonly services: readonly string[];
  /** `<namespace>/<app>` of both ends. */
  readonly apps: readonly string[];
}

export interface Check {
  readonly holds: boolean;
  /** `changed object rules the edge that failed first`. */
  readonly words: string;
}

/** An event with what it explains. */
export interface ExplainedEvent {
  readonly event: TimelineEvent;
  /** Edges, in the order they were given. */
  readonly explains: readonly string[];
  readonly checks: readonly Check[];
}

export interface Explanation {
  /** In the order of time. */
  readonly events: readonly ExplainedEvent[];
  /** The event that speaks most for itself; null = none explains a change. */
  readonly causeId: string | null;
  /** Edges that the cause explains, and those that only pass its trouble on, from the cause outwards. */
  readonly chain: readonly string[];
}

/** What begins later than this after an event is no longer "shortly after". */
const SHORTLY_SECONDS = 600;
/** Another change this close before it makes an event one of several suspects. */
const ALONE_SECONDS = 240;

/** `edges` most telling first; `events` in the order of time. */
export function explainChanges(edges: readonly ChangedEdge[], events: readonly TimelineEvent[]): Explanation {
  const explained = events.map((event) => {
    const own = edges.filter((edge) => explains(event, edge));
    return {
      event,
      explains: own.map(({ id }) => id),
      checks: own[0] ? checksOf(event, own[0], events) : [],
    };
  });
  const ranked = explained
    .filter((one) => isSuspect(one, edges, events))
    .map((one) => ({ one, score: scoreOf(one, edges) }))
    .sort((a, b) => b.score - a.score || b.one.event.atSeconds - a.one.event.atSeconds);
  const cause = ranked[0]?.one ?? null;
  return {
    events: explained,
    causeId: cause?.event.id ?? null,
    chain: cause === null ? [] : chainFrom(troubled(cause, edges), edges),
  };
}

/** Only trouble has a cause worth naming, and nothing that came after its beginning, or long before, is called one. */
function isSuspect(
  one: ExplainedEvent,
  edges: readonly ChangedEdge[],
  events: readonly TimelineEvent[],
): boolean {
  const [first] = troubled(one, edges);
  if (one.event.kind === 'incident' || first === undefined) return false;
  return !events.some((event) => isBeginningOf(event, first)) || beginning(one.event, first, events).holds;
}

/** Edges that the event explains and that fail more or are slower. */
function troubled({ explains: own }: ExplainedEvent, edges: readonly ChangedEdge[]): ChangedEdge[] {
  return edges.filter(({ id, kind }) => own.includes(id) && (kind === 'moreErrors' || kind === 'slower'));
}

/** An incident of the service that is called, seen from its beginning on. */
function isBeginningOf(event: TimelineEvent, edge: ChangedEdge): event is IncidentEvent {
  return event.kind === 'incident' && !event.beganBefore && explains(event, edge);
}

function explains(event: TimelineEvent, edge: ChangedEdge): boolean {
  switch (event.kind) {
    case 'config':
      return edge.services.some((service) => event.rules.includes(service));
    case 'rollout':
      return event.app !== null && edge.apps.includes(`${event.namespace ?? ''}/${event.app}`);
    case 'incident':
      return (
        (edge.kind === 'moreErrors' || edge.kind === 'slower') &&
        edge.services.includes(`${event.namespace ?? ''}/${event.service}`)
      );
  }
  return event satisfies never;
}

/** Of an event and the most telling edge that it explains. */
function checksOf(event: TimelineEvent, edge: ChangedEdge, events: readonly TimelineEvent[]): Check[] {
  if (event.kind === 'incident') return [];
  const trouble = edge.kind === 'moreErrors' ? 'failed' : edge.kind === 'slower' ? 'slowed down' : 'changed';
  const what =
    event.kind === 'config'
      ? `${event.change} object rules the edge that ${trouble} most`
      : `the version serves or calls the edge that ${trouble} most`;
  // Only trouble has a beginning that somebody saw.
  const began = trouble === 'changed' ? [] : [beginning(event, edge, events)];
  return [{ holds: true, words: what }, ...began, alone(event, events)];
}

/** When an incident of the service began after it, that is the closest one can get. */
function beginning(event: TimelineEvent, edge: ChangedEdge, events: readonly TimelineEvent[]): Check {
  const incidents = events.filter((one) => isBeginningOf(one, edge));
  const next = incidents.find((one) => one.atSeconds + one.withinSeconds >= event.atSeconds);
  if (next === undefined) {
    return incidents.length === 0
      ? { holds: false, words: 'when the change began is not known: no span of failures marks it' }
      : { holds: false, words: 'its failures began before it' };
  }
  const later = Math.max(0, next.atSeconds - event.atSeconds);
  return { holds: later <= SHORTLY_SECONDS, words: `failures began ${spanWords(later)} later` };
}

function alone(event: TimelineEvent, events: readonly TimelineEvent[]): Check {
  const others = events.filter(
    (other) =>
      other !== event &&
      other.kind !== 'incident' &&
      (other.namespace === event.namespace || other.namespace === null) &&
      other.atSeconds <= event.atSeconds &&
      other.atSeconds >= event.atSeconds - ALONE_SECONDS,
  );
  const where = event.namespace === null ? 'the mesh' : event.namespace;
  const span = spanWords(ALONE_SECONDS);
  if (others.length === 0) return { holds: true, words: `no other change in ${where} in the ${span} before` };
  const count = others.length === 1 ? 'one other change' : `${others.length} other changes`;
  return { holds: false, words: `${count} in ${where} in the ${span} before` };
}

/** Checks that hold, and how telling what it explains is: the first edge of all weighs most. */
function scoreOf({ explains: own, checks }: ExplainedEvent, edges: readonly ChangedEdge[]): number {
  const held = checks.filter(({ holds }) => holds).length;
  const weight = edges.reduce((sum, edge, rank) => sum + (own.includes(edge.id) ? 1 / (rank + 1) : 0), 0);
  return held + 2 * weight;
}

/**
 * From the edges that are explained against the calls: who waits for a callee that fails or is slow fails or is slow too.
 * Calls that a caller in the chain began to make are part of it, since that is how callers evade.
 */
function chainFrom(roots: readonly ChangedEdge[], edges: readonly ChangedEdge[]): string[] {
  const chain = [...roots];
  for (let at = 0; at < chain.length; at += 1) {
    const edge = chain[at];
    if (edge === undefined) break;
    const passesOn = edges.filter(
      (other) =>
        !chain.includes(other) &&
        ((other.target === edge.source && (other.kind === 'slower' || other.kind === 'moreErrors')) ||
          (other.source === edge.source && other.kind === 'new')),
    );
    chain.push(...passesOn);
  }
  return chain.map(({ id }) => id);
}

function spanWords(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
