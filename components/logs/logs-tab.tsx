'use client';
/** The logs of a workload in a tab; what shows them arrives when the tab is opened. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Skeleton } from '@/components/ui/skeleton';

const viewer = new DeferredPart(async () => (await import('./log-viewer')).LogViewer);

export function LogsTab({ namespace, workload }: { readonly namespace: string; readonly workload: string }) {
  const LogViewer = useDeferred(viewer, true);
  if (LogViewer === null) return <Skeleton className="m-4 h-60" />;
  return (
    <div className="flex h-full min-h-[360px] flex-col bg-surface">
      <LogViewer key={`${namespace}/${workload}`} namespace={namespace} workload={workload} />
    </div>
  );
}
