'use client';
/** The time window: spans up to now, or two instants; in local time or UTC. */
import { Clock } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Popover } from '@/components/ui/popover';
import { type ScopeWindow, useScope } from './scope';
import { spanOfText } from './time-text';
import { useNow, useTimeZone } from './time-zone';
import { spanText } from './window-presets';

const timeWindowForm = new DeferredPart(async () => (await import('./frame-parts')).TimeWindowForm);

export function TimeWindowPicker() {
  const { window: shown, set } = useScope();
  const [open, setOpen] = useState(false);
  const TimeWindowForm = useDeferred(timeWindowForm, open);
  const text = useWindowText(shown);
  const choose = (window: ScopeWindow) => {
    set({ window });
    setOpen(false);
  };
  return (
    <Popover
      label="Time window"
      open={open && TimeWindowForm !== null}
      onOpenChange={setOpen}
      className="grid w-[520px] max-w-[calc(100vw-24px)] grid-cols-[200px_minmax(0,1fr)] max-sm:grid-cols-1"
      trigger={
        <Button aria-label={`Time window: ${text}`} className="min-w-0 shrink data-[state=open]:bg-raised">
          <Clock aria-hidden="true" />
          <span className="min-w-0 truncate">{text}</span>
        </Button>
      }
    >
      {TimeWindowForm !== null && <TimeWindowForm shown={shown} onChoose={choose} />}
    </Popover>
  );
}

function useWindowText(window: ScopeWindow): string {
  const [zone] = useTimeZone();
  const now = useNow(60_000);
  if (window.kind === 'last') return `Last ${spanText(window.seconds)}`;
  return spanOfText(window.fromSeconds * 1000, window.toSeconds * 1000, zone, now);
}
