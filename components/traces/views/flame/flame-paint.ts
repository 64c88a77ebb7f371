/** Paints a flame graph on a canvas. Colours come from the page's theme. */

import { shortOperation } from '@/components/traces/names';
import type { TraceModel } from '@/components/traces/trace-model';
import { boxesOf, type FlameBox, type FlameFrame } from '@/lib/traces/flame/flame-frame';

export const LINE_HEIGHT = 20;
const FONT = '11px';
const PADDING = 5;
/** Narrower boxes have no room for a word. */
const LEAST_TEXT = 26;

export interface FlamePainting {
  readonly frame: FlameFrame;
  readonly model: TraceModel;
  readonly colors: FlameColors;
  /** Pixels above the part that is in sight, and its height. */
  readonly scrollTop: number;
  readonly height: number;
  /** Under the pointer or the keyboard. */
  readonly current: number | null;
  /** Of the span in focus. */
  readonly selected: number | null;
  /** 1 for bars that hold what is searched for; null = nothing is. */
  readonly matched: Uint8Array | null;
}

export interface FlameColors {
  readonly series: readonly string[];
  readonly surface: string;
  readonly text: string;
  readonly muted: string;
  readonly raised: string;
  readonly accent: string;
  readonly failing: string;
  readonly hit: string;
  readonly family: string;
}

export function flameColors(element: Element): FlameColors {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim() || '#808080';
  return {
    series: Array.from({ length: 10 }, (_, index) => read(`--series-${index + 1}`)),
    surface: read('--surface'),
    text: read('--text'),
    muted: read('--text-2'),
    raised: read('--raised'),
    accent: read('--accent'),
    failing: read('--failing'),
    hit: read('--hit-current'),
    family: style.fontFamily,
  };
}

/** `context` is scaled to CSS pixels and `frame.width` × `height` large. */
export function paintFlame(context: CanvasRenderingContext2D, painting: FlamePainting): void {
  const { frame, colors, scrollTop, height } = painting;
  context.fillStyle = colors.surface;
  context.fillRect(0, 0, frame.width, height);
  context.textBaseline = 'middle';
  const from = Math.floor(scrollTop / LINE_HEIGHT);
  const to = Math.ceil((scrollTop + height) / LINE_HEIGHT);
  const rings: FlameBox[] = [];
  for (const box of boxesOf(frame, from, to)) {
    paintBox(context, painting, box);
    if (box.bar === painting.current || box.bar === painting.selected) rings.push(box);
  }
  for (const box of rings) {
    const isSelected = box.bar === painting.selected;
    context.strokeStyle = isSelected ? colors.accent : colors.text;
    context.lineWidth = isSelected ? 2.5 : 1.5;
    context.strokeRect(
      box.x + 1,
      box.line * LINE_HEIGHT - scrollTop + 1,
      Math.max(1, box.width - 2),
      LINE_HEIGHT - 3,
    );
  }
}

function paintBox(context: CanvasRenderingContext2D, painting: FlamePainting, box: FlameBox): void {
  const { frame, model, colors, scrollTop, matched } = painting;
  const { bars } = frame;
  const { bar, x } = box;
  const y = box.line * LINE_HEIGHT - scrollTop;
  const color = colors.series[(model.series[bars.service[bar] ?? 0] ?? 8) - 1] ?? colors.muted;
  const isFaded = box.isAbove || (matched !== null && matched[bar] !== 1);
  // A hairline of the surface between neighbours, where there is room for one.
  const width = box.width > 3 ? box.width - 1 : box.width;
  context.globalAlpha = isFaded ? 0.22 : 1;
  context.fillStyle = color;
  context.fillRect(x, y, width, LINE_HEIGHT - 1);
  context.globalAlpha = 1;
  if (matched !== null && matched[bar] === 1) {
    context.fillStyle = colors.hit;
    context.fillRect(x, y + LINE_HEIGHT - 4, width, 3);
  }
  let textX = x + PADDING;
  if ((bars.failed[bar] ?? 0) > 0) textX = paintFailure(context, colors, x, y, width);
  if (width < LEAST_TEXT) return;
  const text = `${model.names[bars.service[bar] ?? 0] ?? ''} ${shortOperation(model.trace.names[bars.name[bar] ?? 0] ?? '')}`;
  const spans = bars.spans[bar] ?? 1;
  context.fillStyle = isFaded ? colors.text : colors.surface;
  context.font = `500 ${FONT} ${colors.family}`;
  const room = x + width - textX - PADDING;
  const fitted = shortened(context, spans > 1 ? `${spans.toLocaleString('en-US')} × ${text}` : text, room);
  if (fitted !== '') context.fillText(fitted, textX, y + LINE_HEIGHT / 2);
}

/** A red stripe with a gap in the surface's colour, so that it is seen on every service's colour. Returns where text begins. */
function paintFailure(
  context: CanvasRenderingContext2D,
  colors: FlameColors,
  x: number,
  y: number,
  width: number,
): number {
  if (width < 9) {
    context.fillStyle = colors.failing;
    context.fillRect(x, y, Math.min(width, 2), LINE_HEIGHT - 1);
    return x + PADDING;
  }
  const size = Math.min(12, width - 3);
  context.fillStyle = colors.surface;
  context.fillRect(x + 2, y + 3, size, LINE_HEIGHT - 7);
  context.fillStyle = colors.failing;
  octagon(context, x + 2 + size / 2, y + (LINE_HEIGHT - 1) / 2, Math.min(5, size / 2 - 0.5));
  return x + size + 6;
}

function octagon(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  const cut = radius * 0.42;
  context.beginPath();
  context.moveTo(x - cut, y - radius);
  context.lineTo(x + cut, y - radius);
  context.lineTo(x + radius, y - cut);
  context.lineTo(x + radius, y + cut);
  context.lineTo(x + cut, y + radius);
  context.lineTo(x - cut, y + radius);
  context.lineTo(x - radius, y + cut);
  context.lineTo(x - radius, y - cut);
  context.closePath();
  context.fill();
}

/** As much of a text as has room, by the average width of its letters, then trimmed to what is measured. */
function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  const shown = text.length * 4 > room * 2 ? text.slice(0, Math.ceil(room / 3)) : text;
  const whole = context.measureText(shown).width;
  if (whole <= room && shown.length === text.length) return text;
  const letters = Math.floor((shown.length * (room - 8)) / Math.max(1, whole));
  return letters < 2 ? '' : `${shown.slice(0, letters)}…`;
}
