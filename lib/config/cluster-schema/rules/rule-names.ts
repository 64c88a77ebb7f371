/** What a parsed rule calls and names. */
import type { parse } from '@bufbuild/cel';

type Expression = ReturnType<typeof parse>['expr'];

export interface RuleNames {
  readonly functions: ReadonlySet<string>;
  /** Variables that the rule does not bind itself. */
  readonly names: ReadonlySet<string>;
}

export function namesIn(expression: Expression): RuleNames {
  const functions = new Set<string>();
  const names = new Set<string>();
  visit(expression, new Set(), functions, names);
  return { functions, names };
}

function visit(
  expression: Expression | undefined,
  bound: ReadonlySet<string>,
  functions: Set<string>,
  names: Set<string>,
): void {
  if (expression === undefined) return;
  const below = (other: Expression | undefined, own = bound) => visit(other, own, functions, names);
  const { exprKind } = expression;
  switch (exprKind.case) {
    case 'identExpr':
      if (!bound.has(exprKind.value.name)) names.add(exprKind.value.name);
      return;
    case 'selectExpr':
      below(exprKind.value.operand);
      return;
    case 'callExpr':
      functions.add(exprKind.value.function);
      below(exprKind.value.target);
      for (const argument of exprKind.value.args) below(argument);
      return;
    case 'listExpr':
      for (const element of exprKind.value.elements) below(element);
      return;
    case 'structExpr':
      // A message by its name is no type of an object.
      if (exprKind.value.messageName !== '') names.add(exprKind.value.messageName);
      for (const entry of exprKind.value.entries) {
        if (entry.keyKind.case === 'mapKey') below(entry.keyKind.value);
        below(entry.value);
      }
      return;
    case 'comprehensionExpr': {
      const { iterVar, iterVar2, accuVar, iterRange, accuInit, loopCondition, loopStep, result } =
        exprKind.value;
      below(iterRange);
      below(accuInit);
      const inside = new Set([...bound, iterVar, iterVar2, accuVar]);
      for (const part of [loopCondition, loopStep, result]) below(part, inside);
      return;
    }
    default:
  }
}
