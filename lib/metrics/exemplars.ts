/** Single requests that a store kept beside its latency histogram, each with the trace that it belongs to. */
import { z } from 'zod';
import { Fault } from '@/lib/mesh/fault';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { warningSchema } from '@/lib/mesh/warning';
import type { TrafficSelection } from './series';

export const exemplarSchema = z.object({
  traceId: z.string(),
  /** Unix seconds. */
  atSeconds: z.number(),
  valueMs: z.number(),
});
export type Exemplar = z.infer<typeof exemplarSchema>;

/** `GET /api/metrics/exemplars`: none where the store keeps none. */
export const exemplarsAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  exemplars: z.array(exemplarSchema),
  /** Exemplars that the store had; more than are sent where there are many. */
  found: z.number(),
  warnings: z.array(warningSchema),
});
export type ExemplarsAnswer = z.infer<typeof exemplarsAnswerSchema>;

export interface ExemplarQuery {
  readonly selections: readonly TrafficSelection[];
  readonly window: TimeWindow;
  readonly signal?: AbortSignal | undefined;
}

/** Empty where the store does not know exemplars; throws `Fault` where it cannot be asked. */
export interface ExemplarPort {
  exemplars(query: ExemplarQuery): Promise<readonly Exemplar[]>;
}

/** As many as a chart can show apart. */
const MOST = 60;

/** A store that does not answer leaves them out, with a warning: a chart is whole without them. */
export async function loadExemplars(
  { exemplars }: { readonly exemplars: ExemplarPort },
  query: ExemplarQuery,
): Promise<ExemplarsAnswer> {
  const { window } = query;
  try {
    const found = await exemplars.exemplars(query);
    return { window, exemplars: spreadOut(found, window), found: found.length, warnings: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { source = 'prometheus', code, message } = error;
    const warning = { source, code, message: `Exemplars are missing: ${message}` };
    return { window, exemplars: [], found: 0, warnings: [warning] };
  }
}

/** Of each stretch of the window the slowest, in the order of time: what is slow is what is looked for. */
export function spreadOut(found: readonly Exemplar[], window: TimeWindow): Exemplar[] {
  const length = (window.toSeconds - window.fromSeconds) / MOST;
  const slowest = new Map<number, Exemplar>();
  for (const one of found) {
    if (one.atSeconds < window.fromSeconds || one.atSeconds > window.toSeconds) continue;
    const stretch = Math.min(MOST - 1, Math.floor((one.atSeconds - window.fromSeconds) / length));
    if (one.valueMs > (slowest.get(stretch)?.valueMs ?? -1)) slowest.set(stretch, one);
  }
  return [...slowest.values()].sort((a, b) => a.atSeconds - b.atSeconds);
}
