/** The colours that lines and far-away cards are made of, whoever draws them. */

import { mix, type ThemeColors } from '@/components/graph/canvas/theme-colors';
import type { HealthKind } from '@/components/graph/elements';

/** Share of a colour's strength that is left of what steps back. */
export const DIMMED = 0.42;

export function toneColor(kind: HealthKind, colors: ThemeColors): string {
  switch (kind) {
    case 'healthy':
      return colors.healthy;
    case 'degraded':
      return colors['degraded-mark'];
    case 'failing':
      return colors.failing;
    case 'idle':
    case 'unknown':
      return colors.idle;
  }
  return kind satisfies never;
}

/** A card that is too far away for words: a shape in the colour of its health. */
export function farCardColors(kind: HealthKind, colors: ThemeColors): { fill: string; border: string } {
  const tone = toneColor(kind, colors);
  const unwell = kind === 'failing' || kind === 'degraded';
  return {
    fill: mix(tone, unwell ? 0.85 : 0.28, colors.surface),
    border: mix(tone, 0.7, colors.surface),
  };
}

/** The same, stepped back. */
export function dimCardColors(colors: ThemeColors): { fill: string; border: string } {
  return { fill: colors.raised, border: colors.line };
}

/** Inside of a box: what most lines run over. */
export function boxColor(colors: ThemeColors): string {
  return mix(colors.surface, 0.6, colors.canvas);
}
