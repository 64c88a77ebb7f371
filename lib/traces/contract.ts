/**
 * `GET /api/traces…`: what is asked and what is answered; the same schemas serve both sides.
 * Times are microseconds: instants since 1970, `fromUs` and `toUs` since the trace's own start.
 */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

export const traceSummarySchema = z.object({
  traceId: z.string(),
  rootService: z.string(),
  rootName: z.string(),
  startUs: z.number(),
  durationUs: z.number(),
  spans: z.number(),
  /** Spans that failed themselves. */
  failedSpans: z.number(),
  /** The root failed: the caller saw an error. */
  rootFailed: z.boolean(),
  /** A span names a parent that is not there. */
  incomplete: z.boolean(),
  /** Most time on the critical path first. */
  services: z.array(z.object({ name: z.string(), spans: z.number(), failedSpans: z.number() })),
  /** The critical path by service (position in `services`). */
  segments: z.array(z.object({ service: z.number(), fromUs: z.number(), toUs: z.number() })),
});

export const traceSearchAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** Newest first. */
  traces: z.array(traceSummarySchema),
  limit: z.number(),
  /** The limit was reached: there may be more. */
  more: z.boolean(),
  warnings: z.array(warningSchema),
});
export type TraceSearchAnswer = z.infer<typeof traceSearchAnswerSchema>;

export const traceServicesAnswerSchema = z.object({ services: z.array(z.string()) });

export const traceOperationsAnswerSchema = z.object({
  operations: z.array(z.object({ name: z.string(), kind: z.string() })),
});

/** One trace: made by `encodeTrace`, read by `decodeTrace`. */
export const traceAnswerSchema = z.looseObject({ traceId: z.string() });
export type TraceAnswer = z.infer<typeof traceAnswerSchema>;
