/** What the API answers about everything that was found in the mesh; shared by server and browser. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';

const findingSchema = z.object({
  /** `PER` and four digits; explained under `/config/checks`. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  id: objectIdSchema,
  /** Null where the object's text cannot be read. */
  line: z.number().nullable(),
  message: z.string(),
  /** Who asked for it not to count, in words; null when it counts. */
  suppressed: z.string().nullable(),
});
export type FindingAnswer = z.infer<typeof findingSchema>;

export const findingsAnswerSchema = z.object({
  /** The gravest first, then by object; what does not count at the end. */
  findings: z.array(findingSchema),
  /** Names of the codes that were found. */
  titles: z.record(z.string(), z.string()),
});
export type FindingsAnswer = z.infer<typeof findingsAnswerSchema>;
