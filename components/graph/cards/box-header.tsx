'use client';
/** Name and summary of a box along its top, with the button that folds it. */
import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import type { Detail } from '@/components/graph/canvas/viewport';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import { Quantity } from '@/components/ui/quantity';
import type { Rect } from '@/lib/graph/layout/drawing';
import { type BoxChanges, type BoxModel, boxChangeWords, boxNameWidth } from './box-model';

/** Pixels of a rate as it is read from a little afar. */
const RATE_WIDTH = 84;

export interface BoxHeaderProps {
  readonly box: BoxModel;
  readonly rect: Rect;
  readonly detail: Detail;
  readonly dim: boolean;
  readonly onFold: (box: string, fold: boolean) => void;
}

export const BoxHeader = memo(function BoxHeader({ box, rect, detail, dim, onFold }: BoxHeaderProps) {
  const unwell = box.health === 'failing' || box.health === 'degraded' ? box.health : null;
  const large = detail === 'middle';
  // From a little afar words are larger in the picture: a whole name is worth more than the rate beside it.
  const hasRoom = !large || rect.width > boxNameWidth(box) + RATE_WIDTH;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same for keys
    <div
      onDoubleClick={() => onFold(box.id, true)}
      style={{ width: rect.width, transform: `translate(${rect.x}px, ${rect.y}px)` }}
      className={classNames(
        'absolute top-0 left-0 flex items-center gap-1.5 pr-3 pl-1.5 text-text-2 motion-safe:transition-transform motion-safe:duration-200',
        large ? 'h-9 text-[length:min(20px,calc(11px*var(--unzoom)))]' : 'h-8 text-[12px]',
        dim && 'opacity-80',
      )}
    >
      <button
        type="button"
        aria-label={`Fold ${box.kind} ${box.name}`}
        title="Fold to one node (double click)"
        onClick={() => onFold(box.id, true)}
        className="grid size-6 shrink-0 place-items-center rounded-tag hover:bg-raised"
      >
        <ChevronDown aria-hidden="true" className="size-4 text-text-2" />
      </button>
      {unwell !== null && <HealthIcon kind={unwell} label={`${unwell} inside`} className="!size-3.5" />}
      <span className="min-w-0 truncate font-semibold text-text">{box.name}</span>
      {box.kind !== 'namespace' && <span className="text-text-3">{box.kind}</span>}
      {hasCome(box) && rect.width > 320 && (
        <span className="min-w-0 truncate text-text-2">{boxChangeWords(box.changes)}</span>
      )}
      <span className="flex-1" />
      {box.requestsPerSecond !== null && hasRoom && <Quantity value={box.requestsPerSecond} unit="rps" />}
      {box.errorShare !== null && box.errorShare > 0 && hasRoom && rect.width > 240 && (
        <span
          className={classNames(
            'inline-flex items-center gap-1 whitespace-nowrap',
            box.fails && 'text-failing',
          )}
        >
          <Quantity value={box.errorShare} unit="share" /> err
        </span>
      )}
    </div>
  );
});

/** How many services there are is worth words, over which lines may run, only where some came or went. */
function hasCome(box: BoxModel): box is BoxModel & { readonly changes: BoxChanges } {
  return box.changes !== null && box.changes.new + box.changes.gone > 0;
}
