/** The colours that lines are made of, whoever draws them. */
import type { HealthKind } from './elements';
import { mix, type ThemeColors } from './theme-colors';

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

/** Inside of a box: what most lines run over. */
export function boxColor(colors: ThemeColors): string {
  return mix(colors.surface, 0.6, colors.canvas);
}
