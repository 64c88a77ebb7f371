/**
 * The JSON body of every failed API call. Server and browser share this shape:
 * `lib/http/problem.ts` writes it, the browser's fetch reads it.
 */
import { z } from 'zod';
import { FAULT_CODES } from '@/lib/mesh/fault';

export const problemSchema = z.object({
  code: z.enum(FAULT_CODES),
  /** A sentence for the reader: what happened, to what. */
  message: z.string(),
  /** What the reader can do about it. */
  hint: z.string().optional(),
  /** The source that failed, where one did. */
  source: z.enum(['prometheus', 'jaeger', 'kubernetes', 'manifests', 'settings']).optional(),
  issues: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])),
        message: z.string(),
        line: z.number().optional(),
        column: z.number().optional(),
      }),
    )
    .optional(),
  /** What a client needs to continue, for example both texts of a conflict. */
  data: z.unknown().optional(),
  /** Finds the request in the server's log. */
  requestId: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
