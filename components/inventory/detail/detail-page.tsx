'use client';
/** One namespace, application, service or workload: who it is at the top, and everything else in tabs. */
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { EmbeddedSlot } from '@/components/dashboards/page/embedded-slot';
import { hasDashboard } from '@/components/dashboards/subject-dashboard';
import { KIND_WORDS } from '@/components/inventory/kind-words';
import { PartialNote } from '@/components/overview/partial-note';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { type Crumb, usePage } from '@/components/shell/page';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { Skeleton } from '@/components/ui/skeleton';
import { type TabItem, TabPanel, Tabs } from '@/components/ui/tabs';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import { MetricsTab } from './metrics/metrics-tab';
import { OverviewTab } from './overview-tab';
import { SubjectHead } from './subject-head';
import { type SubjectPlace, subjectFactsQuery, subjectQuery } from './subject-query';
import { TAB_SLOTS } from './tab-slots';
import { TracesTab } from './traces-tab';
import { TrafficTab } from './traffic-tab';
import { YamlTab } from './yaml-tab';

const TABS = ['overview', 'traffic', 'metrics', 'dashboard', 'traces', 'logs', 'proxy', 'yaml'] as const;
type TabName = (typeof TABS)[number];

const parsers = {
  tab: parseAsStringLiteral(TABS).withDefault('overview'),
  cluster: parseAsString,
};

/** Tabs that show whom it talks to. */
const NEEDS_PEERS: ReadonlySet<TabName> = new Set(['overview', 'traffic']);

/** Data of the page before are kept while those of this one are read: they are not to be shown as its own. */
function isAbout(answer: SubjectAnswer | undefined, { kind, namespace, name }: SubjectPlace): boolean {
  return (
    answer?.kind === kind &&
    answer.row.name === name &&
    (kind === 'namespaces' || answer.row.namespace === namespace)
  );
}

export interface DetailPageProps {
  readonly kind: InventoryKind;
  readonly namespace: string | null;
  readonly name: string;
}

export function InventoryDetailPage({ kind, namespace, name }: DetailPageProps) {
  const scope = useScope();
  const [{ tab, cluster }, write] = useQueryStates(parsers, { history: 'replace' });
  const place: SubjectPlace = { kind, namespace, name, cluster };
  const whole = useQuery(subjectQuery(place, scope, NEEDS_PEERS.has(tab) ? 'peers' : 'figures'));
  const known = isAbout(whole.data, place) ? whole.data : undefined;
  // Needs no metrics: what it is stands there while its figures are read.
  const facts = useQuery({ ...subjectFactsQuery(place, scope), enabled: known === undefined });
  const subject = known ?? (isAbout(facts.data, place) ? facts.data : undefined);
  usePage({
    title: name,
    breadcrumb: crumbs(place),
    updatedAt: whole.dataUpdatedAt,
    fetching: whole.isFetching,
    problem: known === undefined ? whole.error : null,
    without: ['namespaces'],
  });
  if (subject === undefined || (known === undefined && whole.error !== null)) {
    if (whole.error === null) return <DetailSkeleton />;
    return isUnknown(whole.error) ? (
      <UnknownSubject place={place} message={whole.error} />
    ) : (
      <ProblemState problem={whole.error} onRetry={() => void whole.refetch()} />
    );
  }
  const tabs = tabsOf(subject);
  const shown = tabs.some(({ value }) => value === tab) ? tab : 'overview';
  return (
    <div className="flex h-full min-w-0 flex-col">
      <SubjectHead subject={subject} />
      <div className="empty:hidden [&>*]:m-3">
        <PartialNote warnings={subject.warnings} />
      </div>
      <Tabs
        id="subject"
        label={`About ${name}`}
        value={shown}
        onValueChange={(next) => void write({ tab: next })}
        items={tabs}
        className="shrink-0 bg-surface"
      />
      <TabPanel tabs="subject" value={shown} className="min-h-0 min-w-0 flex-1 overflow-y-auto bg-canvas">
        <TabContent tab={shown} subject={subject} />
      </TabPanel>
    </div>
  );
}

function crumbs({ kind, namespace }: SubjectPlace): Crumb[] {
  const list = { label: KIND_WORDS[kind].title, href: `/${kind}` };
  if (kind === 'namespaces' || namespace === null) return [list];
  return [list, { label: namespace, href: `/namespaces/${encodeURIComponent(namespace)}` }];
}

function tabsOf(subject: SubjectAnswer): readonly TabItem<TabName>[] {
  const isWorkload = subject.kind === 'workloads';
  const { incoming, outgoing } = subject;
  return [
    { value: 'overview', label: 'Overview' },
    {
      value: 'traffic',
      label: 'Traffic',
      ...(incoming === null || outgoing === null ? {} : { count: incoming.length + outgoing.length }),
    },
    { value: 'metrics', label: 'Metrics' },
    ...(hasDashboard(subject.kind) ? [{ value: 'dashboard' as const, label: 'Dashboard' }] : []),
    { value: 'traces', label: 'Traces' },
    ...(isWorkload && TAB_SLOTS.logs !== null ? [{ value: 'logs' as const, label: 'Logs' }] : []),
    ...(isWorkload && TAB_SLOTS.proxy !== null ? [{ value: 'proxy' as const, label: 'Proxy' }] : []),
    ...(subject.object === null ? [] : [{ value: 'yaml' as const, label: 'YAML' }]),
  ];
}

function TabContent({ tab, subject }: { tab: TabName; subject: SubjectAnswer }) {
  switch (tab) {
    case 'overview':
      return <OverviewTab subject={subject} />;
    case 'traffic':
      return <TrafficTab subject={subject} />;
    case 'metrics':
      return <MetricsTab subject={subject} />;
    case 'dashboard': {
      const { namespace, name } = subject.row;
      return namespace === null || !hasDashboard(subject.kind) ? null : (
        <EmbeddedSlot kind={subject.kind} namespace={namespace} name={name} />
      );
    }
    case 'traces':
      return <TracesTab subject={subject} />;
    case 'logs':
    case 'proxy': {
      const Slot = TAB_SLOTS[tab];
      const { namespace, name } = subject.row;
      return Slot === null || namespace === null ? null : (
        <Slot namespace={namespace} workload={name} pods={subject.pods} />
      );
    }
    case 'yaml':
      return subject.object === null ? null : <YamlTab id={subject.object} />;
  }
  return tab satisfies never;
}

function isUnknown(error: Error): boolean {
  return error instanceof AnswerProblem && error.status === 404;
}

function UnknownSubject({ place, message }: { place: SubjectPlace; message: Error }) {
  const scoped = useScopedHref();
  const hint = message instanceof AnswerProblem ? message.hint : undefined;
  return (
    <EmptyState
      icon={<SearchX />}
      title={`No ${KIND_WORDS[place.kind].one} ${place.name} is known`}
      action={
        <Button asChild>
          <Link href={scoped(`/${place.kind}`) as '/workloads'}>All {KIND_WORDS[place.kind].many}</Link>
        </Button>
      }
    >
      {message.message} {hint}
    </EmptyState>
  );
}

function DetailSkeleton() {
  return (
    <div className="grid content-start gap-4 bg-surface p-4">
      <Skeleton className="h-10 w-1/2" />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-8 w-2/5" />
      <div className="grid grid-cols-[minmax(0,1fr)_400px] gap-4">
        <Skeleton className="h-80 w-full" />
        <Skeleton className="h-80 w-full" />
      </div>
    </div>
  );
}
