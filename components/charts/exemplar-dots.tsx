'use client';
/** Single requests over a latency chart: a diamond each, which opens its trace where it can be told from its neighbours. */
import type { Route } from 'next';
import Link from 'next/link';
import { quantityText } from '@/lib/mesh/quantity';
import { clockLabel } from './axis';
import { type ChartExemplar, placeExemplars } from './exemplar-places';
import type { Plot } from './plot';

/** Stands above the layer of the cursor, so that it can be pointed at; nothing between the marks takes the pointer. */
export function ExemplarDots({
  plot,
  exemplars,
}: {
  readonly plot: Plot;
  readonly exemplars: readonly ChartExemplar[];
}) {
  const placed = placeExemplars(plot, exemplars);
  return (
    <div className="pointer-events-none absolute inset-0">
      {placed
        .filter(({ isTarget }) => !isTarget)
        .map(({ href, x, y }) => (
          <span
            key={href}
            aria-hidden
            style={{ left: x, top: y }}
            className="absolute size-[5px] -translate-x-1/2 -translate-y-1/2 rotate-45 bg-series-5 opacity-60"
          />
        ))}
      {placed
        .filter(({ isTarget }) => isTarget)
        .map(({ seconds, valueMs, text = quantityText(valueMs, 'ms'), href, x, y, details = [] }) => {
          const words = `Trace of ${text} at ${clockLabel(seconds, 0, true)}`;
          return (
            <Link
              key={href}
              href={href as Route}
              prefetch={false}
              title={[words, ...details].join('\n')}
              aria-label={words}
              style={{ left: x, top: y }}
              className="pointer-events-auto absolute grid size-6 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-tag hover:bg-accent-wash"
            >
              <span className="size-[7px] rotate-45 border border-surface bg-series-5" />
            </Link>
          );
        })}
    </div>
  );
}
