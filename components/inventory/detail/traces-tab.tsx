'use client';
/** Its slow and failed traces, and the search for all of them. */
import { TracesSection } from '@/components/graph/panel/traces-section';
import { useScope } from '@/components/shell/scope';
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import { tracesOfSubject } from './traces-of-subject';

export function TracesTab({ subject }: { subject: SubjectAnswer }) {
  const scope = useScope();
  // What is slow is told by its 95th percentile.
  if (subject.part === 'facts') return <Skeleton className="m-3 h-64 max-w-4xl" />;
  return (
    <div className="p-3">
      <Card className="max-w-4xl">
        <TracesSection of={tracesOfSubject(subject)} scope={scope} />
      </Card>
    </div>
  );
}
