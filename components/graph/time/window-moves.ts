/** Moving a window over a span: by pointer, by key, by step. Pure; instants are Unix seconds. */
import type { TimeWindow } from '@/lib/mesh/time-window';

/** What of the window is moved. */
export type Grip = 'whole' | 'from' | 'to';

export interface MoveLimits {
  /** The window stays within. */
  readonly span: TimeWindow;
  /** Ends stand on multiples of this. */
  readonly stepSeconds: number;
  readonly shortestSeconds: number;
}

/** The window with the grip moved by so many seconds. Moving the whole keeps its length. */
export function moved(window: TimeWindow, grip: Grip, bySeconds: number, limits: MoveLimits): TimeWindow {
  const { span, stepSeconds, shortestSeconds } = limits;
  const snap = (at: number) => Math.round(at / stepSeconds) * stepSeconds;
  const { fromSeconds, toSeconds } = window;
  if (grip === 'from') {
    const from = clamp(snap(fromSeconds + bySeconds), span.fromSeconds, toSeconds - shortestSeconds);
    return { fromSeconds: from, toSeconds };
  }
  if (grip === 'to') {
    const to = clamp(snap(toSeconds + bySeconds), fromSeconds + shortestSeconds, span.toSeconds);
    return { fromSeconds, toSeconds: to };
  }
  const length = toSeconds - fromSeconds;
  const to = clamp(snap(toSeconds + bySeconds), span.fromSeconds + length, span.toSeconds);
  return { fromSeconds: to - length, toSeconds: to };
}

/** Seconds that a key moves a grip by; null = not a key of the slider. Page keys move by a window. */
export function keyMove(key: string, window: TimeWindow, limits: MoveLimits): number | null {
  const length = window.toSeconds - window.fromSeconds;
  const { span, stepSeconds } = limits;
  const fine = Math.max(stepSeconds, Math.round(length / 10 / stepSeconds) * stepSeconds);
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -fine;
    case 'ArrowRight':
    case 'ArrowUp':
      return fine;
    case 'PageDown':
      return -length;
    case 'PageUp':
      return length;
    case 'Home':
      return span.fromSeconds - window.fromSeconds;
    case 'End':
      return span.toSeconds - window.toSeconds;
    default:
      return null;
  }
}

function clamp(at: number, least: number, most: number): number {
  return Math.min(Math.max(at, least), Math.max(least, most));
}
