/** Colours of dashboards as CSS of this console's themes: names of Grafana's palette, `#rrggbb`, and continuous schemes. */
import { seriesColor } from '@/components/charts/series-colors';
import { continuousColor } from '@/lib/dashboards/display/display-value';

const HUES: Readonly<Record<string, string>> = {
  red: 'var(--failing)',
  orange: 'var(--series-2)',
  yellow: 'var(--degraded-mark)',
  green: 'var(--healthy)',
  blue: 'var(--series-1)',
  purple: 'var(--series-5)',
};

const PLAIN: Readonly<Record<string, string>> = {
  text: 'var(--text)',
  transparent: 'transparent',
  white: '#ffffff',
  black: '#000000',
  gray: 'var(--text-3)',
  grey: 'var(--text-3)',
};

/** Colours that a scheme runs through, from low to high. */
const SCHEMES: Readonly<Record<string, readonly string[]>> = {
  GrYlRd: ['var(--healthy)', 'var(--degraded-mark)', 'var(--failing)'],
  RdYlGr: ['var(--failing)', 'var(--degraded-mark)', 'var(--healthy)'],
  BlYlRd: ['var(--series-1)', 'var(--degraded-mark)', 'var(--failing)'],
  YlRd: ['var(--degraded-mark)', 'var(--failing)'],
  BlPu: ['var(--series-1)', 'var(--series-5)'],
  YlBl: ['var(--degraded-mark)', 'var(--series-1)'],
  blues: ['var(--surface)', 'var(--series-1)'],
  reds: ['var(--surface)', 'var(--failing)'],
  greens: ['var(--surface)', 'var(--healthy)'],
  purples: ['var(--surface)', 'var(--series-5)'],
};

/** Null for what is no colour: a file's text is never put into a style as it stands. */
export function cssColor(color: string | null | undefined): string | null {
  if (color === null || color === undefined || color === '') return null;
  const continuous = continuousColor(color);
  if (continuous !== null) return mixed(SCHEMES[continuous.scheme] ?? SCHEMES.GrYlRd ?? [], continuous.share);
  if (/^#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(color)) return color;
  if (/^rgba?\([\d.,%\s/]+\)$/i.test(color)) return color;
  if (Object.hasOwn(PLAIN, color)) return PLAIN[color] ?? null;
  const [, shade, hue = ''] = /^(?:(super-light|light|semi-dark|dark)-)?([a-z]+)$/.exec(color) ?? [];
  const base = Object.hasOwn(HUES, hue) ? HUES[hue] : undefined;
  if (base === undefined) return null;
  return shade === undefined ? base : shaded(base, shade);
}

function shaded(base: string, shade: string): string {
  const share: Readonly<Record<string, readonly [number, string]>> = {
    'super-light': [55, 'var(--surface)'],
    light: [78, 'var(--surface)'],
    'semi-dark': [90, 'var(--text)'],
    dark: [78, 'var(--text)'],
  };
  const [percent, other] = share[shade] ?? [100, 'var(--text)'];
  return `color-mix(in srgb, ${base} ${percent}%, ${other})`;
}

function mixed(stops: readonly string[], share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.floor(at);
  const above = Math.min(stops.length - 1, below + 1);
  const percent = Math.round((at - below) * 100);
  return `color-mix(in srgb, ${stops[above] ?? 'var(--text)'} ${percent}%, ${stops[below] ?? 'var(--text)'})`;
}

/** The colour of a series: its own, else the one of its place. */
export function colorOfSeries(own: string | null | undefined, index: number): string {
  return cssColor(own) ?? seriesColor(index);
}
