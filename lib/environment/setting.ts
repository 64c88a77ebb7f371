/**
 * One setting: its name in the environment, what it means, and how its text becomes a value.
 * The list of them (`settings.ts`) is the schema, the source of every message, and the README's table.
 */
import type { z } from 'zod';

export interface Setting<T> {
  readonly name: string;
  /** Turns the text into the value; its message completes the sentence "PERIPLUS_X …". */
  readonly schema: z.ZodType<T, string>;
  /** What may be given, in words: shown in mistakes and in the table. */
  readonly allowed: string;
  readonly describes: string;
  /** Text used when nothing is given; `null` = no value. */
  readonly fallback: string | null;
  /** A secret's text is never printed, and `<NAME>_FILE` may name a file that holds it. */
  readonly secret: boolean;
}

export function setting<T>(
  name: string,
  schema: z.ZodType<T, string>,
  about: { allowed: string; describes: string; fallback?: string; secret?: boolean },
): Setting<T> {
  return {
    name,
    schema,
    allowed: about.allowed,
    describes: about.describes,
    fallback: about.fallback ?? null,
    secret: about.secret ?? false,
  };
}

/** One thing wrong with the environment. `given` is null where nothing was given or it may not be shown. */
export interface Mistake {
  readonly name: string;
  readonly message: string;
  readonly given: string | null;
  readonly allowed: string | null;
}
