/**
 * Untrusted input against a zod schema: the outcome is a typed value or a `bad-request`
 * that names every field that is wrong.
 */
import 'server-only';
import type { z } from 'zod';
import { Fault, type FaultIssue } from '@/lib/mesh/fault';

/** The parameters of a URL as an object. One that is given twice is refused: readers would differ on which one counts. */
export function searchParameters(url: string): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of new URL(url).searchParams) {
    if (values.has(name)) {
      throw new Fault('bad-request', `The parameter "${name.slice(0, 80)}" is given more than once.`);
    }
    values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** Parses `input`, or throws `bad-request` with one issue for each mistake. `what` names it: "query", "body". */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown, what: string): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues: FaultIssue[] = result.error.issues.map((issue) => ({
    path: issue.path.map((key) => (typeof key === 'number' ? key : String(key))),
    message: issue.message,
  }));
  const summary = issues
    .slice(0, 3)
    .map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`))
    .join('; ');
  throw new Fault('bad-request', `The request's ${what} cannot be used. ${summary}`, { issues });
}
