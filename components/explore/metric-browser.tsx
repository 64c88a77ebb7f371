'use client';
/** All metrics that there are: found by name or help, with type, unit and cardinality, one click from a query. */
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { X } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { ProblemState } from '@/components/ui/problem-state';
import { SearchField } from '@/components/ui/search-field';
import { SidePanel } from '@/components/ui/side-panel';
import { Skeleton } from '@/components/ui/skeleton';
import { type FoundMetric, foundMetrics } from './found-metrics';
import { type LookupWindow, lookupWindow, metadataQuery, namesQuery } from './lookups';
import { MetricDetail } from './metric-detail';

export interface MetricBrowserProps {
  readonly window: LookupWindow;
  readonly onUse: (expr: string) => void;
  readonly onClose: () => void;
}

const ROW = 28;

export function MetricBrowser({ window, onUse, onClose }: MetricBrowserProps) {
  const where = lookupWindow(window);
  const names = useQuery(namesQuery('__name__', '', where));
  const metadata = useQuery(metadataQuery);
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useMemo(
    () => foundMetrics(names.data?.names ?? [], metadata.data?.metrics ?? [], wanted),
    [names.data, metadata.data, wanted],
  );
  const metric = found.find(({ name }) => name === chosen);
  return (
    <SidePanel name="explore-metrics" label="Metrics" defaultWidth={400}>
      <div className="flex h-11 shrink-0 items-center gap-2 border-line border-b px-3">
        <SearchField
          label="Find metrics by name or help"
          value={text}
          onValueChange={setText}
          trailing={names.data !== undefined && <span className="text-2xs text-text-3">{found.length}</span>}
          className="flex-1"
        />
        <IconButton label="Close the metric browser" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      {names.error !== null && (
        <ProblemState compact problem={names.error} onRetry={() => void names.refetch()} />
      )}
      {names.isPending && <Waiting />}
      {names.data !== undefined && found.length === 0 && (
        <p className="p-6 text-center text-sm text-text-3">
          {text === ''
            ? 'Prometheus has no metrics in this window.'
            : `No metric has "${text}" in its name or help.`}
        </p>
      )}
      <List found={found} chosen={chosen} onChoose={setChosen} />
      {metric !== undefined && (
        <MetricDetail key={metric.name} metric={metric} window={where} onUse={onUse} />
      )}
    </SidePanel>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-2 p-3">
      {['w-40', 'w-56', 'w-48', 'w-64', 'w-36'].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}

interface ListProps {
  readonly found: readonly FoundMetric[];
  readonly chosen: string | null;
  readonly onChoose: (name: string) => void;
}

function List({ found, chosen, onChoose }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul aria-label="Metrics" className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const metric = found[index];
          if (metric === undefined) return null;
          return (
            <li
              key={metric.name}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                aria-pressed={metric.name === chosen}
                title={metric.help}
                onClick={() => onChoose(metric.name)}
                className="flex h-7 w-full items-center gap-2 px-3 text-left hover:bg-raised aria-pressed:bg-accent-wash"
              >
                <span className="min-w-0 flex-1 truncate font-mono text-xs">{metric.name}</span>
                <span className="text-2xs text-text-3">{metric.type}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
