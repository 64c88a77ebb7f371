'use client';
/** The flame graph of a trace: where time was spent (merged), or what ran when (by the clock), with its table. */
import { useQuery } from '@tanstack/react-query';
import { ChevronsDownUp, ZoomOut } from 'lucide-react';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { TraceModel } from '@/components/traces/trace-model';
import { useOpenSpans } from '@/components/traces/views/spans/use-open-spans';
import { ViewBar } from '@/components/traces/views/view-bar';
import type { TraceViewProps } from '@/components/traces/views/view-props';
import { Button } from '@/components/ui/button';
import { ProblemState } from '@/components/ui/problem-state';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import { quantityText } from '@/lib/mesh/quantity';
import type { FlameBars } from '@/lib/traces/flame/flame-bars';
import { rowOf, spanIdOf } from '@/lib/traces/model/span-ids';
import { FlameCanvas } from './flame-canvas';
import { FlameMenu } from './flame-menu';
import { flameQuery } from './flame-query';
import { FlameTable } from './flame-table';

const parsers = {
  flameBy: parseAsStringLiteral(['merged', 'clock'] as const).withDefault('merged'),
  /** Id of a span: its bar fills the width. */
  flameZoom: parseAsString,
  flameAbove: parseAsBoolean.withDefault(true),
};

export function FlameView(props: TraceViewProps) {
  const [{ flameBy }] = useQueryStates(parsers);
  const found = useQuery(flameQuery(props.model, flameBy));
  // Drawn in slices between which the page answers.
  const bars = useDeferredValue(found.data);
  if (bars !== undefined && found.data !== undefined) return <Flame {...props} bars={bars} />;
  if (found.error !== null)
    return <ProblemState problem={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div role="status" aria-label="Working out the flame graph" className="flex flex-col gap-2 p-4">
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="h-5 w-1/2" />
    </div>
  );
}

function Flame({ model, state, bars }: TraceViewProps & { bars: FlameBars }) {
  const { trace } = model;
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' });
  const { flameBy: by, flameAbove: above } = url;
  const [current, setCurrent] = useState<number | null>(null);
  const [menu, setMenu] = useState<{ bar: number; x: number; y: number } | null>(null);
  const openSpans = useOpenSpans(state);
  const zoomRow = url.flameZoom === null ? null : rowOf(trace, url.flameZoom);
  const zoom = zoomRow === null ? null : (bars.ofRow[zoomRow] ?? null);
  const selected = state.selected === null ? null : (bars.ofRow[state.selected] ?? null);
  const matched = useMemo(() => {
    if (!state.searching) return null;
    const marks = new Uint8Array(bars.count);
    for (const row of state.matches) marks[bars.ofRow[row] ?? 0] = 1;
    return marks;
  }, [state.searching, state.matches, bars]);
  const setZoom = useCallback(
    (bar: number | null, more: { flameAbove?: boolean } = {}) => {
      const isWhole = bar === null || (bars.parent[bar] === -1 && bars.size[bar] === bars.count);
      void setUrl({ flameZoom: isWhole ? null : spanIdOf(trace, bars.row[bar ?? 0] ?? 0), ...more });
    },
    [setUrl, trace, bars],
  );
  const select = (bar: number) => state.select(bars.row[bar] ?? 0);
  return (
    <>
      <ViewBar model={model} state={state}>
        <SegmentedControl
          label="Kind of flame graph"
          value={by}
          onValueChange={(flameBy) => {
            setCurrent(null);
            void setUrl({ flameBy });
          }}
          segments={[
            { value: 'merged', label: 'Merged', title: 'Calls of one operation from one caller are one bar' },
            { value: 'clock', label: 'By clock', title: 'Every span stands where and as long as it ran' },
          ]}
        />
        <Button disabled={zoom === null} onClick={() => setZoom(null)}>
          <ZoomOut aria-hidden="true" />
          Show all
        </Button>
        <Button
          disabled={zoom === null}
          active={zoom !== null && !above}
          aria-pressed={!above}
          onClick={() => void setUrl({ flameAbove: !above })}
        >
          <ChevronsDownUp aria-hidden="true" />
          Collapse above
        </Button>
        <span className="ml-auto max-w-[84ch] text-pretty text-text-3 text-xs">
          {by === 'merged'
            ? 'Width is time that spans took together, not the clock: calls side by side add up.'
            : 'Width and place are the clock; what overlaps under one parent has lines of its own.'}
        </span>
      </ViewBar>
      {/* By its own width: the panel of a span beside it takes its share. */}
      <div className="@container flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 @max-[860px]:flex-col">
          <FlameCanvas
            {...{ model, bars, zoom, current, selected, matched }}
            collapseAbove={!above}
            onPoint={setCurrent}
            onZoom={setZoom}
            onMenu={(bar, x, y) => setMenu({ bar, x, y })}
          />
          <div className="flex min-h-0 w-[clamp(380px,32%,520px)] shrink-0 flex-col border-line border-l @max-[860px]:h-60 @max-[860px]:w-full @max-[860px]:border-t @max-[860px]:border-l-0">
            <FlameTable
              {...{ model, bars, zoom, selected }}
              terms={state.terms}
              onSelect={select}
              onZoom={setZoom}
            />
          </div>
        </div>
      </div>
      <Foot model={model} bars={bars} bar={current ?? zoom} />
      <FlameMenu
        {...{ trace, bars, state }}
        place={menu}
        onClose={() => setMenu(null)}
        onZoom={setZoom}
        onCollapseAbove={(bar) => setZoom(bar, { flameAbove: false })}
        onSpans={(service, name) =>
          openSpans([
            { key: 'service', value: service },
            { key: 'operation', value: name },
          ])
        }
      />
    </>
  );
}

/** The bar under the pointer or the keys, in words. */
function Foot({ model, bars, bar }: { model: TraceModel; bars: FlameBars; bar: number | null }) {
  return (
    <p
      id="flame-current"
      role="status"
      className="flex min-h-7 items-center gap-x-3 truncate border-line border-t bg-surface px-4 text-xs tabular-nums"
    >
      {bar === null ? (
        <span className="text-text-3">
          Point at a bar, click to zoom, right-click for more; with the keyboard: arrows, Enter, 0
        </span>
      ) : (
        <BarWords model={model} bars={bars} bar={bar} />
      )}
    </p>
  );
}

function BarWords({ model, bars, bar }: { model: TraceModel; bars: FlameBars; bar: number }) {
  const { trace, names } = model;
  const duration = bars.durationNs[bar] ?? 0;
  const [spans, failed] = [bars.spans[bar] ?? 1, bars.failed[bar] ?? 0];
  return (
    <>
      <bdi className="min-w-0 truncate font-semibold">
        {names[bars.service[bar] ?? 0]} {trace.names[bars.name[bar] ?? 0]}
      </bdi>
      <span className="whitespace-nowrap text-text-2">
        {spans > 1 ? `${spans.toLocaleString('en-US')} spans, together ` : ''}
        {quantityText(duration / 1000, 'us')} (
        {quantityText(bars.totalNs > 0 ? duration / bars.totalNs : 0, 'share')}
        ), self {quantityText((bars.selfNs[bar] ?? 0) / 1000, 'us')}
        {failed > 0 && <span className="font-medium text-failing">, {failed} failed</span>}
      </span>
    </>
  );
}
