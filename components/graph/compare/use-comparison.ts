'use client';
/** The graph's page with two moments: asks for the earlier one, holds both against each other, and keeps the choices. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { GraphElements } from '@/components/graph/elements';
import { graphQuery } from '@/components/graph/query';
import type { GraphView } from '@/components/graph/view-state';
import type { ScopeValues } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import type { ChangeKind, Comparison } from '@/lib/graph/compare/change';
import type { Before, MomentProblem } from '@/lib/graph/compare/moments';
import type { ChangeThresholds } from '@/lib/graph/compare/thresholds';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { GraphMatches } from '@/lib/graph/matches';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { TimelineEvent } from '@/lib/insight/timeline/contract';
import type { Explanation } from '@/lib/insight/timeline/likely-cause';
import { shortestWindowSeconds, type TimeWindow } from '@/lib/mesh/time-window';

type Parts = typeof import('./comparing');

/** What the page knows while two moments are compared. */
export interface ComparedMoments {
  readonly before: Before;
  readonly beforeWindow: TimeWindow;
  readonly afterWindow: TimeWindow;
  readonly thresholds: ChangeThresholds;
  /** Why nothing can be compared, or what to keep in mind. */
  readonly problem: MomentProblem | null;
  /** Of the earlier moment: it could not be read. */
  readonly error: Error | null;
  readonly retry: () => void;
  /** Both moments in one graph; the later alone until the earlier is there. */
  readonly graph: GraphAnswer;
  /** Edge by edge as they are answered; null until both are there. */
  readonly comparison: Comparison | null;
  /** Nodes and edges that did not change, where only changes are wanted. */
  readonly unchanged: GraphMatches | null;
  /** Compared as the view draws it, with folded boxes. */
  readonly drawn: (shown: ViewGraph) => Comparison | null;
  /** The drawn elements with their marks; `drawn` is compared as it is drawn. */
  readonly mark: (
    elements: GraphElements,
    drawn: Comparison,
    shown: ViewGraph,
    off: ReadonlySet<ChangeKind>,
    chain: readonly string[],
  ) => GraphElements;
  /** Explained by the edges as they are answered: a folded box has no configuration of its own. */
  readonly explain: (events: readonly TimelineEvent[]) => Explanation | null;
}

/** null while one moment is shown. The code that compares arrives with the first comparison. */
export function useComparison(
  scope: ScopeValues,
  view: GraphView,
  after: GraphAnswer | undefined,
  narrowed: readonly string[] | null,
): ComparedMoments | null {
  const parts = useParts(view.before !== null);
  const { scrapeIntervalSeconds, retentionSeconds } = useSettings();
  const moments = useMemo(() => {
    const before = view.before === null ? null : (parts?.beforeOfText(view.before) ?? null);
    if (parts === null || before === null || after === undefined) return null;
    const beforeWindow = parts.beforeWindow(before, after.window);
    const problem = parts.momentProblem(beforeWindow, after.window, {
      nowSeconds: Math.max(Date.now() / 1000, after.window.toSeconds),
      retentionSeconds,
      shortestSeconds: shortestWindowSeconds(scrapeIntervalSeconds),
    });
    return { before, beforeWindow, problem };
  }, [parts, view.before, after, retentionSeconds, scrapeIntervalSeconds]);
  const window = moments?.beforeWindow ?? { fromSeconds: 0, toSeconds: 0 };
  const earlier = useQuery({
    ...graphQuery(
      { ...scope, namespaces: narrowed ?? scope.namespaces, window: { kind: 'absolute', ...window } },
      view,
    ),
    enabled: moments !== null && moments.problem?.kind !== 'wrong',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
  });
  const thresholds = useMemo(
    () => (parts === null ? null : parts.thresholdsOf(view.thresholds)),
    [parts, view.thresholds],
  );
  const { refetch, error } = earlier;
  const before = moments?.problem?.kind === 'wrong' ? undefined : earlier.data;
  return useMemo(() => {
    if (parts === null || moments === null || thresholds === null || after === undefined) return null;
    const base = {
      ...moments,
      afterWindow: after.window,
      thresholds,
      error: before === undefined && moments.problem?.kind !== 'wrong' ? error : null,
      retry: () => void refetch(),
    };
    if (before === undefined)
      return {
        ...base,
        graph: after,
        comparison: null,
        unchanged: null,
        drawn: () => null,
        mark: (elements) => elements,
        explain: () => null,
      };
    const comparison = parts.compareGraphs(before, after, thresholds);
    const graph = parts.bothMoments(before, after);
    return {
      ...base,
      problem: base.problem ?? (before.edges.length === 0 ? parts.EMPTY_BEFORE : null),
      graph,
      comparison,
      unchanged: view.changedOnly ? parts.unchangedOf(comparison, before, after) : null,
      drawn: (shown) =>
        parts.compareGraphs(parts.asDrawn(before, shown), parts.asDrawn(after, shown), thresholds),
      mark: (elements, drawn, { merged, drawnAs }, off, chain) =>
        parts.markElements(elements, drawn, {
          off,
          chain,
          merged,
          folded: parts.foldedCounts(comparison.nodes, drawnAs, off),
        }),
      explain: (events) => parts.explainChanges(parts.changedEdges(comparison, graph, before), events),
    };
  }, [parts, moments, thresholds, after, before, error, refetch, view.changedOnly]);
}

function useParts(wanted: boolean): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  useEffect(() => {
    if (!wanted || parts !== null) return;
    let left = false;
    import('./comparing').then(
      (module) => {
        if (!left) setParts(module);
      },
      (error: unknown) => setFailure({ error }),
    );
    return () => {
      left = true;
    };
  }, [wanted, parts]);
  if (failure !== null) throw failure.error;
  return parts;
}
