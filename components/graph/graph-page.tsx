'use client';
/** `/graph`: asks and reads; what is there is shown by `ShownGraph`. */
import { useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { useScope } from '@/components/shell/scope';
import { useAwaitedPicture } from '@/components/ui/first-picture';
import { ProblemState } from '@/components/ui/problem-state';
import { useAlerts } from './alerts/use-alerts';
import { useComparison } from './compare/use-comparison';
import { useLeftOut } from './compare/use-marked';
import { useExpressions, useFound } from './find/use-find';
import { PicturePlace } from './first-picture/picture-place';
import { takeDownPicture } from './first-picture/take-down-picture';
import { GraphFacts } from './graph-facts';
import { GraphSkeleton } from './graph-skeleton';
import { ShownGraph } from './shown-graph';
import { TimeStripSlot } from './time/time-strip-slot';
import { useAnswer } from './use-answer';
import { usePrepared } from './use-prepared';
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
  const shown = useShown(graph, view, useLeftOut(found.hide, compared?.unchanged ?? null));
  const failed = answer === undefined && query.error !== null;
  const tellShown = useAwaitedPicture(failed);
  const onShown = useCallback(() => {
    takeDownPicture();
    tellShown();
  }, [tellShown]);
  const change = useCallback(
    (next: Partial<GraphView>) => {
      // Typing and pointing are no steps for Back; choices are.
      const quiet = 'find' in next;
      void setView(next, { history: quiet ? 'replace' : 'push' });
    },
    [setView],
  );

  return (
    <div className="group/graph relative h-full">
      <GraphFacts question={question} />
      {answer !== undefined && graph !== undefined && shown !== null ? (
        <ShownGraph
          moment={{ scope, answer, narrowed, waiting, compared, graph, alerts, shown }}
          view={asked}
          expressions={expressions}
          found={found}
          onChange={change}
          onShown={onShown}
        />
      ) : query.error === null ? (
        <GraphSkeleton />
      ) : (
        <div className="flex h-full flex-col">
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
      )}
      <PicturePlace over={failed} />
    </div>
  );
}
