/** What the API answers about who manages what an edit changes. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';

/** `text` as it would be saved. */
export const managersQuestionSchema = z.strictObject({ id: objectIdSchema, text: z.string() });

export const managersAnswerSchema = z.object({
  /** The tool that brings the object into the cluster; null where none is known, or no cluster is connected. */
  delivery: z
    .object({ tool: z.enum(['Argo CD', 'Flux', 'Helm']), name: z.string(), warning: z.string() })
    .nullable(),
  /** Who owns fields that the edit changes, the latest first. */
  owners: z.array(
    z.object({
      manager: z.string(),
      operation: z.string(),
      /** Unix milliseconds; null where it is not told. */
      atMs: z.number().nullable(),
      /** The first of the fields, as people write them: `spec.http[0].timeout`. */
      fields: z.array(z.string()),
      fieldCount: z.number(),
    }),
  ),
});
export type ManagersAnswer = z.infer<typeof managersAnswerSchema>;
