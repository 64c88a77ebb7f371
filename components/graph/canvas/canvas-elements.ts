/** Elements and places in Cytoscape's terms. Pure. */
import type { EdgeDefinition, NodeDefinition } from 'cytoscape';
import type { CardModel, GraphElements } from '@/components/graph/elements';
import { curveOf } from '@/components/graph/lines/curve';
import type { LineModel } from '@/components/graph/lines/line-model';
import type { Layout, Rect } from '@/lib/graph/layout/drawing';
import { failureDashes } from './canvas-style';

/** Classes that follow the data, to be switched when it changes; the others follow the reader. */
export const DATA_CLASSES = ['curved', 'loop', 'idle', 'tcp', 'quiet'] as const;

export function failuresId(lineId: string): string {
  return `failures:${lineId}`;
}

export function boxDefinitions(elements: GraphElements, layout: Layout): NodeDefinition[] {
  return elements.boxes.flatMap((box) => nodeDefinition(box.id, layout.boxes.get(box.id), 'box', {}));
}

export function cardDefinition({ id, kind, health }: CardModel, layout: Layout): NodeDefinition[] {
  return nodeDefinition(id, layout.nodes.get(id), 'card', { kind, health });
}

function nodeDefinition(id: string, rect: Rect | undefined, classes: string, data: object): NodeDefinition[] {
  if (rect === undefined) return [];
  return [
    {
      group: 'nodes',
      data: { id, width: rect.width, height: rect.height, ...data },
      position: { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 },
      classes,
    },
  ];
}

/** The line, and over it the dashes of what failed where something did. */
export function lineDefinitions(line: LineModel, layout: Layout): EdgeDefinition[] {
  const geometry = geometryOf(line, layout);
  if (geometry === null) return [];
  const quiet = line.quiet ? 'quiet' : '';
  const base: EdgeDefinition = {
    group: 'edges',
    data: {
      id: line.id,
      line: line.id,
      source: line.source,
      target: line.target,
      health: line.health,
      width: line.width,
      change: line.change,
      chained: line.chained === null ? 'no' : 'yes',
      ...geometry.data,
    },
    classes: `line ${line.pattern} ${geometry.classes} ${quiet}`,
  };
  if (line.failedShare <= 0) return [base];
  const failures: EdgeDefinition = {
    group: 'edges',
    data: {
      ...base.data,
      id: failuresId(line.id),
      width: line.width + 0.6,
      dashes: failureDashes(line.failedShare),
    },
    classes: `failures ${geometry.classes} ${quiet}`,
  };
  return [base, failures];
}

/** Nothing that the canvas draws of the line differs; its words are not the canvas's concern. */
export function sameLook(a: LineModel, b: LineModel): boolean {
  return (
    a === b ||
    (a.health === b.health &&
      a.width === b.width &&
      a.pattern === b.pattern &&
      a.failedShare === b.failedShare &&
      a.change === b.change &&
      (a.chained === null) === (b.chained === null) &&
      a.quiet === b.quiet &&
      a.source === b.source &&
      a.target === b.target)
  );
}

function geometryOf(line: LineModel, layout: Layout): { data: object; classes: string } | null {
  const source = layout.nodes.get(line.source);
  const target = layout.nodes.get(line.target);
  if (source === undefined || target === undefined) return null;
  const route = layout.edges.get(line.id);
  if (route === undefined)
    return {
      data: { sourceEndpoint: '0px 0px', targetEndpoint: '0px 0px', distances: [0], weights: [0.5] },
      classes: 'loop',
    };
  const { straight, ...data } = curveOf(route, source, target);
  return { data, classes: straight ? '' : 'curved' };
}
