/** `GET /api/config/encryption`: every kind of caller against every server of the mesh. Shared by server and browser. */
import { z } from 'zod';
import { encryptionSchema } from './contract';

const workloadNameSchema = z.object({ namespace: z.string(), name: z.string() });

export const encryptionMatrixSchema = z.object({
  /** Callers for which every answer is the same. */
  clients: z.array(
    z.object({
      plane: z.enum(['sidecar', 'ambient', 'gateway', 'waypoint', 'none']),
      workloads: z.array(workloadNameSchema),
    }),
  ),
  /** Servers that answer alike, those first whose connections fail, then what is not encrypted. */
  rows: z.array(
    z.object({
      servers: z.array(
        z.object({
          host: z.string(),
          namespace: z.string(),
          port: z.number(),
          workloads: z.array(workloadNameSchema),
        }),
      ),
      /** One for each entry of `clients`, in their order. */
      cells: z.array(encryptionSchema.omit({ steps: true })),
    }),
  ),
});
export type EncryptionMatrix = z.infer<typeof encryptionMatrixSchema>;
