/** What the API answers about proxies; shared by server and browser. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';

const reasonSchema = z.object({
  /** Names in backticks. */
  text: z.string(),
  /** The object that says so; null where a rule of Istio's does. */
  id: objectIdSchema.nullable(),
});

const plannedSchema = z.object({
  kind: z.enum(['sidecar', 'ambient', 'none', 'unknown']),
  /** Of the control plane that would inject; null without a sidecar. */
  revision: z.string().nullable(),
  /** The proxy stands by itself, as a gateway or waypoint. */
  isGateway: z.boolean(),
  reason: reasonSchema,
});
export type PlannedAnswer = z.infer<typeof plannedSchema>;

const podsSchema = z.object({
  sidecar: z.number(),
  ambient: z.number(),
  none: z.number(),
  revisions: z.array(z.string()),
});

const workloadSchema = z.object({
  id: objectIdSchema,
  planned: plannedSchema,
  /** Null = no pod of it is known. */
  pods: podsSchema.nullable(),
  /** What does not fit together; null = nothing. */
  problem: z.string().nullable(),
});
export type WorkloadAnswer = z.infer<typeof workloadSchema>;

export const injectionAnswerSchema = z.object({
  namespaces: z.array(
    z.object({
      name: z.string(),
      /** Labels that have to do with proxies; null = the namespace is not known. */
      labels: z.record(z.string(), z.string()).nullable(),
      planned: plannedSchema,
      workloads: z.array(workloadSchema),
    }),
  ),
  webhooks: z.array(z.object({ name: z.string(), revision: z.string(), id: objectIdSchema.nullable() })),
  /** None is known, so that Istio's usual ones are assumed. */
  webhooksAssumed: z.boolean(),
  podsKnown: z.boolean(),
});
export type InjectionAnswer = z.infer<typeof injectionAnswerSchema>;
export type NamespaceAnswer = InjectionAnswer['namespaces'][number];
