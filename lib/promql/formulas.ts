/**
 * Formulas over the queries of a page: a query may name another by its letter, `A / B`, and is asked with that one's text
 * in its place, so that Prometheus computes it by its own rules.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { Fault } from '@/lib/mesh/fault';
import { letterOf } from './letter';
import { syntaxMistake } from './syntax';

/** A formula of formulas may double the text at each step. */
const LONGEST = 20_000;

interface LetterUse {
  readonly letter: string;
  readonly from: number;
  readonly to: number;
  /** Where the range `[5m]` behind it ends; null where there is none. */
  readonly rangeEnd: number | null;
}

/** Selectors that are one capital letter and nothing else. Empty for what is no PromQL. */
function lettersIn(expr: string): readonly LetterUse[] {
  if (syntaxMistake(expr) !== null) return [];
  const uses: LetterUse[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, from, to, node }) => {
      if (name !== 'VectorSelector' || !/^[A-Z]$/.test(expr.slice(from, to))) return;
      const { parent } = node;
      const isRange = parent?.name === 'MatrixSelector';
      uses.push({ letter: expr.slice(from, to), from, to, rangeEnd: isRange ? parent.to : null });
    },
  });
  return uses;
}

/** Whether the query is computed from others of the page. */
export function isFormula(expr: string, queries: number): boolean {
  return lettersIn(expr).some(({ letter }) => letter.charCodeAt(0) - 65 < queries);
}

/**
 * What to ask for the query at `index`: its text with the letters of the others replaced. A letter that no query has stays:
 * it may be a metric. Throws `bad-request` for a circle, an empty query that is named, and a text that grows beyond bounds.
 */
export function expandedFormula(queries: readonly string[], index: number): string {
  return expanded(queries, index, { within: [], known: new Map() });
}

interface Expansion {
  /** Queries that are being expanded, the outermost first. */
  readonly within: readonly number[];
  /** What is expanded already, so that formulas of formulas are read once. */
  readonly known: Map<number, string>;
}

function expanded(queries: readonly string[], index: number, { within, known }: Expansion): string {
  const already = known.get(index);
  if (already !== undefined) return already;
  if (within.includes(index)) {
    const circle = [...within.slice(within.indexOf(index)), index].map(letterOf).join(' → ');
    throw new Fault('bad-request', `The formula goes in a circle: ${circle}.`, {
      hint: 'Let a formula name only queries that do not name it.',
    });
  }
  const result = replaceLetters(queries[index] ?? '', (letter) => {
    const at = letter.charCodeAt(0) - 65;
    const other = queries[at];
    if (other === undefined) return null;
    if (other.trim() === '') {
      throw new Fault('bad-request', `Query ${letter}, which ${letterOf(index)} names, is empty.`, {
        hint: `Write query ${letter}.`,
      });
    }
    return expanded(queries, at, { within: [...within, index], known });
  });
  if (result.length > LONGEST) {
    throw new Fault(
      'bad-request',
      `The formula ${letterOf(index)} becomes longer than ${LONGEST} characters.`,
      { hint: 'Let it name fewer formulas.' },
    );
  }
  known.set(index, result);
  return result;
}

/** `change` gives a text for a letter, null to leave it. A range over what is no selector becomes a subquery. */
function replaceLetters(expr: string, change: (letter: string) => string | null): string {
  let result = '';
  let done = 0;
  for (const { letter, from, to, rangeEnd } of lettersIn(expr)) {
    const text = change(letter);
    if (text === null) continue;
    if (text === letter || /^[A-Z]$/.test(text)) {
      result += expr.slice(done, from) + text;
      done = to;
      continue;
    }
    result += `${expr.slice(done, from)}(${text})`;
    done = to;
    if (rangeEnd === null || isSelector(text)) continue;
    result += `${expr.slice(to, rangeEnd - 1)}:]`;
    done = rangeEnd;
  }
  return result + expr.slice(done);
}

function isSelector(text: string): boolean {
  let node: SyntaxNode | null = parser.parse(text).topNode.firstChild;
  while (node?.name === 'ParenExpr') node = node.firstChild;
  return node?.name === 'VectorSelector';
}

/**
 * The queries without the one at `index`: formulas that named it hold its text, and letters behind it move up, so that
 * every formula means what it meant.
 */
export function withoutQuery(queries: readonly string[], index: number): string[] {
  const gone = queries[index] ?? '';
  return queries
    .filter((_, at) => at !== index)
    .map((expr) =>
      replaceLetters(expr, (letter) => {
        const at = letter.charCodeAt(0) - 65;
        if (at >= queries.length) return null;
        // The text that is gone names queries by the old letters too.
        if (at === index) return moved(gone, queries.length, index);
        return at > index ? letterOf(at - 1) : null;
      }),
    );
}

function moved(expr: string, count: number, index: number): string {
  return replaceLetters(expr, (letter) => {
    const at = letter.charCodeAt(0) - 65;
    return at > index && at < count ? letterOf(at - 1) : null;
  });
}
