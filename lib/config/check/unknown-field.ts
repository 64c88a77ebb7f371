/** A field that the model does not know: misplaced, misspelt, or of nowhere. */
import type { z } from 'zod';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextFix, TextProblem } from '@/lib/config/yaml/problem';
import { misplacement } from './misplaced';
import type { Remedy } from './misplacements/place';
import { moveField, type ParsedText, renameKey, valueAt } from './move-field';
import { nearestName } from './nearest-name';
import { oneEdit, pathText, problemAt } from './problem-at';
import { knownFields, placesOfField } from './schema-fields';
import { wrapFields } from './wrap-fields';

/** `kind` is `group/Kind`. */
export function unknownField(
  parsed: ParsedText,
  kind: string,
  model: z.ZodType,
  parent: ObjectPath,
  field: string,
): TextProblem {
  const path = [...parent, field];
  const found = misplacement(kind, parent, field);
  if (found !== null) {
    const fix = remedyFix(parsed, path, found.remedy);
    return problemAt(parsed, 'PER0011', path, found.message, { fix, atKey: true });
  }
  const where = parent.length === 0 ? (kind.split('/')[1] ?? kind) : pathText(parent);
  const near = nearestName(field, knownFields(model, parent));
  if (near !== null) {
    const message = `${field} is not known in ${where}; did you mean ${near}?`;
    return problemAt(parsed, 'PER0010', path, message, { fix: renameFix(parsed, path, near), atKey: true });
  }
  const home = placesOfField(model, field).find((place) => place.startsWith('spec'));
  const hint = home === undefined ? '' : ` It belongs to ${home.replace(/^spec\./, '')}.`;
  const message = `${field} is not known in ${where}; a cluster would drop it.${hint}`;
  return problemAt(parsed, home === undefined ? 'PER0010' : 'PER0011', path, message, { atKey: true });
}

function renameFix(parsed: ParsedText, path: ObjectPath, name: string): TextFix | null {
  const taken = valueAt(parsed.value, [...path.slice(0, -1), name]) !== undefined;
  return taken ? null : oneEdit(`Rename to ${name}`, renameKey(parsed, path, name));
}

function remedyFix(parsed: ParsedText, path: ObjectPath, remedy: Remedy): TextFix | null {
  const holder = path.slice(0, -1);
  switch (remedy.kind) {
    case 'none':
      return null;
    case 'rename':
      return renameFix(parsed, path, remedy.name);
    case 'wrap': {
      const edits = wrapFields(parsed, holder, remedy.name);
      return edits === null ? null : { label: `Put into ${remedy.name}`, edits };
    }
    case 'move':
      return moveFix(parsed, path, holder, remedy.home(holder));
    default:
      return remedy satisfies never;
  }
}

/** A delay that has no `fixedDelay` was meant as an abort as a whole; else only the field moves. */
function moveFix(parsed: ParsedText, path: ObjectPath, holder: ObjectPath, home: ObjectPath): TextFix | null {
  const label = `Move to ${shortPath(home)}`;
  const swap = SWAPPED[String(holder.at(-1))];
  if (swap !== undefined && valueAt(parsed.value, [...holder, swap.needs]) === undefined) {
    const free = valueAt(parsed.value, home) === undefined;
    if (free) return oneEdit(label, renameKey(parsed, holder, swap.name));
  }
  const edits = moveField(parsed, path, home);
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
