/** `GET /api/events`: the recent events of one object. Shared by server and browser. */
import { z } from 'zod';

export const eventsQuerySchema = z.object({
  /** Left out = the core group. */
  group: z.string().max(253).default(''),
  kind: z.string().min(1).max(63),
  /** Left out = the object belongs to none. */
  namespace: z.string().min(1).max(63).optional(),
  name: z.string().min(1).max(253),
});

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  reason: z.string(),
  message: z.string(),
  count: z.number(),
  firstSeconds: z.number().nullable(),
  lastSeconds: z.number().nullable(),
  from: z.string(),
  about: z.object({ kind: z.string(), name: z.string() }),
});
export type EventAnswer = z.infer<typeof eventSchema>;

export const eventsAnswerSchema = z.object({
  /** The newest first; null = they cannot be known, for the reason in `because`. */
  events: z.array(eventSchema).nullable(),
  /** A sentence; '' where no cluster is connected, which is no news on a page of an object. */
  because: z.string().nullable(),
  /** True where there were more than are read. */
  isCut: z.boolean(),
});
export type EventsAnswer = z.infer<typeof eventsAnswerSchema>;
