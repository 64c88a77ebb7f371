/** The namespaces from which a listener takes routes, or a Gateway takes ListenerSets. */
import type { MeshView } from './mesh-view';
import type { KubernetesGateway, LabelExpression } from './read/gateway';
import { labelsInclude } from './source-filter';

/** `own`: the namespace of the Gateway or ListenerSet that allows. */
export function isAllowed(
  view: Pick<MeshView, 'namespaceLabels'>,
  allowed: KubernetesGateway['allowedListenerSets'],
  own: string,
  namespace: string,
): boolean {
  switch (allowed.allowedNamespaces) {
    case 'All':
      return true;
    case 'None':
      return false;
    case 'Same':
      return namespace === own;
    case 'Selector': {
      const labels = view.namespaceLabels.get(namespace) ?? {};
      return (
        labelsInclude(labels, allowed.namespaceSelector) &&
        allowed.namespaceExpressions.every((expression) => expressionHolds(expression, labels))
      );
    }
  }
}

function expressionHolds(
  { key, operator, values }: LabelExpression,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = labels[key];
  switch (operator) {
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
