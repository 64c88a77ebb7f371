/** Queries that this browser remembers: the last that were asked, and those that were given a name. */

export interface RememberedQueries {
  readonly expr: readonly string[];
  /** Unix milliseconds. */
  readonly at: number;
}

export interface SavedQueries extends RememberedQueries {
  readonly name: string;
}

export const HISTORY_KEY = 'explore.history';
export const SAVED_KEY = 'explore.saved';
const MOST_REMEMBERED = 50;
export const MOST_SAVED = 200;

/** What is no list of queries counts as none: another version may have written it. */
export function readRemembered(text: string): readonly RememberedQueries[] {
  return listIn(text).filter(isRemembered);
}

export function readSaved(text: string): readonly SavedQueries[] {
  return listIn(text)
    .filter(isRemembered)
    .filter((one): one is SavedQueries => 'name' in one && typeof one.name === 'string');
}

function listIn(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isRemembered(value: unknown): value is RememberedQueries {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'number' &&
    'expr' in value &&
    Array.isArray(value.expr) &&
    value.expr.every((one) => typeof one === 'string')
  );
}

/** The newest first, each once. */
export function remembering(text: string, expr: readonly string[], at: number): string {
  const asked = expr.filter((one) => one.trim() !== '');
  if (asked.length === 0) return text;
  const others = readRemembered(text).filter((one) => one.expr.join('\n') !== asked.join('\n'));
  return JSON.stringify([{ expr: asked, at }, ...others].slice(0, MOST_REMEMBERED));
}

/** A name is there once: saving under it again replaces what it was. */
export function saving(text: string, saved: SavedQueries): string {
  const others = readSaved(text).filter(({ name }) => name !== saved.name);
  return JSON.stringify(
    [...others, saved].toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MOST_SAVED),
  );
}

export function forgetting(text: string, name: string): string {
  return JSON.stringify(readSaved(text).filter((one) => one.name !== name));
}
