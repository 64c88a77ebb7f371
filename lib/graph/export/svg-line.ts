/** Lines of the picture: a smooth path, its arrow, the failed share as dashes on it, and its words. */
import type { EdgeRoute, Point, Rect } from '@/lib/graph/layout/drawing';
import { mix } from './mix-colors';
import type { HealthKind, PictureColors, PictureLine, PicturePill } from './picture';
import { xmlAttributes, xmlText } from './xml';

const DASH_PERIOD = 28;
const LEAST_DASH = 3;
const PILL_HEIGHT = 18;
/** Strength of the wash around the chain of the likely cause. */
export const CHAIN_WASH = 0.18;

export function svgLine(line: PictureLine, colors: PictureColors, background: string): string {
  const arrow = 7 + line.width * 1.2;
  const way = line.route === null ? loopOf(line.loop) : wayOf(line.route, arrow * 0.8);
  if (way === null) return '';
  const tone = line.health === 'unknown' ? colors.idle : colors[line.health];
  const color = line.change?.color ?? mix(tone, strength(line.health), background);
  const stroke = {
    d: way.path,
    fill: 'none',
    stroke: color,
    'stroke-width': line.width,
    'stroke-dasharray':
      line.change?.dash?.join(' ') ??
      (line.pattern === 'idle' ? '6 4' : line.pattern === 'tcp' ? '0.1 5' : null),
    'stroke-linecap': line.pattern === 'tcp' ? 'round' : 'butt',
  };
  return [
    `<g><title>${xmlText(line.change === null ? line.name : `${line.name}: ${line.change.name}`)}</title>`,
    line.chained
      ? `<path${xmlAttributes({ d: way.path, fill: 'none', stroke: mix(colors.accent, CHAIN_WASH, background), 'stroke-width': line.width + 10 })}/>`
      : '',
    `<path${xmlAttributes(stroke)}/>`,
    line.failedShare > 0
      ? `<path${xmlAttributes({ d: way.path, fill: 'none', stroke: colors.failing, 'stroke-width': line.width + 0.6, 'stroke-dasharray': failureDashes(line.failedShare) })}/>`
      : '',
    arrowAt(way.tip, way.direction, arrow, {
      color: line.change?.arrow ?? (line.health === 'failing' ? tone : color),
      inside: line.change?.hollow === true ? background : null,
    }),
    '</g>',
  ].join('');
}

function strength(health: HealthKind): number {
  return health === 'failing' ? 0.4 : health === 'degraded' ? 0.9 : 0.78;
}

/** A dash as long as the failed share of a period; even one failure in a thousand leaves a mark. */
function failureDashes(share: number): string {
  const dash = Math.max(LEAST_DASH, Math.min(1, share) * DASH_PERIOD);
  return `${round(dash)} ${round(Math.max(0, DASH_PERIOD - dash))}`;
}

export interface Way {
  readonly path: string;
  readonly tip: Point;
  /** Of length 1, into the target. */
  readonly direction: Point;
}

/** The spline through the middles of its control points, ended `short` of the tip, where the arrow takes over. */
export function wayOf({ source, target, controls }: EdgeRoute, short: number): Way {
  const last = controls.at(-1) ?? source;
  const length = Math.hypot(target.x - last.x, target.y - last.y) || 1;
  const direction = { x: (target.x - last.x) / length, y: (target.y - last.y) / length };
  const back = Math.min(short, length * 0.9);
  const end = { x: target.x - direction.x * back, y: target.y - direction.y * back };
  const pieces = controls.map((control, index) => {
    const next = controls[index + 1];
    const to = next === undefined ? end : { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
    return `Q${at(control)} ${at(to)}`;
  });
  return {
    path: `M${at(source)}${pieces.length === 0 ? `L${at(end)}` : pieces.join('')}`,
    tip: target,
    direction,
  };
}

function loopOf(rect: Rect | null): Way | null {
  if (rect === null) return null;
  const x = rect.x + rect.width / 2;
  const { y } = rect;
  return {
    path: `M${at({ x: x - 12, y })}C${at({ x: x - 26, y: y - 40 })} ${at({ x: x + 26, y: y - 40 })} ${at({ x: x + 13, y: y - 7 })}`,
    tip: { x: x + 12, y },
    direction: { x: -0.29, y: 0.957 },
  };
}

function arrowAt(
  tip: Point,
  direction: Point,
  length: number,
  { color, inside }: { readonly color: string; readonly inside: string | null },
): string {
  const base = { x: tip.x - direction.x * length, y: tip.y - direction.y * length };
  const side = { x: -direction.y * length * 0.5, y: direction.x * length * 0.5 };
  const d = `M${at(tip)}L${at({ x: base.x + side.x, y: base.y + side.y })}L${at({ x: base.x - side.x, y: base.y - side.y })}Z`;
  const look = inside === null ? { fill: color } : { fill: inside, stroke: color, 'stroke-width': 1.2 };
  return `<path${xmlAttributes({ d, ...look })}/>`;
}

export function svgPill(
  { at: middle, width, parts, icon, mark }: PicturePill,
  colors: PictureColors,
): string {
  const x = middle.x - width / 2;
  const y = middle.y - PILL_HEIGHT / 2;
  const spans = parts.map((part, index) => {
    const tone = part.tone === 'plain' ? null : colors[part.tone];
    const dot = index === 0 ? '' : `<tspan${xmlAttributes({ fill: colors.text3 })}> · </tspan>`;
    return `${dot}<tspan${xmlAttributes({ fill: tone ?? colors.text, 'font-weight': 500 })}>${xmlText(part.text)}</tspan><tspan${xmlAttributes({ fill: tone ?? colors.text2 })}> ${xmlText(part.unit)}</tspan>`;
  });
  const shift = icon === null ? 0 : 7;
  return [
    `<g><rect${xmlAttributes({ x, y, width, height: PILL_HEIGHT, rx: PILL_HEIGHT / 2, fill: colors.surface, stroke: mark?.border ?? colors.line, 'stroke-dasharray': mark?.dashed === true ? '3 2' : null })}/>`,
    icon === null ? '' : svgIcon(icon, x + 6, y + 3.5, 11, mark?.color ?? colors.text2),
    `<text${xmlAttributes({ x: middle.x + shift, y: middle.y + 4, 'font-size': 11, 'text-anchor': 'middle' })}>${spans.join('')}</text></g>`,
  ].join('');
}

/** A 24 × 24 icon drawn at `size`. */
export function svgIcon(markup: string, x: number, y: number, size: number, color: string): string {
  const attributes = {
    transform: `translate(${round(x)} ${round(y)}) scale(${round(size / 24, 1e4)})`,
    fill: 'none',
    stroke: color,
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  return `<g${xmlAttributes(attributes)}>${markup}</g>`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number, steps = 100): number {
  return Math.round(value * steps) / steps;
}
