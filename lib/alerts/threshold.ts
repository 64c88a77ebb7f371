/** The comparison that an alert's expression ends in, so that its chart can show what is compared and the threshold. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

export interface Threshold {
  /** What is compared. */
  readonly expr: string;
  readonly operator: '>' | '>=' | '<' | '<=' | '==' | '!=';
  readonly value: number;
}

const OPERATORS: Readonly<Record<string, Threshold['operator']>> = {
  Gtr: '>',
  Gte: '>=',
  Lss: '<',
  Lte: '<=',
  Eql: '==',
  Neq: '!=',
};
const LOGICAL: ReadonlySet<string> = new Set(['And', 'Or', 'Unless']);

/** The first comparison with a plain number at the top of the expression, through `and`, `or` and parentheses; null = none. */
export function thresholdOf(expr: string): Threshold | null {
  return inNode(parser.parse(expr).topNode.firstChild, expr, 0);
}

function inNode(node: SyntaxNode | null, expr: string, depth: number): Threshold | null {
  if (node === null || depth > 50) return null;
  if (node.name === 'ParenExpr') return inNode(node.firstChild, expr, depth + 1);
  if (node.name !== 'BinaryExpr') return null;
  const left = node.firstChild;
  const right = node.lastChild;
  const operator = left?.nextSibling;
  if (!left || !right || !operator) return null;
  if (LOGICAL.has(operator.name)) return inNode(left, expr, depth + 1) ?? inNode(right, expr, depth + 1);
  const compare = OPERATORS[operator.name];
  if (compare === undefined) return null;
  const text = (of: SyntaxNode) => expr.slice(of.from, of.to);
  const value = numberIn(text(right));
  return value === null ? null : { expr: text(left), operator: compare, value };
}

/** `0.05`, `1e3`, `-2`, `5 * 60`: constants as people write them. */
function numberIn(text: string): number | null {
  const factors = text.replace(/[()\s]/g, '').split('*');
  const values = factors.map((factor) =>
    /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(factor) ? Number(factor) : Number.NaN,
  );
  const product = values.reduce((a, b) => a * b, 1);
  return Number.isFinite(product) ? product : null;
}
