'use client';
/** The configuration that acts on it, with what comes of it; each part in its order stands on the page about it. */
import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { type EffectiveTarget, effectiveQuery } from '@/components/config/effective/query';
import { ObjectLink } from '@/components/config/object-link';
import { Prose } from '@/components/config/prose';
import { configListQuery } from '@/components/config/queries';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { refetchIntervalMs, useScope, useScopedHref } from '@/components/shell/scope';
import { Card, CardHeader } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { objectKey } from '@/lib/config/identity';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';

export function AppliesCard({ subject }: { subject: SubjectAnswer }) {
  const { kind, row } = subject;
  if (kind === 'services' && row.namespace !== null) {
    return <RulingObjects services={[`${row.namespace}/${row.name}`]} home={row.namespace} />;
  }
  if (kind === 'applications') {
    const services = subject.services.map(({ namespace, name }) => `${namespace}/${name}`);
    return services.length === 0 ? null : <RulingObjects services={services} home={row.namespace ?? ''} />;
  }
  if (kind === 'namespaces') return <EffectiveSummary target={{ workload: null, namespace: row.name }} />;
  if (subject.object === null || row.namespace === null) return null;
  return <EffectiveSummary target={{ workload: `${row.namespace}/${row.name}`, namespace: null }} />;
}

/** Objects that name these services. */
function RulingObjects({ services, home }: { services: readonly string[]; home: string }) {
  const scope = useScope();
  // One service is the rule; of several the first leads.
  const [first = ''] = services;
  const list = useQuery({ ...configListQuery(refetchIntervalMs(scope), first), retry: false });
  const objects = list.data?.objects ?? [];
  return (
    <Card aria-label="Configuration that applies">
      <CardHeader title="Configuration that applies" note={list.data === undefined ? '' : objects.length} />
      {list.isPending && <Skeleton className="m-3 h-12" />}
      {list.error !== null && <Quiet>{messageOf(list.error)}</Quiet>}
      {list.data !== undefined && objects.length === 0 && <Quiet>No object of the mesh names it.</Quiet>}
      <ul>
        {objects.map(({ id, summary }) => (
          <li
            key={objectKey(id)}
            className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-center gap-3 border-line border-t px-3 py-1.5 text-sm"
          >
            <ObjectLink id={id} line={null} home={home} />
            <span className="truncate text-text-2" title={summary}>
              {summary}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function EffectiveSummary({ target }: { target: EffectiveTarget }) {
  const scope = useScope();
  const scoped = useScopedHref();
  const answer = useQuery({ ...effectiveQuery(target, refetchIntervalMs(scope)), retry: false });
  const href =
    target.workload === null
      ? `/config/effective?namespace=${target.namespace}`
      : `/config/effective?workload=${target.workload}`;
  return (
    <Card aria-label="Configuration that applies">
      <CardHeader
        title="Configuration that applies"
        action={
          <Link href={scoped(href) as Route} prefetch={false} className="link">
            All of it, with reasons
          </Link>
        }
      />
      {answer.isPending && <Skeleton className="m-3 h-24" />}
      {answer.error !== null && <Quiet>{messageOf(answer.error)}</Quiet>}
      <ul>
        {answer.data?.sections.map(({ key, title, result, entries }) => {
          const acting = entries.filter(({ state, id }) => state !== 'left-out' && id !== null);
          const distinct = [
            ...new Map(acting.map((entry) => [entry.id === null ? '' : objectKey(entry.id), entry])).values(),
          ];
          return (
            <li
              key={key}
              className="grid grid-cols-[152px_minmax(0,1fr)] gap-3 border-line border-t px-3 py-1.5 text-sm"
            >
              <span className="font-medium">{title}</span>
              <div className="grid min-w-0 gap-0.5">
                <p className="text-pretty text-text-2">
                  <Prose text={result} />
                </p>
                {distinct.length > 0 && (
                  <p className="flex flex-wrap gap-x-4">
                    {distinct.map(({ id, line }) =>
                      id === null ? null : (
                        <ObjectLink
                          key={objectKey(id)}
                          id={id}
                          line={line}
                          home={target.namespace ?? target.workload.split('/')[0] ?? ''}
                        />
                      ),
                    )}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Quiet({ children }: { children: string }) {
  return <p className="border-line border-t px-3 py-2 text-sm text-text-2">{children}</p>;
}

function messageOf(error: Error): string {
  return error instanceof AnswerProblem ? error.message : 'The configuration could not be read.';
}
