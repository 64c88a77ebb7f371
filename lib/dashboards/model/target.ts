/** What a panel asks Prometheus. */
import { z } from 'zod';

/** A name by which a panel's queries are told apart: A, B …, or a word. */
export const refIdSchema = z.string().min(1).max(64);

export const targetSchema = z.object({
  refId: refIdSchema,
  /** PromQL with variables. */
  expr: z.string().max(20_000),
  /** `{{label}}` is replaced; `__auto` = made of the labels that differ. */
  legend: z.string().max(500).default('__auto'),
  format: z.enum(['time_series', 'table', 'heatmap']).default('time_series'),
  /** `both`: a table's instant rows and a drawing's range in one. */
  mode: z.enum(['range', 'instant', 'both']).default('range'),
  /** The least step, a duration or variable; takes part in `$__rate_interval`. null = the panel's, else the scrape interval. */
  minStep: z.string().max(64).nullable().default(null),
  /** The step is multiplied by it (Grafana's old resolution 1/2, 1/10). */
  stepFactor: z.number().int().min(1).max(100).default(1),
  exemplars: z.boolean().default(false),
  /** Asked only where another query or transformation needs it; not drawn. */
  hidden: z.boolean().default(false),
  /**
   * Which source it was written for, as text that may hold a variable. This console has one Prometheus, so it is shown and
   * kept for export, never followed.
   */
  source: z.string().max(200).nullable().default(null),
});
export type Target = z.output<typeof targetSchema>;
