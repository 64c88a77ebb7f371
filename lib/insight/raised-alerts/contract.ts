/** `GET /api/alerts/raised`: alerts that fire or wait to, or that fired in a window of the past, and what they name in the mesh. */
import { z } from 'zod';
import { alertSubjectSchema } from '@/lib/alerts/contract';

export const raisedAlertSchema = z.object({
  name: z.string(),
  state: z.enum(['firing', 'pending']),
  /** The label `severity`; empty without one. */
  severity: z.string(),
  /** The annotation `summary`; empty without one, and for what fired in the past. */
  summary: z.string(),
  /** Unix seconds; null where it is not told. */
  sinceSeconds: z.number().nullable(),
  subject: alertSubjectSchema,
  /** Who calls the subject, where the alert is about those calls alone. */
  caller: z.object({ namespace: z.string(), name: z.string() }).nullable(),
});
export type RaisedAlert = z.output<typeof raisedAlertSchema>;

export const raisedAnswerSchema = z.object({
  alerts: z.array(raisedAlertSchema),
  /** More than are in `alerts`, or as many. Those whose labels name nothing of the mesh count too. */
  found: z.number().int(),
});
export type RaisedAnswer = z.output<typeof raisedAnswerSchema>;
