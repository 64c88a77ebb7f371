/** What the API answers about the configuration that acts on a workload or a namespace; shared by server and browser. */
import { z } from 'zod';
import { objectIdSchema } from '@/lib/config/contract';

const entrySchema = z.object({
  /** `some`: only for a part, which `why` names. `left-out`: it does not act here, and `why` says why not. */
  state: z.enum(['applies', 'some', 'left-out']),
  /** Null where a rule of Istio's speaks, or its default. */
  id: objectIdSchema.nullable(),
  /** Line of the object's text that decides; null without an object, or where its text cannot be read. */
  line: z.number().nullable(),
  /** What the object does, in one line; '' where `why` says it all. */
  what: z.string(),
  /** A sentence; names in backticks. */
  why: z.string(),
});
export type EffectiveEntryAnswer = z.infer<typeof entrySchema>;

const sectionSchema = z.object({
  key: z.string(),
  title: z.string(),
  /** What comes of it, in a sentence; names in backticks. */
  result: z.string(),
  /** In the order in which they act. */
  entries: z.array(entrySchema),
});
export type EffectiveSectionAnswer = z.infer<typeof sectionSchema>;

const memberSchema = z.object({ id: objectIdSchema, plane: z.string() });

export const effectiveAnswerSchema = z.object({
  subject: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('workload'),
      id: objectIdSchema,
      /** How it takes part in the mesh. */
      plane: z.enum(['sidecar', 'ambient', 'gateway', 'waypoint', 'none']),
      labels: z.record(z.string(), z.string()),
      serviceAccount: z.string().nullable(),
    }),
    z.object({
      kind: z.literal('namespace'),
      name: z.string(),
      /** Null = the namespace itself is not among the objects. */
      labels: z.record(z.string(), z.string()).nullable(),
      workloads: z.array(memberSchema),
    }),
  ]),
  sections: z.array(sectionSchema),
  settings: z.object({
    /** Where the mesh's own settings were read, as in a sentence. */
    sources: z.array(z.string()),
    /** What was taken to hold because nothing says otherwise. */
    assumed: z.array(z.string()),
  }),
});
export type EffectiveAnswer = z.infer<typeof effectiveAnswerSchema>;
