'use client';
/** One trace against the traces of its like: how long each of its spans usually takes, and what is unusual. */
import { useQuery } from '@tanstack/react-query';
import { ChartGantt } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { scopeParams, useScope } from '@/components/shell/scope';
import { traceQuery } from '@/components/traces/queries';
import { type TraceSource, uploadedTraces } from '@/components/traces/reading/uploaded-registry';
import { readSearch, searchParams } from '@/components/traces/search-state';
import { type TraceModel, traceModel } from '@/components/traces/trace-model';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ProblemState } from '@/components/ui/problem-state';
import { traceGroup } from '@/lib/traces/compare/group';
import { readGroup } from '@/lib/traces/compare/read-group';
import { mainRoot, nameOf, serviceOf } from '@/lib/traces/model/trace';
import { ChooseTraces } from './choose-traces';
import { compareParsers } from './compare-state';
import { groupQuery } from './group-query';
import { GroupView } from './group-view';
import { SearchChoice } from './search-choice';
import { TreeSkeleton } from './tree-skeleton';

export interface OneAgainstGroupProps {
  readonly a: string;
  readonly source: TraceSource;
  readonly search: string | null;
}

export function OneAgainstGroup({ a, source, search }: OneAgainstGroupProps) {
  const found = useQuery(traceQuery(a, { source }));
  const model = useMemo(() => (found.data === undefined ? null : traceModel(found.data)), [found.data]);
  if (found.error !== null && found.data === undefined) {
    return (
      <ProblemState
        problem={found.error}
        onRetry={() => void found.refetch()}
        className="h-full bg-surface"
      />
    );
  }
  if (model === null) return <TreeSkeleton label="Comparing the trace with its like" />;
  if (model.trace.count === 0) {
    return (
      <EmptyState icon={<ChartGantt />} title="This trace has no spans" className="h-full bg-surface">
        Its source knows its id, but gave no span of it. It may still be arriving: try again in a moment.
      </EmptyState>
    );
  }
  return source === 'file' ? <AmongFiles model={model} /> : <AmongStored model={model} search={search} />;
}

/** What a file says stays in the browser: its like are those of the files that this tab holds. */
function AmongFiles({ model }: { readonly model: TraceModel }) {
  const group = useMemo(() => {
    const { trace, root } = model;
    const [service, name] = [serviceOf(trace, root), nameOf(trace, root)];
    const like = uploadedTraces().filter(({ trace: other }) => {
      if (other.count === 0 || other.traceId === trace.traceId) return false;
      const itsRoot = mainRoot(other);
      return serviceOf(other, itsRoot) === service && nameOf(other, itsRoot) === name;
    });
    return traceGroup(like);
  }, [model]);
  if (group.size === 0) return <ChooseTraces a={model.trace.traceId} b={null} alone="file" />;
  return (
    <GroupView
      model={model}
      group={group}
      source="file"
      said="of the files that are open in this tab"
      choice={null}
      choosing={null}
      onChoose={() => undefined}
    />
  );
}

function AmongStored({ model, search }: { readonly model: TraceModel; readonly search: string | null }) {
  const scope = useScope();
  const [, setUrl] = useQueryStates(compareParsers, { history: 'push' });
  const [open, setOpen] = useState(false);
  const within = useMemo(
    () => (search === null ? null : inScope(search, scopeParams(scope))),
    [search, scope],
  );
  const asked = useQuery(groupQuery(model.trace, within));
  const group = useMemo(() => (asked.data === undefined ? null : readGroup(asked.data)), [asked.data]);
  const choice = (
    <div className="relative z-20 flex flex-wrap items-center gap-2 border-line border-b px-4 py-2">
      <SearchChoice
        values={readSearch(
          search ??
            searchParams({ ...readSearch(''), service: [serviceOf(model.trace, model.root)] }).toString(),
        )}
        action="Compare with these"
        busy={asked.isFetching}
        onChoose={(next) => void setUrl({ group: searchParams(next).toString() })}
      />
      {search !== null && (
        <Button variant="quiet" onClick={() => void setUrl({ group: null })}>
          Those of its route
        </Button>
      )}
    </div>
  );
  if (asked.error !== null && asked.data === undefined) {
    return (
      <div className="flex h-full flex-col bg-surface">
        {choice}
        <ProblemState problem={asked.error} onRetry={() => void asked.refetch()} />
      </div>
    );
  }
  if (group === null || asked.data === undefined)
    return <TreeSkeleton label="Comparing the trace with its like" />;
  if (group.size === 0) {
    return search === null ? (
      <ChooseTraces a={model.trace.traceId} b={null} alone="server" />
    ) : (
      <div className="flex h-full flex-col bg-surface">
        {choice}
        <p className="p-6 text-center text-sm text-text-2">
          No other trace matches this search in the window.
        </p>
      </div>
    );
  }
  const { looked, warnings } = asked.data;
  return (
    <GroupView
      model={model}
      group={group}
      source="server"
      said={[`${looked.toLocaleString('en-US')} looked at`, ...warnings.map(({ message }) => message)].join(
        ' · ',
      )}
      choice={choice}
      choosing={open || search !== null}
      onChoose={() => setOpen(!open)}
    />
  );
}

/** The window of the page, where the search names none. */
function inScope(search: string, scope: URLSearchParams): string {
  const params = new URLSearchParams(search);
  if (params.has('from') || params.has('last')) return search;
  for (const [key, value] of scope) if (key !== 'namespaces') params.set(key, value);
  return params.toString();
}
