/** Finds operands and words by what was typed, and the nearest one where there is none. */
import { nearestOf } from '@/lib/expression/nearest';
import { EDGE_OPERANDS } from './edge-operands';
import type { Operand, Word } from './language';
import { labelOperand, NODE_OPERANDS } from './node-operands';
import { UNARY_WORDS } from './unary-words';

export const OPERANDS: readonly Operand[] = [...NODE_OPERANDS, ...EDGE_OPERANDS];

/** Before a node's operand or word: of which end of an edge. */
export const ENDS = ['source', 'target'] as const;
export type End = (typeof ENDS)[number];

export const LABEL = 'label:';

const operands = new Map(
  OPERANDS.flatMap((operand) => operand.words.map((word) => [word, operand] as const)),
);
const words = new Map(UNARY_WORDS.flatMap((word) => word.words.map((name) => [name, word] as const)));

export interface Found<T> {
  readonly what: T;
  /** Set where it was written as `source.…` or `target.…`. */
  readonly end: End | null;
}

/** The operand of this spelling; labels keep the case of their key. */
export function findOperand(text: string): Found<Operand> | null {
  const { name, end } = withoutEnd(text);
  if (name.toLowerCase().startsWith(LABEL) && name.length > LABEL.length)
    return { what: labelOperand(name.slice(LABEL.length)), end };
  const what = operands.get(name.toLowerCase());
  return what === undefined || (end !== null && what.node === undefined) ? null : { what, end };
}

/** The word of this spelling; `label:<key>` alone asks whether the label is there. */
export function findWord(text: string): Found<Word> | null {
  const { name, end } = withoutEnd(text);
  if (name.toLowerCase().startsWith(LABEL) && name.length > LABEL.length)
    return { what: hasLabel(name.slice(LABEL.length)), end };
  const what = words.get(name.toLowerCase());
  return what === undefined || (end !== null && what.node === undefined) ? null : { what, end };
}

function hasLabel(key: string): Word {
  return {
    words: [`${LABEL}${key}`],
    what: `Has the Kubernetes label ${key}`,
    node: ({ facts }) => facts !== null && Object.hasOwn(facts.labels, key),
  };
}

function withoutEnd(text: string): { readonly name: string; readonly end: End | null } {
  const lower = text.toLowerCase();
  const end = ENDS.find((one) => lower.startsWith(`${one}.`));
  return end === undefined ? { name: text, end: null } : { name: text.slice(end.length + 1), end };
}

/** The word of the language that a typing mistake is nearest to; see `nearestOf`. */
export function nearest(
  text: string,
  among: readonly string[] = [...operands.keys(), ...words.keys()],
  mayBeName = false,
): string | null {
  return nearestOf(text, among, mayBeName);
}
