'use client';
/** One pane of Explore: queries above, what they answered below. */
import { useScope } from '@/components/shell/scope';
import { letterOf, MOST_QUERIES } from '@/lib/promql/letter';
import { Examples } from './examples';
import { PaneBar } from './pane-bar';
import { instantsOf } from './pane-query';
import { PaneResults } from './pane-results';
import { QueryRow } from './query-row';
import type { Pane } from './use-pane';

export interface ExplorePaneProps {
  readonly pane: Pane;
  readonly label: string;
}

export function ExplorePane({ pane: held, label }: ExplorePaneProps) {
  const scope = useScope();
  const { pane, drafts, query } = held;
  const answer = query.data;
  const window = () => instantsOf(scope.window, Date.now());
  const replace = (letter: string, written: string, instead: string) => {
    // A formula finds nothing because of a query that it names.
    const own = letter.charCodeAt(0) - 65;
    const at = drafts.texts[own]?.includes(written)
      ? own
      : drafts.texts.findIndex((text) => text.includes(written));
    held.run(drafts.texts.map((text, index) => (index === at ? text.replace(written, () => instead) : text)));
  };
  return (
    <section aria-label={label} className="flex min-h-0 min-w-0 flex-col overflow-y-auto">
      <ul aria-label="Queries" className="grid gap-2 px-4 pt-3 pb-1">
        {drafts.texts.map((text, index) => {
          const letter = letterOf(index);
          return (
            <QueryRow
              key={letter}
              letter={letter}
              text={text}
              hidden={pane.hide.includes(letter)}
              alone={drafts.texts.length === 1}
              result={answer?.results.find((one) => one.letter === letter)}
              window={window}
              onText={(typed) => drafts.set(index, typed)}
              onRun={() => held.run()}
              onHide={() => held.toggleHidden(index)}
              onRemove={() => void held.remove(index)}
            />
          );
        })}
      </ul>
      <PaneBar
        pane={pane}
        busy={query.isFetching && query.isPlaceholderData}
        changed={drafts.changed}
        mayAdd={drafts.texts.length < MOST_QUERIES}
        onRun={() => held.run()}
        onAdd={() => held.add('')}
        onPane={held.set}
      />
      <PaneResults
        pane={pane}
        answer={pane.expr.length === 0 ? undefined : answer}
        error={query.error}
        onRetry={() => void query.refetch()}
        onMore={held.sendMore}
        onZoom={(fromSeconds, toSeconds) =>
          scope.set({ window: { kind: 'absolute', fromSeconds, toSeconds } })
        }
        onReplace={replace}
        examples={<Examples onChoose={(expr) => held.run([expr])} />}
      />
    </section>
  );
}
