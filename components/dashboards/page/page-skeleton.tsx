/** A dashboard before it is there: its figures and charts as grey places. */
import { Skeleton } from '@/components/ui/skeleton';

export function PageSkeleton() {
  return (
    <div className="grid content-start gap-2 p-3">
      <Skeleton className="h-8 w-1/2" />
      <div className="grid grid-cols-6 gap-2">
        {[1, 2, 3, 4, 5, 6].map((at) => (
          <Skeleton key={at} className="h-36" />
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        {[1, 2, 3, 4].map((at) => (
          <Skeleton key={at} className="h-72" />
        ))}
      </div>
    </div>
  );
}
