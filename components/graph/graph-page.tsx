'use client';
/** `/graph`: asks, arranges and shows; picture in the middle, panel at the side, table beside or below. */
import { useQueryStates } from 'nuqs';
import { useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { useScope } from '@/components/shell/scope';
import { useAwaitedPicture } from '@/components/ui/first-picture';
import { ProblemState } from '@/components/ui/problem-state';
import { AlertsContext } from './alerts/alerts-context';
import { useAlerts, useMarkedAlerts } from './alerts/use-alerts';
import type { CanvasHandle } from './canvas';
import { BeforeContext } from './compare/before-context';
import { LazyChangeLegend, LazyCompareBar } from './compare/compare-slots';
import { useComparison } from './compare/use-comparison';
import { useExplanation } from './compare/use-explanation';
import { NO_CHAIN, useLeftOut, useMarked } from './compare/use-marked';
import { useArranged } from './find/use-arranged';
import { useExpressions, useFound } from './find/use-find';
import { useSteps } from './find/use-steps';
import { graphActions } from './graph-actions';
import { GraphBadges } from './graph-badges';
import { GraphFacts } from './graph-facts';
import { GraphNotes } from './graph-notes';
import { GraphSkeleton } from './graph-skeleton';
import { NoTraffic } from './no-traffic';
import { GraphPanel } from './panel/graph-panel';
import { Stage } from './stage';
import { GraphTable } from './table/lazy-graph-table';
import { TimeStripSlot } from './time/time-strip-slot';
import { useAdjacency } from './use-adjacency';
import { useAnswer, useSettled } from './use-answer';
import { arrangementOf, positionsKey, useElements } from './use-elements';
import { NO_PICTURE, useArrangement } from './use-layout';
import { usePrepared } from './use-prepared';
import { useSelected } from './use-selected';
import { useShown } from './use-shown';
import { type GraphView, viewParsers, viewUrlKeys } from './view-state';

export function GraphPage() {
  usePrepared();
  const scope = useScope();
  const [view, setView] = useQueryStates(viewParsers, { history: 'push', urlKeys: viewUrlKeys });
  const expressions = useExpressions(view);
  const asked = useMemo(() => ({ ...view, needs: expressions.needs }), [view, expressions.needs]);
  const { query, question, answer, narrowed, waiting } = useAnswer(scope, asked);
  const compared = useComparison(scope, asked, answer, narrowed);
  const graph = compared?.graph ?? answer;
  const alerts = useAlerts(scope, graph);
  const found = useFound(expressions, graph, compared?.comparison ?? null, view.slowFrom, alerts);
  const canvas = useRef<CanvasHandle>(null);
  const panel = useRef<HTMLDivElement>(null);

  const shown = useShown(graph, view, useLeftOut(found.hide, compared?.unchanged ?? null));
  const { elements: plain, input } = useElements(shown, view);
  const explained = useExplanation(compared, narrowed ?? scope.namespaces);
  const chain = explained?.explanation?.chain ?? NO_CHAIN;
  const { elements: marked, drawn } = useMarked(compared, shown, plain, view, chain);
  const elements = useMarkedAlerts(marked, alerts, shown);
  const { room, layouts, arrange } = useArranged(graph, view, shown);
  const arrangement = useSettled(arrangementOf(view, narrowed ?? scope.namespaces, layouts), waiting);
  const stage = useRef<HTMLDivElement>(null);
  const layered = useCallback(() => void setView({ layout: 'layered' }), [setView]);
  const arranging = useArrangement(elements, room ?? input, {
    name: view.layout,
    direction: view.direction,
    arrangement,
    viewKey: positionsKey(view, scope.namespaces),
    stage,
    onCancel: layered,
    onArrange: arrange,
  });
  const { picture } = arranging;
  // Bars and canvas are made while the worker arranges a large graph; it is given its work before.
  const staged = useDeferredValue(shown !== null, false);
  const steps = useSteps(canvas, found.find, shown, picture);
  const adjacency = useAdjacency(picture);
  const selected = useSelected(view, shown);
  const find = useMemo(
    () => ({ expressions, found, steps, onArrange: arrange }),
    [expressions, found, steps, arrange],
  );
  const onShown = useAwaitedPicture(
    answer === undefined ? query.error !== null : picture?.elements.cards.length === 0,
  );

  const change = useCallback(
    (next: Partial<GraphView>) => {
      // Typing and pointing are no steps for Back; choices are.
      const quiet = 'find' in next;
      void setView(next, { history: quiet ? 'replace' : 'push' });
    },
    [setView],
  );
  const actions = useMemo(() => graphActions(view, change), [view, change]);
  const open = useCallback(() => panel.current?.focus(), []);

  const facts = <GraphFacts question={question} />;
  if (answer === undefined || graph === undefined || shown === null) {
    if (query.error === null)
      return (
        <>
          {facts}
          <GraphSkeleton />
        </>
      );
    return (
      <div className="flex h-full flex-col">
        {facts}
        <ProblemState problem={query.error} onRetry={() => void query.refetch()} />
        {scope.window.kind === 'absolute' && (
          // A window that cannot be read is left by the handle that led to it.
          <div className="mt-auto">
            <TimeStripSlot
              view={asked}
              window={scope.window}
              narrowed={narrowed}
              compared={null}
              onChange={change}
            />
          </div>
        )}
      </div>
    );
  }
  return (
    <BeforeContext value={compared?.beforeWindow ?? null}>
      {facts}
      <div className="flex h-full min-h-0 max-lg:flex-col">
        <GraphBadges answer={answer} />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {compared !== null && <LazyCompareBar compared={compared} view={view} onChange={change} />}
          <div className="flex min-h-0 min-w-0 flex-1 flex-col has-[[data-table=beside]]:flex-row">
            <div ref={stage} data-stage className="relative min-h-0 min-w-0 flex-1">
              {(picture !== null || staged) && (
                <Stage
                  canvas={canvas}
                  picture={picture ?? NO_PICTURE}
                  arranging={arranging}
                  adjacency={adjacency}
                  answer={graph}
                  shown={shown}
                  view={view}
                  selected={selected}
                  actions={actions}
                  find={find}
                  onChange={change}
                  onOpen={open}
                  onShown={onShown}
                  empty={
                    picture === null ? (
                      false
                    ) : picture.elements.cards.length > 0 ? null : (
                      <NoTraffic answer={answer} shown={shown} scope={scope} view={view} onChange={change} />
                    )
                  }
                />
              )}
              {drawn !== null && (
                <div className="absolute right-3 bottom-12">
                  <LazyChangeLegend
                    comparison={drawn}
                    off={view.changesOff}
                    onChange={(changesOff) => change({ changesOff })}
                  />
                </div>
              )}
              <GraphNotes
                answer={answer}
                shown={shown}
                narrowed={narrowed}
                onChange={change}
                onArrange={arrange}
                arranging={arranging}
                layout={view.layout}
              />
            </div>
            {view.table && picture !== null && (
              <GraphTable
                elements={picture.elements}
                answer={answer}
                selected={selected}
                steps={steps}
                onSelect={actions.select}
                onClose={() => change({ table: false })}
              />
            )}
          </div>
          <TimeStripSlot
            view={asked}
            window={answer.window}
            narrowed={narrowed}
            compared={compared}
            onChange={change}
          />
        </div>
        <AlertsContext value={alerts}>
          <GraphPanel
            ref={panel}
            shown={shown}
            elements={elements}
            selected={selected}
            scope={scope}
            onSelect={actions.select}
            onFold={actions.fold}
            compared={compared}
            explained={explained}
            drawn={drawn}
          />
        </AlertsContext>
      </div>
    </BeforeContext>
  );
}
