/** What a query answers with, as far as its text alone tells: figures, ranges of samples, or a text. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { unquoted } from './selectors';

export type ResultKind =
  | { readonly kind: 'figures' }
  /** `up[5m]`: samples, which only a function makes figures of. */
  | { readonly kind: 'range' }
  | { readonly kind: 'text'; readonly text: string };

const RANGES: ReadonlySet<string> = new Set(['MatrixSelector', 'SubqueryExpr']);
/** What changes nothing about the kind of what is inside. */
const WRAPPERS: ReadonlySet<string> = new Set(['PromQL', 'ParenExpr', 'OffsetExpr', 'StepInvariantExpr']);

/** For a text that is PromQL. */
export function resultKind(expr: string): ResultKind {
  let node: SyntaxNode | null = parser.parse(expr).topNode;
  while (node !== null && WRAPPERS.has(node.name)) node = node.firstChild;
  if (node !== null && RANGES.has(node.name)) return { kind: 'range' };
  if (node?.name === 'StringLiteral') return { kind: 'text', text: unquoted(expr.slice(node.from, node.to)) };
  return { kind: 'figures' };
}
