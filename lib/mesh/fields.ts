/**
 * Lenient access to parsed objects (YAML, the API server's JSON): a field of the wrong type counts as absent, as it does
 * for a proxy that ignores what it does not know.
 */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze({});

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at `key`, empty when absent. */
export function fieldsAt(value: Fields, key: string): Fields {
  const found = value[key];
  return isFields(found) ? found : NONE;
}

/** The object at `key`, null when absent: for fields whose mere presence means something. */
export function optionalFieldsAt(value: Fields, key: string): Fields | null {
  const found = value[key];
  return isFields(found) ? found : null;
}

/** The objects of the list at `key`; entries that are no objects are skipped by position-keeping empties. */
export function fieldsListAt(value: Fields, key: string): readonly Fields[] {
  const found = value[key];
  return Array.isArray(found) ? found.map((entry: unknown) => (isFields(entry) ? entry : NONE)) : [];
}

export function textAt(value: Fields, key: string): string | null {
  const found = value[key];
  return typeof found === 'string' ? found : null;
}

export function textsAt(value: Fields, key: string): readonly string[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter((entry): entry is string => typeof entry === 'string') : [];
}

export function numberAt(value: Fields, key: string): number | null {
  const found = value[key];
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

export function flagAt(value: Fields, key: string): boolean {
  return value[key] === true;
}

/** A map of texts, such as labels; numbers and booleans are written as text. */
export function textMapAt(value: Fields, key: string): Readonly<Record<string, string>> {
  const map: Record<string, string> = {};
  for (const [name, entry] of Object.entries(fieldsAt(value, key))) {
    if (typeof entry === 'string') map[name] = entry;
    else if (typeof entry === 'number' || typeof entry === 'boolean') map[name] = String(entry);
  }
  return map;
}
