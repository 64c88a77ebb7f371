'use client';
import { clockLabel } from '@/components/charts/axis';
import { spanText } from '@/components/shell/window-presets';
/** The strip itself, in the width that it has: drawing, marks, handles, and a word on what is in the window. */
import type { IncidentEvent, TimelineEvent } from '@/lib/insight/timeline/contract';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { EventMarks, marksOf } from './event-marks';
import { STRIP, StripPlot } from './strip-plot';
import type { StripRows } from './strip-rows';
import type { BeforeMoment } from './time-strip';
import type { Playback } from './use-playback';
import { WindowHandle } from './window-handle';
import { type MoveLimits, moved } from './window-moves';
import { wordPlace } from './word-place';

export interface StripSpaceProps {
  readonly width: number;
  readonly span: TimeWindow;
  readonly rows: StripRows;
  readonly events: readonly TimelineEvent[];
  readonly incidents: readonly IncidentEvent[];
  readonly window: TimeWindow;
  readonly before: BeforeMoment | null;
  readonly failure: Playback['failure'];
  readonly limits: MoveLimits;
  readonly onMove: (window: TimeWindow, settled: boolean) => void;
}

/** Pixels of a letter of the strip's words. */
const WORD_LETTER = 5.9;
/** Pixels; fewer would hold no word that tells anything. */
const LEAST_WORD = 100;
const ROWS = STRIP.total + STRIP.gap + STRIP.failed;

export function StripSpace(props: StripSpaceProps) {
  const { width, span, window, before, limits, onMove } = props;
  const toEvent = (event: TimelineEvent) => {
    const middle = (window.fromSeconds + window.toSeconds) / 2;
    onMove(moved(window, 'whole', event.atSeconds - middle, limits), true);
  };
  /** A click beside the handle brings it there. */
  const jump = (event: React.PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || event.target !== event.currentTarget) return;
    const share = (event.clientX - event.currentTarget.getBoundingClientRect().left) / width;
    const at = span.fromSeconds + share * (span.toSeconds - span.fromSeconds);
    onMove(moved(window, 'whole', at - (window.fromSeconds + window.toSeconds) / 2, limits), true);
  };
  const handle = { limits, width, top: STRIP.marks - 2, height: ROWS + 4 };
  return (
    <div className="relative" style={{ width, height: STRIP.height }}>
      <StripPlot width={width} span={span} rows={props.rows} incidents={props.incidents} />
      <div
        onPointerDown={jump}
        className="absolute inset-x-0 overflow-hidden"
        style={{ top: STRIP.marks, height: ROWS }}
      />
      <EventMarks
        events={props.events}
        span={span}
        width={width}
        foot={STRIP.marks + ROWS}
        onPick={toEvent}
      />
      {before !== null && (
        <WindowHandle
          {...handle}
          name="Before"
          caption="Before"
          tone="plain"
          window={before.window}
          onMove={before.onMove}
        />
      )}
      <WindowHandle
        {...handle}
        name={before === null ? 'Window' : 'After'}
        tone="accent"
        {...(before === null ? {} : { caption: 'After' })}
        window={window}
        onMove={onMove}
      />
      <Word {...props} />
    </div>
  );
}

/** A frame that failed; else the incidents of the window. */
function Word({ failure, events, incidents, window, width, span }: StripSpaceProps) {
  const inside = incidents.filter(
    (one) =>
      one.atSeconds < window.toSeconds &&
      (one.untilSeconds ?? window.toSeconds) > window.fromSeconds &&
      !one.beganBefore,
  );
  const [first] = inside;
  const text =
    failure !== null
      ? `${clockLabel(failure.atSeconds, 0, true)} left out: ${failure.message}`
      : first === undefined
        ? null
        : `${first.title}, ${spanText(Math.max(60, Math.round(((first.untilSeconds ?? window.toSeconds) - first.atSeconds) / 60) * 60))}${inside.length > 1 ? ` and ${inside.length - 1} more` : ''}`;
  const left = ((window.fromSeconds - span.fromSeconds) / (span.toSeconds - span.fromSeconds)) * width;
  if (text === null || (left < 200 && failure === null)) return null;
  const marks = marksOf(events, span, width);
  const place = wordPlace(text.length * WORD_LETTER + 8, left - 10, marks);
  if (place.width < LEAST_WORD && failure === null) return null;
  return (
    <p
      role={failure === null ? undefined : 'status'}
      style={{ right: Math.max(0, width - place.end), maxWidth: place.width }}
      className="pointer-events-none absolute -top-0.5 truncate bg-surface px-1 text-2xs text-failing"
    >
      {text}
    </p>
  );
}
