/**
 * `GET /api/traces…`: what is asked and what is answered; the same schemas serve both sides.
 * Times are microseconds: instants since 1970, `fromUs`, `toUs` and a trace's columns since its own start.
 */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';
import type { Attributes, SpanEvent, SpanLink } from './search';

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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const attributes = z.custom<Attributes>(isRecord);
const numbers = z.array(z.number());

/** Bulk parts are checked by their outer shape only: the server made them from checked spans. */
export const traceAnswerSchema = z.object({
  traceId: z.string(),
  warnings: z.array(z.string()),
  /** Unix microseconds; the columns of times count from here. */
  baseUs: z.number(),
  services: z.array(z.string()),
  names: z.array(z.string()),
  resources: z.array(attributes),
  /** One entry per span; `service`, `name`, `resource` are positions in the lists above. */
  columns: z.object({
    spanId: z.array(z.string()),
    parentSpanId: z.array(z.string().nullable()),
    service: numbers,
    name: numbers,
    resource: numbers,
    kind: numbers,
    status: numbers,
    start: numbers,
    duration: numbers,
    attributes: z.array(attributes),
  }),
  /** What few spans have, by position. */
  sparse: z.array(
    z.object({
      at: z.number(),
      statusMessage: z.string().optional(),
      events: z.custom<readonly SpanEvent[]>(Array.isArray).optional(),
      links: z.custom<readonly SpanLink[]>(Array.isArray).optional(),
      warnings: z.array(z.string()).optional(),
    }),
  ),
});
export type TraceAnswer = z.infer<typeof traceAnswerSchema>;
