/**
 * Exemplars of Istio's latency histogram (https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars).
 * Other stores lack the path, and Prometheus keeps none without `--enable-feature=exemplar-storage`: both give none.
 */
import 'server-only';
import { z } from 'zod';
import type { Exemplar, ExemplarQuery } from '@/lib/metrics/exemplars';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { selector } from '@/lib/prometheus/promql';
import { selectionMatchers } from './counted-once';
import { histogram } from './native';

const answerSchema = z.array(
  z.object({
    exemplars: z.array(
      z.object({ labels: z.record(z.string(), z.string()), value: z.coerce.number(), timestamp: z.number() }),
    ),
  }),
);

/** As OpenTelemetry, Tempo and older client libraries name it. */
const TRACE_LABELS = ['trace_id', 'traceID', 'traceid', 'TraceID'];

export async function exemplars(
  client: PrometheusClient,
  { selections, window, signal }: ExemplarQuery,
): Promise<readonly Exemplar[]> {
  const parts = selections.flatMap((selection) => {
    const matchers = [...selectionMatchers(selection), ...client.labelMatchers];
    return [selector(`${histogram.duration}_bucket`, matchers), selector(histogram.duration, matchers)];
  });
  const data = await client.exemplars(parts.join(' or '), { ...window, signal });
  const parsed = answerSchema.safeParse(data ?? []);
  if (!parsed.success) return [];
  const found = new Map<string, Exemplar>();
  for (const series of parsed.data) {
    for (const { labels, value, timestamp } of series.exemplars) {
      const traceId = traceIdOf(labels);
      if (traceId === null || !Number.isFinite(value)) continue;
      // Both ends of a call may have kept the same request: the longer is the caller's.
      if (value > (found.get(traceId)?.valueMs ?? -1))
        found.set(traceId, { traceId, atSeconds: timestamp, valueMs: value });
    }
  }
  return [...found.values()];
}

function traceIdOf(labels: Readonly<Record<string, string>>): string | null {
  const id = TRACE_LABELS.map((name) => labels[name]).find((value) => value !== undefined);
  return id !== undefined && /^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(id) ? id.toLowerCase() : null;
}
