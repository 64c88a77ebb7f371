/** JSON that somebody typed, read by a schema; mistakes as a sentence with their place. Pure. */
import type { z } from 'zod';

export type ReadJson<T> = { readonly value: T } | { readonly mistake: string };

export function readJson<T>(text: string, schema: z.ZodType<T>): ReadJson<T> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return { mistake: `It is no JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { value: parsed.data };
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join('.') ?? '';
  return { mistake: `${place === '' ? '' : `${place}: `}${issue?.message ?? 'It is not of the form.'}` };
}
