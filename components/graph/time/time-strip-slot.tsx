'use client';
/** The place of the time strip: kept free from the start, filled once the picture has been drawn. */
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import type { TimeStripProps } from './time-strip';

const timeStrip = new DeferredPart(async () => (await import('./time-strip')).TimeStrip);

export function TimeStripSlot(props: TimeStripProps) {
  const TimeStrip = useDeferred(timeStrip, false);
  return (
    <div className="h-[94px] shrink-0 border-line border-t bg-surface max-lg:h-[90px] [@media(height<560px)]:hidden">
      {TimeStrip !== null && <TimeStrip {...props} />}
    </div>
  );
}
