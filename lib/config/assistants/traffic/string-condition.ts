/** A condition on a text in a form: a header, a cookie or a query parameter. */
import { z } from 'zod';
import { type Fields, isFields } from '@/lib/config/simulation/read/fields';

export const conditionSchema = z.object({
  /** Of the header, cookie or parameter. */
  name: z.string(),
  /** `cookie` is a header condition that looks for one cookie among all. */
  kind: z.enum(['exact', 'prefix', 'regex', 'present', 'cookie']),
  value: z.string(),
});
export type Condition = z.infer<typeof conditionSchema>;

const FORMS = ['exact', 'prefix', 'regex'] as const;

/** Conditions of `headers` or `queryParams`; values of no known form are left out, and stay as they are. */
export function conditionsOf(map: Fields): Condition[] {
  return Object.entries(map).flatMap(([name, value]) => conditionOf(name, value) ?? []);
}

function conditionOf(name: string, value: unknown): Condition | null {
  if (value === null || (isFields(value) && Object.keys(value).length === 0)) {
    return { name, kind: 'present', value: '' };
  }
  if (!isFields(value)) return null;
  for (const kind of FORMS) {
    const text = value[kind];
    if (typeof text !== 'string') continue;
    return (name === 'cookie' ? cookieOf(kind, text) : null) ?? { name, kind, value: text };
  }
  return null;
}

/** As Istio's own examples look for a cookie among all that a request carries. */
const COOKIE = /^\^\(\.\*\?;(?: \?)?\)\?\(([A-Za-z0-9_-]+)=([^()]*)\)\(;\.\*\)\?\$$/;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;

function cookieOf(kind: string, pattern: string): Condition | null {
  const [, name, value] = (kind === 'regex' ? COOKIE.exec(pattern) : null) ?? [];
  if (name === undefined || value === undefined) return null;
  const plain = value.replace(/\\(.)/g, '$1');
  // A value that is itself a pattern stays a pattern.
  return escaped(plain) === value ? { name, kind: 'cookie', value: plain } : null;
}

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** The map with these conditions; what of `before` is of no known form stays. */
export function conditionMap(conditions: readonly Condition[], before: Fields): Fields | undefined {
  const shown = new Map(conditionsOf(before).map((condition) => [keyOf(condition), condition]));
  const isShown = (name: string) => [...shown.keys()].includes(name);
  const unknown = Object.entries(before).filter(([name]) => !isShown(name));
  const written = conditions.map((condition): readonly [string, unknown] => {
    const known = shown.get(keyOf(condition));
    const isSame = known !== undefined && JSON.stringify(known) === JSON.stringify(condition);
    return [keyOf(condition), isSame ? before[keyOf(condition)] : conditionValue(condition)];
  });
  const all = [...written, ...unknown];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/** The header that a condition is about. */
export function keyOf({ name, kind }: Condition): string {
  return kind === 'cookie' ? 'cookie' : name;
}

function conditionValue({ name, kind, value }: Condition): Fields {
  if (kind === 'present') return {};
  return kind === 'cookie' ? { regex: `^(.*?; ?)?(${name}=${escaped(value)})(;.*)?$` } : { [kind]: value };
}
