/**
 * `POST /api/config/impact`: today's traffic, pushed through the configuration as it is stored and as it would be with
 * texts that are not saved. Rates are per second, shares fractions of 1, times in seconds. Paths and headers are not in
 * metrics: where rules depend on them a figure is a range over all requests that may be meant. Shared by server and
 * browser.
 */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';
import { placeSchema } from '@/lib/config/simulation/contract';
import { draftSchema } from '@/lib/config/simulation/request-contract';
import { warningSchema } from '@/lib/mesh/warning';

export const impactBodySchema = z.strictObject({
  drafts: z.array(draftSchema).max(50, 'holds more than 50 texts'),
  /** The window whose traffic is taken, Unix seconds or the last so many; left out = the last ten minutes. */
  window: z
    .union([
      z.strictObject({ last: z.number().positive() }),
      z.strictObject({ from: z.number(), to: z.number() }),
    ])
    .default({ last: 600 }),
});
export type ImpactBody = z.infer<typeof impactBodySchema>;

/** `from` = `to` where nothing depends on what metrics do not tell. */
const rangeSchema = z.object({ from: z.number(), to: z.number() });
export type Range = z.infer<typeof rangeSchema>;

const endSchema = z.object({
  /** Null: from somewhere without a proxy, or outside the mesh. */
  namespace: z.string().nullable(),
  name: z.string(),
  label: z.string(),
  /** A node's id on the graph of versioned apps; null = it has none of its own. */
  nodeId: z.string().nullable(),
});
export type ImpactEnd = z.infer<typeof endSchema>;

export const changeKinds = [
  'denied',
  'may-be-denied',
  'admitted',
  'broken',
  'mended',
  'plaintext',
  'encrypted',
  /** Ends at the proxy: no route, no cluster, nothing behind it, redirect, an answer of its own. */
  'unrouted',
  'routed',
  'shares',
  'fault',
  'mirror',
  'timeout',
  'retries',
  'circuit-breaker',
  /** Path, host or headers are written anew on the way. */
  'request',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

const figureSchema = z.object({
  /** "reviews-v1", "denied", "timeout". */
  label: z.string(),
  unit: z.enum(['share', 'seconds', 'count', 'text']),
  before: rangeSchema.nullable(),
  after: rangeSchema.nullable(),
  /** In place of numbers, where `unit` is `text`. */
  beforeText: z.string().nullable(),
  afterText: z.string().nullable(),
  /** What the window's traffic shows; null = it does not tell. */
  observed: z.number().nullable(),
});
export type ImpactFigure = z.infer<typeof figureSchema>;

export const impactChangeSchema = z.object({
  id: z.string(),
  kind: z.enum(changeKinds),
  tone: z.enum(['bad', 'caution', 'good', 'quiet']),
  /** A whole sentence: who, what, how many. */
  sentence: z.string(),
  caller: endSchema,
  /** The service that is called. */
  callee: endSchema,
  protocol: z.enum(['http', 'grpc', 'tcp']),
  /** Requests (TCP: connections) of this caller to this service today. */
  ratePerSecond: z.number(),
  /** How many of them are meant. */
  affectedPerSecond: rangeSchema,
  /** What it depends on, in words: "requests whose path begins with /api"; null = it holds for all of them. */
  condition: z.string().nullable(),
  figures: z.array(figureSchema),
  /** What is written that causes it, drafts first. */
  causes: z.array(placeSchema),
});
export type ImpactChange = z.infer<typeof impactChangeSchema>;

export const edgeStates = ['same', 'more', 'less', 'new', 'gone', 'denied', 'broken', 'plaintext'] as const;
export type EdgeState = (typeof edgeStates)[number];

/** One line of the picture: from a caller to what answers it. */
const edgeSchema = z.object({
  from: z.string(),
  to: z.string(),
  protocol: z.enum(['http', 'grpc', 'tcp']),
  state: z.enum(edgeStates),
  /** Copies of requests, whose answers nobody waits for. */
  isMirror: z.boolean(),
  beforePerSecond: rangeSchema,
  afterPerSecond: rangeSchema,
  /** All requests of the call that the line is a part of; 0 = they come and go with the rules. */
  callPerSecond: z.number(),
  /** What changes for the call; empty: a neighbour of what changes, drawn so that its place is known. */
  kinds: z.array(z.enum(changeKinds)),
});
export type ImpactEdge = z.infer<typeof edgeSchema>;

const nodeSchema = z.object({
  /** As edges name it. */
  key: z.string(),
  label: z.string(),
  /** Second line: the namespace, or what the service is. */
  detail: z.string().nullable(),
  nodeId: z.string().nullable(),
});
export type ImpactNode = z.infer<typeof nodeSchema>;

export const impactAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** One sentence for all of it: "Nothing changes for today's traffic." */
  verdict: z.object({ tone: z.enum(['bad', 'caution', 'good', 'quiet']), sentence: z.string() }),
  /** Heaviest first. */
  changes: z.array(impactChangeSchema),
  /** Changes beyond those that are listed. */
  leftOut: z.number(),
  picture: z.object({ nodes: z.array(nodeSchema), edges: z.array(edgeSchema) }),
  followed: z.object({ calls: z.number(), ratePerSecond: z.number() }),
  /** Calls that configuration cannot be asked about, and why. */
  notFollowed: z.array(z.object({ because: z.string(), calls: z.number(), ratePerSecond: z.number() })),
  drafts: z.object({
    used: z.array(objectIdSchema),
    leftOut: z.array(z.object({ id: objectIdSchema, because: z.string() })),
  }),
  warnings: z.array(warningSchema),
});
export type ImpactAnswer = z.infer<typeof impactAnswerSchema>;
