/**
 * A far picture as SVG, in pixels of the stage: what `paint` paints and `FarLayer` writes, in colours that the browser
 * looks up. Pure.
 */
import { bareBoxes, bareCards } from '@/components/graph/bare/bare-cards';
import { bareLines, lineGroups } from '@/components/graph/bare/bare-picture';
import type { LineGroup, RectGroup } from '@/components/graph/bare/paint';
import {
  FAR_BOX_NAME,
  FAR_CARD_NAME,
  type FarName,
  nameStep,
  placeFarNames,
  zoomOfStep,
} from '@/components/graph/canvas/far-names';
import type { Fitted } from '@/components/graph/canvas/fit';
import { THEME_VARIABLES } from '@/components/graph/canvas/theme-colors';
import { NO_EMPHASIS } from '@/components/graph/emphasis';
import { HEALTH_TEXT, type HealthKind } from '@/components/ui/health-icon';
import type { Point } from '@/lib/graph/layout/drawing';
import type { DrawnPicture } from './drawn-picture';

/** Lines that share a path: many, since thousands of elements cost the page more than long paths cost its painter. */
const LINES_A_PATH = 100;
/** Names further up than this would stand over the bars, which come before the page has its own picture. */
const LEAST_TOP = 44;
const NONE: ReadonlySet<string> = new Set();
const UNMOVED: ReadonlyMap<string, Point> = new Map();

/** Well-formed XML, whatever things are called. */
export function pictureSvg({ elements, layout, fitted, size }: DrawnPicture): string {
  const colors = THEME_VARIABLES;
  const lines = bareLines(elements.lines, layout, NONE, NO_EMPHASIS, UNMOVED);
  const names = placeFarNames(elements, layout, zoomOfStep(nameStep(fitted.zoom)), NONE);
  const place = (at: Point) => ({
    x: round(at.x * fitted.zoom + fitted.x),
    y: round(at.y * fitted.zoom + fitted.y),
  });
  const leaders = [...names.cards.values()].flatMap(({ leader }) => {
    if (leader === null) return [];
    const from = place({ x: leader.x1, y: leader.y1 });
    const to = place({ x: leader.x2, y: leader.y2 });
    return `M${from.x} ${from.y}L${to.x} ${to.y}`;
  });
  const word = (name: FarName | undefined, look: NameLook, text: string) => {
    const at = name === undefined ? null : place(name);
    return at === null || at.y < LEAST_TOP ? '' : nameAt(at, look, text);
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" fill="none">`,
    rects(bareBoxes(elements, layout, colors), fitted),
    ...lineGroups(lines, NO_EMPHASIS, colors).map((group) => strokes(group, fitted)),
    ...bareCards(elements, layout, NO_EMPHASIS, colors).map((group) => rects(group, fitted)),
    leaders.length === 0
      ? ''
      : `<path d="${leaders.join('')}" stroke="${colors['text-3']}" stroke-width="${+fitted.zoom.toFixed(3)}"/>`,
    ...elements.boxes.map(({ id, name, health }) =>
      word(
        names.boxes.get(id),
        { classes: FAR_BOX_NAME, health: isUnwell(health) ? health : null, sign: 'size-3.5' },
        name,
      ),
    ),
    ...elements.cards.map(({ id, name, health }) =>
      word(
        names.cards.get(id),
        { classes: `${FAR_CARD_NAME} border-line text-text`, health, sign: 'size-3' },
        name,
      ),
    ),
    '</svg>',
  ].join('');
}

/** Tenths of a pixel. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function strokes({ color, width, least, segments }: LineGroup, { zoom, x, y }: Fitted): string {
  const paths: string[] = [];
  for (let from = 0; from < segments.length; from += 4 * LINES_A_PATH) {
    let path = '';
    for (let at = from; at < Math.min(segments.length, from + 4 * LINES_A_PATH); at += 4) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = segments.subarray(at, at + 4);
      path += `M${round(x1 * zoom + x)} ${round(y1 * zoom + y)}L${round(x2 * zoom + x)} ${round(y2 * zoom + y)}`;
    }
    paths.push(`<path d="${path}"/>`);
  }
  const thick = Math.max(width * zoom, least);
  return `<g stroke="${color}" stroke-width="${+thick.toFixed(3)}">${paths.join('')}</g>`;
}

function rects({ rects: corners, radius, fill, border }: RectGroup, { zoom, x, y }: Fitted): string {
  const shapes: string[] = [];
  for (let at = 0; at < corners.length; at += 4) {
    const [left = 0, top = 0, width = 0, height = 0] = corners.subarray(at, at + 4);
    shapes.push(
      `<rect x="${round(left * zoom + x)}" y="${round(top * zoom + y)}" width="${round(width * zoom)}" height="${round(height * zoom)}" rx="${round(radius * zoom)}"/>`,
    );
  }
  return `<g fill="${fill}" stroke="${border}" stroke-width="${+zoom.toFixed(3)}">${shapes.join('')}</g>`;
}

function isUnwell(health: HealthKind): boolean {
  return health === 'failing' || health === 'degraded';
}

interface NameLook {
  readonly classes: string;
  /** Its sign stands before the words. */
  readonly health: HealthKind | null;
  /** Class of its size. */
  readonly sign: string;
}

/** Words in the page's own type; an element of HTML as large as its words are. */
function nameAt({ x, y }: Point, look: NameLook, text: string): string {
  const { classes, health } = look;
  const sign = health === null ? '' : signOf(health, look.sign);
  return `<foreignObject x="${x}" y="${y}" width="1" height="1" overflow="visible"><div xmlns="http://www.w3.org/1999/xhtml" class="w-max ${classes}">${sign}${escaped(text)}</div></foreignObject>`;
}

/** Outlines of the signs of health; see `HealthIcon`. */
const OUTLINES: Readonly<Record<HealthKind, string>> = {
  healthy: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M9 12l2 2 4-4',
  degraded: 'M12 3 22 20H2zM12 9v4M12 17h.01',
  failing: 'M8 2h8l6 6v8l-6 6H8l-6-6V8zM12 8v4M12 16h.01',
  idle: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M8 12h8',
  unknown: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20M12 8v4M12 16h.01',
};

function signOf(health: HealthKind, size: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" class="${size} shrink-0 ${HEALTH_TEXT[health]}"><path d="${OUTLINES[health]}"/></svg>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Characters that XML 1.0 has no way to write are shown as what cannot be shown. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"]/g, (one) => ENTITIES[one] ?? one)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
