'use client';
/** Everything that was found in the mesh, on one page: by severity, code, namespace and words. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, SearchX } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ConfigAnswerPage } from '@/components/config/config-answer-page';
import { LiveFindings } from '@/components/config/live/live-findings';
import { refetchIntervalMs, useScope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchField } from '@/components/ui/search-field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { FindingsAnswer } from '@/lib/config/findings/contract';
import { chosenFindings, FINDING_CHOICES, findingCounts, withinScope } from './findings-filter';
import { FindingsTable } from './findings-table';
import { findingsQuery } from './query';

const parsers = {
  q: parseAsString.withDefault(''),
  code: parseAsString.withDefault(''),
  show: parseAsStringLiteral(FINDING_CHOICES).withDefault('all'),
};

export function FindingsPage() {
  const scope = useScope();
  const answer = useQuery(findingsQuery(refetchIntervalMs(scope)));
  return (
    <ConfigAnswerPage title="Findings" answer={answer} skeleton={<FindingsSkeleton />}>
      {(data) => <Findings answer={data} namespaces={scope.namespaces} />}
    </ConfigAnswerPage>
  );
}

interface FindingsProps {
  answer: FindingsAnswer;
  namespaces: readonly string[] | null;
}

function Findings({ answer, namespaces }: FindingsProps) {
  const [{ q, code, show }, setChoice] = useQueryStates(parsers, { history: 'replace' });
  const scoped = withinScope(answer.findings, { text: q, code, namespaces });
  const counts = findingCounts(scoped);
  const shown = chosenFindings(scoped, show);
  const isFiltered = q !== '' || code !== '' || show !== 'all';
  const codes = Object.entries(answer.titles).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <div className="grid min-h-0 grid-rows-[auto_minmax(0,1fr)]">
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
        <SearchField
          label="Find by object, message or code"
          value={q}
          onValueChange={(text) => void setChoice({ q: text })}
          className="w-72"
        />
        <SegmentedControl
          label="Severity"
          value={show}
          onValueChange={(next) => void setChoice({ show: next })}
          segments={[
            { value: 'all', label: `All ${counts.all}` },
            { value: 'error', label: `Errors ${counts.error}` },
            { value: 'warning', label: `Warnings ${counts.warning}` },
            { value: 'info', label: `Hints ${counts.info}` },
            { value: 'suppressed', label: `Suppressed ${counts.suppressed}` },
          ]}
        />
        <Select
          label="Code"
          showLabel
          value={code === '' ? 'any' : code}
          onValueChange={(next) => void setChoice({ code: next === 'any' ? '' : next })}
          options={[
            { value: 'any', label: 'any' },
            ...codes.map(([value, title]) => ({ value, label: value, hint: title })),
          ]}
        />
      </div>
      <div className="min-w-0 overflow-auto bg-surface" aria-live="off">
        {shown.length > 0 ? (
          <FindingsTable findings={shown} titles={answer.titles} />
        ) : (
          <NothingFound
            isFiltered={isFiltered}
            onClear={() => void setChoice({ q: '', code: '', show: 'all' })}
          />
        )}
        {!isFiltered && <LiveFindings id={null} />}
      </div>
    </div>
  );
}

function NothingFound({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  return isFiltered ? (
    <EmptyState
      icon={<SearchX />}
      title="No finding fits"
      action={<Button onClick={onClear}>Show all</Button>}
    >
      Nothing in the chosen namespaces fits this search.
    </EmptyState>
  ) : (
    <EmptyState icon={<CircleCheck />} title="Nothing was found">
      Every object of the chosen namespaces passes every check.
    </EmptyState>
  );
}

function FindingsSkeleton() {
  return (
    <div className="grid content-start gap-2 p-4">
      <Skeleton className="h-7 w-2/3" />
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <Skeleton key={row} className="h-10 w-full" />
      ))}
    </div>
  );
}
