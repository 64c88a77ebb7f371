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
  /** The critical path by service (position in `services`); empty where the source told of the trace without its spans. */
  segments: z.array(z.object({ service: z.number(), fromUs: z.number(), toUs: z.number() })),
  /** Spans that satisfy the search; 0 where nothing was asked of spans, or the source alone decided. */
  matchedSpans: z.number(),
  /** Position in the answer's `shapes`, or −1. */
  shape: z.number(),
});
export type TraceSummary = z.infer<typeof traceSummarySchema>;

const positions = z.array(z.number());

/** What the found traces look like as trees: see lib/traces/find/shapes.ts. */
const shapesSchema = z.object({
  nodes: z.object({
    services: z.array(z.string()),
    names: z.array(z.string()),
    parent: positions,
    service: positions,
    name: positions,
  }),
  shapes: z.array(z.object({ nodes: positions, counts: positions, structure: z.string() })),
});

export const traceSearchAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** Newest first. */
  traces: z.array(traceSummarySchema),
  ...shapesSchema.shape,
  looked: z.object({
    /** Traces that the source found and that were looked at. */
    traces: z.number(),
    /** Unix µs: all from here on was looked at, up to the window's end or where the page before ended. */
    fromUs: z.number(),
    /** Traces that were asked for. */
    limit: z.number(),
    /** Why the window's beginning was not reached; null = it was. */
    stopped: z.enum(['limit', 'time', 'source']).nullable(),
  }),
  /** `before` of the next page; null = this is the last one. */
  next: z.number().nullable(),
  /** The conditions that only Periplus judged, as they were written. */
  here: z.array(z.string()),
  /** Attributes of the traces that were looked at, the most frequent first: for completion. */
  attributes: z.array(
    z.object({ key: z.string(), level: z.enum(['span', 'resource']), values: z.array(z.string()) }),
  ),
  warnings: z.array(warningSchema),
});
export type TraceSearchAnswer = z.infer<typeof traceSearchAnswerSchema>;

export const traceServicesAnswerSchema = z.object({
  services: z.array(z.string()),
  /** The source searches all of them at once. */
  searchesAll: z.boolean(),
});

/** `/api/traces/archive`: whether traces can be kept, and which one is to be. */
export const traceArchiveAnswerSchema = z.object({ archives: z.boolean() });
export const traceArchiveRequestSchema = z.object({ traceId: z.string() });
export const traceArchivedAnswerSchema = z.object({ traceId: z.string() });

export const traceOperationsAnswerSchema = z.object({
  operations: z.array(z.object({ name: z.string(), kind: z.string() })),
});
