/** The overview's shape while its first answer is on the way. */
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { COLUMNS, type OtherCards, SIDE } from './columns';
import { SkeletonRows } from './skeleton-rows';

export function OverviewSkeleton({ others }: { others: OtherCards }) {
  return (
    <div
      aria-busy="true"
      className="mx-auto grid max-w-[1720px] grid-cols-[minmax(0,1fr)] gap-3 px-4 pt-3.5 pb-4"
    >
      <span className="sr-only" role="status">
        Loading the overview
      </span>
      <div className="flex min-h-12 items-center gap-3">
        <Skeleton className="size-10" />
        <div className="grid gap-2">
          <Skeleton className="h-5 w-80" />
          <Skeleton className="h-3.5 w-64" />
        </div>
      </div>
      <div className="grid grid-cols-4 gap-3 max-xl:grid-cols-2 max-md:grid-cols-1">
        {['requests', 'errors', 'latency', 'mtls'].map((signal) => (
          <Card key={signal} className="grid h-[190px] content-start gap-2 p-3">
            <Skeleton className="h-3.5 w-20" />
            <Skeleton className="h-5 w-28" />
            <Skeleton className="mt-2 ml-11 h-[92px]" />
          </Card>
        ))}
      </div>
      <div className={COLUMNS}>
        <div className="grid min-w-0 gap-3">
          <SkeletonTable rows={5} />
          <SkeletonTable rows={5} />
          <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
            <SkeletonTable rows={5} />
            <SkeletonTable rows={5} />
          </div>
          {others.wide}
        </div>
        <div className={SIDE}>
          <SkeletonTable rows={8} />
          {others.narrow}
        </div>
      </div>
    </div>
  );
}

function SkeletonTable({ rows }: { rows: number }) {
  return (
    <Card>
      <div className="flex h-9 items-center px-3">
        <Skeleton className="h-4 w-36" />
      </div>
      <SkeletonRows rows={rows} />
    </Card>
  );
}
