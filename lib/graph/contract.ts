/**
 * `GET /api/graph`: what is asked and what is answered. The same schemas check the answer on the
 * server and read it in the browser. Rates are per second, latency is in milliseconds,
 * shares are fractions of 1, instants are Unix seconds.
 */
import { z } from 'zod';
import { healthSchema } from '@/lib/health/contract';
import { warningSchema } from '@/lib/mesh/warning';
import { messageTrafficSchema, requestTrafficSchema, tcpTrafficSchema } from '@/lib/metrics/traffic';
import { nodeFactsSchema } from './node-facts';
import {
  type AmbientView,
  ambientViews,
  type GraphType,
  graphTypes,
  type LatencyStatistic,
  latencyStatistics,
  type ServiceNodes,
  serviceNodeChoices,
  type WaypointView,
  waypointViews,
} from './vocabulary';

export type { GraphType, LatencyStatistic, ServiceNodes } from './vocabulary';

/** null = not asked for, or no histogram arrived for this edge. */
export const latencySchema = z.object({
  avg: z.number().nullable(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type LatencyMs = z.infer<typeof latencySchema>;

export const nodeKinds = [
  'workload',
  'app',
  'service',
  /** Host of a ServiceEntry outside the mesh. */
  'external',
  /** An ingress or egress gateway, Istio's or the Gateway API's. */
  'gateway',
  /** A waypoint proxy of ambient mode, where waypoints are drawn. */
  'waypoint',
  /** One operation of a service (label `request_operation`), where operations are drawn. */
  'operation',
  'passthrough',
  'blackhole',
  /** A caller without a proxy. */
  'unknown',
] as const;

export const graphNodeSchema = z.object({
  /** Stable across refreshes and servers: built from kind, cluster, namespace, name, version. */
  id: z.string(),
  kind: z.enum(nodeKinds),
  cluster: z.string().nullable(),
  namespace: z.string().nullable(),
  /** What the card shows: workload, app or service name, or host. */
  name: z.string(),
  app: z.string().nullable(),
  version: z.string().nullable(),
  workload: z.string().nullable(),
  /** FQDN or external host for service nodes. */
  host: z.string().nullable(),
  /** Of operation nodes. */
  operation: z.string().nullable(),
  /** What configuration and inventory say of it; null = no such source, or it knows nothing of this node. */
  facts: nodeFactsSchema.nullable(),
  /** Not in the chosen namespaces: drawn because something in them talks to it. */
  outside: z.boolean(),
  /** Only sends: nothing in view calls it. */
  root: z.boolean(),
  /** 1 (most) to 100 by the number of edges in and out; as Kiali's rank. */
  rank: z.number(),
  /** Ids of the boxes around it, outermost first. */
  boxes: z.array(z.string()),
  health: healthSchema,
  incoming: requestTrafficSchema.nullable(),
  outgoing: requestTrafficSchema.nullable(),
  incomingTcp: tcpTrafficSchema.nullable(),
  outgoingTcp: tcpTrafficSchema.nullable(),
  /** gRPC messages, when they were asked for. */
  incomingMessages: messageTrafficSchema.nullable(),
  outgoingMessages: messageTrafficSchema.nullable(),
});
export type GraphNode = z.infer<typeof graphNodeSchema>;

export const graphEdgeSchema = z.object({
  /** `<source id>><target id>><protocol>` hashed to a short stable id. */
  id: z.string(),
  source: z.string(),
  target: z.string(),
  protocol: z.enum(['http', 'grpc', 'tcp']),
  /** Set for http and grpc. */
  requests: requestTrafficSchema.nullable(),
  /** Set for tcp. */
  tcp: tcpTrafficSchema.nullable(),
  /** Set for grpc when messages were asked for. */
  messages: messageTrafficSchema.nullable(),
  latencyMs: latencySchema.nullable(),
  /** Bytes per second, when throughput was asked for. */
  throughput: z.object({ requestBytesPerSecond: z.number(), responseBytesPerSecond: z.number() }).nullable(),
  /** Share of requests (or connections) under mutual TLS, with the principals seen; null = not asked or not known. */
  mtls: z
    .object({
      share: z.number(),
      sourcePrincipals: z.array(z.string()),
      destinationPrincipals: z.array(z.string()),
    })
    .nullable(),
  /** The views that the numbers were counted from, most often one. */
  reporters: z.array(z.enum(['source', 'waypoint', 'destination'])),
  health: healthSchema,
});
export type GraphEdge = z.infer<typeof graphEdgeSchema>;

export const graphBoxSchema = z.object({
  id: z.string(),
  kind: z.enum(['cluster', 'namespace', 'app']),
  name: z.string(),
  parent: z.string().nullable(),
  /** What crosses into it. */
  incoming: requestTrafficSchema.nullable(),
  /** Of all that arrives at its members, whoever calls. */
  health: healthSchema,
});
export type GraphBox = z.infer<typeof graphBoxSchema>;

export const graphAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  type: z.enum(graphTypes),
  nodes: z.array(graphNodeSchema),
  edges: z.array(graphEdgeSchema),
  boxes: z.array(graphBoxSchema),
  /** Totals over the edges in view, each request once. */
  totals: z.object({ requests: requestTrafficSchema, tcp: tcpTrafficSchema }),
  /** All namespaces with traffic in the window, busiest first, whatever was chosen. */
  namespaces: z.array(z.object({ name: z.string(), requestsPerSecond: z.number() })),
  warnings: z.array(warningSchema),
});
export type GraphAnswer = z.infer<typeof graphAnswerSchema>;

const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((text) => text === 'true');

/** A comma-separated list of statistics, each once, in the order of `latencyStatistics`. */
const statistics = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((name) => name !== ''))
  .pipe(z.array(z.enum(latencyStatistics, `must be some of ${latencyStatistics.join(', ')}`)))
  .transform((names) => latencyStatistics.filter((name) => names.includes(name)));

