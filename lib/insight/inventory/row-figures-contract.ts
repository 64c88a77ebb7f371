/** `GET /api/inventory/<kind>/figures`: p95 and trend of the rows that a list shows for the same question. */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

export const rowFiguresSchema = z.object({
  /** Milliseconds, of all that it was sent, each request once; null = nothing was measured. */
  p95Ms: z.number().nullable(),
  /** A few points over the window; null = a gap. */
  trend: z
    .object({
      requestsPerSecond: z.array(z.number().nullable()),
      errorsPerSecond: z.array(z.number().nullable()),
    })
    .nullable(),
});
export type RowFigures = z.infer<typeof rowFiguresSchema>;

export const rowFiguresAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** By the id of the row; rows that nobody called are left out. */
  rows: z.record(z.string(), rowFiguresSchema),
  warnings: z.array(warningSchema),
});
export type RowFiguresAnswer = z.infer<typeof rowFiguresAnswerSchema>;
