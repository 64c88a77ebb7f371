/** How each source does, as the console shows it: `GET /api/sources`. */
import { z } from 'zod';

export const sourceStateSchema = z.object({
  source: z.enum(['prometheus', 'jaeger', 'kubernetes', 'manifests', 'settings']),
  /** `partial`: it answers, but said that something is missing. `slow`: it answers, later than it should. */
  state: z.enum(['ok', 'slow', 'partial', 'down']),
  /** A sentence for every state but `ok`. */
  reason: z.string().nullable(),
  /** Milliseconds, the median of the last calls; null when none was answered. */
  latencyMs: z.number().nullable(),
  /** Unix seconds of the call that this is judged by. */
  checkedAtSeconds: z.number(),
});
export type SourceState = z.infer<typeof sourceStateSchema>;

export const sourcesAnswerSchema = z.object({
  /** Those that are not configured are not in the list. */
  sources: z.array(sourceStateSchema),
  /** Namespaces that this reader may see; null = all, or not known at the moment. */
  namespaces: z.array(z.string()).nullable(),
});
export type SourcesAnswer = z.infer<typeof sourcesAnswerSchema>;
