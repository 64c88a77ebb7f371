'use client';
/** Above the strip: a diamond for each change of configuration, a ring for each rollout; a click brings the window there. */
import type { CSSProperties } from 'react';
import { Tooltip } from '@/components/ui/tooltip';
import type { TimelineEvent } from '@/lib/insight/timeline/contract';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { eventWords } from './event-words';

/** Marks nearer than this many pixels are one. */
const APART = 14;

export interface EventMarksProps {
  readonly events: readonly TimelineEvent[];
  readonly span: TimeWindow;
  readonly width: number;
  /** Pixels from the top of the marks to the foot of the rows. */
  readonly foot: number;
  readonly onPick: (event: TimelineEvent) => void;
}

export function EventMarks({ events, span, width, foot, onPick }: EventMarksProps) {
  const x = (event: TimelineEvent) =>
    ((event.atSeconds - span.fromSeconds) / (span.toSeconds - span.fromSeconds)) * width;
  return gathered(
    events.filter(({ kind, atSeconds }) => kind !== 'incident' && atSeconds >= span.fromSeconds),
    x,
  ).map((group) => {
    const [first] = group;
    if (first === undefined) return null;
    return (
      <Tooltip
        key={first.id}
        side="top"
        content={
          <span className="grid gap-1">
            {group.slice(-6).map((event) => (
              <span key={event.id}>{eventWords(event)}</span>
            ))}
            {group.length > 6 && <span className="text-text-3">and {group.length - 6} more</span>}
          </span>
        }
      >
        <button
          type="button"
          aria-label={group.map(eventWords).join('; ')}
          onClick={() => onPick(first)}
          // The line below the sign is no part of what is pressed: the window's handle lies under it.
          style={{ left: x(first), '--foot': `${foot - 12}px` } as CSSProperties}
          className="group absolute top-0 z-10 flex h-6 w-6 -translate-x-1/2 justify-center rounded-tag before:pointer-events-none before:absolute before:top-3 before:h-(--foot) before:border-accent before:border-l before:border-dotted"
        >
          <Sign kinds={new Set(group.map(({ kind }) => kind))} count={group.length} />
        </button>
      </Tooltip>
    );
  });
}

/** Where marks stand above the strip, in pixels from its left. */
export function marksOf(events: readonly TimelineEvent[], span: TimeWindow, width: number): number[] {
  return events
    .filter(({ kind, atSeconds }) => kind !== 'incident' && atSeconds >= span.fromSeconds)
    .map((event) => ((event.atSeconds - span.fromSeconds) / (span.toSeconds - span.fromSeconds)) * width);
}

interface SignProps {
  readonly kinds: ReadonlySet<TimelineEvent['kind']>;
  readonly count: number;
}

/** A diamond in the ring where both happened. */
function Sign({ kinds, count }: SignProps) {
  const both = kinds.has('config') && kinds.has('rollout');
  return (
    <span className="relative flex h-3 items-center justify-center">
      <svg aria-hidden="true" width="12" height="12" viewBox="-6 -6 12 12">
        {kinds.has('rollout') && (
          <circle r={both ? 5 : 3.75} className="fill-surface stroke-text-2" strokeWidth={both ? 1.5 : 2} />
        )}
        {kinds.has('config') && (
          <path d={both ? 'M0 -3L3 0L0 3L-3 0Z' : 'M0 -5L5 0L0 5L-5 0Z'} className="fill-accent" />
        )}
      </svg>
      {count > 1 && (
        <span className="absolute right-full mr-px rounded-tag bg-surface px-0.5 text-2xs text-text-2 leading-3">
          {count}
        </span>
      )}
    </span>
  );
}

function gathered(events: readonly TimelineEvent[], x: (event: TimelineEvent) => number): TimelineEvent[][] {
  const groups: TimelineEvent[][] = [];
  for (const event of events) {
    const last = groups.at(-1)?.[0];
    if (last !== undefined && x(event) - x(last) < APART && last.kind === event.kind)
      groups.at(-1)?.push(event);
    else groups.push([event]);
  }
  return groups;
}
