/** Searching the demo's traces with the meaning that Jaeger's memory store gives to each filter. */
import type { Hop } from '@/demo/traffic/hop';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import type { AttributeValue, Span } from '@/lib/traces/model/span';
import { drawTrace, followTrace, mayTakePart, spansOf, startTrace } from './demo-traces';
import { serviceOf } from './envoy-attributes';
import { indexAt, indexOfTrace, TRACES_PER_SECOND } from './trace-index';

/** Microseconds. All filters must hold on one span; null = any. */
export interface TraceSearch {
  readonly service: string | null;
  readonly operation: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly minDurationUs: number | null;
  readonly maxDurationUs: number | null;
  readonly startUs: number;
  readonly endUs: number;
  readonly limit: number;
}

/** Traces older than this are forgotten, as a store would have dropped them. */
export interface Keeping {
  readonly keptSeconds: number;
  readonly nowSeconds: number;
}

/** No trace takes longer; a search looks this far before its window for traces whose spans begin inside. */
const LONGEST_TRACE_SECONDS = 40;
/** Traces looked at before other requests get their turn. */
const TURN = 50;

/** The traces that match, newest first. */
export async function searchTraces(
  traffic: MeshTraffic,
  search: TraceSearch,
  keeping: Keeping,
): Promise<Span[][]> {
  const oldest = Math.max(
    search.startUs / 1e6 - LONGEST_TRACE_SECONDS,
    keeping.nowSeconds - keeping.keptSeconds,
  );
  const newest = Math.min(search.endUs / 1e6, keeping.nowSeconds);
  const found: Span[][] = [];
  let looked = 0;
  for (let index = indexAt(newest) - 1; index >= indexAt(oldest) && found.length < search.limit; index -= 1) {
    looked += 1;
    if (looked % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    const start = startTrace(traffic, index);
    if (search.service !== null && !mayTakePart(start, search.service)) continue;
    const trace = followTrace(start);
    if (!couldMatch(trace.hop, search)) continue;
    const endsUs = trace.startUs + trace.hop.durationMs * 1000;
    if (trace.startUs / 1e6 >= newest || endsUs / 1e6 > keeping.nowSeconds) continue;
    const spans = spansOf(traffic, trace);
    if (spans.some((span) => matches(span, search))) found.push(spans);
  }
  return found;
}

/** The spans of one trace; null when there is none with this id, or no longer, or not yet. */
export function traceById(traffic: MeshTraffic, traceId: string, keeping: Keeping): Span[] | null {
  const index = indexOfTrace(traffic.history.seed, traceId);
  if (index === null || index < indexAt(keeping.nowSeconds - keeping.keptSeconds)) return null;
  if (index >= indexAt(keeping.nowSeconds)) return null;
  const trace = drawTrace(traffic, index);
  if (trace.startUs / 1e6 + trace.hop.durationMs / 1000 > keeping.nowSeconds) return null;
  return spansOf(traffic, trace);
}

/** A cheap look at the request before its spans are written out. */
function couldMatch(hop: Hop, search: TraceSearch): boolean {
  if (
    search.minDurationUs !== null &&
    !someHop(hop, (one) => one.durationMs * 1000 >= (search.minDurationUs ?? 0) - 1)
  ) {
    return false;
  }
  const { service } = search;
  if (service === null) return true;
  // A waypoint reports for the workloads of its namespace.
  return someHop(hop, (one) => {
    if (serviceOf(one.client) === service || (one.server !== null && serviceOf(one.server) === service))
      return true;
    if (one.attempts.some((attempt) => attempt.server !== null && serviceOf(attempt.server) === service))
      return true;
    return one.via === 'waypoint' && service === `waypoint.${one.client.namespace}`;
  });
}

function someHop(hop: Hop, test: (hop: Hop) => boolean): boolean {
  if (test(hop)) return true;
  return hop.attempts.some((attempt) => attempt.hops.some((child) => someHop(child, test)));
}

export function matches(span: Span, search: TraceSearch): boolean {
  if (search.service !== null && span.service !== search.service) return false;
  if (search.operation !== null && span.name !== search.operation) return false;
  const startUs = Number(span.startNs / 1000n);
  if (startUs < search.startUs || startUs > search.endUs) return false;
  const durationUs = span.durationNs / 1000;
  if (search.minDurationUs !== null && durationUs < search.minDurationUs) return false;
  if (search.maxDurationUs !== null && durationUs > search.maxDurationUs) return false;
  return Object.entries(search.tags).every(([key, value]) => hasTag(span, key, value));
}

/** `error`, `span.kind` and `span.status` are no attributes in OpenTelemetry, but are asked for as such. */
function hasTag(span: Span, key: string, value: string): boolean {
  if (key === 'error') return (span.status === 'error') === (value === 'true');
  if (key === 'span.kind') return span.kind === value.toLowerCase();
  if (key === 'span.status') return span.status === value.toLowerCase();
  const equals = (found: AttributeValue | undefined) => found !== undefined && String(found) === value;
  if (equals(span.attributes[key]) || equals(span.resource[key])) return true;
  return span.events.some(
    (event) => equals(event.attributes[key]) || (key === 'event' && event.name === value),
  );
}

export interface Operation {
  readonly name: string;
  readonly kind: string;
}

/** Services with their operations, from what recent traces did. */
export async function operationsByService(
  traffic: MeshTraffic,
  keeping: Keeping,
): Promise<ReadonlyMap<string, readonly Operation[]>> {
  const found = new Map<string, Map<string, Operation>>();
  const newest = indexAt(keeping.nowSeconds);
  const kept = Math.floor(keeping.keptSeconds * TRACES_PER_SECOND);
  // Every part of the kept time is looked at a little: rare calls are found, and the incident's too.
  const step = Math.max(1, Math.floor(kept / LOOKED_AT));
  let looked = 0;
  for (let index = newest - 1; index >= newest - kept; index -= step) {
    looked += 1;
    if (looked % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    for (const span of spansOf(traffic, drawTrace(traffic, index))) {
      const operations = found.get(span.service) ?? new Map<string, Operation>();
      operations.set(`${span.name} ${span.kind}`, { name: span.name, kind: span.kind });
      found.set(span.service, operations);
    }
  }
  return new Map([...found].map(([service, operations]) => [service, [...operations.values()]]));
}

/** Traces that services and operations are collected from. */
const LOOKED_AT = 1500;

export interface ServiceCall {
  readonly parent: string;
  readonly child: string;
  readonly callCount: number;
}

/** Traces that calls are counted in; of a longer time every nth is, and counts for n. */
const COUNTED = 800;

/** Who called whom between two instants, Unix seconds; a service's calls to itself too, as Jaeger counts them. */
export async function callsBetween(
  traffic: MeshTraffic,
  fromSeconds: number,
  toSeconds: number,
  keeping: Keeping,
): Promise<readonly ServiceCall[]> {
  const first = indexAt(Math.max(fromSeconds, keeping.nowSeconds - keeping.keptSeconds));
  const last = indexAt(Math.min(toSeconds, keeping.nowSeconds));
  const step = Math.max(1, Math.ceil((last - first) / COUNTED));
  const counts = new Map<string, { parent: string; child: string; callCount: number }>();
  for (let index = first; index < last; index += step) {
    if (((index - first) / step) % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    const trace = drawTrace(traffic, index);
    if (trace.startUs / 1e6 + trace.hop.durationMs / 1000 > keeping.nowSeconds) continue;
    const spans = spansOf(traffic, trace);
    const services = new Map(spans.map(({ spanId, service }) => [spanId, service]));
    for (const { parentSpanId, service: child } of spans) {
      const parent = parentSpanId === null ? undefined : services.get(parentSpanId);
      if (parent === undefined) continue;
      const key = `${parent} ${child}`;
      const count = counts.get(key) ?? { parent, child, callCount: 0 };
      count.callCount += step;
      counts.set(key, count);
    }
  }
  return [...counts.values()];
}
