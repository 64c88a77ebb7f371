/** Cytoscape's stylesheet: lines, boxes and far-away cards in the colours of the theme. */
import type { StylesheetJson } from 'cytoscape';
import { changeStyle } from '@/components/graph/compare/change-style';
import type { HealthKind } from '@/components/graph/elements';
import {
  boxColor,
  DIMMED,
  dimCardColors,
  farCardColors,
  toneColor,
} from '@/components/graph/lines/line-tones';
import { mix, type ThemeColors } from './theme-colors';

/** Full strength of a healthy line: quieter than trouble, which is full. */
const CALM = 0.78;
const DASH_PERIOD = 28;
/** Even one failure in a thousand leaves a mark. */
const LEAST_DASH = 3;

/** Red dashes whose length is the failed share of a period. */
export function failureDashes(share: number): [number, number] {
  const dash = Math.max(LEAST_DASH, Math.min(1, share) * DASH_PERIOD);
  return [dash, Math.max(0.01, DASH_PERIOD - dash)];
}

const KINDS: readonly HealthKind[] = ['healthy', 'degraded', 'failing', 'idle', 'unknown'];

export function canvasStyle(colors: ThemeColors): StylesheetJson {
  const background = boxColor(colors);
  return [
    {
      selector: 'core',
      style: {
        'selection-box-color': colors.accent,
        'selection-box-opacity': 0.12,
        'selection-box-border-color': colors.accent,
        'selection-box-border-width': 1,
        'active-bg-color': colors.accent,
        'active-bg-opacity': 0.15,
        'active-bg-size': 12,
        'outside-texture-bg-color': colors.canvas,
        'outside-texture-bg-opacity': 1,
      },
    },
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        width: 'data(width)',
        height: 'data(height)',
        'z-index-compare': 'manual',
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'node.box',
      style: {
        'z-index': 0,
        events: 'no',
        'corner-radius': '10px',
        'background-color': background,
        'border-width': 1,
        'border-color': colors.line,
      },
    },
    {
      selector: 'node.card',
      style: {
        'z-index': 30,
        'corner-radius': '8px',
        'background-color': colors.surface,
        'border-width': 1,
        'border-color': colors.control,
      },
    },
    { selector: 'node.card[kind="service"]', style: { 'corner-radius': '20px' } },
    { selector: 'node.card[kind="waypoint"]', style: { shape: 'hexagon' } },
    ...KINDS.map((kind) => ({
      selector: `node.card.far[health="${kind}"]`,
      style: cardStyle(farCardColors(kind, colors)),
    })),
    { selector: 'node.card.far.dim', style: cardStyle(dimCardColors(colors)) },
    { selector: 'node.card.far.selected', style: { 'border-width': 4, 'border-color': colors.accent } },
    ...edgeStyle(colors, background),
  ] as StylesheetJson;
}

function cardStyle({ fill, border }: { readonly fill: string; readonly border: string }) {
  return { 'background-color': fill, 'border-color': border };
}

function edgeStyle(colors: ThemeColors, background: string) {
  return [
    {
      selector: 'edge',
      style: {
        'z-index-compare': 'manual',
        'overlay-opacity': 0,
        'edge-distances': 'endpoints',
        'source-endpoint': 'data(sourceEndpoint)',
        'target-endpoint': 'data(targetEndpoint)',
        width: 'data(width)',
        'curve-style': 'straight',
        'target-arrow-shape': 'none',
        'line-cap': 'butt',
      },
    },
    {
      selector: 'edge.curved',
      style: {
        'curve-style': 'unbundled-bezier',
        'control-point-distances': 'data(distances)',
        'control-point-weights': 'data(weights)',
      },
    },
    {
      selector: 'edge.loop',
      style: {
        'curve-style': 'bezier',
        'source-endpoint': 'outside-to-node',
        'target-endpoint': 'outside-to-node',
        'loop-direction': '0deg',
        'loop-sweep': '50deg',
        'control-point-step-size': 44,
      },
    },
    {
      selector: 'edge.line',
      style: { 'z-index': 10, 'target-arrow-shape': 'triangle', 'arrow-scale': 0.85 },
    },
    ...KINDS.flatMap((kind) => {
      const color = toneColor(kind, colors);
      const tinted = mix(color, kind === 'failing' ? 0.4 : kind === 'degraded' ? 0.9 : CALM, background);
      const dimmed = mix(color, DIMMED, background);
      return [
        {
          selector: `edge.line[health="${kind}"]`,
          style: {
            'line-color': tinted,
            'target-arrow-color': kind === 'failing' ? color : tinted,
            'z-index': kind === 'failing' ? 12 : kind === 'degraded' ? 11 : 10,
          },
        },
        {
          selector: `edge.line.dim[health="${kind}"]`,
          style: {
            'line-color': mix(dimmed, kind === 'failing' ? 0.5 : 1, background),
            'target-arrow-color': dimmed,
          },
        },
      ];
    }),
    ...changeStyle(colors, background),
    { selector: 'edge.line.front', style: { 'z-index': 20 } },
    { selector: 'edge.line.idle', style: { 'line-style': 'dashed', 'line-dash-pattern': [6, 4] } },
    {
      selector: 'edge.line.tcp',
      style: { 'line-style': 'dashed', 'line-dash-pattern': [0.1, 5], 'line-cap': 'round' },
    },
    {
      selector: 'edge.failures',
      style: {
        'z-index': 21,
        events: 'no',
        'line-style': 'dashed',
        'line-dash-pattern': 'data(dashes)',
        'line-dash-offset': -6,
        'line-color': colors.failing,
        'target-arrow-shape': 'none',
      },
    },
    {
      selector: 'edge.failures.dim',
      style: { 'line-color': mix(colors.failing, 0.5, background), 'z-index': 11 },
    },
    { selector: 'edge.quiet', style: { display: 'none' } },
    { selector: 'edge.line.quiet.front, edge.failures.quiet.front', style: { display: 'element' } },
    {
      selector: 'edge.halo',
      style: { 'z-index': 5, events: 'no', 'line-cap': 'round', 'line-color': colors.accent },
    },
    {
      selector: 'edge.halo.inner',
      style: { 'z-index': 6, 'line-color': mix(colors.accent, 0.14, colors.surface) },
    },
  ];
}
