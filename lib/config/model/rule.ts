/**
 * Rules beside a schema: what a kind's own validation asks for and a type cannot say. Each carries a stable code,
 * by which findings are looked up, explained and suppressed.
 */
import type { z } from 'zod';

/** What travels in the `params` of a rule's issue. */
export interface RuleParams {
  /** `PER` and four digits. */
  readonly code: string;
}

/** A schema's `.check(…)` as zod hands it the value. */
export type Checked<T> = z.core.ParsePayload<T>;

/** Notes that `value` breaks a rule, at `path` below it. Other rules go on: one mistake must not hide the next. */
export function breaks(
  checked: Checked<unknown>,
  code: string,
  message: string,
  path: readonly (string | number)[] = [],
): void {
  const params: RuleParams = { code };
  checked.issues.push({
    code: 'custom',
    message,
    input: checked.value,
    path: [...path],
    params: { ...params },
    continue: true,
  });
}

/** The code that a rule put into its issue; null for issues of the types themselves. */
export function ruleCode(issue: z.core.$ZodIssue): string | null {
  if (issue.code !== 'custom') return null;
  const code: unknown = issue.params?.code;
  return typeof code === 'string' ? code : null;
}

/** Indexes of entries whose key an earlier entry has too. A null key is never the same as another. */
export function repeated<T>(entries: readonly T[], keyOf: (entry: T) => string | null): readonly number[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const key = keyOf(entry);
    if (key === null) return [];
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
