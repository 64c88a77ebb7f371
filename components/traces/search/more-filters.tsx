'use client';
/** The rest of the form behind one button: kind, durations of a span and of the trace, errors only. */
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { SearchValues } from '@/components/traces/search-state';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Popover } from '@/components/ui/popover';
import type { DurationField, Mistakes } from './mistakes';

export interface MoreFiltersProps {
  readonly draft: SearchValues;
  readonly mistakes: Mistakes;
  readonly onChange: (change: Partial<SearchValues>) => void;
  readonly onSearch: (change: Partial<SearchValues>) => void;
}

const panel = new DeferredPart(async () => (await import('./filter-panel')).FilterPanel);

/** How many of these are set. */
function countOf({ kind, errors, min, max, traceMin, traceMax }: SearchValues): number {
  const texts = [min, max, traceMin, traceMax].filter((text) => text.trim() !== '').length;
  return texts + (kind === null ? 0 : 1) + (errors ? 1 : 0);
}

const WRONG: readonly DurationField[] = ['min', 'max', 'traceMin', 'traceMax'];

export function MoreFilters(props: MoreFiltersProps) {
  const { draft, mistakes } = props;
  const [open, setOpen] = useState(false);
  const FilterPanel = useDeferred(panel, open);
  const count = countOf(draft);
  const wrong = WRONG.some((field) => mistakes[field] !== undefined);
  return (
    <Popover
      label="More to search by"
      open={open}
      onOpenChange={setOpen}
      className="w-[360px] p-3"
      trigger={
        <Button type="button" size="md" active={count > 0} className={wrong ? '!border-failing' : ''}>
          <SlidersHorizontal aria-hidden="true" />
          Filters
          {count > 0 && <span className="tabular-nums">{count}</span>}
        </Button>
      }
    >
      {FilterPanel !== null && <FilterPanel {...props} />}
    </Popover>
  );
}
