/**
 * Single requests that the latency histogram can keep beside its buckets, each with the id of its trace. The traces are
 * those that the demo's Jaeger answers with.
 */
import type { Hop } from '@/demo/traffic/hop';
import type { Labels } from '@/demo/traffic/labels';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { BUCKET_BOUNDS, BUCKET_LABELS } from '@/demo/traffic/row';
import { type DrawnTrace, drawTrace } from './demo-traces';
import { indexAt, TRACES_PER_SECOND, traceIdOf } from './trace-index';

export interface RequestExemplar {
  readonly traceId: string;
  readonly valueMs: number;
  /** When the request ended, Unix seconds. */
  readonly atSeconds: number;
}

/** Exemplars by the bucket that they fell into; several pods have that bucket, the first to ask gets them. */
export class ExemplarsByBucket {
  readonly #byBucket = new Map<string, RequestExemplar[]>();

  /** The requests of a trace that a client's own proxy measured. */
  add(seed: number, trace: DrawnTrace): void {
    const traceId = traceIdOf(seed, trace.index);
    for (const hop of hopsOf(trace.hop)) {
      if (hop.via !== 'proxy' || hop.call.protocol === 'tcp') continue;
      const bound = BUCKET_LABELS[BUCKET_BOUNDS.findIndex((one) => one >= hop.durationMs)];
      const key = [
        hop.client.namespace,
        hop.client.name,
        hop.called?.namespace ?? 'unknown',
        hop.called?.name ?? 'unknown',
        hop.server?.name ?? 'unknown',
        hop.answer.code,
        bound,
      ].join('|');
      const atSeconds = trace.startUs / 1e6 + (hop.startMs + hop.durationMs) / 1000;
      const list = this.#byBucket.get(key) ?? [];
      list.push({ traceId, valueMs: hop.durationMs, atSeconds });
      this.#byBucket.set(key, list);
    }
  }

  /** Those of a series, in the order of time; none for any other series than a bucket of a client's latency. */
  take(labels: Labels): readonly RequestExemplar[] {
    const key = keyOfSeries(labels);
    const found = key === null ? undefined : this.#byBucket.get(key);
    if (key === null || found === undefined) return [];
    this.#byBucket.delete(key);
    return found.sort((a, b) => a.atSeconds - b.atSeconds);
  }
}

const keys = new WeakMap<Labels, string | null>();

function keyOfSeries(labels: Labels): string | null {
  let key = keys.get(labels);
  if (key === undefined) {
    key =
      labels.__name__ !== 'istio_request_duration_milliseconds_bucket' || labels.reporter !== 'source'
        ? null
        : [
            labels.source_workload_namespace,
            labels.source_workload,
            labels.destination_service_namespace,
            labels.destination_service_name,
            labels.destination_workload,
            labels.response_code,
            labels.le,
          ].join('|');
    keys.set(labels, key);
  }
  return key;
}

function* hopsOf(hop: Hop): Generator<Hop> {
  yield hop;
  for (const attempt of hop.attempts) for (const child of attempt.hops) yield* hopsOf(child);
}

/** No trace takes longer, seconds. */
const LONGEST_TRACE_SECONDS = 40;

/** Of traces that ended between two instants, one for each `everySeconds`: all of a long past would take minutes. */
export function pastExemplars(
  traffic: MeshTraffic,
  fromSeconds: number,
  toSeconds: number,
  everySeconds: number,
): ExemplarsByBucket {
  const found = new ExemplarsByBucket();
  const step = Math.max(1, Math.round(everySeconds * TRACES_PER_SECOND));
  const first = Math.ceil(indexAt(fromSeconds) / step) * step;
  for (let index = first; index < indexAt(toSeconds); index += step) {
    const trace = drawTrace(traffic, index);
    if (endSeconds(trace) < toSeconds) found.add(traffic.history.seed, trace);
  }
  return found;
}

/** Traces as they end, for a scrape every few seconds. */
export class LiveExemplars {
  #next: number | null = null;
  #waiting: DrawnTrace[] = [];

  /** Of the traces that ended since the last call. */
  since(traffic: MeshTraffic, nowSeconds: number): ExemplarsByBucket {
    // A scraper that was away does not get all that it missed.
    const oldest = indexAt(nowSeconds - LONGEST_TRACE_SECONDS);
    for (let index = Math.max(oldest, this.#next ?? oldest); index < indexAt(nowSeconds); index += 1)
      this.#waiting.push(drawTrace(traffic, index));
    this.#next = indexAt(nowSeconds);
    const found = new ExemplarsByBucket();
    const ended = this.#waiting.filter((trace) => endSeconds(trace) <= nowSeconds);
    this.#waiting = this.#waiting.filter((trace) => endSeconds(trace) > nowSeconds);
    for (const trace of ended) found.add(traffic.history.seed, trace);
    return found;
  }
}

function endSeconds(trace: DrawnTrace): number {
  return trace.startUs / 1e6 + trace.hop.durationMs / 1000;
}
