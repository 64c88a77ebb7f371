/** Keys that are given twice in one object, with an edit that joins them or takes the second away. */
import { type NodeRange, positionsOf, type RepeatedKey } from './positions';
import { placeAt, type TextFix, type TextProblem } from './problem';

const MAX_PROBLEMS = 100;

/** A problem for each repeated key. To be asked only for a text that was refused for one. */
export function duplicateKeyProblems(text: string, code: string): readonly TextProblem[] {
  const found: RepeatedKey[] = [];
  positionsOf(text, (key) => found.push(key));
  const outermost = withoutInner(found).slice(0, MAX_PROBLEMS);
  return outermost.map(({ path, first, second }) => {
    const place = placeAt(text, second.keyFrom);
    const above = place.line - placeAt(text, first.keyFrom).line;
    return {
      code,
      severity: 'error',
      message: `The key ${String(path.at(-1))} is given twice in the same object, first ${distance(above)}; keep one.`,
      from: second.keyFrom,
      to: second.keyTo,
      ...place,
      path: [...path],
      fix: joined(text, first, second) ?? withoutSecond(text, second),
    };
  });
}

/** The text may be a part of another one, where its lines have other numbers. */
function distance(lines: number): string {
  if (lines === 0) return 'in this line';
  return lines === 1 ? 'in the line above' : `${lines} lines above`;
}

/** Inside an object that is given twice everything is; only the outermost key is at fault. */
function withoutInner(found: readonly RepeatedKey[]): readonly RepeatedKey[] {
  let coveredTo = -1;
  return [...found]
    .sort((a, b) => a.second.keyFrom - b.second.keyFrom)
    .filter(({ second }) => {
      if (second.keyFrom < coveredTo) return false;
      coveredTo = Math.max(coveredTo, second.valueTo);
      return true;
    });
}

interface Lines {
  readonly from: number;
  readonly to: number;
}

/** The whole lines of a key with its value; null when it shares a line with something else. */
function linesOf(text: string, range: NodeRange): Lines | null {
  const from = text.lastIndexOf('\n', range.keyFrom - 1) + 1;
  if (text.slice(from, range.keyFrom).trim() !== '') return null;
  const valueTo = Math.max(range.valueTo, range.keyTo);
  const end = text.indexOf('\n', valueTo);
  const whole = text.slice(range.keyFrom, end < 0 ? text.length : end);
  if (!isBalanced(whole)) return null;
  return { from, to: end < 0 ? text.length : end + 1 };
}

/** False where a bracket is closed that was opened before: the line then holds the end of something else. */
function isBalanced(lines: string): boolean {
  let depth = 0;
  for (const [bracket] of lines.replace(/"(?:\\.|[^"\\])*"|'[^']*'/g, '').matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function withoutSecond(text: string, second: NodeRange): TextFix | null {
  const lines = linesOf(text, second);
  return lines === null ? null : { label: 'Remove this one', edits: [{ ...lines, insert: '' }] };
}

/** Two block lists at the same indentation become one: what people mean by writing `http:` twice. */
function joined(text: string, first: NodeRange, second: NodeRange): TextFix | null {
  const one = linesOf(text, first);
  const two = linesOf(text, second);
  const dashes = [first, second].map((range) => dashColumn(text, range));
  if (one === null || two === null || dashes[0] == null || dashes[0] !== dashes[1]) return null;
  const head = text.indexOf('\n', second.keyTo) + 1;
  const entries = text.slice(head, two.to);
  const insert = entries.endsWith('\n') ? entries : `${entries}\n`;
  return {
    label: 'Join both lists',
    edits: [
      { from: one.to, to: one.to, insert },
      { ...two, insert: '' },
    ],
  };
}

/** Column of the dashes of a block list that begins on the line below its key; null for anything else. */
function dashColumn(text: string, range: NodeRange): number | null {
  const rest = text.slice(range.keyTo, range.valueFrom + 1);
  const match = /^:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-$/.exec(rest);
  return match?.[1]?.length ?? null;
}
