'use client';
/** The words on the lines. In the middle distance only what is pointed at or selected has them, in the size of the page. */
import { memo, useMemo, useSyncExternalStore } from 'react';
import { type Detail, inSeenCells, type ViewportStore } from '@/components/graph/canvas/viewport';
import type { Emphasis, GraphTarget } from '@/components/graph/emphasis';
import { placeOf } from '@/components/graph/find/match-order';
import type { Picture } from '@/components/graph/use-layout';
import { EdgePill } from './edge-pill';
import { MANY_LINES, MOST_RICH } from './lean-lines';
import type { LineModel } from './line-model';
import { type PillPlace, placePills } from './pills';

const MOST_OVER_OTHERS = 3;
/** From afar pills are placed anew when they have become so much larger in the picture. */
const STEPS_PER_DOUBLING = 8;

export interface PillLayerProps {
  readonly picture: Picture;
  readonly viewport: ViewportStore;
  readonly detail: Detail;
  readonly emphasis: Emphasis;
  readonly selected: GraphTarget | null;
  readonly cells: string;
  /** What find matches, and where it is now. */
  readonly matched: ReadonlySet<string>;
  readonly currentMatch: string | null;
}

export const PillLayer = memo(function PillLayer(props: PillLayerProps) {
  const { picture, viewport, detail, emphasis, selected, cells, matched, currentMatch } = props;
  const { elements, layout } = picture;
  const few = elements.lines.length <= MANY_LINES;
  const near = few ? '' : cells;
  // Of a large picture only what is in sight is placed: to place thousands of labels takes longer than a frame.
  const lines = useMemo(
    () => (near === '' ? elements.lines : elements.lines.filter((line) => passesBy(line, picture, near))),
    [elements.lines, picture, near],
  );
  // Where only what does badly is drawn along its way, the words of the others would stand beside no line.
  const onlyUnwell = !few && lines.length > MOST_RICH;
  const lifted = detail !== 'near';
  const step = useSyncExternalStore(
    viewport.subscribe,
    // Rounded up: pills have at least the room that they are given.
    () => (lifted ? Math.ceil(-Math.log2(viewport.get().zoom) * STEPS_PER_DOUBLING) : 0),
    () => 0,
  );
  const places = useMemo(
    () => placePills(lines, layout, 2 ** (step / STEPS_PER_DOUBLING)),
    [lines, layout, step],
  );
  return lines.map((line) => {
    const match = line.id === currentMatch ? 'current' : matched.has(line.id) ? 'match' : 'none';
    const found = places.get(line.id) ?? (match === 'none' ? undefined : inMiddle(line.id, picture));
    if (found === undefined) return null;
    const isSelected = selected?.kind === 'edge' && selected.id === line.id;
    const forward = emphasis.edges?.has(line.id) === true;
    // Of many matches those whose words find no room are signs: they are stepped through.
    const signed = match === 'match' && found.crowded && !isSelected && !forward;
    const place = signed ? { ...found, ...found.sign } : found;
    // What is pointed at has its words even where they cover something, as long as that is only a few lines.
    const spoken = forward && (!place.crowded || (emphasis.edges?.size ?? 0) <= MOST_OVER_OTHERS);
    // Of two moments the differences are what is looked for, however far one stands.
    const differs = line.change !== null && line.label.length > 0 && !place.crowded;
    // An alert is seen from afar too.
    const alerts = line.alert !== null && !place.crowded && !line.quiet;
    const shown =
      isSelected ||
      spoken ||
      differs ||
      alerts ||
      match !== 'none' ||
      (detail === 'near' && !place.crowded && !line.quiet && !(onlyUnwell && line.health === 'healthy'));
    if (!shown || !inSeenCells(cells, { x: place.x, y: place.y, width: 1, height: 1 })) return null;
    return (
      <EdgePill
        key={line.id}
        line={line}
        x={place.x}
        y={place.y}
        dim={emphasis.edges !== null && !forward && !isSelected}
        selected={isSelected}
        match={match}
        lifted={lifted}
        words={signed ? 'none' : place.short && !isSelected ? 'short' : 'all'}
      />
    );
  });
});

/** For a match without words. */
function inMiddle(line: string, picture: Picture): PillPlace | undefined {
  const place = placeOf(line, picture);
  return place === null ? undefined : { x: place.x, y: place.y, crowded: false, short: false, sign: null };
}

function passesBy(line: LineModel, { layout }: Picture, cells: string): boolean {
  const route = layout.edges.get(line.id);
  if (route === undefined) return false;
  const { source, target } = route;
  const x = Math.min(source.x, target.x);
  const y = Math.min(source.y, target.y);
  return inSeenCells(cells, {
    x,
    y,
    width: Math.abs(source.x - target.x),
    height: Math.abs(source.y - target.y),
  });
}
