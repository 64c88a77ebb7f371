/**
 * `GET /api/inventory/<kind>`: namespaces, applications, services or workloads as rows, chosen, sorted and cut on the
 * server. Rates are per second, latency is in milliseconds, shares are fractions of 1, instants are Unix seconds.
 */
import { z } from 'zod';
import { healthSchema } from '@/lib/health/contract';
import { warningSchema } from '@/lib/mesh/warning';
import { inventoryKinds, planes } from './vocabulary';

export const figuresSchema = z.object({
  /** `outgoing`: nothing arrives at it, so that these are the calls that it makes. */
  direction: z.enum(['incoming', 'outgoing']),
  requestsPerSecond: z.number().nullable(),
  /** Headline errors of them; null without requests. */
  errorShare: z.number().nullable(),
  /** Of all that it was sent, each request once; null = nothing was measured, or it was not asked for. */
  p95Ms: z.number().nullable(),
  /** Bytes both ways of TCP; null = none. */
  tcpBytesPerSecond: z.number().nullable(),
  /** Share of what arrives under mutual TLS; null = not known. */
  mutualTlsShare: z.number().nullable(),
});
export type InventoryFigures = z.infer<typeof figuresSchema>;

export const usageSchema = z.object({
  cpuCores: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  restarts: z.number().nullable(),
  restartsInWindow: z.number().nullable(),
});
export type UsageAnswer = z.infer<typeof usageSchema>;

export const inventoryRowSchema = z.object({
  /** Unique within the list. */
  id: z.string(),
  /** null = not known; several clusters have a row each. */
  cluster: z.string().nullable(),
  /** Of namespaces, which are the same in all clusters: those that have it, where several are followed. Else empty. */
  clusters: z.array(z.string()),
  namespace: z.string().nullable(),
  name: z.string(),
  /** `Deployment`, `ClusterIP`, `External` …; null where the source of configuration does not hold it. */
  type: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  health: healthSchema,
  plane: z.enum(planes),
  /** Of the control plane, where a label names one. */
  revision: z.string().nullable(),
  replicas: z.object({ desired: z.number(), ready: z.number().nullable() }).nullable(),
  /** What belongs to it, for namespaces and applications; null elsewhere. */
  holds: z
    .object({
      workloads: z.number(),
      services: z.number(),
      versions: z.array(z.string()),
      /** Applications by health. */
      health: z.object({ failing: z.number(), degraded: z.number(), healthy: z.number(), idle: z.number() }),
    })
    .nullable(),
  /** Of services: `8080 http`. */
  ports: z.array(z.string()),
  /** Findings on its object and on what belongs to it; null = no configuration is connected. */
  findings: z.object({ errors: z.number(), warnings: z.number() }).nullable(),
  /** null = not asked for, or metrics do not answer. */
  figures: figuresSchema.nullable(),
  /** null = no such series. */
  usage: usageSchema.nullable(),
});
export type InventoryRow = z.infer<typeof inventoryRowSchema>;

const facet = z.record(z.string(), z.number());

export const inventoryListSchema = z.object({
  kind: z.enum(inventoryKinds),
  /** Of the figures. */
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** As it was asked for, "now" resolved. */
  asked: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  rows: z.array(inventoryRowSchema),
  /** Where the first of `rows` stands among all that were chosen. */
  offset: z.number(),
  /** As many as were chosen, and as there are in the namespaces. */
  matched: z.number(),
  total: z.number(),
  /** How many of `total` have each value. */
  facets: z.object({ health: facet, plane: facet, type: facet, findings: facet, cluster: facet }),
  /** `left-out`: only what needs no metrics, which is there at once. */
  figures: z.enum(['given', 'left-out']),
  /** Some row has usage, so that the columns say something. */
  hasUsage: z.boolean(),
  /** Several clusters. */
  hasClusters: z.boolean(),
  /** The cluster of most rows; null = none names one. */
  home: z.string().nullable(),
  warnings: z.array(warningSchema),
});
export type InventoryList = z.infer<typeof inventoryListSchema>;
