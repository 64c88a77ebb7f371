/** `GET /api/control-plane`: how the control plane does over a window. Counts are of the window, instants Unix seconds. */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';
import { controlPlaneFiguresSchema } from '@/lib/metrics/control-plane';
import { healthSchema } from './contract';

export const controlPlaneAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** null = there are no metrics of a control plane here. */
  controlPlane: z.object({ health: healthSchema, figures: controlPlaneFiguresSchema }).nullable(),
  warnings: z.array(warningSchema),
});
export type ControlPlaneAnswer = z.infer<typeof controlPlaneAnswerSchema>;
