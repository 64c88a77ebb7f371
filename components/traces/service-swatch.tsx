/** The small square in a service's colour that stands before its name. */
import { classNames } from '@/components/ui/class-names';

const FILLS = [
  'bg-series-1',
  'bg-series-2',
  'bg-series-3',
  'bg-series-4',
  'bg-series-5',
  'bg-series-6',
  'bg-series-7',
  'bg-series-8',
  'bg-series-9',
  'bg-series-10',
];

/** The background class of a series number (1–10). */
export function seriesFill(series: number | undefined): string {
  return FILLS[(series ?? 8) - 1] ?? 'bg-series-8';
}

/** Shapes by cue, for services whose colours are alike; from the fifth on they are hollow. */
const SHAPES = [
  'rounded-[2px]',
  'rounded-full',
  'rotate-45 scale-[0.88] rounded-[1px]',
  '[clip-path:polygon(50%_0,100%_100%,0_100%)]',
];

const HOLLOW = '[mask:radial-gradient(circle_at_50%_50%,transparent_1.6px,#000_1.9px)]';

/** `cue`: see `serviceCues`. */
export function ServiceSwatch({ series, cue = 0 }: { series: number | undefined; cue?: number | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'size-2 shrink-0',
        seriesFill(series),
        SHAPES[cue % SHAPES.length],
        cue >= SHAPES.length && HOLLOW,
      )}
    />
  );
}
