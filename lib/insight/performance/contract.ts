/** `GET /api/traces/performance`: rate, failures, percentiles and impact of services, or of one service's operations. */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

/** `mesh`: Istio's metrics; `spans`: metrics made of spans; `traces`: counted in sampled traces. */
export const PERFORMANCE_SOURCES = ['mesh', 'spans', 'traces'] as const;
export type PerformanceSource = (typeof PERFORMANCE_SOURCES)[number];

/** One value for each instant of the answer; null = a gap. */
const values = z.array(z.number().nullable());

const figuresSchema = z.object({
  /** `<service>.<namespace>`, the answer's own name for it. */
  service: z.string(),
  namespace: z.string().nullable(),
  /** The service's name in traces; null = none of its spans is to be expected. */
  searchService: z.string().nullable(),
  /** null = the service as a whole, or requests whose operation is not told. */
  operation: z.string().nullable(),
  requestsPerSecond: z.number(),
  /** Fraction of 1; null = no request. */
  errorShare: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  trend: z.object({
    requestsPerSecond: values,
    errorShare: values,
    /** Empty = was not asked for. */
    p50Ms: values,
    p95Ms: values,
    p99Ms: values,
  }),
});

/** 0 to 1 among the rows: see lib/metrics/impact.ts. */
export const performanceRowSchema = figuresSchema.extend({ impact: z.number().nullable() });
export type PerformanceRow = z.infer<typeof performanceRowSchema>;

export const performanceAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  instants: z.array(z.number()),
  source: z.enum(PERFORMANCE_SOURCES),
  /** The chosen service as a whole; null = none was chosen, or nothing is known of it. */
  whole: figuresSchema.nullable(),
  /** Services, or the operations of the chosen one; most requests first. */
  rows: z.array(performanceRowSchema),
  /** Rows that were left out, those with the fewest requests. */
  leftOut: z.number(),
  /** Of the chosen service the source tells operations apart. */
  operationsKnown: z.boolean(),
  /** How much was looked at where figures are counted in traces; else null. */
  sampled: z
    .object({
      traces: z.number(),
      /** Of the window: where more traces were found than are read, only the newest part of it. */
      coveredSeconds: z.number(),
      services: z.number(),
      ofServices: z.number(),
    })
    .nullable(),
  warnings: z.array(warningSchema),
});
export type PerformanceAnswer = z.infer<typeof performanceAnswerSchema>;
