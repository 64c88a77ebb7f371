/** How well something does, in words and in the figures they rest on. One evaluation serves nodes, edges, boxes and lists. */
import { z } from 'zod';

export const healthMeasures = [
  /** Share of requests, 0..1, that ended with one of the codes in `of`. */
  'failedShare',
  /** Milliseconds of the quantile in `of`. */
  'latencyMs',
  /** Share of requests, 0..1, that went well and fast enough; less is worse. */
  'goodShare',
  /** Replicas that are ready, of as many as `of` says; less is worse. */
  'readyReplicas',
] as const;

export const healthFigureSchema = z.object({
  measure: z.enum(healthMeasures),
  of: z.string(),
  value: z.number(),
  /** From where on it is degraded, or failing; null = never by this measure. */
  degradedFrom: z.number().nullable(),
  failingFrom: z.number().nullable(),
});
export type HealthFigure = z.infer<typeof healthFigureSchema>;

/** `figures[i]` is what `reasons[i]` says in words, the worst first. */
const why = {
  reasons: z.array(z.string()).min(1),
  figures: z.array(healthFigureSchema).optional(),
};

export const healthSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('healthy') }),
  z.object({ kind: z.literal('degraded'), ...why }),
  z.object({ kind: z.literal('failing'), ...why }),
  /** No request arrived in the window. */
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('unknown'), because: z.string() }),
]);
export type Health = z.infer<typeof healthSchema>;
