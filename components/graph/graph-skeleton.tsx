/** The shape of a graph while the first answer is on its way. */
import { Skeleton } from '@/components/ui/skeleton';

const COLUMNS = [
  { name: 'first', cards: ['a'] },
  { name: 'second', cards: ['a', 'b'] },
  { name: 'third', cards: ['a', 'b', 'c'] },
  { name: 'fourth', cards: ['a', 'b'] },
] as const;

export function GraphSkeleton() {
  return (
    <div role="status" aria-label="Loading the graph" className="relative h-full overflow-hidden bg-canvas">
      <div className="absolute inset-x-3 top-3 flex gap-2">
        <Skeleton className="h-7 w-40" />
        <Skeleton className="h-7 w-36" />
        <Skeleton className="h-7 w-24" />
      </div>
      <div className="flex h-full items-center justify-center gap-20">
        {COLUMNS.map(({ name, cards }) => (
          <div key={name} className="grid gap-8">
            {cards.map((card) => (
              <Skeleton key={card} className="h-10 w-28" />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
