/** The shape of the results while they are on their way. */
import { Skeleton } from '@/components/ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export function ResultsSkeleton() {
  return (
    <div role="status" aria-label="Searching" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-4 w-72" />
      <Skeleton className="h-[196px] w-full" />
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-6 w-full" />
      ))}
    </div>
  );
}
