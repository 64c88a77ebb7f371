/** From the plain description of a fix to edits of the object's text; null where the text cannot be edited so. */
import {
  fieldLines,
  insertField,
  type ParsedText,
  renameKey,
  replaceValue,
} from '@/lib/config/check/move-field';
import type { TextEdit, TextFix } from '@/lib/config/yaml/problem';
import type { Fix, FixStep } from './finding';

export function textFixOf(parsed: ParsedText, fix: Fix): TextFix | null {
  const edits: TextEdit[] = [];
  for (const step of fix.steps) {
    const made = editsOf(parsed, step);
    if (made === null) return null;
    edits.push(...made);
  }
  return { label: fix.label, edits };
}

function editsOf(parsed: ParsedText, step: FixStep): readonly TextEdit[] | null {
  switch (step.kind) {
    case 'replace':
      return one(replaceValue(parsed, step.path, step.value));
    case 'rename':
      return one(renameKey(parsed, step.path, step.name));
    case 'remove': {
      const lines = entryLines(parsed, step.path);
      return lines === null ? null : [{ from: lines.from, to: lines.to, insert: '' }];
    }
    case 'add':
      return one(insertField(parsed, step.path, step.key, step.value));
    case 'reorder':
      return reordered(parsed, step);
    default:
      return step satisfies never;
  }
}

function one(edit: TextEdit | null): readonly TextEdit[] | null {
  return edit === null ? null : [edit];
}

function reordered(
  parsed: ParsedText,
  step: Extract<FixStep, { kind: 'reorder' }>,
): readonly TextEdit[] | null {
  const moved = entryLines(parsed, [...step.path, step.from]);
  const target = entryLines(parsed, [...step.path, step.to]);
  const last = entryLines(parsed, [...step.path, step.to - 1]);
  const at = target?.from ?? last?.to;
  if (moved === null || at === undefined) return null;
  const lines = parsed.text.slice(moved.from, moved.to);
  const before = at > 0 && parsed.text[at - 1] !== '\n' ? '\n' : '';
  return [
    { from: at, to: at, insert: `${before}${lines.endsWith('\n') ? lines : `${lines}\n`}` },
    { from: moved.from, to: moved.to, insert: '' },
  ];
}

/** Whole lines of a field or of a list entry, whose first line starts with the dash. */
function entryLines(
  parsed: ParsedText,
  path: readonly (string | number)[],
): { readonly from: number; readonly to: number } | null {
  if (typeof path.at(-1) === 'string') return fieldLines(parsed, path);
  const range = parsed.positions.at(path);
  if (range === null) return null;
  const from = parsed.text.lastIndexOf('\n', range.valueFrom - 1) + 1;
  if (!/^\s*-\s+$/.test(parsed.text.slice(from, range.valueFrom))) return null;
  const end = parsed.text.indexOf('\n', range.valueTo);
  return { from, to: end < 0 ? parsed.text.length : end + 1 };
}
