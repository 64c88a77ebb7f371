'use client';
/** One trace on screen: figures, tools, minimap, waterfall and, when a span is in focus, its panel. */
import { useEffect, useRef } from 'react';
import { useSingleKeys } from '@/components/shell/shortcuts';
import { SidePanel } from '@/components/ui/side-panel';
import { belongsToControl, commandOf, type TraceCommand } from './keys';
import { runCommand } from './run-command';
import { SpanPanel } from './span-panel';
import { TraceFacts } from './trace-facts';
import type { TraceModel } from './trace-model';
import { usePart } from './use-part';
import { useTraceState } from './use-trace-state';
import { TABS_PARTS, ViewArea, ViewTabs } from './views/view-area';
import { MINIMAP_PARTS, Minimap } from './waterfall/minimap';
import { TraceLegend } from './waterfall/trace-legend';
import { TOOLBAR_PARTS, TraceToolbar } from './waterfall/trace-toolbar';
import { Waterfall } from './waterfall/waterfall';

export interface TraceViewProps {
  model: TraceModel;
  refreshing: boolean;
  /** More of it may still arrive, and is looked for. */
  growing: boolean;
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
  const tabs = usePart(state, TABS_PARTS);
  const toolbar = usePart(state, TOOLBAR_PARTS);
  const minimap = usePart(state, MINIMAP_PARTS);
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
    <div className="print-flow flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <TraceFacts model={model} {...facts} />
      <ViewTabs state={tabs} />
      <div className="print-flow flex min-h-0 flex-1">
        <ViewArea
          model={model}
          state={state}
          source={facts.source}
          adjustClocks={facts.adjustClocks}
          waterfall={
            <>
              <TraceToolbar model={model} state={toolbar} />
              <Minimap model={model} state={minimap} />
              <Waterfall model={model} state={state} />
              <TraceLegend model={model} state={state} />
            </>
          }
        />
        {state.selected !== null && (state.details === 'side' || state.view !== 'waterfall') && (
          <SidePanel name="trace-span" label="Span">
            <SpanPanel key={state.selected} model={model} state={state} row={state.selected} />
          </SidePanel>
        )}
      </div>
    </div>
  );
}
