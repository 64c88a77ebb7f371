'use client';
/** Search in the trace, whose time the critical path is, what is shown and what is marked. */
import { Check, LocateFixed, PanelBottom, PanelRight, Printer } from 'lucide-react';
import { memo } from 'react';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { SEARCH_PARTS, TraceSearchField } from '@/components/traces/trace-search-field';
import type { TraceState } from '@/components/traces/use-trace-state';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { quantityText } from '@/lib/mesh/quantity';
import { FilterMenu } from './filter-menu';

const CHIPS = 8;

/** What of the view's state the bar shows and changes. */
export const TOOLBAR_PARTS = [
  ...SEARCH_PARTS,
  'locateMatches',
  'zoomed',
  'setRange',
  'rows',
  'showPath',
  'setShowPath',
  'halves',
  'setPairs',
  'details',
  'setDetails',
] as const;

export interface TraceToolbarProps {
  model: TraceModel;
  state: Pick<TraceState, (typeof TOOLBAR_PARTS)[number]>;
}

export const TraceToolbar = memo(function TraceToolbar({ model, state }: TraceToolbarProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b px-4 py-1 print:hidden">
      <TraceSearchField model={model} state={state} />
      {state.matches.length > 0 && (
        <IconButton label="Unfold what hides matches" shortcut="L" size="sm" onClick={state.locateMatches}>
          <LocateFixed aria-hidden="true" />
        </IconButton>
      )}
      <Shares model={model} />
      {state.zoomed && (
        <Button size="sm" onClick={() => state.setRange(null)}>
          Whole trace
        </Button>
      )}
      <FilterMenu model={model} rows={state.rows} />
      <Switch on={state.showPath} onChange={state.setShowPath} label="Critical path" />
      <Switch
        on={state.halves !== null}
        onChange={state.setPairs}
        label="Pair calls"
        title="The client's and the server's span of a call stand in one line"
      />
      <IconButton
        label={state.details === 'side' ? 'Details below the span' : 'Details beside the waterfall'}
        shortcut="D"
        size="sm"
        onClick={() => state.setDetails(state.details === 'side' ? 'inline' : 'side')}
      >
        {state.details === 'side' ? <PanelBottom aria-hidden="true" /> : <PanelRight aria-hidden="true" />}
      </IconButton>
      <IconButton label="Print" size="sm" onClick={() => window.print()}>
        <Printer aria-hidden="true" />
      </IconButton>
    </div>
  );
});

interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  label: string;
  title?: string;
}

function Switch({ on, onChange, label, title }: SwitchProps) {
  return (
    <Button
      size="sm"
      active={on}
      aria-pressed={on}
      title={title}
      onClick={() => onChange(!on)}
      className="shrink-0"
    >
      {on && <Check aria-hidden="true" />}
      {label}
    </Button>
  );
}

/** Each service's share of the critical path. */
function Shares({ model }: { model: TraceModel }) {
  const { statistics, path, series, cues, names } = model;
  const total = Math.max(path.totalNs, 1);
  return (
    <ul
      aria-label="Share of the critical path"
      className="ml-1 flex h-6 min-w-16 flex-1 flex-wrap items-center gap-x-1.5 gap-y-6 overflow-hidden"
    >
      <li className="mr-0.5 flex h-6 items-center gap-1.5 text-2xs text-text-3">
        <span aria-hidden="true" className="h-[3px] w-3.5 rounded-[1px] bg-text" />
        share
      </li>
      {statistics.slice(0, CHIPS).map((entry) => (
        <li
          key={entry.name}
          title={`${entry.name}: ${quantityText(entry.criticalNs / 1000, 'us')} on the critical path, ${quantityText(entry.selfNs / 1000, 'us')} self time, ${entry.spans} spans, ${entry.failed} failed`}
          className="flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full border border-line px-2 font-medium text-xs"
        >
          <ServiceSwatch series={series[entry.service]} cue={cues[entry.service]} />
          {names[entry.service]}
          <span className="font-normal text-2xs text-text-3 tabular-nums">
            {quantityText(entry.criticalNs / total, 'share')}
          </span>
        </li>
      ))}
      {statistics.length > CHIPS && (
        <li
          title={statistics
            .slice(CHIPS)
            .map((entry) => `${entry.name} ${quantityText(entry.criticalNs / total, 'share')}`)
            .join('\n')}
          className="flex h-6 items-center rounded-full border border-line px-2 text-text-2 text-xs"
        >
          +{statistics.length - CHIPS}
        </li>
      )}
    </ul>
  );
}
