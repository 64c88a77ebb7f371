'use client';
import { classNames } from '@/components/ui/class-names';
/** What the lines of two moments mean, how many there are of each, and the filter of what is shown as a change. */
import { type ChangeKind, type Comparison, changeKinds } from '@/lib/graph/compare/change';
import { CHANGE_NAMES } from './change-words';

export interface ChangeLegendProps {
  readonly comparison: Comparison;
  readonly off: readonly ChangeKind[];
  readonly onChange: (off: readonly ChangeKind[]) => void;
}

const SIGNS: Readonly<
  Record<ChangeKind, { readonly color: string; readonly width: number; readonly dash?: string }>
> = {
  moreErrors: { color: 'var(--failing)', width: 3.5, dash: '6 3' },
  slower: { color: 'var(--degraded-mark)', width: 3 },
  new: { color: 'var(--accent)', width: 3 },
  gone: { color: 'var(--text-3)', width: 1.4, dash: '3 3' },
  fewerErrors: { color: 'var(--healthy)', width: 3, dash: '7 3' },
  faster: { color: 'var(--healthy)', width: 3, dash: '7 3' },
  moreTraffic: { color: 'var(--text-3)', width: 3 },
  lessTraffic: { color: 'var(--text-3)', width: 3, dash: '7 3' },
  unknown: { color: 'var(--control)', width: 1.4, dash: '1 4' },
  same: { color: 'var(--control)', width: 1.4 },
};

export function ChangeLegend({ comparison, off, onChange }: ChangeLegendProps) {
  const present = changeKinds.filter((kind) => comparison.counts[kind] > 0);
  return (
    <fieldset
      aria-label="Kinds of change"
      className="flex flex-wrap items-center gap-x-1 rounded-control border border-line bg-surface px-1"
    >
      {present.map((kind) => {
        const { color, width, dash } = SIGNS[kind];
        const isFixed = kind === 'same' || kind === 'unknown';
        const isOff = off.includes(kind);
        return (
          <button
            key={kind}
            type="button"
            disabled={isFixed}
            aria-pressed={!isOff}
            onClick={() => onChange(isOff ? off.filter((one) => one !== kind) : [...off, kind])}
            className={classNames(
              'flex h-[26px] items-center gap-1.5 rounded-tag px-1.5 text-xs enabled:hover:bg-raised',
              isOff && 'line-through opacity-70',
            )}
          >
            <svg aria-hidden="true" width="22" height="8" viewBox="0 0 22 8">
              <path d="M0 4H22" stroke={color} strokeWidth={width} strokeDasharray={dash} />
            </svg>
            <span className="font-medium tabular-nums">{comparison.counts[kind]}</span>
            <span className="text-text-2">{CHANGE_NAMES[kind]}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
