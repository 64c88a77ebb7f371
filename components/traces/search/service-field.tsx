'use client';
/** Which services are searched: chips of the chosen ones, and a list with a box for each behind them. */
import { ChevronDown, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { serviceSeries } from '@/components/traces/service-colors';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Popover } from '@/components/ui/popover';

export interface ServiceFieldProps {
  readonly chosen: readonly string[];
  readonly services: readonly string[];
  readonly loading: boolean;
  /** The source searches all services with one question. */
  readonly searchesAll: boolean;
  readonly onChoose: (services: readonly string[]) => void;
}

const choices = new DeferredPart(async () => (await import('./service-choices')).ServiceChoices);

const CHIPS = 2;

export function ServiceField({ chosen, services, loading, searchesAll, onChoose }: ServiceFieldProps) {
  const [open, setOpen] = useState(false);
  const Choices = useDeferred(choices, open);
  const series = useMemo(() => serviceSeries([...services, ...chosen]), [services, chosen]);
  const without = (name: string) => onChoose(chosen.filter((one) => one !== name));
  return (
    <div className="flex h-8 min-w-64 max-w-[460px] flex-[3] items-center gap-1.5 rounded-control border border-control bg-surface pl-2.5 focus-within:border-accent">
      <span className="text-sm text-text-3">Service</span>
      <ul aria-label="Services chosen" className="flex min-w-0 flex-1 items-center gap-1 overflow-hidden">
        {chosen.slice(0, CHIPS).map((name) => (
          <li
            key={name}
            className="inline-flex h-6 min-w-0 items-center gap-1.5 rounded-tag bg-raised pl-1.5 text-sm"
          >
            <ServiceSwatch series={series.get(name)} />
            <span title={name} className="truncate font-medium">
              {name}
            </span>
            <button
              type="button"
              aria-label={`Without ${name}`}
              onClick={() => without(name)}
              className="grid size-6 shrink-0 place-items-center rounded-tag text-text-3 hover:text-text"
            >
              <X aria-hidden="true" className="size-3" />
            </button>
          </li>
        ))}
        {chosen.length > CHIPS && <li className="shrink-0 text-text-2 text-xs">+{chosen.length - CHIPS}</li>}
        {chosen.length === 0 && <li className="truncate font-medium text-sm">all</li>}
      </ul>
      <Popover
        label="Services to search"
        open={open}
        onOpenChange={setOpen}
        className="w-80 p-0"
        trigger={
          <button
            type="button"
            aria-label={`Services, ${chosen.length === 0 ? 'all' : chosen.join(', ')}`}
            className="grid h-full w-7 shrink-0 place-items-center rounded-control text-text-3 hover:text-text"
          >
            <ChevronDown aria-hidden="true" className="size-3.5" />
          </button>
        }
      >
        {Choices !== null && (
          <Choices {...{ chosen, services, loading, searchesAll, onChoose }} onDone={() => setOpen(false)} />
        )}
      </Popover>
    </div>
  );
}
