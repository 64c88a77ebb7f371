'use client';
/** What the store says of a write before it is made. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, LoaderCircle } from 'lucide-react';
import { ProblemState } from '@/components/ui/problem-state';
import type { Change } from '@/lib/config/changes/change';
import { rehearsalQuery } from './queries';

export function RehearsalLine({ changes }: { changes: readonly Change[] }) {
  const rehearsal = useQuery(rehearsalQuery(changes));
  if (rehearsal.isPending) {
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-text-2">
        <LoaderCircle
          aria-hidden="true"
          className="size-4 animate-spin text-text-3 motion-reduce:animate-none"
        />
        Asking the store whether it would take it
      </p>
    );
  }
  if (rehearsal.isError) return <ProblemState compact problem={rehearsal.error} />;
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-text-2">
      <CircleCheck aria-hidden="true" className="size-4 text-healthy" />
      The store would take it. Nothing was changed yet.
    </p>
  );
}
