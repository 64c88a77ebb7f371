/** How a replay goes on: which windows its frames are and which of them to fetch ahead. Pure. */
import type { TimeWindow } from '@/lib/mesh/time-window';

/** Frames per second at each speed; at 1× a tenth of the window goes by each second. */
export const SPEEDS = [0.5, 1, 2, 5, 10] as const;
export type Speed = (typeof SPEEDS)[number];

/** Frames that are under way or waiting at any time: a replay must not be a burden to Prometheus. */
export const MOST_AHEAD = 4;
/** Milliseconds after which a frame that does not come is passed over. */
export const PATIENCE_MS = 12_000;

/** Seconds between two frames: a tenth of the window, and never finer than scrapes arrive. */
export function frameStep(window: TimeWindow, scrapeSeconds: number): number {
  const tenth = (window.toSeconds - window.fromSeconds) / 10;
  return Math.max(scrapeSeconds, Math.round(tenth / scrapeSeconds) * scrapeSeconds);
}

/** The frame after this one, its end on a multiple of the scrape interval; null = the span is at its end. */
export function nextFrame(
  window: TimeWindow,
  stepSeconds: number,
  scrapeSeconds: number,
  untilSeconds: number,
): TimeWindow | null {
  const length = window.toSeconds - window.fromSeconds;
  const toSeconds = Math.floor((window.toSeconds + stepSeconds) / scrapeSeconds) * scrapeSeconds;
  return toSeconds > untilSeconds || toSeconds <= window.toSeconds
    ? null
    : { fromSeconds: toSeconds - length, toSeconds };
}

/** The next frames to fetch, the nearest first. */
export function framesAhead(
  window: TimeWindow,
  stepSeconds: number,
  scrapeSeconds: number,
  untilSeconds: number,
): TimeWindow[] {
  const frames: TimeWindow[] = [];
  let last: TimeWindow | null = window;
  while (frames.length < MOST_AHEAD) {
    last = nextFrame(last, stepSeconds, scrapeSeconds, untilSeconds);
    if (last === null) break;
    frames.push(last);
  }
  return frames;
}

/** How long a frame stays, and how many steps lie between two of them. */
export interface Pace {
  readonly ms: number;
  readonly stride: number;
}

/** `still`: the reader wants less motion, so a faster replay takes longer steps and changes no more often. */
export function paceOf(speed: Speed, still: boolean): Pace {
  return still && speed > 1 ? { ms: 1000, stride: speed } : { ms: 1000 / speed, stride: 1 };
}
