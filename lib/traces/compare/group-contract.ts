/** `GET /api/traces/group`: what the traces of one route have in common. Nanoseconds; the same schema serves both sides. */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

export const traceGroupAnswerSchema = z.object({
  /** Traces in the group. */
  size: z.number(),
  looked: z.number(),
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** Ascending. */
  durationsNs: z.array(z.number()),
  meanPathNs: z.number(),
  /** See `placesOf` in lib/traces/compare/group.ts. */
  places: z.array(
    z.object({
      key: z.string(),
      service: z.string(),
      name: z.string(),
      /** Traces that have it. */
      traces: z.number(),
      /** Spans of all traces together. */
      spans: z.number(),
      failed: z.number(),
      /** Quantiles in equal steps, the shortest and the longest among them. */
      durationsNs: z.array(z.number()),
      pathNs: z.number(),
      selfNs: z.number(),
    }),
  ),
  warnings: z.array(warningSchema),
});
export type TraceGroupAnswer = z.infer<typeof traceGroupAnswerSchema>;
