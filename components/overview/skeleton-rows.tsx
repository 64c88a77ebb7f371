/** The shape of a table while its answer is on the way. */
import { Skeleton } from '@/components/ui/skeleton';

export function SkeletonRows({ rows, label }: { rows: number; label?: string }) {
  return (
    <div aria-busy="true">
      {label !== undefined && (
        <span className="sr-only" role="status">
          {label}
        </span>
      )}
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content never change their order
        <div key={index} className="flex h-[37px] items-center gap-4 border-line border-t px-3">
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
