/** How lines of two compared moments look on the canvas: changed ones by kind, unchanged ones grey and thin. */
import { mix, type ThemeColors } from '@/components/graph/canvas/theme-colors';
import type { ChangeKind } from '@/lib/graph/compare/change';

interface Look {
  readonly color: string;
  readonly dash?: readonly [number, number];
}

export function changeLooks(
  colors: Pick<ThemeColors, 'failing' | 'degraded-mark' | 'accent' | 'text-3' | 'healthy' | 'control'>,
  background: string,
): Readonly<Record<ChangeKind, Look>> {
  return {
    moreErrors: { color: mix(colors.failing, 0.4, background) },
    slower: { color: colors['degraded-mark'] },
    new: { color: colors.accent },
    gone: { color: colors['text-3'], dash: [3, 3] },
    fewerErrors: { color: colors.healthy, dash: [9, 4] },
    faster: { color: colors.healthy, dash: [9, 4] },
    moreTraffic: { color: colors['text-3'] },
    lessTraffic: { color: colors['text-3'], dash: [9, 4] },
    unknown: { color: mix(colors.control, 0.6, background), dash: [1, 4] },
    same: { color: mix(colors.control, 0.6, background) },
  };
}

/** Opacity of the wash around the chain of the likely cause; an outline would say that it is selected. */
export const CHAIN_WASH = 0.18;

/** After the styles of health, which they replace. */
export function changeStyle(colors: ThemeColors, background: string) {
  const looks = changeLooks(colors, background);
  const halo = {
    selector: 'edge.line[chained="yes"]',
    style: { 'underlay-color': colors.accent, 'underlay-opacity': CHAIN_WASH, 'underlay-padding': 5 },
  };
  const lines = (Object.keys(looks) as ChangeKind[]).flatMap((kind) => {
    const { color, dash } = looks[kind];
    const arrow = kind === 'moreErrors' ? colors.failing : color;
    const dimmed = mix(color, 0.5, background);
    return [
      {
        selector: `edge.line[change="${kind}"]`,
        style: {
          'line-color': color,
          'target-arrow-color': arrow,
          'line-style': dash === undefined ? 'solid' : 'dashed',
          ...(dash === undefined ? {} : { 'line-dash-pattern': dash }),
          ...(kind === 'gone' ? { 'target-arrow-fill': 'hollow' } : {}),
          'z-index': kind === 'same' || kind === 'unknown' ? 9 : 12,
        },
      },
      {
        selector: `edge.line.dim[change="${kind}"]`,
        style: { 'line-color': dimmed, 'target-arrow-color': dimmed },
      },
    ];
  });
  return [halo, ...lines];
}
