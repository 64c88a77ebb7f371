'use client';
/** A window on the strip: dragged as a whole, or by either end; each of the three is a slider for the keyboard too. */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { instantText, spanOfText } from '@/components/shell/time-text';
import { useNow, useTimeZone } from '@/components/shell/time-zone';
import { classNames } from '@/components/ui/class-names';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { type Grip, keyMove, type MoveLimits, moved } from './window-moves';

export interface WindowHandleProps {
  /** `Window`, `Before`, `After`. */
  readonly name: string;
  /** Drawn above it, where there are two. */
  readonly caption?: string;
  readonly tone: 'accent' | 'plain';
  readonly window: TimeWindow;
  readonly limits: MoveLimits;
  /** Pixels of the strip. */
  readonly width: number;
  readonly top: number;
  readonly height: number;
  /** Called while it moves; `settled` is the last call of a move. */
  readonly onMove: (window: TimeWindow, settled: boolean) => void;
}

export function WindowHandle(props: WindowHandleProps) {
  const { window, limits, width, name, tone } = props;
  const [draft, setDraft] = useState<TimeWindow | null>(null);
  const drag = useRef<{ grip: Grip; x: number; window: TimeWindow } | null>(null);
  const [zone] = useTimeZone();
  const now = useNow(60_000);
  const shown = draft ?? window;
  const { span } = limits;
  const perSecond = width / (span.toSeconds - span.fromSeconds);
  const left = Math.max(0, (shown.fromSeconds - span.fromSeconds) * perSecond);
  const right = Math.min(width, (shown.toSeconds - span.fromSeconds) * perSecond);

  const start = (grip: Grip) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { grip, x: event.clientX, window: shown };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const { current } = drag;
    if (current === null) return;
    const next = moved(current.window, current.grip, (event.clientX - current.x) / perSecond, limits);
    setDraft(next);
    props.onMove(next, false);
  };
  const end = () => {
    if (drag.current !== null && draft !== null) props.onMove(draft, true);
    drag.current = null;
    setDraft(null);
  };
  const key = (grip: Grip) => (event: KeyboardEvent) => {
    const by = keyMove(event.key, window, limits);
    if (by === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    props.onMove(moved(window, grip, by, limits), true);
  };
  const slider = (grip: Grip) => {
    const value = grip === 'from' ? shown.fromSeconds : shown.toSeconds;
    return {
      role: 'slider',
      tabIndex: 0,
      'aria-label': grip === 'whole' ? name : `${name}, ${grip === 'from' ? 'beginning' : 'end'}`,
      'aria-valuemin': span.fromSeconds,
      'aria-valuemax': span.toSeconds,
      'aria-valuenow': value,
      'aria-valuetext':
        grip === 'whole'
          ? spanOfText(shown.fromSeconds * 1000, shown.toSeconds * 1000, zone, now)
          : instantText(value * 1000, zone),
      onPointerDown: start(grip),
      onPointerMove: move,
      onPointerUp: end,
      onPointerCancel: () => {
        drag.current = null;
        setDraft(null);
      },
      onKeyDown: key(grip),
    } as const;
  };
  const colors =
    tone === 'accent'
      ? 'border-accent bg-[color-mix(in_srgb,var(--accent)_14%,transparent)]'
      : 'border-text-2 bg-[color-mix(in_srgb,var(--text-2)_12%,transparent)]';
  // Side by side, not one in another: a slider has no parts of its own for a screen reader.
  return (
    <div
      className="absolute"
      style={{ left, width: Math.max(6, right - left), top: props.top, height: props.height }}
    >
      <div
        {...slider('whole')}
        className={classNames(
          'absolute inset-0 cursor-grab touch-none rounded-[4px] border-2 active:cursor-grabbing',
          colors,
        )}
      />
      {props.caption !== undefined && (
        <span
          className={classNames(
            'pointer-events-none absolute -top-[18px] left-1/2 -translate-x-1/2 whitespace-nowrap bg-surface px-1 font-medium text-2xs',
            tone === 'accent' ? 'text-accent' : 'text-text-2',
          )}
        >
          {props.caption}
        </span>
      )}
      {(['from', 'to'] as const).map((grip) => (
        <div
          key={grip}
          {...slider(grip)}
          className={classNames(
            'absolute inset-y-0 w-6 cursor-ew-resize touch-none rounded-[4px]',
            // Mostly outside: a short window keeps room to be taken as a whole.
            grip === 'from' ? '-left-[20px]' : '-right-[20px]',
          )}
        >
          <span
            className={classNames(
              'absolute top-1/2 h-[14px] w-[7px] -translate-y-1/2 rounded-[3px] border-[1.5px] bg-surface',
              grip === 'from' ? 'right-[0.5px]' : 'left-[0.5px]',
              tone === 'accent' ? 'border-accent' : 'border-text-2',
            )}
          />
        </div>
      ))}
    </div>
  );
}
