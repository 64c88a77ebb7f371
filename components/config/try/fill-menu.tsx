'use client';
/** Fills the form from what was seen: a trace, a recent request, an edge of the graph. */
import { ChartGantt, Waypoints } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { Popover } from '@/components/ui/popover';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import type { RequestForm } from './request-form-state';

export interface FillMenuProps {
  onFill: (change: Partial<RequestForm>) => void;
}

const lists = new DeferredPart(async () => (await import('./fill-lists')).FillLists);

export type FillSource = 'trace' | 'edge';

export function FillMenu({ onFill }: FillMenuProps) {
  const [traceId, setTraceId] = useQueryState('trace', parseAsString);
  const [open, setOpen] = useState(traceId !== null);
  const [source, setSource] = useState<FillSource>('trace');
  const FillLists = useDeferred(lists, open);
  const fill = (change: Partial<RequestForm>) => {
    onFill(change);
    setOpen(false);
    void setTraceId(null);
  };
  return (
    <Popover
      label="Fill from what was seen"
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <ChartGantt aria-hidden="true" />
          Fill from traffic
        </Button>
      }
      className="flex max-h-[70vh] w-105 flex-col"
    >
      <div className="border-line border-b p-2">
        <SegmentedControl
          label="Fill from"
          value={source}
          onValueChange={setSource}
          segments={[
            {
              value: 'trace',
              label: (
                <>
                  <ChartGantt aria-hidden="true" /> A traced request
                </>
              ),
            },
            {
              value: 'edge',
              label: (
                <>
                  <Waypoints aria-hidden="true" /> An edge of the graph
                </>
              ),
            },
          ]}
        />
      </div>
      {FillLists === null ? (
        <Skeleton className="m-3 h-40" />
      ) : (
        <FillLists source={source} firstTraceId={traceId ?? ''} onFill={fill} />
      )}
    </Popover>
  );
}
