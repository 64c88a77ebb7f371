'use client';
/** The place of the time strip: kept free from the start, filled once the picture has been drawn; folded by choice. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import { memo } from 'react';
import { Button } from '@/components/ui/button';
import { DeferredPart, useDeferred } from '@/components/ui/deferred';
import { useAfterPicture } from '@/components/ui/first-picture';
import { IconButton } from '@/components/ui/icon-button';
import { usePreference } from '@/components/ui/preference';
import { STRIP_KEY } from './strip-preference';
import type { TimeStripProps } from './time-strip';

const timeStrip = new DeferredPart(async () => (await import('./time-strip')).TimeStrip);

export const TimeStripSlot = memo(function TimeStripSlot(props: TimeStripProps) {
  const [fold, setFold] = usePreference(STRIP_KEY, 'open');
  return fold === 'folded' ? (
    <div className="flex h-8 shrink-0 items-center border-line border-t bg-surface px-3 [@media(height<560px)]:hidden">
      <Button variant="quiet" className="-ml-2" aria-expanded={false} onClick={() => setFold(null)}>
        <ChevronUp aria-hidden="true" />
        Time and replay
      </Button>
    </div>
  ) : (
    <OpenStrip {...props} onFold={() => setFold('folded')} />
  );
});

function OpenStrip({ onFold, ...props }: TimeStripProps & { readonly onFold: () => void }) {
  const TimeStrip = useDeferred(timeStrip, false);
  const afterPicture = useAfterPicture();
  return (
    <div className="relative h-[94px] shrink-0 border-line border-t bg-surface max-lg:h-[90px] [@media(height<560px)]:hidden">
      {TimeStrip !== null && afterPicture && <TimeStrip {...props} />}
      <IconButton label="Fold the time strip" className="absolute top-0.5 right-0.5 !size-6" onClick={onFold}>
        <ChevronDown aria-hidden="true" />
      </IconButton>
    </div>
  );
}
