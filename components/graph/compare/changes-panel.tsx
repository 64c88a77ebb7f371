'use client';
/** What changed between two moments, most telling first, and what happened between them that may explain it. */
import { GitCompareArrows } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { GraphElements } from '@/components/graph/elements';
import type { GraphTarget } from '@/components/graph/emphasis';
import type { LineModel } from '@/components/graph/lines/line-model';
import { Nothing, PanelHead } from '@/components/graph/panel/parts';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { Comparison } from '@/lib/graph/compare/change';
import { rankedChanges } from '@/lib/graph/compare/compare';
import { type ChangeRow, ChangeRows } from './change-rows';
import { thresholdWords } from './change-words';
import { EventsBetween } from './events-between';
import type { ComparedMoments } from './use-comparison';
import type { Explained } from './use-explanation';

export interface ChangesPanelProps {
  readonly compared: ComparedMoments;
  readonly explained: Explained;
  /** As drawn: what the lines of the picture say. */
  readonly comparison: Comparison | null;
  readonly elements: GraphElements | null;
  readonly selected: GraphTarget | null;
  readonly onSelect: (target: GraphTarget | null) => void;
}

const SHOWN_AT_FIRST = 12;
const NO_LINES: readonly LineModel[] = [];

export function ChangesPanel(props: ChangesPanelProps) {
  const { compared, explained, comparison, elements, selected, onSelect } = props;
  const [all, setAll] = useState(false);
  const lines = elements?.lines ?? NO_LINES;
  const rows = useMemo(() => (comparison === null ? [] : rowsOf(comparison, lines)), [comparison, lines]);
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
  // With only the changes on screen, the rest is still counted.
  const { edges, counts } = compared.unchanged === null ? comparison : (compared.comparison ?? comparison);
  return (
    <>
      <PanelHead
        title={<Title />}
        note={`${rows.length} of ${edges.size} edges${rows.length > 1 ? ', most telling first' : ''}`}
      />
      <Partial comparison={comparison} />
      {rows.length === 0 ? (
        <div className="px-4">
          <Nothing>
            Nothing changed by more than {thresholdWords(compared.thresholds)}. Lower the thresholds to see
            smaller changes.
          </Nothing>
        </div>
      ) : (
        <div className="px-2">
          <ChangeRows rows={shown} selected={selected} onSelect={onSelect} />
        </div>
      )}
      <p className="flex min-h-8 items-center border-line border-t px-4 text-text-3 text-xs">
        {counts.same} edges stayed within {thresholdWords(compared.thresholds)}
        {counts.unknown > 0 && `, ${counts.unknown} are not known`}
        {rows.length > SHOWN_AT_FIRST && (
          <Button variant="quiet" className="ml-auto text-accent" onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `All ${rows.length}`}
          </Button>
        )}
      </p>
      <EventsBetween {...explained} rankOf={(id) => rows.findIndex((row) => row.change.id === id) + 1} />
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

/** The chain of the likely cause first, from the cause outwards; then by how telling each is. */
function rowsOf(comparison: Comparison, lines: readonly LineModel[]): ChangeRow[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const rows = rankedChanges(comparison).map((change) => {
    const line = byId.get(change.id);
    return { change, name: line?.name ?? change.id, chained: line?.chained ?? null };
  });
  const chained = rows.filter((row) => row.chained !== null);
  return [
    ...chained.sort((a, b) => (a.chained ?? 0) - (b.chained ?? 0)),
    ...rows.filter((row) => row.chained === null),
  ];
}
