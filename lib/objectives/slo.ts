/**
 * Service level objectives: which share of requests should go well, over weeks, for a service, one caller of it, or one of
 * its operations. They are told in the settings file (`slos`); the method is that of Google's "The Site Reliability
 * Workbook", chapter 5: an error budget, how fast it burns, alerts over several windows.
 */
import { z } from 'zod';

const nameSchema = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, 'must be of a-z, 0-9 and "-"')
  .max(63);

/** Names of Kubernetes; what a matcher of PromQL quotes. */
const identifier = z.string().min(1).max(253);

export const sloSchema = z.strictObject({
  /** Of the series and alerts that are made of it. */
  name: nameSchema,
  description: z.string().max(1000).default(''),
  service: z.strictObject({ namespace: identifier, name: identifier }),
  /** Only requests of this caller: the objective of an edge. */
  caller: z.strictObject({ namespace: identifier, workload: identifier }).optional(),
  /** Only this operation, where the source classifies requests (label request_operation). */
  operation: identifier.optional(),
  /** Per cent of requests that should be good. */
  target: z.number().gt(0).lt(100),
  /** Milliseconds within which a good request is answered; left out = however long it takes. */
  withinMs: z.number().positive().optional(),
  /** Days over which the budget counts. */
  windowDays: z.number().int().min(1).max(90).default(30),
});
export type Slo = z.output<typeof sloSchema>;

/** Share of requests that may fail, 0 to 1. */
export function budgetShare({ target }: Pick<Slo, 'target'>): number {
  return 1 - target / 100;
}

/** What it is about, in words: `checkout in shop, called by frontend`. */
export function sloSubject({ service, caller, operation }: Slo): string {
  const of = `${service.name} in ${service.namespace}`;
  const to = operation === undefined ? of : `${operation} of ${of}`;
  return caller === undefined ? to : `${to}, called by ${caller.workload} in ${caller.namespace}`;
}
