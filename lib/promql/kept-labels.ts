/** Which labels the series of a query can still have, as far as its text tells. */
import type { SyntaxNode } from '@lezer/common';
import { unquoted } from './selectors';

/** Null: any. */
export type KeptLabels = ReadonlySet<string> | null;

/** Functions that put labels there. */
const ADDING: ReadonlySet<string> = new Set(['LabelReplace', 'LabelJoin', 'CountValues']);

export function keptLabels(node: SyntaxNode, expr: string): KeptLabels {
  switch (node.name) {
    case 'AggregateExpr':
      return ofAggregation(node, expr);
    case 'BinaryExpr':
      return ofOperation(node, expr);
    case 'FunctionCall':
      return ofFunction(node, expr);
    case 'VectorSelector':
    case 'NumberDurationLiteral':
      return null;
    default: {
      const inner = node.firstChild;
      return inner === null ? null : keptLabels(inner, expr);
    }
  }
}

/** Names in the parentheses of `by`, `without`, `on`, `ignoring` and the groups. */
export function groupingLabels(list: SyntaxNode | null, expr: string): readonly string[] {
  if (list === null) return [];
  return ['LabelName', 'QuotedLabelName'].flatMap((kind) =>
    list.getChildren(kind).map(({ from, to }) => {
      const text = expr.slice(from, to);
      return kind === 'LabelName' ? text : unquoted(text);
    }),
  );
}

/** The last argument of a call that is no number or text: what it works on. */
export function workedOn(call: SyntaxNode): SyntaxNode | null {
  const body = call.getChild('FunctionCallBody');
  for (let child = body?.lastChild ?? null; child !== null; child = child.prevSibling) {
    if (child.name !== 'StringLiteral' && child.name !== 'NumberDurationLiteral' && !child.type.isAnonymous)
      return child;
  }
  return null;
}

/** topk and its like choose series and leave them as they are. */
const CHOOSING: ReadonlySet<string> = new Set(['Topk', 'Bottomk', 'LimitK', 'LimitRatio']);

function ofAggregation(node: SyntaxNode, expr: string): KeptLabels {
  const operator = node.getChild('AggregateOp')?.firstChild?.name ?? '';
  const inner = workedOn(node);
  const under = inner === null ? null : keptLabels(inner, expr);
  if (CHOOSING.has(operator)) return under;
  if (ADDING.has(operator)) return null;
  const modifier = node.getChild('AggregateModifier');
  const named = groupingLabels(modifier?.getChild('GroupingLabels') ?? null, expr);
  if (modifier?.getChild('Without') != null) {
    return under === null ? null : new Set([...under].filter((name) => !named.includes(name)));
  }
  return under === null ? new Set(named) : new Set(named.filter((name) => under.has(name)));
}

function ofOperation(node: SyntaxNode, expr: string): KeptLabels {
  const left = node.firstChild;
  const clause = node.getChild('MatchingModifierClause');
  // With a group the labels of the other side come along, and which side is the many is not looked at here.
  if (left === null || clause?.getChild('GroupLeft') != null || clause?.getChild('GroupRight') != null)
    return null;
  if (node.getChild('Or') !== null) return null;
  // A number on the left leaves the labels of the right.
  const kept = left.name === 'NumberDurationLiteral' && node.lastChild !== null ? node.lastChild : left;
  return keptLabels(kept, expr);
}

function ofFunction(node: SyntaxNode, expr: string): KeptLabels {
  const name = node.getChild('FunctionIdentifier')?.firstChild?.name ?? '';
  if (ADDING.has(name) || name.startsWith('Absent')) return null;
  const inner = workedOn(node);
  return inner === null ? null : keptLabels(inner, expr);
}
