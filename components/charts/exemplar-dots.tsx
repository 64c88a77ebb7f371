'use client';
/** Single requests over a latency chart: a diamond each, which opens its trace. */
import type { Route } from 'next';
import Link from 'next/link';
import { quantityText } from '@/lib/mesh/quantity';
import { clockLabel } from './axis';
import { type Plot, plotX, plotY } from './plot';

export interface ChartExemplar {
  readonly seconds: number;
  readonly valueMs: number;
  readonly href: string;
}

/** Stands above the layer of the cursor, so that it can be pointed at; nothing between the marks takes the pointer. */
export function ExemplarDots({
  plot,
  exemplars,
}: {
  readonly plot: Plot;
  readonly exemplars: readonly ChartExemplar[];
}) {
  return (
    <div className="pointer-events-none absolute inset-0">
      {exemplars.map(({ seconds, valueMs, href }) => {
        const y = plotY(plot, valueMs);
        if (y === null) return null;
        // Beyond the axis it stands at its edge: the title says the value.
        const top = Math.min(plot.top + plot.height, Math.max(plot.top, y));
        const words = `Trace of ${quantityText(valueMs, 'ms')} at ${clockLabel(seconds, 0, true)}`;
        return (
          <Link
            key={href}
            href={href as Route}
            prefetch={false}
            title={words}
            aria-label={words}
            style={{ left: plotX(plot, seconds), top }}
            className="pointer-events-auto absolute grid size-4 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-tag hover:bg-accent-wash"
          >
            <span className="size-[7px] rotate-45 border border-surface bg-series-5" />
          </Link>
        );
      })}
    </div>
  );
}
