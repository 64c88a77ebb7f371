/** What configuration and inventory know of one node of the graph. Each field says what it means where it is not known. */
import { z } from 'zod';
import { nodeBadges } from './vocabulary';

export const nodeFactsSchema = z.object({
  /** Labels of the pods' template, or of the service. */
  labels: z.record(z.string(), z.string()),
  /** null = unknown, or no thing that has replicas. */
  replicas: z.object({ desired: z.number(), ready: z.number().nullable() }).nullable(),
  /** Its pods have neither a proxy nor ambient mode; null = not known, or no workload. */
  outOfMesh: z.boolean().nullable(),
  /** In ambient mode (ztunnel); null = not known. */
  ambient: z.boolean().nullable(),
  /** Nothing is behind it: no object of its name, or no replicas. */
  dead: z.boolean(),
  badges: z.array(z.enum(nodeBadges)),
  /** VirtualService or HTTPRoute that routes to it: `<kind> <namespace>/<name>` each, for links. */
  ruledBy: z.array(
    z.object({ kind: z.string(), group: z.string(), namespace: z.string(), name: z.string() }),
  ),
  gateway: z
    .object({ kind: z.enum(['ingress', 'egress', 'gatewayApi', 'waypoint']), hostnames: z.array(z.string()) })
    .nullable(),
  serviceEntry: z
    .object({
      namespace: z.string(),
      name: z.string(),
      hosts: z.array(z.string()),
      location: z.enum(['MESH_EXTERNAL', 'MESH_INTERNAL']),
    })
    .nullable(),
  /** Names of the WorkloadEntries behind it. */
  workloadEntries: z.array(z.string()),
});
export type NodeFacts = z.infer<typeof nodeFactsSchema>;

/** Of a thing that nothing is set for. */
export const NO_FACTS: NodeFacts = {
  labels: {},
  replicas: null,
  outOfMesh: null,
  ambient: null,
  dead: false,
  badges: [],
  ruledBy: [],
  gateway: null,
  serviceEntry: null,
  workloadEntries: [],
};
