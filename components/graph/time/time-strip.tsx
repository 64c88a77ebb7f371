'use client';
/**
 * Under the picture: rates over a longer span with the window as a handle, marks for what happened, and a replay. It
 * arrives after the picture; `TimeStripSlot` keeps its place free.
 */
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { Measured } from '@/components/charts/measured';
import type { ComparedMoments } from '@/components/graph/compare/use-comparison';
import type { GraphView } from '@/components/graph/view-state';
import { useScope } from '@/components/shell/scope';
import { useSettings } from '@/components/shell/settings';
import { useNow } from '@/components/shell/time-zone';
import { spanText } from '@/components/shell/window-presets';
import { stepWindow } from '@/components/shell/window-steps';
import { beforeText } from '@/lib/graph/compare/moments';
import type { IncidentEvent, TimelineEvent } from '@/lib/insight/timeline/contract';
import { shortestWindowSeconds, type TimeWindow } from '@/lib/mesh/time-window';
import { frameStep, nextFrame, type Speed } from './playback-plan';
import { LiveControls, PlayControls } from './strip-controls';
import { StripFigures } from './strip-figures';
import { STRIP } from './strip-plot';
import { type StripQuestion, stripRatesQuery, timelineQuery } from './strip-query';
import { stripRows } from './strip-rows';
import { StripSpace } from './strip-space';
import { stripLength, stripSpan, stripStep } from './strip-span';
import { usePlayback } from './use-playback';
import { useWindowWriter } from './use-window-writer';

/** The earlier of two moments that are compared. */
export interface BeforeMoment {
  readonly window: TimeWindow;
  readonly onMove: (window: TimeWindow, settled: boolean) => void;
}

export interface TimeStripProps {
  readonly view: GraphView;
  /** Of the answer on screen. */
  readonly window: TimeWindow;
  /** The namespaces that are shown without having been chosen; a replay stays with them. */
  readonly narrowed: readonly string[] | null;
  readonly compared: Pick<ComparedMoments, 'before' | 'beforeWindow'> | null;
  readonly onChange: (change: Partial<GraphView>) => void;
}

export function TimeStrip({ view, window: answered, narrowed, compared, onChange }: TimeStripProps) {
  const before = useBefore(compared, onChange);
  const scope = useScope();
  // A chosen window is known at once: a handle that waited for its answer would jump back, and a second key start anew.
  const window = scope.window.kind === 'absolute' ? scope.window : answered;
  const write = useWindowWriter();
  const [speed, setSpeed] = useState<Speed>(1);
  const { scrapeIntervalSeconds: scrape } = useSettings();
  const strip = useStrip(window, before?.window ?? null, narrowed ?? scope.namespaces);
  const { span, nowSeconds } = strip;
  const show = (next: TimeWindow, how: 'step' | 'replace' | 'later') =>
    write({ window: { kind: 'absolute', ...next }, ...pinned(narrowed) }, how);
  const playback = usePlayback({
    window,
    untilSeconds: Math.min(span.toSeconds, nowSeconds),
    scrapeSeconds: scrape,
    speed,
    scope: { ...scope, ...pinned(narrowed) },
    view,
    show: (next) => show(next, 'replace'),
  });
  const length = window.toSeconds - window.fromSeconds;
  const live = scope.window.kind === 'last';
  const play = () => {
    const end = Math.min(span.toSeconds, nowSeconds);
    const atEnd = live || nextFrame(window, frameStep(window, scrape), scrape, end) === null;
    // From the beginning of the strip where there is nothing to come.
    playback.play(atEnd ? { fromSeconds: span.fromSeconds, toSeconds: span.fromSeconds + length } : window);
  };
  const step = (by: -1 | 1) => {
    playback.pause();
    write({ window: stepWindow(scope.window, by, nowSeconds, scrape), ...pinned(narrowed) }, 'step');
  };
  return (
    <section aria-label="Time" className="flex h-full items-center gap-3 px-3">
      <PlayControls
        playing={playback.playing}
        canGoForward={!live}
        onStep={step}
        onPlay={play}
        onPause={playback.pause}
      />
      <StripFigures rows={strip.rows} window={window} before={before?.window ?? null} />
      {/* Room at the end: the window's own end is taken outside of it. */}
      <div className="min-w-0 flex-1 pr-4">
        <Measured height={STRIP.height}>
          {(width) => (
            <StripSpace
              width={width}
              span={span}
              rows={strip.rows}
              events={strip.events}
              incidents={strip.incidents}
              window={window}
              before={before}
              failure={playback.failure}
              limits={{ span, stepSeconds: scrape, shortestSeconds: shortestWindowSeconds(scrape) }}
              onMove={(next, settled) => {
                playback.pause();
                show(next, settled ? 'step' : 'later');
              }}
            />
          )}
        </Measured>
      </div>
      <LiveControls
        live={live}
        onCompare={
          compared === null
            ? () =>
                onChange({
                  before: beforeText({ kind: 'apart', seconds: Math.round(Math.max(length, 3600)) }),
                })
            : null
        }
        speed={speed}
        pace={`${spanText(frameStep(window, scrape))} of the mesh a second`}
        onSpeed={setSpeed}
        onLive={() => {
          playback.pause();
          write({ window: { kind: 'last', seconds: Math.round(length) } }, 'step');
        }}
      />
    </section>
  );
}

