/** The overview's shape while its first answer is on the way. */
import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

export function OverviewSkeleton() {
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
      <div className="grid grid-cols-[minmax(0,1fr)_380px] items-start gap-3 max-[1400px]:grid-cols-[minmax(0,1fr)_320px] max-xl:grid-cols-[minmax(0,1fr)]">
        <div className="grid gap-3">
          <SkeletonTable rows={3} />
          <SkeletonTable rows={5} />
        </div>
        <SkeletonTable rows={3} />
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
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content never change their order
        <div key={index} className="flex h-[37px] items-center gap-4 border-line border-t px-3">
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-4 flex-1" />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
    </Card>
  );
}
