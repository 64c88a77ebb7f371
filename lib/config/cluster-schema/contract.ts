/** What the API answers about a kind's schema in the cluster. */
import { z } from 'zod';
import type { StructuralSchema } from './structural-schema';

export const schemaQuery = z.object({
  group: z.string().min(1).max(253),
  version: z.string().min(1).max(63),
  kind: z.string().min(1).max(63),
});

export const schemaAnswerSchema = z.object({
  /** OpenAPI with the extensions of Kubernetes; null where no cluster has the kind, or none is connected. */
  schema: z
    .custom<StructuralSchema>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
    .nullable(),
  /** True where a cluster is connected, so that another version or kind may have a schema. */
  isCluster: z.boolean(),
});
export type SchemaAnswer = z.infer<typeof schemaAnswerSchema>;
