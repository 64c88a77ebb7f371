/** The traces that a detail page leads to. Pure. */
import type { TracesOf } from '@/components/graph/panel/trace-examples';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';

/** Proxies name services in spans `<app>.<namespace>`. null = nothing of it records any. */
export function tracesOfSubject({ kind, row, app, version, workloads }: SubjectAnswer): TracesOf | null {
  const { namespace, name, type } = row;
  if (namespace === null || kind === 'namespaces' || type === 'External') return null;
  const p95Ms = row.figures?.p95Ms ?? null;
  if (kind === 'workloads') {
    const q = version === null || version === 'latest' ? '' : `version = ${version}`;
    return { service: `${app ?? name}.${namespace}`, q, p95Ms };
  }
  const behind = kind === 'services' ? (workloads[0]?.labels.app ?? name) : name;
  return { service: `${behind}.${namespace}`, q: '', p95Ms };
}
