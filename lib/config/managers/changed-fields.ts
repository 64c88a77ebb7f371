/** Which fields an edit changes. */
import { isSame } from '@/lib/config/cluster-schema/old-value';
import type { ObjectPath } from '@/lib/config/yaml/positions';

/** Nobody reads more. */
const AT_MOST = 200;

type Fields = Readonly<Record<string, unknown>>;

/** The innermost fields that differ, in the order of the text; a list of another length is one. */
export function changedFields(before: unknown, after: unknown): readonly ObjectPath[] {
  const found: ObjectPath[] = [];
  visit(before, after, [], found);
  return found;
}

function visit(before: unknown, after: unknown, path: ObjectPath, found: ObjectPath[]): void {
  if (found.length >= AT_MOST || isSame(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [index, entry] of after.entries()) visit(before[index], entry, [...path, index], found);
    return;
  }
  if (isFields(before) && isFields(after)) {
    for (const name of new Set([...Object.keys(after), ...Object.keys(before)]))
      visit(before[name], after[name], [...path, name], found);
    return;
  }
  found.push(path);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
