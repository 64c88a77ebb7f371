/**
 * `GET /api/graph/detail`: all about one node or edge over a window, and the headline figures of the window before.
 * Rates are per second, latencies are milliseconds, sizes are bytes on the wire with headers, shares are fractions of 1.
 */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';
import { ladderSchema } from '@/lib/metrics/ladder';
import { requestTrafficSchema } from '@/lib/metrics/traffic';

const windowSchema = z.object({ fromSeconds: z.number(), toSeconds: z.number() });

/** null = not told, or nothing to compute it from. */
export const headlineSchema = z.object({
  requestsPerSecond: z.number().nullable(),
  /** 5xx, no response and gRPC errors by all requests. */
  errorShare: z.number().nullable(),
  clientErrorShare: z.number().nullable(),
  meanMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  meanRequestBytes: z.number().nullable(),
  meanResponseBytes: z.number().nullable(),
  /** TCP, from the caller to the callee. */
  sentBytesPerSecond: z.number().nullable(),
  receivedBytesPerSecond: z.number().nullable(),
  connectionsOpenedPerSecond: z.number().nullable(),
  mtlsShare: z.number().nullable(),
});
export type Headline = z.infer<typeof headlineSchema>;

export const principalsSchema = z.object({
  /** null = not told. */
  mutualTls: z.boolean().nullable(),
  /** SPIFFE identities; null = not proved. */
  source: z.string().nullable(),
  destination: z.string().nullable(),
  ratePerSecond: z.number(),
  /** Of all traffic that receiving proxies saw. */
  share: z.number(),
});
export type Principals = z.infer<typeof principalsSchema>;

/** A part of a whole; `share` is null where the whole is nothing. */
const partSchema = z.object({ wholePerSecond: z.number(), share: z.number().nullable() });

export const peerSchema = z.object({
  cluster: z.string().nullable(),
  namespace: z.string().nullable(),
  workload: z.string().nullable(),
  app: z.string().nullable(),
  /** The service that was called, of callees. */
  service: z.string().nullable(),
  requestsPerSecond: z.number(),
  errorsPerSecond: z.number(),
  /** TCP, both ways. */
  bytesPerSecond: z.number(),
});
export type Peer = z.infer<typeof peerSchema>;

/** The busiest, and how many there are. */
const peersSchema = z.object({ count: z.number(), top: z.array(peerSchema) });

export const detailAnswerSchema = z.object({
  window: windowSchema,
  /** Of a node: which of its traffic the figures are about. */
  direction: z.enum(['incoming', 'outgoing']).nullable(),
  /** By code, gRPC status, flags and host. null = no series of requests. */
  requests: requestTrafficSchema.nullable(),
  headline: headlineSchema,
  latency: ladderSchema.nullable(),
  requestSize: ladderSchema.nullable(),
  responseSize: ladderSchema.nullable(),
  /** null = no receiving proxy and no ztunnel tells. */
  mtls: z
    .object({
      /** Of what is told. */
      share: z.number(),
      /** `tunnel`: bytes in ztunnel's tunnel, where nobody tells of the requests in it. */
      counts: z.enum(['requests', 'bytes', 'tunnel']),
      principals: z.array(principalsSchema),
    })
    .nullable(),
  /** Of an edge, by requests or, for TCP, by bytes: its part of all that the caller sends and that the callee gets. */
  shares: z
    .object({
      counts: z.enum(['requests', 'bytes']),
      ofCaller: partSchema.nullable(),
      ofCallee: partSchema.nullable(),
    })
    .nullable(),
  /** Of a node; null = has none by its kind. */
  callers: peersSchema.nullable(),
  callees: peersSchema.nullable(),
  before: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('known'), window: windowSchema, headline: headlineSchema }),
    z.object({ kind: z.literal('none'), because: z.string() }),
  ]),
  warnings: z.array(warningSchema),
});
export type DetailAnswer = z.infer<typeof detailAnswerSchema>;
