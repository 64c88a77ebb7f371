/** What a panel or Explore may ask the store of metrics, and how it is answered: one request, several queries. */
import { z } from 'zod';
import { QUERY_LIMITS } from './limits';

export const queryRequestSchema = z.object({
  /** By which the answer is known again. */
  key: z.string().max(64),
  expr: z.string().trim().min(1, 'is empty').max(QUERY_LIMITS.exprLength),
  mode: z.enum(['range', 'instant']),
  /** Unix seconds. Of an instant only `to` counts. */
  from: z.number().min(0),
  to: z.number().min(0),
  /** Seconds. */
  step: z
    .number()
    .min(0.001)
    .max(86_400 * 365),
  /** The most series to be sent; the first ones in the store's order. */
  limit: z.number().int().min(1).max(QUERY_LIMITS.series).default(QUERY_LIMITS.series),
});
export type QueryRequestInput = z.input<typeof queryRequestSchema>;

export const queriesSchema = z.object({
  queries: z.array(queryRequestSchema).min(1).max(QUERY_LIMITS.queries),
});

/** JSON has no word for these. */
const valueSchema = z.union([z.number(), z.enum(['NaN', '+Inf', '-Inf'])]);
export type WireValue = z.output<typeof valueSchema>;

export const queriedSeriesSchema = z.object({
  labels: z.record(z.string(), z.string()),
  /** `[Unix seconds, value]`, in the order of time. */
  points: z.array(z.tuple([z.number(), valueSchema])),
});

export const queryResultSchema = z.discriminatedUnion('kind', [
  z.object({
    key: z.string(),
    kind: z.literal('series'),
    series: z.array(queriedSeriesSchema),
    /** Series that the store answered with; more than are in `series` where some were left out. */
    found: z.number().int(),
    warnings: z.array(z.string()),
    infos: z.array(z.string()),
    /** How long the store took. */
    seconds: z.number(),
  }),
  z.object({ key: z.string(), kind: z.literal('text'), text: z.string() }),
  z.object({
    key: z.string(),
    kind: z.literal('failed'),
    code: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
  }),
]);
export type QueryResult = z.output<typeof queryResultSchema>;

export const queriesAnswerSchema = z.object({ results: z.array(queryResultSchema) });

export function wireValue(value: number): WireValue {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

export function numberFromWire(value: WireValue): number {
  if (typeof value === 'number') return value;
  return value === 'NaN'
    ? Number.NaN
    : value === '+Inf'
      ? Number.POSITIVE_INFINITY
      : Number.NEGATIVE_INFINITY;
}