/** The options of `GET /api/graph` as they are written in its URL, beside window and namespaces. */
export const graphOptionsSchema = z.object({
  type: z.enum(graphTypes, `must be one of ${graphTypes.join(', ')}`).default('versionedApp'),
  serviceNodes: z.enum(serviceNodeChoices, `must be one of ${serviceNodeChoices.join(', ')}`).default('auto'),
  boxApps: flag,
  /** Edges that had traffic once and none in the window. */
  idle: flag,
  /** Services and workloads of the inventory without any traffic. */
  idleNodes: flag,
  /** Operation nodes between caller and callee. */
  operations: flag,
  /** Waypoints as nodes of their own, or folded into the edges that run through them. */
  waypoints: z.enum(waypointViews, `must be one of ${waypointViews.join(', ')}`).default('edges'),
  /** Whose numbers count in ambient mode. */
  ambient: z.enum(ambientViews, `must be one of ${ambientViews.join(', ')}`).default('total'),
  /** gRPC messages per second beside requests. */
  messages: flag,
  latency: statistics,
  throughput: flag,
  mtls: flag,
});

/** `GET /api/namespaces`: all with traffic in the window, busiest first. */
export const namespacesAnswerSchema = graphAnswerSchema.pick({ namespaces: true, warnings: true });
export type NamespacesAnswer = z.infer<typeof namespacesAnswerSchema>;

/** Query parameters of `GET /api/graph` after parsing; see `graphOptionsSchema` for how they are written. */
export interface GraphRequest {
  readonly window: { readonly fromSeconds: number; readonly toSeconds: number };
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  readonly type: GraphType;
  readonly serviceNodes: ServiceNodes;
  readonly boxApps: boolean;
  readonly idle: boolean;
  readonly idleNodes: boolean;
  readonly operations: boolean;
  readonly waypoints: WaypointView;
  readonly ambient: AmbientView;
  readonly messages: boolean;
  readonly latency: readonly LatencyStatistic[];
  readonly throughput: boolean;
  readonly mtls: boolean;
}
