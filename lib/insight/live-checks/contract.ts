/** `GET /api/config/live-findings`: what is to be said against stored objects from the traffic of a window. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';
import { warningSchema } from '@/lib/mesh/warning';

export const liveFindingsSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  findings: z.array(
    z.object({
      /** `PER13` and two digits; explained under `/config/checks`. */
      code: z.string(),
      title: z.string(),
      severity: z.enum(['error', 'warning', 'info']),
      message: z.string(),
      /** null = the mesh as a whole. */
      id: objectIdSchema.nullable(),
      line: z.number().nullable(),
      /** Who asked for it not to count, in words; null when it counts. */
      suppressed: z.string().nullable(),
    }),
  ),
  warnings: z.array(warningSchema),
});
export type LiveFindings = z.infer<typeof liveFindingsSchema>;
export type LiveFinding = LiveFindings['findings'][number];
