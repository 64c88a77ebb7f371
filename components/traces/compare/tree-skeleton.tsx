/** The shape of a comparison that is still being made. */
import { Skeleton } from '@/components/ui/skeleton';

const LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

export function TreeSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex h-full flex-col gap-3 bg-surface p-4">
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-14 w-full" />
      {LINES.map((line) => (
        <Skeleton key={line} className="h-5 w-full" />
      ))}
    </div>
  );
}
