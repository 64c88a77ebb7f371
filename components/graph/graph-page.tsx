'use client';
/** `/graph`: asks, arranges and shows; picture in the middle, panel at the side, table below. */
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useCallback, useMemo, useRef, useState } from 'react';
import { usePage } from '@/components/shell/page';
import { type Scope, useScope } from '@/components/shell/scope';
import { ProblemState } from '@/components/ui/problem-state';
import type { GraphAnswer } from '@/lib/graph/contract';
import { busiestNamespaces } from './busiest';
import type { CanvasHandle } from './canvas';
import { EdgeTable } from './edge-table';
import { graphElements, layoutInput } from './elements';
import { adjacencyOf, type GraphTarget } from './emphasis';
import { GraphBadges } from './graph-badges';
import { GraphNotes } from './graph-notes';
import { GraphSkeleton } from './graph-skeleton';
import { NoTraffic } from './no-traffic';
import { GraphPanel } from './panel/graph-panel';
import { graphQuery } from './query';
import { Stage } from './stage';
import { usePicture } from './use-layout';
import { type GraphView, viewParsers } from './view-state';

export const GRAPH_KEYS = [
  { keys: '← → ↑ ↓', what: 'Move along the lines' },
  { keys: 'Enter', what: 'Open the panel of the selected node' },
  { keys: '+ −', what: 'Zoom in, zoom out' },
  { keys: '0', what: 'Show at 100 %' },
  { keys: 'F', what: 'Show all' },
  { keys: '/', what: 'Find in the graph' },
  { keys: 'T', what: 'Show or hide the table' },
] as const;

export function GraphPage() {
  const scope = useScope();
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' });
  const { query, answer, narrowed } = useAnswer(scope, view);
  const canvas = useRef<CanvasHandle>(null);
  const [layouts, setLayouts] = useState(0);
  const panel = useRef<HTMLDivElement>(null);

  const elements = useMemo(
    () => (answer === undefined ? null : graphElements(answer, view.labels)),
    [answer, view.labels],
  );
  const input = useMemo(
    () => (elements === null ? null : layoutInput(elements, view.labels)),
    [elements, view.labels],
  );
  const arrangement = arrangementOf(view, narrowed ?? scope.namespaces, layouts);
  const picture = usePicture(elements, input, arrangement);
  const adjacency = useMemo(() => adjacencyOf(picture?.elements ?? { lines: [] }), [picture]);
  const selected = selectionOf(view, answer);
  usePage({
    title: 'Graph',
    updatedAt: query.dataUpdatedAt,
    fetching: query.isFetching,
    problem: query.data === undefined ? null : query.error,
    wide: true,
    keys: GRAPH_KEYS,
  });

  const change = useCallback(
    (next: Partial<GraphView>) => {
      // Typing and pointing are no steps for Back; choices are.
      const quiet = 'find' in next;
      void setView(next, { history: quiet ? 'replace' : 'push' });
    },
    [setView],
  );
  const select = useCallback(
    (target: GraphTarget | null) => {
      const next = {
        node: target?.kind === 'node' ? target.id : null,
        edge: target?.kind === 'edge' ? target.id : null,
      };
      void setView(next);
    },
    [setView],
  );
  const open = useCallback(() => panel.current?.focus(), []);

  if (answer === undefined) {
    if (query.error !== null)
      return <ProblemState problem={query.error} onRetry={() => void query.refetch()} />;
    return <GraphSkeleton />;
  }
  return (
    <div className="flex h-full min-h-0 max-lg:flex-col">
      <GraphBadges answer={answer} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="relative min-h-0 flex-1">
          {picture !== null && picture.elements.cards.length > 0 ? (
            <Stage
              canvas={canvas}
              picture={picture}
              adjacency={adjacency}
              view={view}
              selected={selected}
              onChange={change}
              onSelect={select}
              onOpen={open}
            />
          ) : (
            answer.nodes.length === 0 && (
              <NoTraffic answer={answer} scope={scope} view={view} onChange={change} />
            )
          )}
          <GraphNotes
            answer={answer}
            narrowed={narrowed}
            onEverything={() => change({ everything: true })}
            onArrange={() => setLayouts((count) => count + 1)}
          />
        </div>
        {view.table && picture !== null && (
          <EdgeTable
            lines={picture.elements.lines}
            answer={answer}
            selected={view.edge}
            onSelect={select}
            onClose={() => change({ table: false })}
          />
        )}
      </div>
      <GraphPanel
        ref={panel}
        answer={answer}
        elements={elements}
        selected={selected}
        scope={scope}
        onSelect={select}
      />
    </div>
  );
}

/** The answer on screen. Without chosen namespaces and with more nodes than can be read, the busiest are asked for. */
function useAnswer(scope: Scope, view: GraphView) {
  const whole = useQuery(graphQuery(scope, view));
  const open = scope.namespaces === null && !view.everything;
  const narrowed = open && whole.data !== undefined ? busiestNamespaces(whole.data) : null;
  const few = useQuery({
    ...graphQuery({ ...scope, namespaces: narrowed ?? scope.namespaces }, view),
    enabled: narrowed !== null,
  });
  const query = narrowed === null ? whole : few;
  return { query, answer: query.data, narrowed };
}

/** What may rearrange the picture: never a refresh or a selection. */
function arrangementOf(view: GraphView, namespaces: readonly string[] | null, layouts: number): string {
  return [
    view.type,
    view.services,
    view.apps,
    view.idle,
    view.labels.length,
    namespaces?.join(',') ?? '*',
    layouts,
  ].join(' ');
}

/** A selection whose thing is not in the answer is none. */
function selectionOf(view: GraphView, answer: GraphAnswer | undefined): GraphTarget | null {
  if (view.edge !== null && answer?.edges.some((edge) => edge.id === view.edge))
    return { kind: 'edge', id: view.edge };
  if (view.node !== null && answer?.nodes.some((node) => node.id === view.node))
    return { kind: 'node', id: view.node };
  return null;
}
