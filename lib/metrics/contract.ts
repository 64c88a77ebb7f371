/**
 * `GET /api/metrics`: the charts of a node, an edge or the whole mesh over a window.
 * Points are `[Unix seconds, value or null]`; null is a gap, as in Prometheus.
 */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

export const chartIds = ['requests', 'errors', 'latency', 'tcp'] as const;
export type ChartId = (typeof chartIds)[number];

export const chartUnits = ['requestsPerSecond', 'share', 'milliseconds', 'bytesPerSecond'] as const;

export const seriesSchema = z.object({
  /** Legend: `p50`, `5xx`, `sent` … */
  name: z.string(),
  points: z.array(z.tuple([z.number(), z.number().nullable()])),
});
export type Series = z.infer<typeof seriesSchema>;

export const chartSchema = z.object({
  id: z.enum(chartIds),
  unit: z.enum(chartUnits),
  series: z.array(seriesSchema),
});
export type Chart = z.infer<typeof chartSchema>;

export const metricsAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  stepSeconds: z.number(),
  charts: z.array(chartSchema),
  warnings: z.array(warningSchema),
});
export type MetricsAnswer = z.infer<typeof metricsAnswerSchema>;
