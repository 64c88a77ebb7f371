/**
 * `GET /api/inventory/subject`: one namespace, application, service or workload: what configuration holds of it, its
 * pods, and whom it talks to. Units as in the lists.
 */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';
import { nodeKinds } from '@/lib/graph/contract';
import { healthSchema } from '@/lib/health/contract';
import { warningSchema } from '@/lib/mesh/warning';
import { inventoryRowSchema, usageSchema } from './contract';
import { inventoryKinds, subjectParts } from './vocabulary';

const podSchema = z.object({
  name: z.string(),
  /** Containers ready, of all; null where only metrics tell of the pod. */
  ready: z.object({ ready: z.number(), total: z.number() }).nullable(),
  /** Why it is not ready, as a sentence; null = it is, or nothing tells. */
  problem: z.string().nullable(),
  phase: z.string().nullable(),
  restarts: z.number().nullable(),
  node: z.string().nullable(),
  ip: z.string().nullable(),
  createdSeconds: z.number().nullable(),
  /** Of its containers, with the image's tag or digest. */
  containers: z.array(
    z.object({ name: z.string(), image: z.string(), ready: z.boolean(), reason: z.string().nullable() }),
  ),
  usage: usageSchema.nullable(),
});
export type PodAnswer = z.infer<typeof podSchema>;

const endpointSchema = z.object({
  address: z.string(),
  ready: z.boolean().nullable(),
  node: z.string().nullable(),
  pod: z.string().nullable(),
});

const portSchema = z.object({
  name: z.string().nullable(),
  port: z.number(),
  target: z.string().nullable(),
  transport: z.string(),
  /** null = found out by looking. */
  protocol: z.string().nullable(),
});

/** The other end of some of its traffic. */
const peerSchema = z.object({
  edgeId: z.string(),
  kind: z.enum(nodeKinds),
  /** null = metrics do not tell. */
  cluster: z.string().nullable(),
  namespace: z.string().nullable(),
  name: z.string(),
  workload: z.string().nullable(),
  app: z.string().nullable(),
  protocol: z.enum(['http', 'grpc', 'tcp']),
  requestsPerSecond: z.number().nullable(),
  errorShare: z.number().nullable(),
  p95Ms: z.number().nullable(),
  tcpBytesPerSecond: z.number().nullable(),
  mutualTlsShare: z.number().nullable(),
  health: healthSchema,
});
export type PeerAnswer = z.infer<typeof peerSchema>;

export const subjectAnswerSchema = z.object({
  kind: z.enum(inventoryKinds),
  /** What was asked for: without peers `incoming` and `outgoing` are null, of facts figures too. */
  part: z.enum(subjectParts),
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  row: inventoryRowSchema,
  /** Id of its node in a graph of `graphType`; null = no traffic tells of it. */
  nodeId: z.string().nullable(),
  /** The object that it was read from; null = none, as an application. */
  object: objectIdSchema.nullable(),
  annotations: z.record(z.string(), z.string()),
  createdSeconds: z.number().nullable(),
  serviceAccounts: z.array(z.string()),
  version: z.string().nullable(),
  app: z.string().nullable(),
  /** Of a service. */
  service: z
    .object({
      clusterIps: z.array(z.string()),
      externalName: z.string().nullable(),
      selector: z.record(z.string(), z.string()).nullable(),
      ports: z.array(portSchema),
      /** null = the source does not hold any. */
      endpoints: z.array(endpointSchema).nullable(),
    })
    .nullable(),
  /** null = neither the source nor metrics tell of pods. */
  pods: z.array(podSchema).nullable(),
  /** Rows of what belongs to it, or to what it belongs. */
  workloads: z.array(inventoryRowSchema),
  services: z.array(inventoryRowSchema),
  applications: z.array(inventoryRowSchema),
  /** null = not asked for. */
  incoming: z.array(peerSchema).nullable(),
  outgoing: z.array(peerSchema).nullable(),
  warnings: z.array(warningSchema),
});
export type SubjectAnswer = z.infer<typeof subjectAnswerSchema>;
