'use client';
/** The proxies of a workload in a tab; what shows them arrives when the tab is opened. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Skeleton } from '@/components/ui/skeleton';

const view = new DeferredPart(async () => (await import('./proxy-view')).ProxyView);

export function ProxyTab({ namespace, workload }: { readonly namespace: string; readonly workload: string }) {
  const ProxyView = useDeferred(view, true);
  if (ProxyView === null) return <Skeleton className="m-4 h-60" />;
  return (
    <div className="flex h-full min-h-[360px] flex-col bg-surface">
      <ProxyView key={`${namespace}/${workload}`} namespace={namespace} workload={workload} />
    </div>
  );
}
