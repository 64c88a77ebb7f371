/**
 * The background of a figure that is coloured by its size: a bar at the foot as long as its share of the largest, over a
 * wash so faint that muted text on it keeps its contrast.
 */

const MOST_WASH_PERCENT = 8;

/** A CSS background. `share` is 0 to 1; `over` the colour below. */
export function heatBackground(share: number, over: string): string {
  const length = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const wash = `color-mix(in srgb, var(--accent) ${(length * MOST_WASH_PERCENT) / 100}%, ${over})`;
  return `linear-gradient(var(--accent) 0 0) 100% 100% / ${length}% 3px no-repeat, ${wash}`;
}
