/** Single requests beside a chart of an expression: as many as can be told apart, the highest of each stretch of time. */
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import { syntaxMistake } from '@/lib/promql/syntax';
import { QUERY_LIMITS } from './limits';
import type { AskedExemplar, QueryPort } from './port';

export const exemplarsQuerySchema = z.object({
  expr: z.string().trim().min(1, 'is empty').max(QUERY_LIMITS.exprLength),
  /** Unix seconds. */
  from: z.coerce.number().min(0),
  to: z.coerce.number().min(0),
});

export const queryExemplarsSchema = z.object({
  exemplars: z.array(
    z.object({
      traceId: z.string(),
      /** Unix seconds. */
      atSeconds: z.number(),
      value: z.number(),
      /** What its value is measured in, by the name of its metric; null = not told. */
      unit: z.enum(['ms', 's']).nullable(),
      /** Of its series; none for a reader who sees some namespaces only. */
      labels: z.record(z.string(), z.string()),
    }),
  ),
  /** Exemplars that the store had; more than are sent where there are many. */
  found: z.number().int(),
});
export type QueryExemplar = z.output<typeof queryExemplarsSchema>['exemplars'][number];

/** More could not be told apart on a chart. */
const MOST = 60;

/** Throws `bad-request` for what is no PromQL or longer than queries may be, and the port's faults. */
export async function loadQueryExemplars(
  port: Pick<QueryPort, 'exemplars'>,
  { expr, from, to }: z.output<typeof exemplarsQuerySchema>,
  signal?: AbortSignal,
): Promise<z.output<typeof queryExemplarsSchema>> {
  if (syntaxMistake(expr) !== null) throw new Fault('bad-request', 'The query is no PromQL.');
  if (to <= from || to - from > QUERY_LIMITS.rangeSeconds) {
    throw new Fault('bad-request', 'The range is empty, or longer than queries may be.');
  }
  const found = await port.exemplars(expr, { fromSeconds: from, toSeconds: to }, signal);
  const highest = new Map<number, AskedExemplar>();
  for (const one of found) {
    if (one.atSeconds < from || one.atSeconds > to) continue;
    const stretch = Math.min(MOST - 1, Math.floor(((one.atSeconds - from) / (to - from)) * MOST));
    if (one.value > (highest.get(stretch)?.value ?? Number.NEGATIVE_INFINITY)) highest.set(stretch, one);
  }
  const exemplars = [...highest.values()]
    .sort((a, b) => a.atSeconds - b.atSeconds)
    .map(({ metric, ...rest }) => ({ ...rest, unit: unitOf(metric) }));
  return { exemplars, found: found.length };
}

/** By the names that Prometheus, OpenTelemetry and Istio give: `…_seconds_bucket`, `…_milliseconds`. */
function unitOf(metric: string): QueryExemplar['unit'] {
  const [, unit] = /_(milliseconds|seconds|ms)(?:_bucket|_sum|_count)?$/.exec(metric) ?? [];
  return unit === undefined ? null : unit === 'seconds' ? 's' : 'ms';
}
