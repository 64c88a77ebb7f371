'use client';
/** One trace on screen: figures, tools, minimap, waterfall and, when a span is in focus, its panel. */
import { useEffect, useRef } from 'react';
import { useSingleKeys } from '@/components/shell/shortcuts';
import { SidePanel } from '@/components/ui/side-panel';
import { belongsToControl, commandOf, type TraceCommand } from './keys';
import { SpanPanel } from './span-panel';
import { zoomedRange } from './timeline-scale';
import { TraceFacts } from './trace-facts';
import type { TraceModel } from './trace-model';
import { SEARCH_FIELD } from './trace-search-field';
import { type TraceState, useTraceState } from './use-trace-state';
import { ViewArea, ViewTabs } from './views/view-area';
import { Minimap } from './waterfall/minimap';
import { TraceLegend } from './waterfall/trace-legend';
import { TraceToolbar } from './waterfall/trace-toolbar';
import { positionOf } from './waterfall/visible-rows';
import { Waterfall } from './waterfall/waterfall';

export interface TraceViewProps {
  model: TraceModel;
  refreshing: boolean;
  /** Null where it cannot be asked for again. */
  onRefresh: (() => void) | null;
  source: 'server' | 'file';
  adjustClocks: boolean;
  onAdjustClocks: (adjust: boolean) => void;
}

export function TraceView({ model, ...facts }: TraceViewProps) {
  const state = useTraceState(model);
  const [singleKeys] = useSingleKeys();
  const run = useRef<(command: TraceCommand) => boolean>(() => false);
  run.current = (command) => runCommand(command, model, state);
  const singles = useRef(singleKeys);
  singles.current = singleKeys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = belongsToControl(event.target) ? null : commandOf(event, singles.current);
      if (command !== null && run.current(command)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <TraceFacts model={model} {...facts} />
      <ViewTabs state={state} />
      <div className="flex min-h-0 flex-1">
        <ViewArea
          model={model}
          state={state}
          source={facts.source}
          adjustClocks={facts.adjustClocks}
          waterfall={
            <>
              <TraceToolbar model={model} state={state} />
              <Minimap model={model} state={state} />
              <Waterfall model={model} state={state} />
              <TraceLegend model={model} state={state} />
            </>
          }
        />
        {state.selected !== null && (
          <SidePanel name="trace-span" label="Span">
            <SpanPanel key={state.selected} model={model} state={state} row={state.selected} />
          </SidePanel>
        )}
      </div>
    </div>
  );
}

const PAGE_ROWS = 20;

/** What keys do in every view; the other keys are the waterfall's. */
const EVERYWHERE: ReadonlySet<TraceCommand> = new Set(['search', 'next-match', 'previous-match', 'close']);

/** Whether the command did something: then the key is used up. */
function runCommand(command: TraceCommand, model: TraceModel, state: TraceState): boolean {
  if (state.view !== 'waterfall' && !EVERYWHERE.has(command)) return false;
  const { trace } = model;
  const { visible, selected } = state;
  const move = (step: number): boolean => {
    const from = selected === null ? (step > 0 ? -1 : visible.length) : positionOf(visible, selected);
    const to = Math.min(visible.length - 1, Math.max(0, from + step));
    state.select(visible[to] ?? 0);
    return true;
  };
  switch (command) {
    case 'next':
      return move(1);
    case 'previous':
      return move(-1);
    case 'page-next':
      return move(PAGE_ROWS);
    case 'page-previous':
      return move(-PAGE_ROWS);
    case 'first':
      return move(-visible.length);
    case 'last':
      return move(visible.length);
    case 'open':
      return open(trace, state);
    case 'fold':
      return fold(trace, state);
    case 'search': {
      const field = document.getElementsByName(SEARCH_FIELD)[0];
      field?.focus();
      return field !== undefined;
    }
    case 'next-match':
      state.toMatch(1);
      return true;
    case 'previous-match':
      state.toMatch(-1);
      return true;
    case 'zoom-in':
    case 'zoom-out': {
      const { fromUs, toUs } = state.range;
      const factor = command === 'zoom-in' ? 0.5 : 2;
      state.setRange(zoomedRange(state.range, (fromUs + toUs) / 2, factor, trace.totalNs / 1000));
      return true;
    }
    case 'zoom-reset':
      state.setRange(null);
      return true;
    case 'close':
      if (selected === null) return false;
      state.select(null);
      return true;
  }
  return command satisfies never;
}

function open(trace: TraceModel['trace'], state: TraceState): boolean {
  const row = state.selected;
  if (row === null || (trace.size[row] ?? 1) < 2) return false;
  if (state.collapsed.has(row)) state.toggle(row);
  else state.select(row + 1);
  return true;
}

function fold(trace: TraceModel['trace'], state: TraceState): boolean {
  const row = state.selected;
  if (row === null) return false;
  const parent = trace.parent[row] ?? -1;
  if ((trace.size[row] ?? 1) > 1 && !state.collapsed.has(row)) state.toggle(row);
  else if (parent >= 0) state.select(parent);
  return true;
}
