/** Kubernetes' label selector, `matchLabels` and `matchExpressions`. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
import { type Fields, fieldsListAt, textAt, textMapAt, textsAt } from '@/lib/config/simulation/read/fields';

export type Labels = Readonly<Record<string, string>>;

/** An empty or missing selector takes everything. An operator that is not known takes nothing. */
export function selectorTakes(selector: Fields, labels: Labels): boolean {
  const wanted = Object.entries(textMapAt(selector, 'matchLabels'));
  return (
    wanted.every(([name, value]) => labels[name] === value) &&
    fieldsListAt(selector, 'matchExpressions').every((expression) => expressionTakes(expression, labels))
  );
}

function expressionTakes(expression: Fields, labels: Labels): boolean {
  const value = labels[textAt(expression, 'key') ?? ''];
  const values = textsAt(expression, 'values');
  switch (textAt(expression, 'operator')) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
