/** The node graph: what Prometheus answers is drawn as it is, what was made of traces is the traffic graph here. */
import type { FieldContext } from './field-options';
import { type Json, objectAt, objectsAt, textAt } from './loose';

/** Kinds of queries by which Tempo and Jaeger give a graph of services. */
const MADE_GRAPHS = new Set(['serviceMap', 'dependencyGraph']);

export function isMadeOfTraces(panel: Json): boolean {
  const targets = objectsAt(panel, 'targets');
  return targets.length > 0 && targets.every((target) => MADE_GRAPHS.has(textAt(target, 'queryType') ?? ''));
}

/** Our panel in its place, which is said. */
export function trafficGraph({ report, where, panelId }: FieldContext): Json {
  const words = 'Its graph was made of traces; the traffic graph of this console stands in its place.';
  report.changed(where, words, panelId);
  return { type: 'servicegraph', namespaces: '', focus: '' };
}

export function nodeGraphOptions(options: Json): Json {
  const nodes = objectAt(options, 'nodes');
  return {
    nodeUnits: unitsOf(nodes),
    edgeUnits: unitsOf(objectAt(options, 'edges')),
    arcs: objectsAt(nodes, 'arcs')
      .slice(0, 50)
      .map((arc) => ({
        field: (textAt(arc, 'field') ?? '').slice(0, 200),
        color: (textAt(arc, 'color') ?? '').slice(0, 64),
      })),
  };
}

function unitsOf(of: Json) {
  return {
    main: (textAt(of, 'mainStatUnit') ?? '').slice(0, 64),
    secondary: (textAt(of, 'secondaryStatUnit') ?? '').slice(0, 64),
  };
}
