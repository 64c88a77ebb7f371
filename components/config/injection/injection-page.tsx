'use client';
/** Which pods are in the mesh: by namespace, each workload with what it gets, what it has, and why. */
import { useQuery } from '@tanstack/react-query';
import { Boxes } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ConfigAnswerPage } from '@/components/config/config-answer-page';
import { refetchIntervalMs, useScope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import type { InjectionAnswer } from '@/lib/config/injection/contract';
import { filteredNamespaces, INJECTION_CHOICES, injectionCounts } from './injection-filter';
import { InjectionTable } from './injection-table';
import { injectionQuery } from './query';

const parsers = {
  q: parseAsString.withDefault(''),
  show: parseAsStringLiteral(INJECTION_CHOICES).withDefault('all'),
};

export function InjectionPage() {
  const scope = useScope();
  const answer = useQuery(injectionQuery(refetchIntervalMs(scope)));
  return (
    <ConfigAnswerPage title="Injection" answer={answer} skeleton={<InjectionSkeleton />}>
      {(data) => <Injection answer={data} namespaces={scope.namespaces} />}
    </ConfigAnswerPage>
  );
}

interface InjectionProps {
  answer: InjectionAnswer;
  namespaces: readonly string[] | null;
}

function Injection({ answer, namespaces }: InjectionProps) {
  const [{ q, show }, setChoice] = useQueryStates(parsers, { history: 'replace' });
  const shown = filteredNamespaces(answer, { text: q, show, namespaces });
  const all = filteredNamespaces(answer, { text: '', show: 'all', namespaces });
  const counts = injectionCounts(all);
  const clear = () => void setChoice({ q: '', show: 'all' });
  return (
    <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
        <SearchField
          label="Find workloads and namespaces"
          value={q}
          onValueChange={(text) => void setChoice({ q: text })}
          className="w-80"
        />
        <SegmentedControl
          label="Show"
          value={show}
          onValueChange={(next) => void setChoice({ show: next })}
          segments={[
            { value: 'all', label: 'All' },
            { value: 'problems', label: `Not as planned ${counts.problems}` },
            { value: 'sidecar', label: `Sidecar ${counts.sidecar}` },
            { value: 'ambient', label: `Ambient ${counts.ambient}` },
            { value: 'none', label: `No proxy ${counts.none}` },
          ]}
        />
        <p className="ml-auto text-text-3 text-xs">{basisText(answer)}</p>
      </div>
      <div className="min-w-0 overflow-auto bg-surface">
        {shown.length > 0 ? (
          <InjectionTable namespaces={shown} podsKnown={answer.podsKnown} />
        ) : (
          <NothingShown isFiltered={q !== '' || show !== 'all'} onClear={clear} />
        )}
      </div>
    </div>
  );
}

/** What the page goes by, so that nobody takes an assumption for knowledge. */
function basisText({ webhooksAssumed, webhooks, podsKnown }: InjectionAnswer): string {
  const revisions = [...new Set(webhooks.map(({ revision }) => revision))].join(', ');
  const rules = webhooksAssumed
    ? 'Judged by Istio’s usual webhooks, since none is among the objects.'
    : `Judged by the cluster’s webhooks, revisions ${revisions}.`;
  return podsKnown ? rules : `${rules} Running pods are not known.`;
}

function NothingShown({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  return isFiltered ? (
    <EmptyState
      icon={<Boxes />}
      title="No workload fits"
      action={<Button onClick={onClear}>Show all</Button>}
    >
      Nothing in the chosen namespaces has these words and this state.
    </EmptyState>
  ) : (
    <EmptyState icon={<Boxes />} title="No workloads are known">
      The configuration holds no namespaces and no workloads, so there is nothing to judge.
    </EmptyState>
  );
}

function InjectionSkeleton() {
  return (
    <div className="grid content-start gap-2 p-4">
      <Skeleton className="h-7 w-2/3" />
      {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
        <Skeleton key={row} className="h-7 w-full" />
      ))}
    </div>
  );
}
