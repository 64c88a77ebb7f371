/** The shape of a graph while the first answer is on its way. */
import { Skeleton } from '@/components/ui/skeleton';

const COLUMNS = [1, 2, 3, 2] as const;

export function GraphSkeleton() {
  return (
    <div role="status" aria-label="Loading the graph" className="relative h-full overflow-hidden bg-canvas">
      <div className="absolute inset-x-3 top-3 flex gap-2">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-7 w-36" />
        <Skeleton className="h-7 w-24" />
      </div>
      <div className="flex h-full items-center justify-center gap-20">
        {COLUMNS.map((count, column) => (
          <div key={`${column}-${count}`} className="grid gap-8">
            {Array.from({ length: count }, (_, row) => `${column}-${row}`).map((key) => (
              <Skeleton key={key} className="h-10 w-28" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
