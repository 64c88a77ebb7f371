/** What the API of change sets takes and answers; shared by server and browser. */
import { z } from 'zod';
import { elsewhereSchema, objectIdSchema } from '@/lib/config/contract';

/** More objects than anybody reviews at once; each may be as large as a single save allows, within the body's limit. */
export const MAX_CHANGES = 50;

const changeSchema = z
  .strictObject({
    id: objectIdSchema,
    text: z.string().nullable(),
    baseVersion: z.string().min(1).nullable(),
  })
  .refine(({ text, baseVersion }) => text !== null || baseVersion !== null, {
    message: 'a deletion needs the version that is deleted',
    path: ['baseVersion'],
  });

export const changesSchema = z.strictObject({
  changes: z.array(changeSchema).min(1).max(MAX_CHANGES),
  /** True asks what would be done, and changes nothing. */
  rehearse: z.boolean().default(false),
});

const action = z.enum(['create', 'change', 'delete']);

/** `steps` in the order of the writes. `undo` is empty for a rehearsal. */
export const changesAnswerSchema = z.object({
  steps: z.array(
    z.object({
      id: objectIdSchema,
      action,
      /** Why it stands at this place; empty once done. */
      because: z.string(),
      /** As stored now; null for a deletion and for a rehearsal. */
      version: z.string().nullable(),
    }),
  ),
  undo: z.array(changeSchema),
  /** Of a rehearsal: findings that come and go, on the objects themselves and on others. */
  findings: z.array(elsewhereSchema),
});
export type ChangesAnswer = z.infer<typeof changesAnswerSchema>;

/** `data` of a `conflict` of a change set. */
export const changesConflictSchema = z.object({
  conflicts: z.array(
    z.object({
      id: objectIdSchema,
      theirs: z.object({ text: z.string(), version: z.string() }).nullable(),
      yours: z.string().nullable(),
    }),
  ),
});

/**
 * `data` of a write that failed: what was put back, with its version from then on (null = it is not there, as before),
 * and what could not be, with the text that stood there before.
 */
export const changesFailureSchema = z.object({
  failed: objectIdSchema,
  restored: z.array(z.object({ id: objectIdSchema, version: z.string().nullable() })),
  notRestored: z.array(z.object({ id: objectIdSchema, text: z.string().nullable(), why: z.string() })),
});
export type ChangesFailure = z.infer<typeof changesFailureSchema>;
