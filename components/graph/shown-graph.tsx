'use client';
/**
 * A graph that is there: arranged and drawn, picture in the middle, panel at the side, table beside or below. It is a
 * component of its own also for time: between what the page makes of an answer and what is made here, React lets the
 * reader act.
 */
import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { Scope } from '@/components/shell/scope';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { PlacedAlerts } from '@/lib/insight/raised-alerts/place';
import { AlertsContext } from './alerts/alerts-context';
import { useMarkedAlerts } from './alerts/use-alerts';
import { arrangementOf, positionsKey } from './arrangement/view-keys';
import type { CanvasHandle } from './canvas/canvas';
import { BeforeContext } from './compare/before-context';
import { LazyChangeLegend, LazyCompareBar } from './compare/compare-slots';
import type { ComparedMoments } from './compare/use-comparison';
import { useExplanation } from './compare/use-explanation';
import { NO_CHAIN, useMarked } from './compare/use-marked';
import { useArranged } from './find/use-arranged';
import type { Expressions, Found } from './find/use-find';
import { useSteps } from './find/use-steps';
import { graphActions } from './graph-actions';
import { GraphBadges } from './graph-badges';
import { GraphNotes } from './graph-notes';
import { NoTraffic } from './no-traffic';
import { GraphPanel } from './panel/graph-panel';
import type { AskedView } from './params';
import { Stage } from './stage';
import { GraphTable } from './table/lazy-graph-table';
import { TimeStripSlot } from './time/time-strip-slot';
import { useAdjacency } from './use-adjacency';
import { useSettled } from './use-answer';
import { useElements } from './use-elements';
import { NO_PICTURE, useArrangement } from './use-layout';
import { useSelected } from './use-selected';
import type { GraphView } from './view-state';

/** What one answer shows: belongs together. `graph` is the answer, or both answers while two moments are compared. */
export interface ShownMoment {
  readonly scope: Scope;
  readonly answer: GraphAnswer;
  /** The busiest namespaces where nobody chose and all are too many. */
  readonly narrowed: readonly string[] | null;
  /** The answer is still that of the view before. */
  readonly waiting: boolean;
  readonly compared: ComparedMoments | null;
  readonly graph: GraphAnswer;
  readonly alerts: PlacedAlerts;
  readonly shown: ViewGraph;
}

interface ShownGraphProps {
  readonly moment: ShownMoment;
  readonly view: AskedView;
  readonly expressions: Expressions;
  readonly found: Found;
  readonly onChange: (next: Partial<GraphView>) => void;
  /** The first picture is on screen, or there is nothing to draw. */
  readonly onShown: () => void;
}

export function ShownGraph({ moment, view, expressions, found, onChange, onShown }: ShownGraphProps) {
  const { scope, answer, narrowed, waiting, compared, graph, alerts, shown } = moment;
  const canvas = useRef<CanvasHandle>(null);
  const panel = useRef<HTMLDivElement>(null);
  const { elements: plain, input } = useElements(shown, view);
  const explained = useExplanation(compared, narrowed ?? scope.namespaces);
  const chain = explained?.explanation?.chain ?? NO_CHAIN;
  const { elements: marked, drawn } = useMarked(compared, shown, plain, view, chain);
  const elements = useMarkedAlerts(marked, alerts, shown);
  const { room, layouts, arrange } = useArranged(graph, view, shown);
  const arrangement = useSettled(arrangementOf(view, narrowed ?? scope.namespaces, layouts), waiting);
  const stage = useRef<HTMLDivElement>(null);
  const layered = useCallback(() => onChange({ layout: 'layered' }), [onChange]);
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
  const staged = useDeferredValue(true, false);
  const steps = useSteps(canvas, found.find, shown, picture);
  const adjacency = useAdjacency(picture);
  const selected = useSelected(view, shown);
  const find = useMemo(
    () => ({ expressions, found, steps, onArrange: arrange }),
    [expressions, found, steps, arrange],
  );
  const nothing = picture?.elements.cards.length === 0;
  useEffect(() => {
    // There is nothing to draw that the rest of the page would have to wait for.
    if (nothing) onShown();
  }, [nothing, onShown]);
  const actions = useMemo(() => graphActions(view, onChange), [view, onChange]);
  const open = useCallback(() => panel.current?.focus(), []);

  return (
    <BeforeContext value={compared?.beforeWindow ?? null}>
      <div className="flex h-full min-h-0 max-lg:flex-col">
        <GraphBadges answer={answer} />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {compared !== null && <LazyCompareBar compared={compared} view={view} onChange={onChange} />}
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
                  onChange={onChange}
                  onOpen={open}
                  onShown={onShown}
                  empty={
                    picture === null ? (
                      false
                    ) : picture.elements.cards.length > 0 ? null : (
                      <NoTraffic
                        answer={answer}
                        shown={shown}
                        scope={scope}
                        view={view}
                        onChange={onChange}
                      />
                    )
                  }
                />
              )}
              {drawn !== null && (
                <div className="absolute right-3 bottom-12">
                  <LazyChangeLegend
                    comparison={drawn}
                    off={view.changesOff}
                    onChange={(changesOff) => onChange({ changesOff })}
                  />
                </div>
              )}
              <GraphNotes
                answer={answer}
                shown={shown}
                narrowed={narrowed}
                onChange={onChange}
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
                onClose={() => onChange({ table: false })}
              />
            )}
          </div>
          <TimeStripSlot
            view={view}
            window={answer.window}
            narrowed={narrowed}
            compared={compared}
            onChange={onChange}
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
