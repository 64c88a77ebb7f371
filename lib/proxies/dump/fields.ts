/** Reading parsed JSON of unknown shape, a step at a time. */

export type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Fields = {};

/** The object at the end of the keys; an empty one where there is none. */
export function at(value: unknown, ...keys: readonly string[]): Fields {
  let found: unknown = value;
  for (const key of keys) found = isRecord(found) ? found[key] : undefined;
  return isRecord(found) ? found : NOTHING;
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const last = keys.at(-1);
  const found = last === undefined ? value : at(value, ...keys.slice(0, -1))[last];
  return Array.isArray(found) ? found : [];
}

/** Null where there is no text, or an empty one. */
export function textAt(value: unknown, ...keys: readonly string[]): string | null {
  const last = keys.at(-1) ?? '';
  const found = at(value, ...keys.slice(0, -1))[last];
  return typeof found === 'string' && found !== '' ? found : null;
}

/** 64-bit numbers are texts in JSON of Protocol Buffers. */
export function numberAt(value: unknown, ...keys: readonly string[]): number | null {
  const last = keys.at(-1) ?? '';
  const found = at(value, ...keys.slice(0, -1))[last];
  if (typeof found === 'number') return found;
  return typeof found === 'string' && /^-?\d+(\.\d+)?$/.test(found) ? Number(found) : null;
}
