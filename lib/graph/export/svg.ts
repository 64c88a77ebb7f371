/** The picture as an SVG document of its own: no script, no reference to anything outside of it. */
import type { Rect } from '@/lib/graph/layout/drawing';
import { mix } from './mix-colors';
import type { GraphPicture, HealthKind, PictureBox, PictureColors, PictureLine } from './picture';
import { svgCard } from './svg-card';
import { CHAIN_WASH, svgLine, svgPill } from './svg-line';
import { xmlAttributes, xmlText } from './xml';

export const FONT =
  "Inter, 'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const MARGIN = 24;
const HEAD = 52;
const FOOT = 40;
/** Room for the title and the legend of a small picture. */
const LEAST_WIDTH = 640;
const HEALTH_WORDS: readonly HealthKind[] = ['healthy', 'degraded', 'failing', 'idle', 'unknown'];

export interface SvgDocument {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

export function svgOf(picture: GraphPicture): SvgDocument {
  const { bounds, colors } = picture;
  const width = Math.ceil(Math.max(LEAST_WIDTH, bounds.width + 2 * MARGIN));
  const height = Math.ceil(bounds.height + 2 * MARGIN + HEAD + FOOT);
  const dx = (width - bounds.width) / 2 - bounds.x;
  const dy = MARGIN + HEAD - bounds.y;
  const behind = mix(colors.surface, 0.6, colors.canvas);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg"${xmlAttributes({ width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT, role: 'img', 'aria-label': picture.title })}>`,
    `<title>${xmlText(picture.title)}</title>`,
    `<desc>${xmlText(picture.notes.join('. '))}</desc>`,
    `<rect${xmlAttributes({ width, height, fill: colors.canvas })}/>`,
    heading(picture, width),
    `<g${xmlAttributes({ transform: `translate(${dx} ${dy})` })}>`,
    ...picture.boxes.map((box) => svgBox(box, colors, behind)),
    ...fromBehind(picture.lines).map((line) => svgLine(line, colors, behind)),
    ...picture.cards.map((card) => svgCard(card, colors, picture.healthIcons)),
    ...picture.lines.map((line) => (line.pill === null ? '' : svgPill(line.pill, colors))),
    '</g>',
    legend(picture, height - FOOT + 8),
    '</svg>',
  ];
  return { text: parts.join('\n'), width, height };
}

/** Lines that stayed as they were lie below those that changed. */
function fromBehind(lines: readonly PictureLine[]): readonly PictureLine[] {
  const isFront = (line: PictureLine) => line.change === null || line.change.front;
  return [...lines.filter((line) => !isFront(line)), ...lines.filter(isFront)];
}

function heading({ title, notes, colors }: GraphPicture, width: number): string {
  return [
    `<text${xmlAttributes({ x: MARGIN, y: 34, 'font-size': 16, 'font-weight': 600, fill: colors.text })}>${xmlText(title)}</text>`,
    `<text${xmlAttributes({ x: MARGIN, y: 54, 'font-size': 12, fill: colors.text2 })}>${xmlText(shortened(notes.join(' · '), width))}</text>`,
  ].join('\n');
}

/** What does not fit on the line is in the description. */
function shortened(text: string, width: number): string {
  const letters = Math.floor((width - 2 * MARGIN) / 6);
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

export function healthColor(kind: HealthKind, colors: PictureColors): string {
  return kind === 'unknown' ? colors.idle : colors[kind];
}

function svgBox(
  { rect, name, kind, summary, health }: PictureBox,
  colors: PictureColors,
  fill: string,
): string {
  const words =
    kind === 'namespace'
      ? ''
      : ` <tspan${xmlAttributes({ 'font-weight': 400, fill: colors.text3 })}>${xmlText(kind)}</tspan>`;
  const unwell = health === 'failing' || health === 'degraded';
  const y = rect.y + 21;
  return [
    '<g>',
    frame(rect, fill, colors.line),
    unwell
      ? `<circle${xmlAttributes({ cx: rect.x + 16, cy: y - 4, r: 4, fill: healthColor(health, colors) })}/>`
      : '',
    `<text${xmlAttributes({ x: rect.x + (unwell ? 26 : 12), y, 'font-size': 12, 'font-weight': 600, fill: colors.text })}>${xmlText(name)}${words}</text>`,
    `<text${xmlAttributes({ x: rect.x + rect.width - 12, y, 'font-size': 12, 'text-anchor': 'end', fill: colors.text2 })}>${xmlText(summary.join('   '))}</text>`,
    '</g>',
  ].join('');
}

function frame(rect: Rect, fill: string, stroke: string): string {
  return `<rect${xmlAttributes({ ...rect, rx: 10, fill, stroke })}/>`;
}

/** Only what is in the picture. */
function legend({ cards, lines, colors }: GraphPicture, y: number): string {
  const byHealth = lines.filter(({ change }) => change === null);
  const kinds = HEALTH_WORDS.filter((kind) => [...cards, ...byHealth].some((one) => one.health === kind));
  const entries: { readonly mark: (x: number) => string; readonly word: string }[] = kinds.map((kind) => ({
    word: kind,
    mark: (x) =>
      `<rect${xmlAttributes({ x, y: y - 9, width: 14, height: 10, rx: 2, fill: healthColor(kind, colors) })}/>`,
  }));
  const stroke = (color: string, dashes: string | null) => (x: number) =>
    `<path${xmlAttributes({ d: `M${x} ${y - 4}h14`, stroke: color, 'stroke-width': 3, 'stroke-dasharray': dashes })}/>`;
  const changes = new Map(
    lines.flatMap(({ change }) => (change === null ? [] : [[change.name, change] as const])),
  );
  for (const [word, { color, dash }] of changes)
    entries.push({ word, mark: stroke(color, dash?.join(' ') ?? null) });
  if (lines.some((line) => line.chained))
    entries.push({
      word: 'chain of the likely cause',
      mark: (x) =>
        `<rect${xmlAttributes({ x, y: y - 9, width: 14, height: 10, rx: 5, fill: colors.accent, 'fill-opacity': CHAIN_WASH })}/>`,
    });
  if (lines.some((line) => line.failedShare > 0))
    entries.push({ word: 'dashes: share of requests that failed', mark: stroke(colors.failing, '5 3') });
  if (lines.some((line) => line.pattern === 'tcp'))
    entries.push({ word: 'TCP', mark: stroke(colors.healthy, '2 3') });
  if (lines.some((line) => line.pattern === 'idle'))
    entries.push({ word: 'no traffic in the window', mark: stroke(colors.idle, '5 3') });
  if (changes.size === 0)
    entries.push({ word: 'width: rate, on a logarithmic scale', mark: stroke(colors.text3, null) });
  let x = MARGIN;
  return entries
    .map(({ mark, word }) => {
      const entry = `${mark(x)}<text${xmlAttributes({ x: x + 20, y, 'font-size': 11, fill: colors.text2 })}>${xmlText(word)}</text>`;
      x += 20 + word.length * 5.8 + 20;
      return entry;
    })
    .join('\n');
}
