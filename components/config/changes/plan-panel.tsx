/** What saving the chosen drafts would do: the writes in their order with the reason, and the findings that it brings. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { KeptDraft } from '@/components/config/drafts';
import { ElsewhereList } from '@/components/config/elsewhere-list';
import { ObjectLink } from '@/components/config/object-link';
import { Skeleton } from '@/components/ui/skeleton';
import type { ChangesAnswer } from '@/lib/config/changes/contract';
import { objectKey } from '@/lib/config/identity';
import { RefusedPlan } from './refused-plan';

const WORDS = { create: 'Create', change: 'Change', delete: 'Delete' };

export interface PlanPanelProps {
  /** Those that would be saved. */
  drafts: readonly KeptDraft[];
  rehearsal: UseQueryResult<ChangesAnswer>;
}

export function PlanPanel({ drafts, rehearsal }: PlanPanelProps) {
  if (drafts.length === 0) return <p className="p-4 text-sm text-text-2">Choose what to save at the left.</p>;
  if (rehearsal.isError) {
    return <RefusedPlan problem={rehearsal.error} drafts={drafts} onRetry={() => void rehearsal.refetch()} />;
  }
  if (rehearsal.data === undefined) {
    return (
      <div className="grid gap-2 p-4">
        <Skeleton className="h-5 w-64" />
        <Skeleton className="h-5 w-80" />
      </div>
    );
  }
  const { steps, findings } = rehearsal.data;
  return (
    <>
      <section aria-label="Order of writes" className="p-4">
        <h2 className="mb-2 font-semibold text-sm">The store would take it, in this order</h2>
        <ol className="grid gap-1.5 text-sm">
          {steps.map(({ id, action, because }, index) => (
            // A rule that gains and loses subsets is written twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: the place in the order is the step's identity
            <li key={`${index}:${objectKey(id)}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="w-5 text-right text-text-3 tabular-nums">{index + 1}</span>
              <span className="w-14">{WORDS[action]}</span>
              <ObjectLink id={id} />
              <span className="text-text-2">{because}</span>
            </li>
          ))}
        </ol>
      </section>
      {findings.length > 0 && (
        <section aria-label="Findings that come and go" className="border-line border-t">
          <h2 className="px-4 py-2 font-semibold text-sm">What would be found then</h2>
          <ElsewhereList elsewhere={findings} />
        </section>
      )}
    </>
  );
}
