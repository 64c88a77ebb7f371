/**
 * One trace against the traces of its like: which of its spans are slow, missing or too many for its kind.
 *
 * Spans of different traces are the same place when the operations on the way from the root to them are the same
 * (service and name of every ancestor). The accounting is that of two traces: time on the critical path by place, the
 * group's being the mean over its traces, so that all places together explain the difference to the group's mean.
 */

import { FAILED, hasFlag, mainRoot, nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';
import type { ComparedTrace } from './explain';

/** What the traces of a group have at one place. */
export interface PlaceInGroup {
  readonly service: string;
  readonly name: string;
  /** Traces that have it. */
  traces: number;
  /** Spans of each trace that has it. */
  readonly counts: number[];
  /** Every span's duration, ascending once the group is complete. */
  durationsNs: number[];
  /** Sum over all spans of the group. */
  pathNs: number;
  selfNs: number;
  failed: number;
}

export interface TraceGroup {
  /** Traces. */
  readonly size: number;
  /** Durations of the traces, ascending. */
  readonly durationsNs: readonly number[];
  /** Mean length of the critical paths. */
  readonly meanPathNs: number;
  readonly places: ReadonlyMap<string, PlaceInGroup>;
}

/** The places of a trace's rows. */
export interface Places {
  /** By row: position in the lists below. Rows share a place where a call repeats. */
  readonly place: Int32Array;
  /** Equal in two traces where the whole way from the root is. */
  readonly keys: readonly string[];
  /** A row at each place. */
  readonly rows: readonly number[];
}

export function placesOf(trace: Trace): Places {
  const place = new Int32Array(trace.count);
  const ids = new Map<string, number>();
  const keys: string[] = [];
  const rows: number[] = [];
  for (let row = 0; row < trace.count; row += 1) {
    const parent = trace.parent[row] ?? -1;
    const above = parent < 0 ? -1 : (place[parent] ?? -1);
    // By the parent's number, so that deep traces have no endless keys to build.
    const own = `${above}\n${trace.service[row] ?? 0}\n${trace.name[row] ?? 0}`;
    let id = ids.get(own);
    if (id === undefined) {
      id = keys.length;
      ids.set(own, id);
      rows.push(row);
      keys.push(chained(above < 0 ? '' : (keys[above] ?? ''), serviceOf(trace, row), nameOf(trace, row)));
    }
    place[row] = id;
  }
  return { place, keys, rows };
}

/** A key that does not grow with the depth: two hashes of the way above, and the last step itself. */
function chained(above: string, service: string, name: string): string {
  const text = `${above}\n${service}\n${name}`;
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x85ebca6b) + index;
    second ^= second >>> 13;
  }
  return `${(first >>> 0).toString(36)}.${(second >>> 0).toString(36)}\n${service}\n${name}`;
}

export function traceGroup(traces: readonly ComparedTrace[]): TraceGroup {
  const places = new Map<string, PlaceInGroup>();
  let pathNs = 0;
  for (const compared of traces) {
    pathNs += compared.path.totalNs;
    addTrace(places, compared);
  }
  for (const place of places.values()) place.durationsNs.sort((a, b) => a - b);
  return {
    size: traces.length,
    durationsNs: traces.map(({ trace }) => rootDuration(trace)).sort((a, b) => a - b),
    meanPathNs: traces.length === 0 ? 0 : pathNs / traces.length,
    places,
  };
}

function rootDuration(trace: Trace): number {
  return trace.count === 0 ? 0 : (trace.durationNs[mainRoot(trace)] ?? 0);
}

function addTrace(places: Map<string, PlaceInGroup>, { trace, path, self }: ComparedTrace): void {
  const { place, keys, rows } = placesOf(trace);
  const counts = new Int32Array(keys.length);
  const own = keys.map((key, at) => {
    let known = places.get(key);
    if (known === undefined) {
      const row = rows[at] ?? 0;
      const [service, name] = [serviceOf(trace, row), nameOf(trace, row)];
      known = { service, name, traces: 0, counts: [], durationsNs: [], pathNs: 0, selfNs: 0, failed: 0 };
      places.set(key, known);
    }
    return known;
  });
  for (let row = 0; row < trace.count; row += 1) {
    const at = place[row] ?? 0;
    const sums = own[at];
    if (sums === undefined) continue;
    counts[at] = (counts[at] ?? 0) + 1;
    sums.durationsNs.push(trace.durationNs[row] ?? 0);
    sums.pathNs += path.ownNs[row] ?? 0;
    sums.selfNs += self[row] ?? 0;
    if (hasFlag(trace, row, FAILED)) sums.failed += 1;
  }
  own.forEach((sums, at) => {
    sums.traces += 1;
    sums.counts.push(counts[at] ?? 0);
  });
}

