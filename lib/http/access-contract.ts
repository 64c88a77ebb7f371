/** `GET /api/access`: what whoever asks may change of one kind, for buttons. Each write is decided when it is made. */
import { z } from 'zod';

export const accessAnswerSchema = z.object({
  create: z.boolean(),
  update: z.boolean(),
  delete: z.boolean(),
  /** Why something is not allowed, as a sentence; null = all of it is. */
  because: z.string().nullable(),
});
export type AccessAnswer = z.infer<typeof accessAnswerSchema>;
