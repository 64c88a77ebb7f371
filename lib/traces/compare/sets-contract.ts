/** `GET /api/traces/sets`: what one set of traces has more often than another. The same schema serves both sides. */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';
import { FEATURE_KINDS } from './set-features';
import { SPLITS } from './splits';

const setSchema = z.object({
  size: z.number(),
  /** What its traces satisfy beside the search, in the search language; null where the time alone tells. */
  condition: z.string().nullable(),
  /** Unix seconds. */
  fromSeconds: z.number(),
  toSeconds: z.number(),
});

export const traceSetsAnswerSchema = z.object({
  split: z.enum(SPLITS),
  /** Where the sets part: a duration in µs of `slow`, Unix seconds of `moment`; null for the others. */
  at: z.number().nullable(),
  /** Nobody chose it: of `slow` the 90th percentile, of `moment` the middle of the window. */
  chosenHere: z.boolean(),
  a: setSchema,
  b: setSchema,
  /** Traces that were looked at. */
  looked: z.number(),
  /** Left out because they belong to both sets, or to none. */
  both: z.number(),
  neither: z.number(),
  /** The window holds more traces than were taken. */
  cut: z.boolean(),
  /** Attributes, operations and so on that were looked at. */
  features: z.number(),
  /** Most telling first. */
  differences: z.array(
    z.object({
      kind: z.enum(FEATURE_KINDS),
      service: z.string().nullable(),
      name: z.string().nullable(),
      key: z.string().nullable(),
      value: z.string().nullable(),
      overNs: z.number().nullable(),
      a: z.number(),
      b: z.number(),
      shareA: z.number(),
      shareB: z.number(),
      chance: z.number(),
      example: z.string(),
    }),
  ),
  /** Differences beside those, as unlikely by chance. */
  more: z.number(),
  warnings: z.array(warningSchema),
});
export type TraceSetsAnswer = z.infer<typeof traceSetsAnswerSchema>;
export type SetDifference = TraceSetsAnswer['differences'][number];

/** How far the drawing of the traces is: parts of the window, and traces that were looked at. */
export const setsProgressSchema = z.object({ done: z.number(), of: z.number(), traces: z.number() });
export type SetsProgress = z.infer<typeof setsProgressSchema>;
