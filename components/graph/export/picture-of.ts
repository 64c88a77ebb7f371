/** The picture on screen in the terms of the exporting writer: places, words, icons and colours of the moment. */
import { Lock, LockOpen, type LucideIcon } from 'lucide-react';
import { badgeIcon } from '@/components/graph/cards/badge-icon';
import { badgeName } from '@/components/graph/cards/node-badges';
import { cardIcon } from '@/components/graph/cards/node-icon';
import { CHANGE_ICONS } from '@/components/graph/compare/change-icon';
import { changeLooks } from '@/components/graph/compare/change-style';
import { CHANGE_NAMES, CHANGE_TONES } from '@/components/graph/compare/change-words';
import type { CardModel } from '@/components/graph/elements';
import { labelWidth } from '@/components/graph/lines/edge-label';
import type { LineModel } from '@/components/graph/lines/line-model';
import { type PillPlace, placePills, shortLabel } from '@/components/graph/lines/pills';
import { instantText, spanOfText } from '@/components/shell/time-text';
import type { ChangeKind } from '@/lib/graph/compare/change';
import { mix } from '@/lib/graph/export/mix-colors';
import type {
  GraphPicture,
  PictureBox,
  PictureCard,
  PictureColors,
  PictureLine,
  PicturePill,
} from '@/lib/graph/export/picture';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { quantityText } from '@/lib/mesh/quantity';
import type { ExportSubject } from './export-graph';
import { healthIconMarkup, iconMarkup } from './icon-markup';
import { pictureColors } from './picture-colors';

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

export function pictureOf(subject: ExportSubject): GraphPicture {
  const { elements, layout } = subject.picture;
  const drawn = elements.lines.filter((line) => !line.quiet);
  const pills = placePills(drawn, layout);
  const colors = pictureColors(subject.light === true);
  return {
    bounds: layout,
    title: titleOf(subject),
    notes: notesOf(subject),
    colors,
    healthIcons: healthIconMarkup(),
    cards: elements.cards.map((card) => cardOf(card, layout)),
    lines: drawn.map((line) => lineOf(line, layout, pills.get(line.id), colors)),
    boxes: elements.boxes.flatMap((box): PictureBox[] => {
      const rect = layout.boxes.get(box.id);
      if (rect === undefined) return [];
      const summary = [
        box.requestsPerSecond === null ? null : quantityText(box.requestsPerSecond, 'rps'),
        box.errorShare === null || box.errorShare === 0
          ? null
          : `${quantityText(box.errorShare, 'share')} err`,
      ];
      return [
        {
          rect,
          name: box.name,
          kind: box.kind,
          health: box.health,
          summary: summary.filter((part) => part !== null),
        },
      ];
    }),
  };
}

export function titleOf({ namespaces }: ExportSubject): string {
  const where =
    namespaces === null || namespaces.length === 0
      ? 'all namespaces'
      : namespaces.length > 6
        ? `${namespaces.length} namespaces`
        : namespaces.join(', ');
  return `Traffic graph of ${where}`;
}

/** Window and instant, kind of graph, and every choice that leaves something out. */
export function notesOf({ shown, view }: ExportSubject): string[] {
  const fromMs = shown.window.fromSeconds * 1000;
  const toMs = shown.window.toSeconds * 1000;
  const { nodes, edges } = shown.leftOut;
  return [
    `${spanOfText(fromMs, toMs, 'local', toMs)} (until ${instantText(toMs, 'utc')})`,
    TYPES[view.type],
    `${shown.nodes.length + shown.folded.length} nodes, ${shown.edges.length} edges`,
    nodes + edges > 0 ? `${nodes} nodes and ${edges} edges left out` : null,
    view.hide === '' ? null : `hidden: ${view.hide}`,
    view.find === '' ? null : `find: ${view.find}`,
    view.only === null ? null : `only ${view.only}`,
    view.protocols.length < 3 ? `protocols: ${view.protocols.join(', ')}` : null,
    view.focus === null ? null : `around ${nameOf(shown.nodes, view.focus)}`,
    view.from === null || view.to === null
      ? null
      : `paths from ${nameOf(shown.nodes, view.from)} to ${nameOf(shown.nodes, view.to)}`,
  ].filter((note) => note !== null);
}