/** Dragging the earlier moment makes it one of its own; while the hand moves, the picture waits. */
function useBefore(
  compared: TimeStripProps['compared'],
  onChange: TimeStripProps['onChange'],
): BeforeMoment | null {
  return compared === null
    ? null
    : {
        window: compared.beforeWindow,
        onMove: (next, settled) => {
          if (settled) onChange({ before: beforeText({ kind: 'absolute', ...next }) });
        },
      };
}

function pinned(narrowed: readonly string[] | null) {
  return narrowed === null ? {} : { namespaces: narrowed };
}

const NO_EVENTS: readonly TimelineEvent[] = [];

/** The span around the window (or both moments) with what is known of it. */
function useStrip(window: TimeWindow, before: TimeWindow | null, namespaces: readonly string[] | null) {
  const { scrapeIntervalSeconds: scrape, retentionSeconds } = useSettings();
  const now = useNow(scrape * 1000);
  const nowSeconds = now === 0 ? window.toSeconds : now / 1000;
  const shown = useRef<TimeWindow | null>(null);
  const length = stripLength(window.toSeconds - window.fromSeconds, retentionSeconds);
  const stepSeconds = stripStep(length, scrape);
  const near = stripSpan(window, shown.current, { nowSeconds, retentionSeconds, stepSeconds });
  const span = before === null ? near : spanOver(near, before, stepSeconds);
  // Before the clock is known the strip would end with the window, and then stay so.
  if (now !== 0) shown.current = near;
  const { fromSeconds, toSeconds } = span;
  const question: StripQuestion = useMemo(() => {
    const latest = Math.floor(nowSeconds / stepSeconds) * stepSeconds;
    return { namespaces, span: { fromSeconds, toSeconds: Math.min(toSeconds, latest) }, stepSeconds };
  }, [namespaces, fromSeconds, toSeconds, nowSeconds, stepSeconds]);
  // Without the clock it would be another span, and what is asked is not taken back from the source.
  const enabled = now !== 0;
  const rates = useQuery({ ...stripRatesQuery(question), enabled });
  const timeline = useQuery({ ...timelineQuery(namespaces, question.span), enabled });
  const rows = useMemo(() => stripRows(rates.data), [rates.data]);
  const events = timeline.data?.events ?? NO_EVENTS;
  const incidents = useMemo(
    // What fails all the time is a state of the mesh; the cards show it.
    () => events.filter(isIncident).filter((one) => !one.beganBefore || one.untilSeconds !== null),
    [events],
  );
  return { span, nowSeconds, rows, events, incidents };
}

function isIncident(event: TimelineEvent): event is IncidentEvent {
  return event.kind === 'incident';
}

/** Wide enough for an earlier moment, with some air before it. */
function spanOver(span: TimeWindow, before: TimeWindow, stepSeconds: number): TimeWindow {
  const length = before.toSeconds - before.fromSeconds;
  if (before.fromSeconds - length >= span.fromSeconds) return span;
  const fromSeconds = Math.floor((before.fromSeconds - length) / stepSeconds) * stepSeconds;
  return { fromSeconds, toSeconds: span.toSeconds };
}
