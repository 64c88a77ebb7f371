/**
 * What the API tells of pods and their logs. Shared by server and browser.
 *
 * `GET /api/logs` answers lines of JSON (application/x-ndjson), one event each, for as long as it is followed.
 */
import { z } from 'zod';

export const podsQuerySchema = z.object({
  namespace: z.string().min(1).max(63),
  /** Left out = all of the namespace. */
  workload: z.string().min(1).max(253).optional(),
});

export const podSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  workload: z.string(),
  phase: z.string(),
  ip: z.string().nullable(),
  node: z.string().nullable(),
  startedAtSeconds: z.number().nullable(),
  proxy: z.enum(['sidecar', 'gateway', 'waypoint', 'ztunnel']).nullable(),
  containers: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['application', 'proxy', 'init']),
      state: z.enum(['running', 'waiting', 'ended', 'unknown']),
      because: z.string().nullable(),
      restarts: z.number(),
      hasPrevious: z.boolean(),
    }),
  ),
});
export const podsAnswerSchema = z.object({ pods: z.array(podSchema) });
export type PodsAnswer = z.infer<typeof podsAnswerSchema>;

/** Containers that are read at once. */
export const MOST_SOURCES = 30;
export const MOST_TAIL_LINES = 5000;
/** Of one answer; a log that is followed ends there too, with a word. */
export const MOST_BYTES = 32 * 1024 * 1024;
export const LONGEST_FOLLOW_SECONDS = 30 * 60;

const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((told) => told === 'true');

export const logsQuerySchema = z.object({
  namespace: z.string().min(1).max(63),
  /** `pod/container`, several with commas between. */
  sources: z
    .string()
    .transform((text) => text.split(',').filter((one) => one !== ''))
    .pipe(
      z
        .array(z.string().regex(/^[a-z0-9.-]{1,253}\/[a-z0-9-]{1,63}$/, 'must be pod/container'))
        .min(1, 'must name a container')
        .max(MOST_SOURCES, `may name ${MOST_SOURCES} containers at most`),
    ),
  follow: flag,
  previous: flag,
  /** Of each container. */
  tail: z.coerce.number().int().min(1).max(MOST_TAIL_LINES).default(500),
  /** Unix seconds. */
  since: z.coerce.number().min(0).optional(),
  until: z.coerce.number().min(0).optional(),
  find: z.string().max(1000).default(''),
  pattern: flag,
});
export type LogsQuery = z.infer<typeof logsQuerySchema>;

export const logEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('line'),
    /** Place in the question's list of sources. */
    source: z.number(),
    /** Unix milliseconds; null = the line carries no instant. */
    timeMs: z.number().nullable(),
    text: z.string(),
    /** Bytes that were left out at its end. */
    cutBytes: z.number().optional(),
    binary: z.boolean().optional(),
  }),
  /** Something about one source, or (null) all. */
  z.object({
    kind: z.literal('notice'),
    source: z.number().nullable(),
    code: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
  }),
  /** The last event. `complete`: all that was asked for; else what stopped it. */
  z.object({
    kind: z.literal('end'),
    because: z.enum(['complete', 'bytes', 'time']),
    message: z.string(),
  }),
]);
export type LogEvent = z.infer<typeof logEventSchema>;
