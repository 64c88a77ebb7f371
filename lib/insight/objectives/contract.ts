/** What `/api/objectives` answers. */
import { z } from 'zod';
import { BURN_WINDOWS } from '@/lib/objectives/burn';
import { sloSchema } from '@/lib/objectives/slo';

export const sloFiguresSchema = z.object({
  slo: sloSchema,
  /** Whose objective it is, in words. */
  subject: z.string(),
  state: z.enum(['met', 'burning', 'burning-fast', 'missed', 'idle']),
  /** Null where nobody asked anything over the whole window. */
  budget: z.object({ used: z.number(), left: z.number(), endsInSeconds: z.number().nullable() }).nullable(),
  /** Share of bad requests over the whole window, 0 to 1. */
  badShare: z.number().nullable(),
  /** Requests over the whole window. */
  requests: z.number().nullable(),
  /** Times as fast as would just last, by window. */
  burnRates: z.record(z.enum(BURN_WINDOWS), z.number().nullable()),
  /** Conditions of alerts that hold now. */
  firing: z.array(
    z.object({
      severity: z.enum(['page', 'ticket']),
      long: z.string(),
      short: z.string(),
      factor: z.number(),
    }),
  ),
  /** PromQL of the share of bad requests over an hour, for charts and Explore. */
  expr: z.string(),
  /** The shares were read from recorded series. */
  isRecorded: z.boolean(),
});
export type SloFigures = z.output<typeof sloFiguresSchema>;

export const objectivesAnswerSchema = z.object({
  slos: z.array(sloFiguresSchema),
  /** Seconds that the store keeps; null where it does not tell. A longer window counts only what is kept. */
  retentionSeconds: z.number().nullable(),
  warnings: z.array(z.string()),
});
export type ObjectivesAnswer = z.output<typeof objectivesAnswerSchema>;

export const proposalsAnswerSchema = z.object({
  proposals: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      target: z.number(),
      withinMs: z.number().nullable(),
      observed: z.number(),
      requests: z.number(),
      reason: z.string(),
    }),
  ),
  /** Days of history that they rest on. */
  days: z.number(),
  warnings: z.array(z.string()),
});
export type ProposalsAnswer = z.output<typeof proposalsAnswerSchema>;
