/** What the API of configuration answers; shared by server and browser. */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

export const objectIdSchema = z.object({
  group: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  /** Only where objects of several clusters stand side by side. */
  cluster: z.string().optional(),
});

const unreadableSchema = z.object({
  /** File, relative to the folder. */
  origin: z.string(),
  message: z.string(),
  line: z.number().nullable(),
});

export const configListSchema = z.object({
  objects: z.array(
    z.object({
      id: objectIdSchema,
      apiVersion: z.string(),
      status: z.object({ errors: z.number(), warnings: z.number() }),
      /** What it does, in one line without markup; may be empty. */
      summary: z.string(),
      version: z.string(),
      origin: z.string(),
      labels: z.record(z.string(), z.string()),
      /** Who keeps it, by label or by its last change; '' where nothing tells. */
      manager: z.string(),
    }),
  ),
  unreadable: z.array(unreadableSchema),
  /** Kinds of the mesh that the cluster does not have. */
  notInstalled: z.array(z.object({ group: z.string(), kind: z.string() })),
  warnings: z.array(warningSchema),
});
export type ConfigList = z.infer<typeof configListSchema>;
export type ConfigListEntry = ConfigList['objects'][number];

const pathSchema = z.array(z.union([z.string(), z.number()]));

const problemSchema = z.object({
  /** `PER` and four digits; explained under `/config/checks`. */
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  from: z.number(),
  to: z.number(),
  line: z.number(),
  column: z.number(),
  path: pathSchema,
  fix: z
    .object({
      label: z.string(),
      edits: z.array(z.object({ from: z.number(), to: z.number(), insert: z.string() })),
    })
    .nullable(),
  /** Who asked for it not to count, in words; null when it counts. */
  suppressed: z.string().nullable(),
  /** Other objects that have to do with it. */
  related: z.array(objectIdSchema),
});

/** A finding on another object that comes or goes with a text. */
export const elsewhereSchema = z.object({
  change: z.enum(['appeared', 'gone']),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  id: objectIdSchema,
  message: z.string(),
  suppressed: z.string().nullable(),
});
export type ElsewhereAnswer = z.infer<typeof elsewhereSchema>;

const referenceSchema = z.object({
  id: objectIdSchema,
  exists: z.boolean(),
  /** True when the console has a page for it. */
  isMeshKind: z.boolean(),
});
export type ReferenceAnswer = z.infer<typeof referenceSchema>;

/** What is said about a text: mistakes, meaning, neighbours. */
export const assessmentSchema = z.object({
  problems: z.array(problemSchema),
  /** What changes for other objects if the text is saved. */
  elsewhere: z.array(elsewhereSchema),
  /** Null for kinds without one, and while the text does not parse. */
  explanation: z
    .object({
      headline: z.string(),
      sections: z.array(
        z.object({
          title: z.string(),
          statements: z.array(z.object({ text: z.string(), line: z.number() })),
        }),
      ),
    })
    .nullable(),
  /** Null while the text does not parse. */
  references: z
    .object({
      /** By name, in the order of the text. */
      to: z.array(referenceSchema),
      by: z.array(referenceSchema),
      /** Workloads that it chooses by labels. */
      selects: z.object({
        /** The first of them. */
        workloads: z.array(z.object({ id: objectIdSchema, pods: z.number() })),
        total: z.number(),
        /** Pods that are asked for, of all of them. */
        pods: z.number(),
      }),
      /** Services whose traffic it has to do with; the first of them. */
      rules: z.array(z.object({ namespace: z.string(), name: z.string(), host: z.string() })),
    })
    .nullable(),
});
export type Assessment = z.infer<typeof assessmentSchema>;

export const configObjectSchema = z.object({
  object: z.object({
    id: objectIdSchema,
    apiVersion: z.string(),
    text: z.string(),
    version: z.string(),
    origin: z.string(),
  }),
  assessment: assessmentSchema,
});
export type ConfigObject = z.infer<typeof configObjectSchema>;

/** Body of a save. `baseVersion` null creates. */
export const saveSchema = z.strictObject({ text: z.string(), baseVersion: z.string().min(1).nullable() });

/** Body of a question about a text that is not saved. `drafts`: others that would be saved with it; null deletes. */
export const validateSchema = z.strictObject({
  id: objectIdSchema.nullable(),
  text: z.string(),
  drafts: z
    .array(z.strictObject({ id: objectIdSchema, text: z.string().nullable() }))
    .max(50)
    .default([]),
});

/** `data` of a `conflict`: both texts. `theirs` null = deleted meanwhile. */
export const conflictSchema = z.object({
  theirs: z.object({ text: z.string(), version: z.string() }).nullable(),
  yours: z.string().nullable(),
});
export type Conflict = z.infer<typeof conflictSchema>;
