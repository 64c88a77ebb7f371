/**
 * The shape of a graph while the first answer is on its way: stage, panel and time strip where they will stand, so that
 * nothing moves when they come, and a picture that the document's script is given fits the stage (`picture-script.ts`).
 */
import { Skeleton } from '@/components/ui/skeleton';

const COLUMNS = [
  { name: 'first', cards: ['a'] },
  { name: 'second', cards: ['a', 'b'] },
  { name: 'third', cards: ['a', 'b', 'c'] },
  { name: 'fourth', cards: ['a', 'b'] },
] as const;

export function GraphSkeleton() {
  return (
    <div role="status" aria-label="Loading the graph" className="flex h-full min-h-0 max-lg:flex-col">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div data-first-stage className="relative min-h-0 min-w-0 flex-1 overflow-hidden bg-canvas">
          <div className="absolute inset-x-3 top-3 flex gap-2">
            <Skeleton className="h-7 w-40" />
            <Skeleton className="h-7 w-36" />
            <Skeleton className="h-7 w-24" />
          </div>
          <div className="flex h-full items-center justify-center gap-20 group-has-[[data-first-picture]>svg]/graph:hidden">
            {COLUMNS.map(({ name, cards }) => (
              <div key={name} className="grid gap-8">
                {cards.map((card) => (
                  <Skeleton key={card} className="h-10 w-28" />
                ))}
              </div>
            ))}
          </div>
        </div>
        <div
          data-first-strip
          suppressHydrationWarning
          className="h-[94px] shrink-0 border-line border-t bg-surface max-lg:h-[90px] [@media(height<560px)]:hidden"
        />
      </div>
      <div
        data-first-panel
        suppressHydrationWarning
        className="w-[400px] max-w-[70vw] shrink-0 border-line border-l bg-surface max-lg:!w-full max-lg:h-[40%] max-lg:max-w-none max-lg:border-t max-lg:border-l-0"
      />
    </div>
  );
}
