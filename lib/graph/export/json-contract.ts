/**
 * The exported graph as JSON: a contract of its own with a version, for scripts and reports. Rates are per
 * second and unrounded, latency is in milliseconds, instants are Unix seconds, shares are fractions of 1.
 */
import { z } from 'zod';
import { graphAnswerSchema, graphEdgeSchema, graphNodeSchema } from '@/lib/graph/contract';
import { healthSchema } from '@/lib/health/contract';

export const GRAPH_EXPORT_FORMAT = 'periplus.graph';
/** Grows when a field changes its meaning or goes; new fields do not count. */
export const GRAPH_EXPORT_VERSION = 1;

/** A box that was drawn as one node; its traffic is what crosses its border. */
export const foldedBoxSchema = graphNodeSchema
  .pick({
    id: true,
    cluster: true,
    namespace: true,
    name: true,
    boxes: true,
    incoming: true,
    outgoing: true,
    incomingTcp: true,
    outgoingTcp: true,
    incomingMessages: true,
    outgoingMessages: true,
  })
  .extend({
    kind: z.enum(['cluster', 'namespace', 'app']),
    health: healthSchema,
    /** Nodes in it. */
    members: z.number(),
  });

export const graphExportSchema = graphAnswerSchema
  .pick({ window: true, type: true, nodes: true, boxes: true, totals: true, warnings: true })
  .extend({
    format: z.literal(GRAPH_EXPORT_FORMAT),
    version: z.literal(GRAPH_EXPORT_VERSION),
    exportedAtSeconds: z.number(),
    /** Where it was seen; opens the same view. */
    address: z.string(),
    /** What was chosen, in words. */
    notes: z.array(z.string()),
    folded: z.array(foldedBoxSchema),
    /** An end is the id of a node or of a folded box. `sums`: ids of the edges that it stands for, where there are several. */
    edges: z.array(graphEdgeSchema.extend({ sums: z.array(z.string()).optional() })),
    /** Nodes and edges that filters, focus and hiding took away. */
    leftOut: z.object({ nodes: z.number(), edges: z.number() }),
  });
export type GraphExport = z.infer<typeof graphExportSchema>;
