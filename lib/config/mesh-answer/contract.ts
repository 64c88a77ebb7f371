/** What the API answers to a browser that checks texts by itself: every object as a value, without texts and secrets. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';

export const meshAnswerSchema = z.object({
  /** The settings of the mesh as the server read them; a `MeshConfig`. */
  settings: z.record(z.string(), z.unknown()),
  /** What the operator asked not to count. */
  suppress: z.array(
    z.object({
      code: z.string().optional(),
      kind: z.string().optional(),
      namespace: z.string().optional(),
      name: z.string().optional(),
    }),
  ),
  objects: z.array(
    z.object({
      id: objectIdSchema,
      version: z.string(),
      /** What checks and completion read. */
      value: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type MeshAnswer = z.infer<typeof meshAnswerSchema>;
