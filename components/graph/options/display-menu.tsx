'use client';
/** The button of the options; what it opens arrives after the page. */
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { GraphView } from '@/components/graph/view-state';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Popover } from '@/components/ui/popover';
import { SLOW_FROM_MS } from '@/lib/graph/view/view-graph';
import type { DisplayOptionsProps } from './display-options';

const displayOptions = new DeferredPart(async () => (await import('./display-options')).DisplayOptions);

export function DisplayMenu({ view, onChange }: DisplayOptionsProps) {
  const [open, setOpen] = useState(false);
  const DisplayOptions = useDeferred(displayOptions, open);
  const changed = changedOptions(view);
  return (
    <Popover
      label="Display"
      align="start"
      className="w-[700px] max-w-[calc(100vw-24px)] p-4"
      open={open && DisplayOptions !== null}
      onOpenChange={setOpen}
      trigger={
        <Button>
          Display
          {changed > 0 && (
            <span className="rounded-full bg-accent-wash px-1.5 text-2xs text-accent tabular-nums">
              {changed}
              <span className="sr-only"> changed</span>
            </span>
          )}
          <ChevronDown aria-hidden="true" className="text-text-3" />
        </Button>
      }
    >
      {DisplayOptions !== null && <DisplayOptions view={view} onChange={onChange} />}
    </Popover>
  );
}

/** How many options are not as they come: what is on screen may differ from what a colleague sees. */
function changedOptions(view: GraphView): number {
  return [
    view.services !== 'auto',
    view.operations,
    view.waypoints,
    view.idleNodes,
    !view.dead,
    !view.badges,
    !view.outOfMesh,
    view.rank,
    view.protocols.length < 3,
    view.grpc !== 'requests',
    view.tcp !== 'total',
    view.ambient !== 'total',
    view.edges !== 'all',
    view.idle,
    view.motion,
    view.slowFrom !== SLOW_FROM_MS,
    view.boxes.join() !== 'cluster,namespace',
    view.renderer !== 'canvas',
  ].filter(Boolean).length;
}
