/** From a point of a latency chart to the search for the traces behind it. Pure. */
import type { ChartBucket } from '@/components/charts/bucket-card';
import { latencyBucketOf } from '@/lib/metrics/latency-bucket';
import { writeDuration } from '@/lib/traces/duration';

/** `href` is the trace search of the chart's subject; time and durations are added to it. */
export function traceBucket(
  href: string,
  seconds: number,
  valueMs: number,
  stepSeconds: number,
): ChartBucket {
  const { fromMs, toMs } = latencyBucketOf(valueMs);
  const fromSeconds = Math.floor(seconds - stepSeconds);
  const toSeconds = Math.ceil(seconds);
  const [path = '', query = ''] = href.split('?');
  const params = new URLSearchParams(query);
  params.delete('last');
  if (fromMs > 0) params.set('min', writeDuration(fromMs * 1000));
  if (toMs !== null) params.set('max', writeDuration(toMs * 1000));
  params.set('from', String(fromSeconds));
  params.set('to', String(toSeconds));
  return { fromSeconds, toSeconds, fromValue: fromMs, toValue: toMs, href: `${path}?${params}` };
}
