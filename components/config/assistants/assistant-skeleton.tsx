/** The shape of an assistant while it loads. */
import { Skeleton } from '@/components/ui/skeleton';

export function AssistantSkeleton() {
  return (
    <div className="grid min-h-0 grid-cols-[minmax(0,480px)_minmax(0,1fr)]">
      <div className="grid content-start gap-3 border-line border-r bg-surface p-4">
        <Skeleton className="h-5 w-2/3" />
        {['a', 'b', 'c', 'd'].map((row) => (
          <Skeleton key={row} className="h-8 w-full" />
        ))}
      </div>
      <div className="grid content-start gap-3 p-4">
        <Skeleton className="h-5 w-1/3" />
        <Skeleton className="h-72 w-full" />
      </div>
    </div>
  );
}
