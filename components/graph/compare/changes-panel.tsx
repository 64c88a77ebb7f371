'use client';
/** What changed between two moments, most telling first, and what happened between them that may explain it. */
import { useQuery } from '@tanstack/react-query';
import { GitCompareArrows } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { GraphElements } from '@/components/graph/elements';
import type { GraphTarget } from '@/components/graph/emphasis';
import { Nothing, PanelHead } from '@/components/graph/panel/parts';
import { timelineQuery } from '@/components/graph/time/strip-query';
import type { Scope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { Comparison } from '@/lib/graph/compare/change';
import { rankedChanges } from '@/lib/graph/compare/compare';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { TimelineAnswer } from '@/lib/insight/timeline/contract';
import { type Explanation, explainChanges } from '@/lib/insight/timeline/likely-cause';
import { type ChangeRow, ChangeRows } from './change-rows';
import { thresholdWords } from './change-words';
import { changedEdges } from './changed-edges';
import { EventsBetween } from './events-between';
import type { ComparedMoments } from './use-comparison';

export interface ChangesPanelProps {
  readonly compared: ComparedMoments;
  /** As drawn: what the lines of the picture say. */
  readonly comparison: Comparison | null;
  readonly elements: GraphElements | null;
  readonly scope: Scope;
  readonly selected: GraphTarget | null;
  readonly onSelect: (target: GraphTarget | null) => void;
}

const SHOWN_AT_FIRST = 12;

export function ChangesPanel(props: ChangesPanelProps) {
  const { compared, comparison, elements, scope, selected, onSelect } = props;
  const [all, setAll] = useState(false);
  const names = useMemo(
    () => new Map((elements?.lines ?? []).map((line) => [line.id, line.name])),
    [elements],
  );
  const span = useMemo(
    () => ({ fromSeconds: compared.beforeWindow.fromSeconds, toSeconds: compared.afterWindow.toSeconds }),
    [compared.beforeWindow.fromSeconds, compared.afterWindow.toSeconds],
  );
  const timeline = useQuery({ ...timelineQuery(scope.namespaces, span), enabled: comparison !== null });
  const explanation = useExplanation(compared, timeline.data);
  const rows = useMemo(
    () => (comparison === null ? [] : rowsOf(comparison, names, explanation)),
    [comparison, names, explanation],
  );
  if (comparison === null)
    return (
      <>
        <PanelHead title={<Title />} note={compared.problem?.message ?? 'Reading the moment before …'} />
        {compared.problem?.kind !== 'wrong' && compared.error === null && (
          <div className="grid gap-2 px-4">
            <Skeleton className="h-10 w-full" />
            <Skeleton className="h-10 w-full" />
            <Skeleton className="h-10 w-full" />
          </div>
        )}
      </>
    );
  const shown = all ? rows : rows.slice(0, SHOWN_AT_FIRST);
  const edges = comparison.edges.size;
  return (
    <>
      <PanelHead
        title={<Title />}
        note={`${rows.length} of ${edges} edges${rows.length > 1 ? ', most telling first' : ''}`}
      />
      <Partial comparison={comparison} />
      {rows.length === 0 ? (
        <div className="px-4">
          <Nothing>
            Nothing changed by more than {thresholdWords(compared.thresholds)}. Lower the thresholds to see
            less.
          </Nothing>
        </div>
      ) : (
        <div className="px-2">
          <ChangeRows rows={shown} selected={selected} onSelect={onSelect} />
        </div>
      )}
      <p className="flex min-h-8 items-center border-line border-t px-4 text-text-3 text-xs">
        {comparison.counts.same} edges stayed within {thresholdWords(compared.thresholds)}
        {comparison.counts.unknown > 0 && `, ${comparison.counts.unknown} are not known`}
        {rows.length > SHOWN_AT_FIRST && (
          <Button variant="quiet" className="ml-auto text-accent" onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `All ${rows.length}`}
          </Button>
        )}
      </p>
      <EventsBetween
        explanation={explanation}
        timeline={timeline.data}
        error={timeline.error}
        span={span}
        rankOf={(id) => rows.findIndex((row) => row.change.id === id) + 1}
      />
    </>
  );
}

function Title() {
  return (
    <>
      <GitCompareArrows aria-hidden="true" className="size-4 text-text-2" />
      What changed
    </>
  );
}

/** What a moment does not know is neither new nor gone; namespaces that vanish are said in words. */
function Partial({ comparison: { partial, namespaces } }: { readonly comparison: Comparison }) {
  const lines = [
    ...partial.map((side) => `The moment ${side} is incomplete: what is missing there counts as not known.`),
    ...(namespaces.gone.length === 0
      ? []
      : [`No traffic any more: namespace ${namespaces.gone.join(', ')}.`]),
    ...(namespaces.new.length === 0
      ? []
      : [`Traffic that was not there: namespace ${namespaces.new.join(', ')}.`]),
  ];
  return lines.map((line) => (
    <p key={line} className="px-4 pb-2 text-text-2 text-xs">
      {line}
    </p>
  ));
}

/** Explained by the edges as they are answered: a folded box has no configuration of its own. */
function useExplanation(compared: ComparedMoments, timeline: TimelineAnswer | undefined): Explanation | null {
  const { comparison, graph, beforeAnswer } = compared;
  return useMemo(() => {
    if (comparison === null || timeline === undefined) return null;
    const merged: GraphAnswer = graph;
    return explainChanges(changedEdges(comparison, merged, beforeAnswer), timeline.events);
  }, [comparison, graph, beforeAnswer, timeline]);
}

/** The chain of the likely cause first, then by how telling each is. */
function rowsOf(
  comparison: Comparison,
  names: ReadonlyMap<string, string>,
  explanation: Explanation | null,
): ChangeRow[] {
  const chain = new Set(explanation?.chain ?? []);
  const rows = rankedChanges(comparison).map((change) => ({
    change,
    name: names.get(change.id) ?? change.id,
    chained: chain.has(change.id),
  }));
  return [...rows.filter(({ chained }) => chained), ...rows.filter(({ chained }) => !chained)];
}
