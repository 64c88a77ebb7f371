'use client';
/** Search in the trace, whose time the critical path is, and what is marked. */
import { Check } from 'lucide-react';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { TraceSearchField } from '@/components/traces/trace-search-field';
import type { TraceState } from '@/components/traces/use-trace-state';
import { Button } from '@/components/ui/button';
import { quantityText } from '@/lib/mesh/quantity';

const CHIPS = 8;

export interface TraceToolbarProps {
  model: TraceModel;
  state: TraceState;
}

export function TraceToolbar({ model, state }: TraceToolbarProps) {
  return (
    <div className="flex min-h-11 items-center gap-3 overflow-hidden border-line border-b px-4">
      <TraceSearchField state={state} />
      <Shares model={model} />
      <Button
        size="sm"
        active={state.showPath}
        aria-pressed={state.showPath}
        onClick={() => state.setShowPath(!state.showPath)}
      >
        {state.showPath && <Check aria-hidden="true" />}
        Critical path
      </Button>
      {state.zoomed && (
        <Button size="sm" onClick={() => state.setRange(null)}>
          Whole trace
        </Button>
      )}
    </div>
  );
}

/** Each service's share of the critical path. */
function Shares({ model }: { model: TraceModel }) {
  const { statistics, path, series, names } = model;
  const total = Math.max(path.totalNs, 1);
  return (
    <ul
      aria-label="Share of the critical path"
      className="flex h-6 min-w-0 flex-1 flex-wrap items-center gap-x-1.5 gap-y-6 overflow-hidden"
    >
      <li className="mr-0.5 h-6 flex items-center gap-1.5 text-2xs text-text-3">
        <span aria-hidden="true" className="h-[3px] w-3.5 rounded-[1px] bg-text" />
        share
      </li>
      {statistics.slice(0, CHIPS).map((entry) => (
        <li
          key={entry.name}
          title={`${entry.name}: ${quantityText(entry.criticalNs / 1000, 'us')} on the critical path, ${quantityText(entry.selfNs / 1000, 'us')} self time, ${entry.spans} spans, ${entry.failed} failed`}
          className="flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full border border-line px-2 font-medium text-xs"
        >
          <ServiceSwatch series={series[entry.service]} />
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
