/** A query as the tree of its parts, each of which can be asked by itself. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { syntaxMistake } from './syntax';

export type PartKind =
  | 'aggregation'
  | 'function'
  | 'operation'
  | 'selector'
  /** Samples over a time, `up[5m]`. */
  | 'range'
  | 'subquery'
  | 'number'
  | 'text';

export interface QueryPart {
  /** Unique in its tree. */
  readonly id: string;
  readonly kind: PartKind;
  /** What it does, in a few words: `sum by (job)`, `rate`, `/ on (job)`. */
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** With what belongs to it: offset and @. */
  readonly text: string;
  readonly children: readonly QueryPart[];
}

/** What stands around a part without being one. */
const WRAPPERS: ReadonlySet<string> = new Set(['PromQL', 'ParenExpr']);
/** `offset 5m` and `@ 5` belong to what they stand behind. */
const MODIFIED: ReadonlySet<string> = new Set([
  'OffsetExpr',
  'StepInvariantExpr',
  'AnchoredExpr',
  'SmoothedExpr',
]);

const KINDS: Readonly<Record<string, PartKind>> = {
  AggregateExpr: 'aggregation',
  FunctionCall: 'function',
  BinaryExpr: 'operation',
  UnaryExpr: 'operation',
  VectorSelector: 'selector',
  MatrixSelector: 'range',
  SubqueryExpr: 'subquery',
  NumberDurationLiteral: 'number',
  StringLiteral: 'text',
};

/** Null where the text is no PromQL. */
export function queryTree(expr: string): QueryPart | null {
  if (syntaxMistake(expr) !== null) return null;
  return partsIn(parser.parse(expr).topNode, expr, '0')[0] ?? null;
}

/** All parts, the whole first. */
export function allParts(part: QueryPart): readonly QueryPart[] {
  return [part, ...part.children.flatMap(allParts)];
}

function partsIn(node: SyntaxNode, expr: string, id: string, bounds: SyntaxNode = node): QueryPart[] {
  if (MODIFIED.has(node.name)) {
    const inner = node.firstChild;
    return inner === null ? [] : partsIn(inner, expr, id, node);
  }
  if (WRAPPERS.has(node.name)) return childParts(node, expr, id);
  const kind = KINDS[node.name];
  if (kind === undefined) return node.name === 'FunctionCallBody' ? childParts(node, expr, id) : [];
  const { from, to } = bounds;
  const part = { id, kind, title: titleOf(node, expr), from, to, text: expr.slice(from, to) };
  // The selector of a range says nothing that the range does not.
  return [{ ...part, children: kind === 'range' ? [] : childParts(node, expr, id) }];
}

function childParts(node: SyntaxNode, expr: string, id: string): QueryPart[] {
  const parts: QueryPart[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    parts.push(...partsIn(child, expr, `${id}.${parts.length}`));
  }
  return parts;
}

function titleOf(node: SyntaxNode, expr: string): string {
  const text = (of: SyntaxNode | null) =>
    of === null ? '' : expr.slice(of.from, of.to).replace(/\s+/g, ' ');
  switch (node.name) {
    case 'AggregateExpr':
      return [text(node.getChild('AggregateOp')), text(node.getChild('AggregateModifier'))].join(' ').trim();
    case 'FunctionCall':
      return text(node.getChild('FunctionIdentifier'));
    case 'UnaryExpr':
      return text(node.getChild('UnaryOp'));
    case 'BinaryExpr': {
      const left = node.firstChild;
      const right = node.lastChild;
      if (left === null || right === null) return '';
      return expr.slice(left.to, right.from).replace(/\s+/g, ' ').trim();
    }
    case 'SubqueryExpr': {
      const inner = node.firstChild;
      return inner === null ? '' : `over ${expr.slice(inner.to, node.to).trim()}`;
    }
    default:
      return text(node);
  }
}

/** What to ask to see a part's result: a range has samples, which are counted by series. Null for a text. */
export function partQuestion(part: QueryPart): string | null {
  if (part.kind === 'text') return null;
  return part.kind === 'range' || part.kind === 'subquery' ? `count_over_time(${part.text})` : part.text;
}
