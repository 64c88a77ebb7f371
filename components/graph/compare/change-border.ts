/** The outline of a pill or a card by what became of it: dashed for relief and for what is gone, accent for what is new. */
import type { ChangeKind } from '@/lib/graph/compare/change';

export function changeBorder(kind: ChangeKind): string {
  switch (kind) {
    case 'moreErrors':
      return '!border-failing';
    case 'slower':
      return '!border-degraded-mark';
    case 'fewerErrors':
    case 'faster':
      return 'border-dashed !border-healthy';
    case 'new':
      return '!border-accent';
    case 'gone':
      return 'border-dashed !border-control';
    default:
      return '';
  }
}

/** A card that is gone is hatched: it was there, and nothing is. */
export const HATCHED =
  'bg-[repeating-linear-gradient(135deg,transparent_0_5px,color-mix(in_srgb,var(--control)_26%,transparent)_5px_6px)]';
