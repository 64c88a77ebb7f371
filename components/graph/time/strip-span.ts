/** Which longer span the strip shows around a window. Pure; instants are Unix seconds. */
import type { TimeWindow } from '@/lib/mesh/time-window';

/** Windows that fit into the strip. */
const WINDOWS = 12;
/** Where the window stands in a strip that was chosen for it: more of what came before than of what came after. */
const PLACE = 0.75;

export interface StripLimits {
  readonly nowSeconds: number;
  /** null = not known. */
  readonly retentionSeconds: number | null;
  /** Its ends stand on multiples of this, so that it does not move with every scrape. */
  readonly stepSeconds: number;
}

/** Seconds that a strip for windows of this length covers. */
export function stripLength(windowSeconds: number, retentionSeconds: number | null): number {
  const wanted = windowSeconds * WINDOWS;
  return retentionSeconds === null ? wanted : Math.max(windowSeconds, Math.min(wanted, retentionSeconds));
}

/** Seconds between the strip's points. */
export function stripStep(lengthSeconds: number, scrapeSeconds: number): number {
  return Math.max(1, Math.ceil(lengthSeconds / 144 / scrapeSeconds)) * scrapeSeconds;
}

/**
 * The span for a window. The one on screen stays while the window is in it, so that a handle that is dragged moves over
 * a picture that stands still; one that ends now moves on with now.
 */
export function stripSpan(window: TimeWindow, shown: TimeWindow | null, limits: StripLimits): TimeWindow {
  const { nowSeconds, stepSeconds, retentionSeconds } = limits;
  const length = stripLength(window.toSeconds - window.fromSeconds, retentionSeconds);
  const latest = Math.ceil(nowSeconds / stepSeconds) * stepSeconds;
  const endsNow = (span: TimeWindow) => span.toSeconds >= latest - 2 * stepSeconds;
  if (shown !== null && isAbout(length, shown) && holds(shown, window) && !endsNow(shown)) return shown;
  const keepsEnd =
    shown !== null && isAbout(length, shown) && endsNow(shown) && window.fromSeconds >= latest - length;
  const wanted = keepsEnd ? latest : window.toSeconds + length * (1 - PLACE);
  const toSeconds = Math.min(latest, Math.ceil(wanted / stepSeconds) * stepSeconds);
  const oldest = retentionSeconds === null ? 0 : nowSeconds - retentionSeconds + stepSeconds;
  const fromSeconds = Math.max(Math.ceil(oldest / stepSeconds) * stepSeconds, toSeconds - length);
  return { fromSeconds, toSeconds };
}

/** A window that was resized by a handle does not make the strip jump to another scale. */
function isAbout(lengthSeconds: number, shown: TimeWindow): boolean {
  const ratio = (shown.toSeconds - shown.fromSeconds) / lengthSeconds;
  return ratio > 0.5 && ratio < 2;
}

function holds(span: TimeWindow, window: TimeWindow): boolean {
  return window.fromSeconds >= span.fromSeconds && window.toSeconds <= span.toSeconds;
}
