'use client';
/** The words on the lines. In the middle distance only what is pointed at or selected has them, in the size of the page. */
import { memo, useMemo } from 'react';
import { EdgePill } from './edge-pill';
import type { Emphasis, GraphTarget } from './emphasis';
import { MANY_LINES } from './lean-lines';
import type { LineModel } from './line-model';
import { placePills } from './pills';
import type { Picture } from './use-layout';
import { type Detail, inSeenCells } from './viewport';

export interface PillLayerProps {
  readonly picture: Picture;
  readonly detail: Detail;
  readonly emphasis: Emphasis;
  readonly selected: GraphTarget | null;
  readonly cells: string;
}

export const PillLayer = memo(function PillLayer(props: PillLayerProps) {
  const { picture, detail, emphasis, selected, cells } = props;
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
    const place = places.get(line.id);
    if (place === undefined) return null;
    const isSelected = selected?.kind === 'edge' && selected.id === line.id;
    const forward = emphasis.edges?.has(line.id) === true;
    const shown = isSelected || forward || (detail === 'near' && !place.crowded && !line.quiet);
    if (!shown || !inSeenCells(cells, { x: place.x, y: place.y, width: 1, height: 1 })) return null;
    return (
      <EdgePill
        key={line.id}
        line={line}
        x={place.x}
        y={place.y}
        dim={emphasis.edges !== null && !forward && !isSelected}
        selected={isSelected}
        lifted={detail !== 'near'}
        short={place.short && !isSelected && !forward}
      />
    );
  });
});

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
