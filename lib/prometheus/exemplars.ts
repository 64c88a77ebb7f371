/**
 * Reads Prometheus' exemplars (https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars): single
 * requests that were kept beside a metric, each with its trace. Other stores lack the path, and Prometheus keeps none
 * without `--enable-feature=exemplar-storage`: both give none.
 */
import 'server-only';
import { z } from 'zod';

const answerSchema = z.array(
  z.object({
    seriesLabels: z.record(z.string(), z.string()).catch({}),
    exemplars: z.array(
      z.object({ labels: z.record(z.string(), z.string()), value: z.coerce.number(), timestamp: z.number() }),
    ),
  }),
);

/** As OpenTelemetry, Tempo and older client libraries name it. */
const TRACE_LABELS = ['trace_id', 'traceID', 'traceid', 'TraceID'];

export interface StoredExemplar {
  readonly traceId: string;
  readonly atSeconds: number;
  /** In the unit of its metric. */
  readonly value: number;
  /** Name of the series, `…_bucket` where the histogram is a classic one; empty where it is not told. */
  readonly metric: string;
  /** Of its series, and what was kept beside the trace; without the name and the bound of a bucket. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Of each trace the highest value: both ends of a call may have kept the same request, and the longer is the caller's. */
export function readExemplars(data: unknown): readonly StoredExemplar[] {
  const parsed = answerSchema.safeParse(data ?? []);
  if (!parsed.success) return [];
  const found = new Map<string, StoredExemplar>();
  for (const { seriesLabels, exemplars } of parsed.data) {
    for (const { labels, value, timestamp } of exemplars) {
      const traceId = traceIdOf(labels);
      if (traceId === null || !Number.isFinite(value)) continue;
      if (value <= (found.get(traceId)?.value ?? Number.NEGATIVE_INFINITY)) continue;
      const { __name__: metric = '', le, ...told } = { ...labels, ...seriesLabels };
      for (const name of TRACE_LABELS) delete told[name];
      found.set(traceId, { traceId, atSeconds: timestamp, value, metric, labels: told });
    }
  }
  return [...found.values()];
}

/** The same answer with the name alone left of each series: its labels tell of the other end of a call too. */
export function withoutLabels(data: unknown): unknown {
  const parsed = answerSchema.safeParse(data ?? []);
  if (!parsed.success) return null;
  return parsed.data.map(({ seriesLabels: { __name__ }, exemplars }) => ({
    seriesLabels: __name__ === undefined ? {} : { __name__ },
    exemplars: exemplars.map(({ labels, ...rest }) => ({
      ...rest,
      labels: Object.fromEntries(
        TRACE_LABELS.flatMap((name) => (name in labels ? [[name, labels[name]]] : [])),
      ),
    })),
  }));
}

function traceIdOf(labels: Readonly<Record<string, string>>): string | null {
  const id = TRACE_LABELS.map((name) => labels[name]).find((value) => value !== undefined);
  return id !== undefined && /^([0-9a-f]{16}|[0-9a-f]{32})$/i.test(id) ? id.toLowerCase() : null;
}
