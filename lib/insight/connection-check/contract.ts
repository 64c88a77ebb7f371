/** `GET /api/connection-check`: what was tried with each source, what was found, and why the graph may be empty. */
import { z } from 'zod';

export const verdicts = ['good', 'info', 'warning', 'bad'] as const;
export type Verdict = (typeof verdicts)[number];

export const checkedSources = ['prometheus', 'jaeger', 'configuration', 'clock'] as const;

const checkSchema = z.object({
  /** Stable, for machines: `prometheus.istio-metrics`. */
  id: z.string(),
  source: z.enum(checkedSources),
  /** What was tried, in a few words. */
  title: z.string(),
  verdict: z.enum(verdicts),
  /** A sentence: what was found. */
  found: z.string(),
  /** A sentence: what to do about it; null = nothing is to be done. */
  mend: z.string().nullable(),
});
export type ConnectionCheck = z.infer<typeof checkSchema>;

const reasonSchema = z.object({ id: z.string(), reason: z.string(), mend: z.string() });
/** Why a graph of the window would be empty or one-sided. */
export type EmptyReason = z.infer<typeof reasonSchema>;

export const connectionCheckSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  checks: z.array(checkSchema),
  /** The graph has something to draw in this window. */
  hasTraffic: z.boolean(),
  /** The likeliest first; empty where there is traffic. */
  emptyBecause: z.array(reasonSchema),
});
export type ConnectionReport = z.infer<typeof connectionCheckSchema>;
