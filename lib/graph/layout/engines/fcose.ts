/** fCoSE: a force-directed layout that draws clusters close together, boxes as compound nodes. Runs without a page. */
import cytoscape from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { type Point, SPACING } from '@/lib/graph/layout/drawing';
import { seeded } from '@/lib/graph/layout/synthetic';
import { type Engine, plainEdges } from './engine';

/** What it has of options beside those of every layout. */
interface FcoseOptions extends cytoscape.BaseLayoutOptions {
  readonly name: 'fcose';
  readonly quality: 'default' | 'draft';
  readonly animate: false;
  readonly randomize: true;
  readonly nodeSeparation: number;
  readonly idealEdgeLength: number;
  readonly packComponents: boolean;
}

let registered = false;

export const placeByFcose: Engine = async (input) => {
  if (!registered) cytoscape.use(fcose);
  registered = true;
  const boxes = new Set(input.boxes.map((box) => box.id));
  const parent = (box: string | null) => (box !== null && boxes.has(box) ? { parent: box } : {});
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    style: [
      { selector: 'node.card', style: { width: 'data(width)', height: 'data(height)' } },
      { selector: ':parent', style: { padding: `${SPACING.boxHeader}px` } },
    ],
    elements: [
      ...input.boxes.map((box) => ({ data: { id: box.id, ...parent(box.parent) } })),
      ...input.nodes.map(({ id, width, height, box }) => ({
        data: { id, width, height, ...parent(box) },
        classes: 'card',
      })),
      ...plainEdges(input).map(({ id, source, target }) => ({ data: { id: `edge:${id}`, source, target } })),
    ],
  });
  const options: FcoseOptions = {
    name: 'fcose',
    quality: 'default',
    animate: false,
    randomize: true,
    nodeSeparation: 110,
    idealEdgeLength: input.columnGap + 60,
    packComponents: false,
  };
  const middles = new Map<string, Point>();
  withSeededRandom(() => cy.layout(options).run());
  for (const { id } of input.nodes) {
    const { x, y } = cy.getElementById(id).position();
    middles.set(id, { x, y });
  }
  cy.destroy();
  return middles;
};

/** It starts from chance: from the same chance each time, so that the same graph gives the same picture. */
function withSeededRandom(run: () => void): void {
  const { random } = Math;
  Math.random = seeded(1);
  try {
    run();
  } finally {
    Math.random = random;
  }
}
