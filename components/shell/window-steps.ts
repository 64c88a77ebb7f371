/** The time window moved by its own length, back into the past and forward up to now. Pure. */
import type { ScopeWindow } from './scope-codec';

/**
 * Back makes two instants of a window up to now; forward ends up to now again where the next window would reach it.
 * Instants stand on multiples of the scrape interval, so that stepping there and back asks the same questions.
 */
export function stepWindow(
  window: ScopeWindow,
  by: -1 | 1,
  nowSeconds: number,
  scrapeSeconds: number,
): ScopeWindow {
  const now = Math.floor(nowSeconds / scrapeSeconds) * scrapeSeconds;
  const length = window.kind === 'last' ? window.seconds : window.toSeconds - window.fromSeconds;
  const end = (window.kind === 'last' ? now : window.toSeconds) + by * length;
  if (end >= now) return { kind: 'last', seconds: length };
  return { kind: 'absolute', fromSeconds: end - length, toSeconds: end };
}
