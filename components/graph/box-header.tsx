'use client';
/** Name and summary of a box: along its top when near, its name alone when far. */
import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { Rect } from '@/lib/graph/layout/drawing';
import { DEFAULT_THRESHOLDS } from '@/lib/health/thresholds';
import type { BoxModel } from './elements';
import type { Detail } from './viewport';

export interface BoxHeaderProps {
  readonly box: BoxModel;
  readonly rect: Rect;
  readonly detail: Detail;
  readonly dim: boolean;
}

export const BoxHeader = memo(function BoxHeader({ box, rect, detail, dim }: BoxHeaderProps) {
  const unwell = box.health === 'failing' || box.health === 'degraded' ? box.health : null;
  if (detail === 'far') {
    return (
      <div
        style={{
          transform: `translate(${rect.x + rect.width / 2}px, ${rect.y + 6}px) scale(var(--unzoom)) translate(-50%, 0)`,
        }}
        className="absolute top-0 left-0 flex origin-top-left items-center gap-1 whitespace-nowrap rounded-tag bg-surface/90 px-1.5 font-semibold text-[12px] text-text leading-5"
      >
        {unwell !== null && <HealthIcon kind={unwell} label="" className="!size-3.5" />}
        {box.name}
      </div>
    );
  }
  const large = detail === 'middle';
  return (
    <div
      style={{ width: rect.width, transform: `translate(${rect.x}px, ${rect.y}px)` }}
      className={classNames(
        'absolute top-0 left-0 flex items-center gap-2 px-3 text-text-2 motion-safe:transition-transform motion-safe:duration-200',
        large ? 'h-9 text-[length:min(20px,calc(11px*var(--unzoom)))]' : 'h-8 text-[12px]',
        dim && 'opacity-80',
      )}
    >
      {unwell !== null && <HealthIcon kind={unwell} label={`${unwell} inside`} className="!size-3.5" />}
      <span className="min-w-0 truncate font-semibold text-text">{box.name}</span>
      {box.kind !== 'namespace' && <span className="text-text-3">{box.kind}</span>}
      <span className="flex-1" />
      {box.requestsPerSecond !== null && <Quantity value={box.requestsPerSecond} unit="rps" />}
      {box.errorShare !== null && box.errorShare > 0 && rect.width > 240 && (
        <span
          className={classNames(
            'inline-flex items-center gap-1 whitespace-nowrap',
            box.errorShare >= DEFAULT_THRESHOLDS.errors.failingFrom ? 'text-failing' : '',
          )}
        >
          <Quantity value={box.errorShare} unit="share" /> err
        </span>
      )}
    </div>
  );
});
