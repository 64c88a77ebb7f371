'use client';
/** Everything that acts on one workload or namespace, in the order in which it takes effect. */
import { useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { parseAsString, useQueryStates } from 'nuqs';
import { ConfigTabs } from '@/components/config/config-tabs';
import { injectionQuery } from '@/components/config/injection/query';
import { type PageFacts, usePage } from '@/components/shell/page';
import { refetchIntervalMs, useScope } from '@/components/shell/scope';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { EffectiveAnswer } from '@/lib/config/effective/contract';
import { EffectiveSection } from './effective-section';
import { type EffectiveTarget, effectiveQuery, namespaceHref, workloadHref } from './query';
import { SubjectHead } from './subject-head';
import { TargetList } from './target-list';

const parsers = { workload: parseAsString, namespace: parseAsString };

export function EffectivePage() {
  const scope = useScope();
  const [{ workload, namespace }] = useQueryStates(parsers);
  const target: EffectiveTarget | null =
    workload !== null
      ? { workload, namespace: null }
      : namespace !== null
        ? { workload: null, namespace }
        : null;
  const every = refetchIntervalMs(scope);
  const places = useQuery(injectionQuery(every));
  const answer = useQuery(effectiveQuery(target, every));
  usePage({
    title: 'Effective configuration',
    breadcrumb: [{ label: 'Configuration', href: '/config' }],
    updatedAt: answer.dataUpdatedAt || places.dataUpdatedAt,
    fetching: answer.isFetching || places.isFetching,
    problem: answer.data === undefined ? null : answer.error,
    without: ['window', 'namespaces'],
  } satisfies PageFacts);
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)]">
      <ConfigTabs />
      <div className="grid min-h-0 grid-cols-[264px_minmax(0,1fr)]">
        {places.data !== undefined ? (
          <TargetList namespaces={places.data.namespaces} current={currentOf(target, answer.data)} />
        ) : places.error === null ? (
          <ListSkeleton />
        ) : (
          <ProblemState compact problem={places.error} onRetry={() => void places.refetch()} />
        )}
        <div className="min-w-0 overflow-y-auto">
          {target === null ? (
            <EmptyState icon={<ListChecks />} title="Choose a workload or a namespace" className="h-full">
              Every object that acts on it stands here then, in the order in which it takes effect, and what
              is left out with the reason.
            </EmptyState>
          ) : answer.error !== null && !answer.isPlaceholderData ? (
            <ProblemState problem={answer.error} onRetry={() => void answer.refetch()} />
          ) : answer.data === undefined ? (
            <PartsSkeleton />
          ) : (
            <Effective answer={answer.data} isOld={answer.isPlaceholderData} />
          )}
        </div>
      </div>
    </div>
  );
}

/** The link of what is shown: a workload that was asked for by its name alone is known with its kind. */
function currentOf(target: EffectiveTarget | null, answer: EffectiveAnswer | undefined): string | null {
  if (target === null) return null;
  if (target.workload === null) return namespaceHref(target.namespace);
  return answer?.subject.kind === 'workload' ? workloadHref(answer.subject.id) : null;
}

function Effective({ answer, isOld }: { answer: EffectiveAnswer; isOld: boolean }) {
  const { subject, sections, settings } = answer;
  const home = subject.kind === 'workload' ? (subject.id.namespace ?? '') : subject.name;
  return (
    <div className={isOld ? 'opacity-60' : ''} aria-busy={isOld}>
      <SubjectHead subject={subject} />
      {sections.map((section) => (
        <EffectiveSection key={`${home}/${section.key}`} section={section} home={home} />
      ))}
      <footer className="px-6 py-4 text-pretty text-text-3 text-xs">
        {settings.sources.length > 0
          ? `The mesh’s own settings: ${settings.sources.join('; ')}.`
          : 'The mesh’s own settings were not found.'}
        {settings.assumed.length > 0 && ` Taken to hold: ${settings.assumed.join('; ')}.`}
      </footer>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="grid content-start gap-2 border-line border-r p-3">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <Skeleton key={row} className="h-6 w-full" />
      ))}
    </div>
  );
}

function PartsSkeleton() {
  return (
    <div className="grid content-start gap-6 p-6">
      <Skeleton className="h-8 w-1/2" />
      {['a', 'b', 'c', 'd', 'e'].map((row) => (
        <div key={row} className="grid grid-cols-[184px_minmax(0,1fr)] gap-6">
          <Skeleton className="h-5 w-32" />
          <Skeleton className="h-14 w-full" />
        </div>
      ))}
    </div>
  );
}
