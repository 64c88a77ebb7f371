'use client';
/** Its slow and failed traces, and the search for all of them. */
import { TracesSection } from '@/components/graph/panel/traces-section';
import { useScope } from '@/components/shell/scope';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';

export function TracesTab({ subject }: { subject: SubjectAnswer }) {
  const scope = useScope();
  // What is slow is told by its 95th percentile.
  if (subject.part === 'facts') return <Skeleton className="m-3 h-64 max-w-4xl" />;
  return (
    <div className="p-3">
      <Card className="max-w-4xl">
        <TracesSection of={tracesOf(subject)} scope={scope} />
      </Card>
    </div>
  );
}

/** Proxies name services in spans `<app>.<namespace>`. */
function tracesOf({ kind, row, app, version, workloads }: SubjectAnswer) {
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
