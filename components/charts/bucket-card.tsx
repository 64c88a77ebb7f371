'use client';
/** What a click into a chart offers: the traces of the bucket of time and value that was clicked. */
import type { Route } from 'next';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { type QuantityUnit, quantityText } from '@/lib/mesh/quantity';
import { clockLabel } from './axis';
import type { Plot } from './plot';

/** A bucket of a chart, and where its traces are found. */
export interface ChartBucket {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly fromValue: number;
  /** null = no upper bound. */
  readonly toValue: number | null;
  readonly href: string;
}

export interface BucketCardProps {
  readonly plot: Plot;
  readonly bucket: ChartBucket;
  readonly unit: QuantityUnit;
  /** Pixels from the chart's left edge where it was asked for. */
  readonly x: number;
  readonly onClose: () => void;
}

const WIDTH = 216;

export function BucketCard({ plot, bucket, unit, x, onClose }: BucketCardProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus({ preventScroll: true }), []);
  const { fromSeconds, toSeconds, fromValue, toValue } = bucket;
  const times = `${clockLabel(fromSeconds, 0, true)} – ${clockLabel(toSeconds, 0, true)}`;
  const values =
    toValue === null
      ? `longer than ${quantityText(fromValue, unit)}`
      : `${quantityText(fromValue, unit)} – ${quantityText(toValue, unit)}`;
  const left = Math.max(0, Math.min(plot.left + plot.width - WIDTH, x - WIDTH / 2));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for Esc and for focus that leaves its one link
    <div
      className="absolute z-20 grid gap-0.5 rounded-card border border-line bg-surface px-3 py-2 shadow-overlay"
      style={{ left, top: plot.top + 4, width: WIDTH }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <span className="text-text-2 text-xs tabular-nums">{times}</span>
      <span className="text-text-2 text-xs tabular-nums">{values}</span>
      <Link
        ref={link}
        href={bucket.href as Route}
        prefetch={false}
        className="link inline-flex min-h-6 items-center text-xs"
      >
        Traces of this bucket
      </Link>
    </div>
  );
}
