'use client';
/** Search in the trace, as every view has it: what is looked for, how many spans hold it, the way from one to the next. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import { SearchField } from '@/components/ui/search-field';
import type { TraceFocus } from './views/view-props';

/** By this name `/` finds it, whichever view is open. */
export const SEARCH_FIELD = 'trace-search';

export function TraceSearchField({ state }: { state: TraceFocus }) {
  const { matches, selected, terms } = state;
  const at = selected === null ? -1 : matches.indexOf(selected);
  const step = 'grid size-6 place-items-center rounded-tag hover:bg-raised hover:text-text';
  return (
    <SearchField
      name={SEARCH_FIELD}
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
        terms.length > 0 ? (
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
            <button type="button" aria-label="Next match" onClick={() => state.toMatch(1)} className={step}>
              <ChevronDown aria-hidden="true" className="size-3.5" />
            </button>
          </span>
        ) : undefined
      }
    />
  );
}
