/** Cards of the picture: outline by kind, health as edge and icon, name, tag and signs. */
import { mix } from './mix-colors';
import type { GraphPicture, PictureCard, PictureColors } from './picture';
import { CHAIN_WASH, svgIcon } from './svg-line';
import { xmlAttributes, xmlText } from './xml';

const MOST_BADGES = 3;
/** Between two strokes of the hatching. */
const HATCH = 8;

export function svgCard(
  card: PictureCard,
  colors: PictureColors,
  healthIcons: GraphPicture['healthIcons'],
): string {
  const { rect, shape, health } = card;
  const tone = health === 'unknown' ? colors.idle : colors[health];
  const radius = shape === 'pill' ? Math.min(20, rect.height / 2) : 8;
  const outline = {
    fill: colors.surface,
    stroke: card.change === 'new' ? colors.accent : colors.control,
    'stroke-dasharray': shape === 'dashed' || card.change === 'gone' ? '4 3' : null,
  };
  const unwell = health === 'failing' || health === 'degraded';
  return [
    `<g><title>${xmlText(card.name)}</title>`,
    shape === 'stack' ? below(card, colors) : '',
    card.chained ? wash(rect, radius, colors) : '',
    shape === 'waypoint'
      ? `<path${xmlAttributes({ d: hexagon(rect), ...outline })}/>`
      : `<rect${xmlAttributes({ ...rect, rx: radius, ...outline })}/>`,
    card.change === 'gone' ? hatching(rect, radius, colors) : '',
    shape === 'waypoint' ? '' : edge(card, radius, tone),
    shape === 'stack' ? stackWords(card, colors) : words(card, colors),
    unwell ? svgIcon(healthIcons[health], rect.x + rect.width - 19, rect.y + 5, 13, tone) : '',
    '</g>',
  ].join('');
}

function wash({ x, y, width, height }: PictureCard['rect'], radius: number, colors: PictureColors): string {
  const grown = { x: x - 5, y: y - 5, width: width + 10, height: height + 10, rx: radius + 5 };
  return `<rect${xmlAttributes({ ...grown, fill: colors.accent, 'fill-opacity': CHAIN_WASH })}/>`;
}

/** Points at both sides: what calls run through, not to. */
function hexagon({ x, y, width, height }: PictureCard['rect']): string {
  const [right, bottom, middle] = [x + width, y + height, y + height / 2];
  return `M${x + 8} ${y}H${right - 8}L${right} ${middle}L${right - 8} ${bottom}H${x + 8}L${x} ${middle}Z`;
}

/** It was there, and nothing is: lines from the lower left to the upper right, within the outline. */
function hatching(
  { x, y, width, height }: PictureCard['rect'],
  radius: number,
  colors: PictureColors,
): string {
  const strokes: string[] = [];
  for (let at = HATCH; at < width + height; at += HATCH) {
    const left = Math.max(radius / 3, at - height + radius / 3);
    const right = Math.min(width - radius / 3, at - radius / 3);
    if (right > left) strokes.push(`M${x + left} ${y + at - left}L${x + right} ${y + at - right}`);
  }
  const stroke = mix(colors.control, 0.26, colors.surface);
  return `<path${xmlAttributes({ d: strokes.join(''), fill: 'none', stroke })}/>`;
}

/** The left edge in the colour of the health, within the outline's round corners. */
function edge({ rect: { x, y, height } }: PictureCard, radius: number, fill: string): string {
  // Where the edge's right border meets the corner's arc.
  const width = 3;
  const lift = radius - Math.sqrt(Math.max(0, radius * radius - (radius - width) * (radius - width)));
  const d = [
    `M${x + width} ${y + lift}`,
    `A${radius} ${radius} 0 0 0 ${x} ${y + radius}`,
    `V${y + height - radius}`,
    `A${radius} ${radius} 0 0 0 ${x + width} ${y + height - lift}`,
    'Z',
  ].join('');
  return `<path${xmlAttributes({ d, fill })}/>`;
}

function below({ rect }: PictureCard, colors: PictureColors): string {
  return [6, 3]
    .map((shift) => {
      const stroke = mix(colors.control, 0.7, colors.surface);
      return `<rect${xmlAttributes({ x: rect.x + shift, y: rect.y + shift, width: rect.width - 2 * shift, height: rect.height, rx: 8, fill: colors.surface, stroke })}/>`;
    })
    .join('');
}

function stackWords({ rect, title, lines }: PictureCard, colors: PictureColors): string {
  return [
    text(rect.x + 12, rect.y + 18, title, { 'font-size': 12, 'font-weight': 600, fill: colors.text }),
    ...lines.map((line, index) =>
      text(rect.x + 12, rect.y + 33 + index * 15, line, { 'font-size': 11, fill: colors.text2 }),
    ),
  ].join('');
}

function words(card: PictureCard, colors: PictureColors): string {
  const { rect, title, tag, shape, health } = card;
  const left = rect.x + (shape === 'pill' || shape === 'waypoint' ? 14 : 10);
  const top = rect.y + (rect.height - 40) / 2;
  const x = left + 20;
  const tagWidth = tag === null ? 0 : tag.length * 6.1 + 8;
  let badgeAt = x + tagWidth + (tag === null ? 0 : 5);
  const badges = card.badges.slice(0, MOST_BADGES).map(({ icon, name }) => {
    const drawn = `<g><title>${xmlText(name)}</title>${svgIcon(icon, badgeAt, top + 22.5, 11, colors.text2)}</g>`;
    badgeAt += 16;
    return drawn;
  });
  const more = card.badges.length - MOST_BADGES;
  const small = { 'font-size': 11, fill: colors.text2 };
  return [
    svgIcon(card.icon, left, top + 13, 14, colors.text2),
    text(x, top + 16, title, { 'font-size': 12, 'font-weight': 500, fill: colors.text }),
    tag === null
      ? ''
      : `<rect${xmlAttributes({ x, y: top + 20, width: tagWidth, height: 14, rx: 3, fill: colors.raised })}/>${text(x + 4, top + 31, tag, { ...small, 'font-weight': 500 })}`,
    ...badges,
    more > 0 ? text(badgeAt, top + 31, `+${more}`, small) : '',
    health === 'idle' ? text(badgeAt + (more > 0 ? 20 : 0), top + 31, 'idle', small) : '',
  ].join('');
}

function text(x: number, y: number, content: string, attributes: Record<string, string | number>): string {
  return `<text${xmlAttributes({ x, y, ...attributes })}>${xmlText(content)}</text>`;
}
