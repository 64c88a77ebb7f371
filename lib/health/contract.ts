/** How well something does, in words. One evaluation serves nodes, edges, boxes and lists. */
import { z } from 'zod';

export const healthSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('healthy') }),
  z.object({ kind: z.literal('degraded'), reasons: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('failing'), reasons: z.array(z.string()).min(1) }),
  /** No request arrived in the window. */
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('unknown'), because: z.string() }),
]);
export type Health = z.infer<typeof healthSchema>;
