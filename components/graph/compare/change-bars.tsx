'use client';
/** A figure at two moments as bars: before hollow, after filled, absent dashed. */
import type { ChangeMeasure, ChangeTone } from './change-words';

const FILLS: Readonly<Record<ChangeTone, string>> = {
  failing: 'bg-failing',
  degraded: 'bg-degraded-mark',
  healthy: 'bg-healthy',
  accent: 'bg-accent',
  plain: 'bg-text-2',
};

export interface ChangeBarsProps {
  readonly measure: ChangeMeasure;
  readonly tone: ChangeTone;
}

export function ChangeBars({ measure: { before, after }, tone }: ChangeBarsProps) {
  const most = Math.max(before ?? 0, after ?? 0);
  const part = (value: number) => `${most === 0 ? 0 : Math.max(2, (value / most) * 100)}%`;
  return (
    <span aria-hidden="true" className="grid w-full content-center gap-[3px]">
      {before === null ? (
        <span className="h-[6px] w-full rounded-[2px] border border-control border-dashed" />
      ) : (
        <span style={{ width: part(before) }} className="h-[6px] rounded-[2px] border border-text-3" />
      )}
      {after === null ? (
        <span className="h-[6px] w-full rounded-[2px] border border-control border-dashed" />
      ) : (
        <span style={{ width: part(after) }} className={`h-[6px] rounded-[2px] ${FILLS[tone]}`} />
      )}
    </span>
  );
}
