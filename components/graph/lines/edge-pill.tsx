'use client';
/** The words on an edge, on a pill of HTML over the canvas. The table below is their accessible twin. */
import { Lock, LockOpen, Search, Zap } from 'lucide-react';
import { memo } from 'react';
import { AlertIcon } from '@/components/alerts/alert-icon';
import { changeBorder } from '@/components/graph/compare/change-border';
import { ChangeIcon } from '@/components/graph/compare/change-icon';
import { classNames } from '@/components/ui/class-names';
import type { LineModel } from './line-model';
import { shortLabel } from './pills';

const TONES = {
  plain: '',
  failing: 'text-failing',
  degraded: 'text-degraded',
  healthy: 'text-healthy',
  accent: 'text-accent',
} as const;

export interface EdgePillProps {
  readonly line: LineModel;
  readonly x: number;
  readonly y: number;
  readonly dim: boolean;
  readonly selected: boolean;
  /** Find matches it, or is at it now. */
  readonly match: 'none' | 'match' | 'current';
  /** Keeps the size of the page's type, however far the picture is. */
  readonly lifted: boolean;
  /** `short`: only what matters most. */
  readonly words: 'all' | 'short' | 'none';
}

/** A selected line is seen whole: its words stand above it. */
export const EdgePill = memo(function EdgePill({
  line,
  x,
  y,
  dim,
  selected,
  match,
  lifted,
  words,
}: EdgePillProps) {
  const parts = words === 'none' ? [] : words === 'short' ? shortLabel(line.label) : line.label;
  return (
    <span
      aria-hidden="true"
      style={{
        transform: `translate(${x}px, ${y}px) ${lifted ? 'scale(var(--unzoom))' : ''} translate(-50%, ${selected ? '-150%' : '-50%'})`,
      }}
      className={classNames(
        'pointer-events-none absolute top-0 left-0 flex origin-top-left items-center whitespace-nowrap border bg-surface tabular-nums',
        selected
          ? 'z-10 h-[22px] rounded-full border-[1.5px] border-accent px-[9px] font-medium text-[12px] leading-[18px]'
          : 'h-[18px] rounded-full border-line px-[7px] text-[11px] leading-4',
        !selected && line.change !== null && changeBorder(line.change),
        !selected && match !== 'none' && '!border-accent',
        match === 'current' && 'z-10 ring-2 ring-accent/30',
        dim && '[&_span]:!text-text-3',
      )}
    >
      {match !== 'none' && (
        <Search
          className={classNames('size-[11px] text-accent', line.labelWidth > 0 && words !== 'none' && 'mr-1')}
          strokeWidth={2.5}
        />
      )}
      {line.change !== null && words !== 'none' && (
        <ChangeIcon kind={line.change} className="mr-1 size-[11px]" />
      )}
      {line.alert !== null && words !== 'none' && (
        <AlertIcon state={line.alert.state} className="mr-1 size-[11px]" />
      )}
      {line.breaker && words !== 'none' && (
        <Zap className="mr-1 size-[11px] text-failing" strokeWidth={2.25} />
      )}
      {line.lock !== null && words !== 'none' && <LockMark lock={line.lock} />}
      {parts.map((part, index) => (
        <span
          key={`${part.unit}${part.text}`}
          className={part.tone === 'plain' ? 'text-text-2' : TONES[part.tone]}
        >
          {index > 0 && <span className="mx-[3px] text-text-3">·</span>}
          <span className={classNames('font-medium', part.tone === 'plain' ? 'text-text' : '')}>
            {part.text}
          </span>{' '}
          {part.unit}
        </span>
      ))}
    </span>
  );
});

function LockMark({ lock }: { readonly lock: 'full' | 'partly' | 'none' }) {
  const Icon = lock === 'none' ? LockOpen : Lock;
  return (
    <Icon
      className={classNames(
        'mr-1 size-[11px]',
        lock === 'full' ? 'text-healthy' : lock === 'partly' ? 'text-degraded' : 'text-text-3',
      )}
      strokeWidth={2.25}
    />
  );
}
