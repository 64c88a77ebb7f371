'use client';
/** The words on the lines. In the middle distance only what is pointed at or selected has them, in the size of the page. */
import { memo, useMemo } from 'react';
import { EdgePill } from './edge-pill';
import type { Emphasis, GraphTarget } from './emphasis';
import { placeOf } from './find/match-order';
import { MANY_LINES } from './lean-lines';
import type { LineModel } from './line-model';
import { type PillPlace, placePills } from './pills';
import type { Picture } from './use-layout';
import { type Detail, inSeenCells } from './viewport';

const MOST_OVER_OTHERS = 3;

export interface PillLayerProps {
  readonly picture: Picture;
  readonly detail: Detail;
  readonly emphasis: Emphasis;
  readonly selected: GraphTarget | null;
  readonly cells: string;
  /** What find matches, and where it is now. */
  readonly matched: ReadonlySet<string>;
  readonly currentMatch: string | null;
}

export const PillLayer = memo(function PillLayer(props: PillLayerProps) {
  const { picture, detail, emphasis, selected, cells, matched, currentMatch } = props;
  const { elements, layout } = picture;
  const few = elements.lines.length <= MANY_LINES;
  const near = few ? '' : cells;
  // Of a large picture only what is in sight is placed: to place thousands of labels takes longer than a frame.
  const lines = useMemo(
    () => (near === '' ? elements.lines : elements.lines.filter((line) => passesBy(line, picture, near))),
    [elements.lines, picture, near],
  );
  const places = useMemo(() => placePills(lines, layout), [lines, layout]);
  return lines.map((line) => {
    const match = line.id === currentMatch ? 'current' : matched.has(line.id) ? 'match' : 'none';
    const place = places.get(line.id) ?? (match === 'none' ? undefined : inMiddle(line.id, picture));
    if (place === undefined) return null;
    const isSelected = selected?.kind === 'edge' && selected.id === line.id;
    const forward = emphasis.edges?.has(line.id) === true;
    // What is pointed at has its words even where they cover something, as long as that is only a few lines.
    const spoken = forward && (!place.crowded || (emphasis.edges?.size ?? 0) <= MOST_OVER_OTHERS);
    // Of two moments the differences are what is looked for, however far one stands.
    const differs = line.change !== null && line.label.length > 0 && !place.crowded;
    const shown =
      isSelected ||
      spoken ||
      differs ||
      match !== 'none' ||
      (detail === 'near' && !place.crowded && !line.quiet);
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
        lifted={detail !== 'near'}
        short={place.short && !isSelected}
      />
    );
  });
});

/** For a match without words. */
function inMiddle(line: string, picture: Picture): PillPlace | undefined {
  const place = placeOf(line, picture);
  return place === null ? undefined : { x: place.x, y: place.y, crowded: false, short: false };
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
