'use client';
/** Search in the trace, whose time the critical path is, and what is marked. */
import { Check, ChevronDown, ChevronUp } from 'lucide-react';
import type { RefObject } from 'react';
import { Button } from '@/components/ui/button';
import { SearchField } from '@/components/ui/search-field';
import { quantityText } from '@/lib/mesh/quantity';
import { ServiceSwatch } from './service-swatch';
import type { TraceModel } from './trace-model';
import type { TraceState } from './use-trace-state';

const CHIPS = 8;

export interface TraceToolbarProps {
  model: TraceModel;
  state: TraceState;
  searchField: RefObject<HTMLInputElement | null>;
}

export function TraceToolbar({ model, state, searchField }: TraceToolbarProps) {
  return (
    <div className="flex min-h-11 items-center gap-3 overflow-hidden border-line border-b px-4">
      <TraceSearch state={state} searchField={searchField} />
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

function TraceSearch({ state, searchField }: Omit<TraceToolbarProps, 'model'>) {
  const { matches, selected, terms } = state;
  const at = selected === null ? -1 : matches.indexOf(selected);
  const step = 'grid size-6 place-items-center rounded-tag hover:bg-raised hover:text-text';
  return (
    <SearchField
      ref={searchField}
      label="Search in the trace"
      placeholder="Search: service, name, key=value"
      value={state.query}
      onValueChange={state.setQuery}
      onKeyDown={(event) => {
        if (event.key === 'Enter') state.toMatch(event.shiftKey ? -1 : 1, event.currentTarget.value);
        if (event.key === 'Escape' && state.query === '') event.currentTarget.blur();
      }}
      className="w-80 shrink-0"
      trailing={
        terms.length > 0 && (
          <span className="flex items-center bg-surface pl-1">
            <span role="status" className="whitespace-nowrap tabular-nums">
              {matches.length === 0 ? 'none' : at < 0 ? matches.length : `${at + 1} of ${matches.length}`}
            </span>
            <button
              type="button"
              aria-label="Previous match"
              onClick={() => state.toMatch(-1)}
              className={step}
            >
              <ChevronUp aria-hidden="true" className="size-3.5" />
            </button>
            <button
              type="button"
              aria-label="Next match"
              onClick={() => state.toMatch(1)}
              className={`${step} -ml-1.5`}
            >
              <ChevronDown aria-hidden="true" className="size-3.5" />
            </button>
          </span>
        )
      }
    />
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
