/** An object of a cluster as the YAML that a person edits: in a fixed order, without what the server keeps for itself. */
import { dump } from 'js-yaml';
import { LARGE_TEXT } from './limits';

/** Of `metadata`: written by the server alone. They are kept when the text is saved. */
export const SERVER_METADATA: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);
const FIRST_METADATA = ['name', 'namespace', 'labels', 'annotations'];
const FIRST_FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];

type Fields = Readonly<Record<string, unknown>>;

/** By the value. Of thousands of objects few are ever looked at as text, and those several times. */
const written = new WeakMap<Fields, string>();
const sizes = new WeakMap<Fields, boolean>();

export function objectText(value: Fields): string {
  const known = written.get(value);
  if (known !== undefined) return known;
  const { status: _, ...kept } = value;
  const object = ordered({ ...kept, metadata: editableMetadata(value) }, FIRST_FIELDS);
  // The default schema quotes what YAML 1.1, and so kubectl, would take for a boolean or a number.
  const text = dump(object, { lineWidth: -1, noRefs: true });
  written.set(value, text);
  return text;
}

/** Keeps a text that was made elsewhere: a megabyte takes longer than others should wait. */
export function keepObjectText(value: Fields, text: string): void {
  written.set(value, text);
}

/** Whether `objectText` is there already. */
export function hasObjectText(value: Fields): boolean {
  return written.has(value);
}

/** Whether the text of the value would be large, about, without making it. */
export function hasLargeText(value: Fields): boolean {
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const { status: _, metadata: __, ...kept } = value;
  const isLarge = charactersLeft([kept, editableMetadata(value)], LARGE_TEXT, -2) <= 0;
  sizes.set(value, isLarge);
  return isLarge;
}

/** `left` less the characters of a value whose lines are indented by `indent`; ends once nothing is left. */
function charactersLeft(value: unknown, left: number, indent: number): number {
  if (typeof value !== 'object' || value === null) return left - String(value).length;
  const isList = Array.isArray(value);
  let rest = left;
  for (const [name, field] of Object.entries(value)) {
    if (rest <= 0) break;
    // An entry of a list that is a map begins on the line of its first field.
    const isOnOwnLine = !isList || typeof field !== 'object';
    const line = isOnOwnLine ? indent + (isList ? 3 : name.length + 3) : 0;
    rest = charactersLeft(field, rest - line, indent + 2);
  }
  return rest;
}

function editableMetadata({ metadata }: Fields): Fields {
  const all = (metadata ?? {}) as Fields;
  return ordered(
    Object.fromEntries(Object.entries(all).filter(([name]) => !SERVER_METADATA.has(name))),
    FIRST_METADATA,
  );
}

/** The named fields first; the others keep the server's order, which is the same every time. */
function ordered(fields: Fields, first: readonly string[]): Fields {
  const result: Record<string, unknown> = {};
  for (const name of first) if (fields[name] !== undefined) result[name] = fields[name];
  for (const [name, value] of Object.entries(fields)) if (!first.includes(name)) result[name] = value;
  return result;
}