const TYPES = {
  versionedApp: 'versioned apps',
  app: 'apps',
  service: 'services',
  workload: 'workloads',
} as const;

function nameOf(nodes: ExportSubject['shown']['nodes'], id: string): string {
  return nodes.find((node) => node.id === id)?.name ?? id;
}

function cardOf(card: CardModel, layout: Layout): PictureCard {
  const { stack } = card;
  return {
    rect: layout.nodes.get(card.id) ?? NOWHERE,
    shape: shapeOf(card),
    title: card.title,
    name: card.name,
    tag: card.tag,
    health: card.health,
    icon: iconMarkup(card.change === null ? cardIcon(card) : CHANGE_ICONS[card.change]),
    badges: card.badges.map((badge) => ({ icon: iconMarkup(badgeIcon(badge.kind)), name: badgeName(badge) })),
    lines:
      stack === null
        ? []
        : [
            stack.apps > 0
              ? `${stack.apps} ${stack.apps === 1 ? 'service' : 'services'}`
              : `${stack.members} nodes`,
            quantityText(stack.incoming?.requestsPerSecond ?? null, 'rps'),
          ],
    change: card.change,
    chained: card.chained,
  };
}

function shapeOf(card: CardModel): PictureCard['shape'] {
  if (card.kind === 'stack') return 'stack';
  if (card.kind === 'service') return 'pill';
  if (card.kind === 'waypoint') return 'waypoint';
  const dashed =
    card.kind === 'external' ||
    card.kind === 'passthrough' ||
    card.node.facts?.serviceEntry != null ||
    card.node.facts?.dead === true;
  return dashed ? 'dashed' : 'card';
}

function lineOf(
  line: LineModel,
  layout: Layout,
  place: PillPlace | undefined,
  colors: PictureColors,
): PictureLine {
  return {
    name: line.name,
    route: layout.edges.get(line.id) ?? null,
    loop: line.source === line.target ? (layout.nodes.get(line.source) ?? null) : null,
    width: line.width,
    health: line.health,
    pattern: line.pattern,
    failedShare: line.failedShare,
    change: changeOf(line, colors),
    chained: line.chained !== null,
    pill: place === undefined || place.crowded ? null : pillOf(line, place, colors),
  };
}

function changeOf({ change }: LineModel, colors: PictureColors): PictureLine['change'] {
  if (change === null) return null;
  const named = { ...colors, 'degraded-mark': colors.degraded, 'text-3': colors.text3 };
  const { color, dash } = changeLooks(named, mix(colors.surface, 0.6, colors.canvas))[change];
  return {
    name: CHANGE_NAMES[change],
    color,
    arrow: change === 'moreErrors' ? colors.failing : color,
    hollow: change === 'gone',
    dash: dash ?? null,
    front: change !== 'same' && change !== 'unknown',
  };
}

function pillOf(line: LineModel, place: PillPlace, colors: PictureColors): PicturePill {
  const parts = place.short ? shortLabel(line.label) : line.label;
  const lock: LucideIcon | null = line.lock === null ? null : line.lock === 'none' ? LockOpen : Lock;
  return {
    at: { x: place.x, y: place.y },
    width: labelWidth(parts, lock === null && line.change === null ? 0 : 1),
    parts,
    icon:
      line.change !== null ? iconMarkup(CHANGE_ICONS[line.change]) : lock === null ? null : iconMarkup(lock),
    mark: line.change === null ? null : markOf(line.change, colors),
  };
}

/** As on the page: trouble and what is new in its colour, relief and what is gone dashed. */
function markOf(change: ChangeKind, colors: PictureColors): NonNullable<PicturePill['mark']> {
  const tone = CHANGE_TONES[change];
  const color = tone === 'plain' ? colors.text2 : colors[tone];
  return {
    color,
    border: change === 'gone' ? colors.control : tone === 'plain' ? colors.line : color,
    dashed: change === 'gone' || tone === 'healthy',
  };
}
