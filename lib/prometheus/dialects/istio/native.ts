/**
 * Where a store keeps Istio's histograms: as classic buckets (`_bucket`, `_sum`, `_count`), as native histograms under
 * the bare name, or some series so and some so. A series that is kept both ways counts as native.
 */
import 'server-only';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import {
  duration,
  type Expression,
  type LabelMatcher,
  oneOf,
  rate,
  selector,
  selectorOf,
} from '@/lib/prometheus/promql';
import { ofWindow } from './basis';

/** Istio's histograms by their bare name. */
export const histogram = {
  duration: 'istio_request_duration_milliseconds',
  requestBytes: 'istio_request_bytes',
  responseBytes: 'istio_response_bytes',
} as const;

/** Windows that end within this many seconds of one another share what was found. */
const KEEP_SECONDS = 300;
const MOST_KEPT = 200;

const found = new WeakMap<PrometheusClient, Map<string, Promise<ReadonlySet<string>>>>();

const readName: ReadSample<string> = (labels) => labels.__name__ ?? '';

/**
 * Whether the histogram has native series at either end of the window. Looks at no more than the native series, of
 * which most stores have none, and seldom: what was found is kept for windows that end in the same five minutes.
 */
export async function isNative(client: PrometheusClient, name: string, window: TimeWindow): Promise<boolean> {
  const seconds = windowSeconds(window);
  const key = `${seconds} ${Math.floor(window.toSeconds / KEEP_SECONDS)}`;
  const known = found.get(client) ?? new Map<string, Promise<ReadonlySet<string>>>();
  found.set(client, known);
  let names = known.get(key);
  if (names === undefined) {
    names = nativeNames(client, window);
    known.set(key, names);
    names.catch(() => known.delete(key));
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KEPT) break;
      known.delete(oldest);
    }
  }
  return (await names).has(name);
}

/** One query for all histograms. */
async function nativeNames(client: PrometheusClient, window: TimeWindow): Promise<ReadonlySet<string>> {
  const series = selectorOf([oneOf('__name__', Object.values(histogram)), ...client.labelMatchers]);
  const earlier = `${series} offset ${duration(windowSeconds(window))}`;
  const query = `count by (__name__) (${series}) or count by (__name__) (${earlier})`;
  const { rows } = await client.instant(query, { atSeconds: window.toSeconds, read: readName });
  return new Set(rows);
}

export function nativeRate(name: string, matchers: readonly LabelMatcher[], window: TimeWindow): Expression {
  return ofWindow(window, matchers, (own) => rate(selector(name, own), windowSeconds(window)));
}
