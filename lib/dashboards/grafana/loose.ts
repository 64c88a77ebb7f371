/** Reading JSON that anybody may have written: what is not of the expected kind is as if it were not there. */

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: Json, key: string): Json {
  const inner = own(value, key);
  return isObject(inner) ? inner : {};
}

export function listAt(value: Json, key: string): readonly unknown[] {
  const inner = own(value, key);
  return Array.isArray(inner) ? inner : [];
}

export function objectsAt(value: Json, key: string): readonly Json[] {
  return listAt(value, key).filter(isObject);
}

/** Numbers count as text: ids and values are written either way. */
export function textAt(value: Json, key: string): string | null {
  const inner = own(value, key);
  if (typeof inner === 'string') return inner;
  return typeof inner === 'number' ? String(inner) : null;
}

/** Text that is a number counts: `"0.95"` stands in many thresholds. */
export function numberAt(value: Json, key: string): number | null {
  const inner = own(value, key);
  if (typeof inner === 'number') return Number.isFinite(inner) ? inner : null;
  if (typeof inner !== 'string' || inner.trim() === '') return null;
  const parsed = Number(inner);
  return Number.isFinite(parsed) ? parsed : null;
}

export function flagAt(value: Json, key: string): boolean | null {
  const inner = own(value, key);
  return typeof inner === 'boolean' ? inner : null;
}

export function textsAt(value: Json, key: string): readonly string[] {
  return listAt(value, key).flatMap((one) =>
    typeof one === 'string' || typeof one === 'number' ? [String(one)] : [],
  );
}

/** One of the words, else null. */
export function wordAt<T extends string>(value: Json, key: string, words: readonly T[]): T | null {
  const text = textAt(value, key);
  return words.find((word) => word === text) ?? null;
}

/** `__proto__` and the like are no fields of what was read. */
export function own(value: Json, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Without what is undefined, so that options that were not set are not there. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined | null> } {
  return Object.fromEntries(
    Object.entries(value).filter(([, inner]) => inner !== undefined && inner !== null),
  ) as { [K in keyof T]: Exclude<T[K], undefined | null> };
}

export function bounded(value: number | null, least: number, most: number): number | undefined {
  return value === null ? undefined : Math.min(most, Math.max(least, value));
}
