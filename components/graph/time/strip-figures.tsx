'use client';
/** Left of the strip: the rates within the window, before and after where two moments are compared. */
import { Quantity } from '@/components/ui/quantity';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { meanWithin, type StripPoint, type StripRows } from './strip-rows';

export interface StripFiguresProps {
  readonly rows: StripRows;
  readonly window: TimeWindow;
  readonly before: TimeWindow | null;
}

export function StripFigures({ rows, window, before }: StripFiguresProps) {
  return (
    <div className="grid shrink-0 gap-1.5 self-center text-right text-xs leading-4 max-lg:hidden">
      {before !== null && <div className="text-2xs text-text-3">before → after</div>}
      <dl className="grid gap-1.5">
        <Rate label="Requests" points={rows.total} window={window} before={before} unit="rps" />
        <Rate label="Failed" points={rows.failed} window={window} before={before} unit="err/s" />
      </dl>
    </div>
  );
}

interface RateProps {
  readonly label: string;
  readonly points: readonly StripPoint[];
  readonly window: TimeWindow;
  readonly before: TimeWindow | null;
  readonly unit: 'rps' | 'err/s';
}

function Rate({ label, points, window, before, unit }: RateProps) {
  const tone = unit === 'err/s' && (meanWithin(points, window) ?? 0) > 0 ? 'text-failing' : 'text-text';
  return (
    <div>
      <dt className="sr-only">{label}</dt>
      <dd className={`font-medium tabular-nums ${tone}`}>
        {before !== null && (
          <span className="text-text">
            <Figure value={meanWithin(points, before)} /> <span className="text-text-3">→</span>{' '}
          </span>
        )}
        <Figure value={meanWithin(points, window)} /> <span className="font-normal text-text-3">{unit}</span>
      </dd>
    </div>
  );
}

/** The unit stands behind it once, in words that the two rows do not share. */
function Figure({ value }: { readonly value: number | null }) {
  return (
    <span className="[&_span_span]:hidden">
      <Quantity value={value} unit="rps" />
    </span>
  );
}
