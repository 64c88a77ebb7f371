'use client';
/** The charts of a chosen service, with the exemplars that the mesh's histogram keeps of it. */
import { useExemplars } from '@/components/graph/panel/use-exemplars';
import { scopeParams } from '@/components/shell/scope';
import { type NodeIdentity, nodeId } from '@/lib/graph/identity';
import type { PerformanceRow } from '@/lib/insight/performance/contract';
import { PerformanceCharts, type PerformanceChartsProps } from './performance-charts';

export function ServiceCharts(props: Omit<PerformanceChartsProps, 'exemplars'>) {
  const { whole, scope, answer } = props;
  const params = scopeParams(scope);
  params.delete('namespaces');
  params.set('node', nodeId(identityOf(whole)));
  const exemplars = useExemplars(params.toString(), scope);
  return <PerformanceCharts {...props} exemplars={answer.source === 'traces' ? [] : exemplars} />;
}

/** The service's node in the graph, whichever its cluster. */
function identityOf({ service, namespace }: Pick<PerformanceRow, 'service' | 'namespace'>): NodeIdentity {
  const suffix = `.${namespace ?? 'unknown'}`;
  const name = service.endsWith(suffix) ? service.slice(0, -suffix.length) : service;
  return { kind: 'service', cluster: null, namespace, name };
}
