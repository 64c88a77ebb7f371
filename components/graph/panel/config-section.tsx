'use client';
/** The objects of configuration that rule the selection, with what they do in a line. */
import { useQuery } from '@tanstack/react-query';
import { FileCog } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { ServiceAssistants } from '@/components/config/assistants/service-assistants';
import { AnswerProblem } from '@/components/shell/answer-problem';
import { fetchAnswer } from '@/components/shell/fetch-answer';
import { useScopedHref } from '@/components/shell/scope';
import { Pill } from '@/components/ui/pill';
import { Skeleton } from '@/components/ui/skeleton';
import type { CalledHost } from './hosts';
import { Nothing, Section } from './parts';

export interface ConfigSectionProps {
  readonly of: CalledHost | null;
  readonly title: string;
  /** Where everything that acts on a workload is told; null for what is none. */
  readonly workload?: { readonly namespace: string; readonly name: string } | null;
}

export function ConfigSection({ of, title, workload = null }: ConfigSectionProps) {
  const scoped = useScopedHref();
  const applies = of === null ? '' : `${of.namespace}/${of.name}`;
  const list = useQuery({
    queryKey: ['config', 'applies', applies],
    queryFn: ({ signal }) =>
      fetchAnswer(
        `/api/config?applies=${encodeURIComponent(applies)}`,
        async () => (await import('@/lib/config/contract')).configListSchema,
        { signal },
      ),
    enabled: of !== null,
    retry: false,
    staleTime: 15_000,
  });
  const objects = list.data?.objects ?? [];
  return (
    <Section id="config" title={title} {...(objects.length > 0 ? { note: String(objects.length) } : {})}>
      {of === null && <Nothing>Its service is not known, so neither is what rules it.</Nothing>}
      {list.isLoading && <Skeleton className="h-16 w-full" />}
      {list.error !== null && (
        <Nothing>
          {list.error instanceof AnswerProblem ? list.error.message : 'The configuration could not be read.'}
        </Nothing>
      )}
      {list.data !== undefined && objects.length === 0 && (
        <Nothing>No object of the mesh’s configuration names it.</Nothing>
      )}
      <ul>
        {objects.map(({ id, summary, status }) => (
          <li key={`${id.group}/${id.kind}/${id.namespace}/${id.name}`} className="border-line border-t">
            <Link
              href={scoped(`/config/${id.group}/${id.kind}/${id.namespace ?? '_'}/${id.name}`) as Route}
              className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2 py-1.5 text-xs hover:bg-raised"
            >
              <FileCog aria-hidden="true" className="size-3.5 text-text-2" />
              <span className="truncate font-medium">
                {id.kind} {id.name}
              </span>
              {status.errors + status.warnings > 0 && (
                <Pill tone={status.errors > 0 ? 'failing' : 'degraded'} className="!h-4">
                  {status.errors + status.warnings} findings
                </Pill>
              )}
              {summary !== '' && (
                <span className="col-[2/4] truncate text-text-2" title={summary}>
                  {summary}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {of !== null && <ServiceAssistants service={of} />}
      {workload !== null && (
        <Link
          href={scoped(`/config/effective?workload=${workload.namespace}/${workload.name}`) as Route}
          prefetch={false}
          className="link mt-2 inline-flex min-h-6 items-center text-xs"
        >
          Everything that acts on workload {workload.name}
        </Link>
      )}
    </Section>
  );
}
