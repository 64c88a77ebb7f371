'use client';
/** One of a few: all choices visible, arrow keys move between them. */
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { classNames } from './class-names';
import { focusValue } from './focus-value';

export interface Segment<T extends string> {
  value: T;
  label: ReactNode;
  /** The accessible name where `label` is only an icon. */
  name?: string;
  disabled?: boolean;
  /** Why it cannot be chosen, or what it means. */
  title?: string;
}

export interface SegmentedControlProps<T extends string> {
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  segments: readonly Segment<T>[];
  className?: string;
}

export function SegmentedControl<T extends string>({
  label,
  value,
  onValueChange,
  segments,
  className,
}: SegmentedControlProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const open = segments.filter((segment) => segment.disabled !== true);
    const next =
      open[(open.findIndex((segment) => segment.value === value) + step + open.length) % open.length];
    if (next === undefined) return;
    onValueChange(next.value);
    focusValue(group.current, next.value);
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      onKeyDown={move}
      className={classNames(
        'inline-flex h-7 shrink-0 rounded-control border border-line bg-surface',
        className,
      )}
    >
      {segments.map((segment) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of native radios cannot be drawn as joined segments with one border
        <button
          key={segment.value}
          type="button"
          role="radio"
          data-value={segment.value}
          aria-checked={segment.value === value}
          aria-label={segment.name}
          tabIndex={segment.value === value ? 0 : -1}
          disabled={segment.disabled}
          title={segment.title}
          onClick={() => onValueChange(segment.value)}
          className={classNames(
            '-my-px inline-flex items-center gap-1.5 border border-transparent px-2.5 font-medium text-xs first:-ml-px first:rounded-l-control last:-mr-px last:rounded-r-control disabled:text-text-3 disabled:opacity-60 [&_svg]:size-3.5',
            segment.value === value
              ? 'z-1 border-accent bg-accent-wash text-accent'
              : 'text-text-2 hover:bg-raised hover:text-text',
          )}
        >
          {segment.label}
        </button>
      ))}
    </div>
  );
}