/** A row of the trace within its group. */
export interface RowInGroup {
  /** Share of the group's spans at this place that are faster, 0..1 (ties count half); null where the group has none. */
  readonly rank: number | null;
  /** Median duration there; null as above. */
  readonly medianNs: number | null;
  /** Share of the group's traces that have the place at all, 0..1. */
  readonly share: number;
}

/** By row of the trace. */
export function rowsInGroup(trace: Trace, group: TraceGroup): readonly RowInGroup[] {
  const { place, keys } = placesOf(trace);
  const known = keys.map((key) => group.places.get(key));
  return Array.from({ length: trace.count }, (_, row): RowInGroup => {
    const there = known[place[row] ?? 0];
    if (there === undefined || there.durationsNs.length === 0)
      return { rank: null, medianNs: null, share: 0 };
    return {
      rank: rankIn(there.durationsNs, trace.durationNs[row] ?? 0),
      medianNs: quantileOf(there.durationsNs, 0.5),
      share: there.traces / group.size,
    };
  });
}

/** Share of ascending `sorted` below `value`, ties by half. */
export function rankIn(sorted: readonly number[], value: number): number {
  if (sorted.length === 0) return 0.5;
  const below = firstAt(sorted, (entry) => entry >= value);
  const notAbove = firstAt(sorted, (entry) => entry > value);
  return (below + notAbove) / 2 / sorted.length;
}

function firstAt(sorted: readonly number[], holds: (entry: number) => boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(sorted[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Linear between neighbours; 0 of nothing. */
export function quantileOf(sorted: readonly number[], q: number): number {
  if (sorted.length === 0) return 0;
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** A place where the trace differs from its group. */
export interface PlaceDifference {
  readonly service: string;
  readonly name: string;
  /** First row of the trace there; −1 where the trace has none. */
  readonly row: number;
  readonly spans: number;
  /** Mean number of spans there, over all traces of the group. */
  readonly usualSpans: number;
  /** Share of the group's traces that have it. */
  readonly share: number;
  readonly pathNs: number;
  /** Mean over all traces of the group. */
  readonly usualPathNs: number;
  /** `pathNs - usualPathNs`; all of them add up to the trace's path less the group's mean. */
  readonly explainsNs: number;
}

/** All places of the trace or of the group, what explains most first. */
export function placeDifferences(
  { trace, path }: ComparedTrace,
  group: TraceGroup,
): readonly PlaceDifference[] {
  const { place, keys } = placesOf(trace);
  const own = new Map<string, { row: number; spans: number; pathNs: number }>();
  for (let row = 0; row < trace.count; row += 1) {
    const key = keys[place[row] ?? 0] ?? '';
    const sums = own.get(key) ?? { row, spans: 0, pathNs: 0 };
    sums.spans += 1;
    sums.pathNs += path.ownNs[row] ?? 0;
    own.set(key, sums);
  }
  const mean = (sum: number) => (group.size === 0 ? 0 : sum / group.size);
  return [...new Set([...own.keys(), ...group.places.keys()])]
    .map((key): PlaceDifference => {
      const mine = own.get(key);
      const there = group.places.get(key);
      const usualPathNs = mean(there?.pathNs ?? 0);
      const row = mine?.row ?? -1;
      return {
        service: there?.service ?? serviceOf(trace, row),
        name: there?.name ?? nameOf(trace, row),
        row,
        spans: mine?.spans ?? 0,
        usualSpans: mean((there?.counts ?? []).reduce((sum, spans) => sum + spans, 0)),
        share: there === undefined || group.size === 0 ? 0 : there.traces / group.size,
        pathNs: mine?.pathNs ?? 0,
        usualPathNs,
        explainsNs: (mine?.pathNs ?? 0) - usualPathNs,
      };
    })
    .sort((x, y) => Math.abs(y.explainsNs) - Math.abs(x.explainsNs) || x.service.localeCompare(y.service));
}
