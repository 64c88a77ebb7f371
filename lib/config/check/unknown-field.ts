/** A field that the model does not know: misplaced, misspelt, or of nowhere. */
import type { z } from 'zod';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextFix, TextProblem } from '@/lib/config/yaml/problem';
import { type Misplacement, misplacement } from './misplaced';
import { moveField, type ParsedText, renameKey, valueAt } from './move-field';
import { nearestName } from './nearest-name';
import { oneEdit, pathText, problemAt } from './problem-at';
import { knownFields, placesOfField } from './schema-fields';

export function unknownField(
  parsed: ParsedText,
  kind: string,
  model: z.ZodType,
  parent: ObjectPath,
  field: string,
): TextProblem {
  const path = [...parent, field];
  const place = misplacement(kind, parent, field);
  if (place !== null) {
    const fix = misplacedFix(parsed, path, place);
    return problemAt(parsed, 'PER0011', path, place.message, { fix, atKey: true });
  }
  const where = parent.length === 0 ? kind : pathText(parent);
  const near = nearestName(field, knownFields(model, parent));
  if (near !== null) {
    const taken = valueAt(parsed.value, [...parent, near]) !== undefined;
    const fix = taken ? null : oneEdit(`Rename to ${near}`, renameKey(parsed, path, near));
    const message = `${field} is not known in ${where}; did you mean ${near}?`;
    return problemAt(parsed, 'PER0010', path, message, { fix, atKey: true });
  }
  const home = placesOfField(model, field).find((found) => found.startsWith('spec'));
  const hint = home === undefined ? '' : ` It belongs to ${home.replace(/^spec\./, '')}.`;
  const message = `${field} is not known in ${where}; a cluster would drop it.${hint}`;
  return problemAt(parsed, home === undefined ? 'PER0010' : 'PER0011', path, message, { atKey: true });
}

/** A delay that has no `fixedDelay` was meant as an abort as a whole; else only the field moves. */
function misplacedFix(parsed: ParsedText, path: ObjectPath, place: Misplacement): TextFix | null {
  if (place.rename !== null) {
    const taken = valueAt(parsed.value, [...path.slice(0, -1), place.rename]) !== undefined;
    return taken ? null : oneEdit(`Rename to ${place.rename}`, renameKey(parsed, path, place.rename));
  }
  if (place.home === null) return null;
  const parent = path.slice(0, -1);
  const label = `Move to ${shortPath(place.home)}`;
  const swap = SWAPPED[String(parent.at(-1))];
  if (swap !== undefined && valueAt(parsed.value, [...parent, swap.needs]) === undefined) {
    const free = valueAt(parsed.value, place.home) === undefined;
    if (free) return oneEdit(label, renameKey(parsed, parent, swap.name));
  }
  const edits = moveField(parsed, path, place.home);
  return edits === null ? null : { label, edits };
}

/** What makes a fault the one it is; without it the whole object was meant as the other. */
const SWAPPED: Readonly<Record<string, { readonly name: string; readonly needs: string }>> = {
  delay: { name: 'abort', needs: 'fixedDelay' },
};

function shortPath(path: ObjectPath): string {
  const names = path.filter((part) => typeof part === 'string' && part !== 'spec');
  return names.length === 0 ? 'spec' : names.slice(-2).join('.');
}
