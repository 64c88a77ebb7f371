/** `GET /api/traces/dependencies`: who calls whom by sampled traces, beside who calls whom by metrics. */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

/** Services as traces name them; a service may be several workloads. */
export const DEPENDENCY_LEVELS = ['workload', 'service'] as const;
export type DependencyLevel = (typeof DEPENDENCY_LEVELS)[number];

export const dependenciesAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  by: z.enum(DEPENDENCY_LEVELS),
  nodes: z.array(z.object({ key: z.string(), name: z.string(), namespace: z.string().nullable() })),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** In the traces that were read; 0 = none of them took it. */
      calls: z.number(),
      failed: z.number(),
      /** As the source of traces counted all that it has; null = it does not tell, or not of workloads. */
      recorded: z.number().nullable(),
      /** By metrics; null = they saw no such traffic, or could not be read. Shares are fractions of 1. */
      traffic: z
        .object({
          requestsPerSecond: z.number(),
          errorShare: z.number(),
          p95Ms: z.number().nullable(),
        })
        .nullable(),
    }),
  ),
  looked: z.object({
    /** Only the traces of one search were: what none of them took is left out. */
    search: z.boolean(),
    traces: z.number(),
    /** Services whose traces were asked for, of those that there are. */
    services: z.number(),
    ofServices: z.number(),
    /** False: metrics could not be read, so what they did not see is not known. */
    metrics: z.boolean(),
    /** The source of traces counts calls between services itself. */
    recorded: z.boolean(),
  }),
  warnings: z.array(warningSchema),
});
export type DependenciesAnswer = z.infer<typeof dependenciesAnswerSchema>;
export type DependencyEdge = DependenciesAnswer['edges'][number];
