'use client';
/** What can be done with a bar of the flame graph: a menu at the pointer. */
import { useRef } from 'react';
import { useCopy } from '@/components/traces/use-copy';
import type { TraceFocus } from '@/components/traces/views/view-props';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import type { FlameBars } from '@/lib/traces/flame/flame-bars';
import type { Trace } from '@/lib/traces/model/trace';

const menuSurface = new DeferredPart(async () => (await import('@/components/ui/surfaces')).MenuSurface);

export interface FlameMenuProps {
  readonly trace: Trace;
  readonly bars: FlameBars;
  readonly state: TraceFocus;
  /** Null: closed. Pixels of the page. */
  readonly place: { readonly bar: number; readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
  readonly onZoom: (bar: number | null) => void;
  readonly onCollapseAbove: (bar: number) => void;
  readonly onSpans: (service: string, name: string) => void;
}

export function FlameMenu({ trace, bars, state, place, onClose, ...acts }: FlameMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const copy = useCopy();
  const MenuSurface = useDeferred(menuSurface, place !== null);
  const bar = place?.bar ?? 0;
  const service = trace.services[bars.service[bar] ?? 0] ?? '';
  const name = trace.names[bars.name[bar] ?? 0] ?? '';
  const row = bars.row[bar] ?? 0;
  const isMany = (bars.spans[bar] ?? 1) > 1;
  return (
    <>
      <span
        ref={anchor}
        aria-hidden="true"
        style={{ left: place?.x ?? 0, top: place?.y ?? 0 }}
        className="pointer-events-none fixed size-0"
      />
      {MenuSurface !== null && place !== null && (
        <MenuSurface
          open
          onOpenChange={(open) => {
            if (!open) onClose();
          }}
          anchor={anchor}
          id="flame-menu"
          labelledBy="flame-menu-of"
        >
          <MenuLabel>
            <span id="flame-menu-of" className="block max-w-80 truncate">
              {service} {name}
            </span>
          </MenuLabel>
          <MenuItem onSelect={() => acts.onZoom(bar)}>Zoom to it</MenuItem>
          <MenuItem onSelect={() => acts.onCollapseAbove(bar)}>Zoom and leave out what is above</MenuItem>
          <MenuItem onSelect={() => acts.onZoom(null)}>Show all</MenuItem>
          <MenuSeparator />
          <MenuItem onSelect={() => state.select(row)}>
            {isMany ? 'Show its longest span' : 'Show the span'}
          </MenuItem>
          <MenuItem onSelect={() => state.openView('waterfall', row)}>Show in the waterfall</MenuItem>
          <MenuItem onSelect={() => acts.onSpans(service, name)}>List spans of this operation</MenuItem>
          <MenuItem onSelect={() => state.setQuery(`"${name.replaceAll('"', '')}"`)}>
            Mark all of this operation
          </MenuItem>
          <MenuSeparator />
          <MenuItem onSelect={() => void copy(`${service} ${name}`, 'Service and operation copied')}>
            Copy service and operation
          </MenuItem>
        </MenuSurface>
      )}
    </>
  );
}
