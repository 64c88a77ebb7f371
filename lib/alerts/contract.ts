/** Rules and alerts of the store of metrics, as `/api/alerts` answers them. */
import { z } from 'zod';

/** What an alert names in the mesh, by its labels. */
export const alertSubjectSchema = z.object({
  kind: z.enum(['service', 'workload', 'namespace']),
  namespace: z.string(),
  /** Empty for a namespace. */
  name: z.string(),
});
export type AlertSubject = z.output<typeof alertSubjectSchema>;

export const alertStates = ['firing', 'pending', 'inactive', 'unknown'] as const;
export type AlertState = (typeof alertStates)[number];

export const alertSchema = z.object({
  state: z.enum(alertStates),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  /** Unix seconds since when the condition holds; null where it is not told. */
  activeAtSeconds: z.number().nullable(),
  /** As the store writes it: `0.42`, `NaN`, `+Inf`. */
  value: z.string(),
  subject: alertSubjectSchema.nullable(),
});
export type Alert = z.output<typeof alertSchema>;

export const ruleSchema = z.object({
  kind: z.enum(['alerting', 'recording']),
  name: z.string(),
  /** PromQL. */
  expr: z.string(),
  /** Of an alerting rule the gravest of its alerts; `inactive` without any. */
  state: z.enum(alertStates),
  /** `ok`, `err`, `unknown` */
  health: z.string(),
  lastError: z.string().nullable(),
  /** Seconds of the condition before it fires. */
  forSeconds: z.number(),
  evaluatedAtSeconds: z.number().nullable(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  alerts: z.array(alertSchema),
  /** Where the expression compares with a number: what is compared, and the number; for a chart with the threshold. */
  threshold: z.object({ expr: z.string(), value: z.number(), operator: z.string() }).nullable(),
});
export type AlertRule = z.output<typeof ruleSchema>;

export const ruleGroupSchema = z.object({
  name: z.string(),
  file: z.string(),
  intervalSeconds: z.number(),
  rules: z.array(ruleSchema),
});

export const alertsAnswerSchema = z.object({
  /** False where the store has no rules API. */
  isSupported: z.boolean(),
  groups: z.array(ruleGroupSchema),
  /** Alerts that fire, and that wait to. */
  firing: z.number().int(),
  pending: z.number().int(),
  /** Rules beyond the limit that were left out. */
  leftOut: z.number().int(),
});
export type AlertsAnswer = z.output<typeof alertsAnswerSchema>;
