/** The shape of the editor while its object is on the way. */
import { Skeleton } from '@/components/ui/skeleton';

const LINES = [
  'w-64',
  'w-40',
  'w-24',
  'w-32',
  'w-28',
  'w-16',
  'w-48',
  'w-56',
  'w-20',
  'w-44',
  'w-52',
  'w-36',
];

export function EditorSkeleton() {
  return (
    <div className="grid h-full grid-rows-[40px_minmax(0,1fr)]">
      <div className="flex items-center gap-3 border-line border-b px-4">
        <Skeleton className="h-5 w-32" />
        <Skeleton className="h-5 w-40" />
      </div>
      <LinesSkeleton />
    </div>
  );
}

export function LinesSkeleton() {
  return (
    <div className="grid content-start gap-2.5 bg-surface p-6">
      {LINES.map((width) => (
        <Skeleton key={width} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}
