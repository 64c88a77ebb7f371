/** Start and duration of every span in nanoseconds, made fit to draw, with a sentence wherever that took something away. */
import type { SpanColumns } from './span-columns';
import { NO_DURATION, NO_START } from './trace';

/**
 * 52 days. Nothing in a trace lasts or lies apart longer: what claims to is a broken clock or a broken number, and would
 * make all else invisible. Start and duration then also add up exactly in a double.
 */
export const LONGEST_NS = 4.5e15;

export interface Times {
  /** The instant that starts count from, as seconds since 1970 and nanoseconds. */
  readonly baseSeconds: number;
  readonly baseNanos: number;
  readonly startNs: Float64Array<ArrayBuffer>;
  readonly durationNs: Float64Array<ArrayBuffer>;
}

export function settleTimes(columns: SpanColumns, parent: Int32Array, flags: Uint16Array): Times {
  const base = findBase(columns);
  const startNs = relativeTo(base, columns);
  inheritStarts(columns, startNs, parent, flags);
  return { ...base, startNs, durationNs: settleDurations(columns, flags) };
}

function isUsable(seconds: number, nanos: number): boolean {
  return Number.isFinite(seconds) && seconds >= 0 && seconds + nanos > 0;
}

/** The earliest start, of those that lie near the middle one. */
function findBase(columns: SpanColumns): { baseSeconds: number; baseNanos: number } {
  const seconds = columns.startSeconds.view();
  const nanos = columns.startNanos.view();
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < seconds.length; at += 1) {
    const second = seconds[at] ?? 0;
    if (!isUsable(second, nanos[at] ?? 0)) continue;
    if (second < earliest) earliest = second;
    if (second > latest) latest = second;
  }
  if (earliest > latest) return { baseSeconds: 0, baseNanos: 0 };
  const reach = LONGEST_NS / 1e9;
  if (latest - earliest > reach) {
    const usable = seconds.filter((second, at) => isUsable(second, nanos[at] ?? 0)).sort();
    const middle = usable[usable.length >> 1] ?? earliest;
    earliest = usable.find((second) => middle - second <= reach / 2) ?? middle;
  }
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < seconds.length; at += 1) {
    const nano = nanos[at] ?? 0;
    if (seconds[at] === earliest && nano < least) least = nano;
  }
  return { baseSeconds: earliest, baseNanos: least };
}

/** From the base; NaN where a start is missing or no instant near the others. */
function relativeTo(
  base: { baseSeconds: number; baseNanos: number },
  columns: SpanColumns,
): Float64Array<ArrayBuffer> {
  const seconds = columns.startSeconds.view();
  const nanos = columns.startNanos.view();
  const startNs = new Float64Array(seconds.length);
  for (let at = 0; at < seconds.length; at += 1) {
    const second = seconds[at] ?? 0;
    const nano = nanos[at] ?? 0;
    const relative = (second - base.baseSeconds) * 1e9 + (nano - base.baseNanos);
    startNs[at] = isUsable(second, nano) && relative >= 0 && relative <= LONGEST_NS ? relative : Number.NaN;
  }
  return startNs;
}

/** A span without a usable start is drawn where its parent starts. */
function inheritStarts(
  columns: SpanColumns,
  startNs: Float64Array,
  parent: Int32Array,
  flags: Uint16Array,
): void {
  const path: number[] = [];
  for (let from = 0; from < startNs.length; from += 1) {
    if (!Number.isNaN(startNs[from])) continue;
    let at = from;
    path.length = 0;
    while (at >= 0 && Number.isNaN(startNs[at])) {
      path.push(at);
      at = parent[at] ?? -1;
    }
    const start = at < 0 ? 0 : (startNs[at] ?? 0);
    for (const position of path) {
      startNs[position] = start;
      flags[position] = (flags[position] ?? 0) | NO_START;
      columns.note(position, whyNoStart(columns, position));
    }
  }
}

function whyNoStart(columns: SpanColumns, at: number): string {
  const seconds = columns.startSeconds.data[at] ?? Number.NaN;
  if (!isUsable(seconds, columns.startNanos.data[at] ?? 0)) {
    return 'It has no start, so it is drawn where its parent starts.';
  }
  const when = new Date(seconds * 1000);
  const said = Number.isNaN(when.getTime()) ? `${seconds} s after 1970` : when.toISOString().slice(0, 10);
  return `It says that it started on ${said}, far from the rest of the trace, so it is drawn where its parent starts.`;
}

function settleDurations(columns: SpanColumns, flags: Uint16Array): Float64Array<ArrayBuffer> {
  const durationNs = columns.durationNs.view().slice();
  for (let at = 0; at < durationNs.length; at += 1) {
    const duration = durationNs[at] ?? 0;
    if (duration >= 0 && duration <= LONGEST_NS) continue;
    durationNs[at] = 0;
    flags[at] = (flags[at] ?? 0) | NO_DURATION;
    columns.note(at, whyNoDuration(duration));
  }
  return durationNs;
}

function whyNoDuration(duration: number): string {
  const drawn = 'so it is drawn without a length.';
  if (Number.isNaN(duration)) return `It has no duration, ${drawn}`;
  if (duration < 0 && duration >= -LONGEST_NS) {
    return `It ends ${-duration / 1000} µs before it starts, ${drawn}`;
  }
  return `It says that it lasted ${(duration / 1e9).toPrecision(3)} s, ${drawn}`;
}
