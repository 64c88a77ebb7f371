/**
 * `GET /api/timeline`: what happened to the mesh within a span: changes of configuration, rollouts, incidents. Instants are
 * Unix seconds, shares are fractions of 1.
 */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';
import { warningSchema } from '@/lib/mesh/warning';

const placed = {
  /** Stable for the same event. */
  id: z.string(),
  atSeconds: z.number(),
  /** How exactly the instant is known, in seconds: a change seen in metrics happened up to this much earlier. */
  withinSeconds: z.number(),
  /** `DestinationRule payment changed`. */
  title: z.string(),
  /** What about it, in a line; '' where nothing more is known. */
  detail: z.string(),
  /** null = of the whole mesh. */
  namespace: z.string().nullable(),
};

/** Services as `<namespace>/<name>`. */
const services = z.array(z.string());

const configEventSchema = z.object({
  kind: z.literal('config'),
  ...placed,
  object: objectIdSchema,
  change: z.enum(['created', 'changed', 'removed']),
  /** Who saved it in this console; null = changed where it is stored, or not known. */
  author: z.string().nullable(),
  /** Both texts where they were kept; null on a side = not there. */
  diff: z.object({ before: z.string().nullable(), after: z.string().nullable() }).nullable(),
  /** What it rules, before or after. */
  rules: services,
});

const rolloutEventSchema = z.object({
  kind: z.literal('rollout'),
  ...placed,
  /** Canonical service; null for the proxies themselves. */
  app: z.string().nullable(),
  version: z.string(),
  /** Versions that served until then. */
  previous: z.array(z.string()),
});

const incidentEventSchema = z.object({
  kind: z.literal('incident'),
  ...placed,
  /** null = it still goes on at the end of the span. */
  untilSeconds: z.number().nullable(),
  /** The service whose requests fail. */
  service: z.string(),
  /** null = whichever version answers. */
  version: z.string().nullable(),
  /** They failed already when the span began. */
  beganBefore: z.boolean(),
  /** Highest share of failed requests. */
  peak: z.number(),
});

export const timelineEventSchema = z.discriminatedUnion('kind', [
  configEventSchema,
  rolloutEventSchema,
  incidentEventSchema,
]);
export type ConfigEvent = z.infer<typeof configEventSchema>;
export type RolloutEvent = z.infer<typeof rolloutEventSchema>;
export type IncidentEvent = z.infer<typeof incidentEventSchema>;
export type TimelineEvent = z.infer<typeof timelineEventSchema>;

export const timelineAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** In the order of time. */
  events: z.array(timelineEventSchema),
  /** Events that were left out, the oldest first; 0 = all are here. */
  leftOut: z.number(),
  /** What is not known, and why. */
  warnings: z.array(warningSchema),
});
export type TimelineAnswer = z.infer<typeof timelineAnswerSchema>;
