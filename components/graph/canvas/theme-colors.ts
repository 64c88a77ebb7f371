/** The theme's colours as a picture needs them: read from the page's CSS variables, mixed to opaque ones. */

const NAMES = [
  'canvas',
  'surface',
  'raised',
  'line',
  'control',
  'text',
  'text-3',
  'accent',
  'healthy',
  'degraded-mark',
  'failing',
  'idle',
] as const;
type ColorName = (typeof NAMES)[number];
export type ThemeColors = Readonly<Record<ColorName, string>>;

/** For a picture whose colours the browser looks up when it draws: it is of whichever theme it stands in. */
export const THEME_VARIABLES = Object.fromEntries(
  NAMES.map((name) => [name, `var(--${name})`]),
) as ThemeColors;

export function readThemeColors(element: Element): ThemeColors {
  const style = getComputedStyle(element);
  const entries = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim() || '#808080']);
  return Object.fromEntries(entries) as ThemeColors;
}

/**
 * `share` of the first colour over the second: transparent lines would show doubled arrow heads. Both are `#rrggbb` and
 * make another such colour, or one of them is an expression of CSS, and so is what they make.
 */
export function mix(color: string, share: number, over: string): string {
  if (!color.startsWith('#') || !over.startsWith('#'))
    return `color-mix(in srgb, ${color} ${+(share * 100).toFixed(2)}%, ${over})`;
  const a = channels(color);
  const b = channels(over);
  const mixed = a.map((value, index) => Math.round(value * share + (b[index] ?? 0) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(color: string): number[] {
  const full = color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color;
  return [1, 3, 5].map((at) => Number.parseInt(full.slice(at, at + 2), 16) || 0);
}
