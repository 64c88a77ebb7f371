/**
 * The one way from an answer to what is shown of it. In this order: protocols and trouble, focus, path, hide, fold,
 * quiet edges. Pure, and fast enough to be computed anew with every refresh. Nodes and edges that are not folded stay
 * the very objects of the answer.
 */
import type { GraphAnswer } from '@/lib/graph/contract';
import { autoFold } from './auto-fold';
import { filterProtocols, filterTroubled, quietEdges } from './filter';
import { focus } from './focus';
import { fold } from './fold';
import { hide } from './hide';
import { path } from './path';
import type { Scene } from './scene';
import type { ViewGraph, ViewOptions } from './view-graph';

export function viewOf(answer: GraphAnswer, options: ViewOptions): ViewGraph {
  let scene: Scene = answer;
  scene = filterProtocols(scene, options.protocols);
  scene = filterTroubled(scene, options);
  if (options.focus !== null) scene = focus(scene, options.focus);
  const way = options.path === null ? null : path(scene, options.path);
  scene = way?.scene ?? scene;
  if (options.hide !== null) scene = hide(scene, options.hide);
  const { kind, folded } = autoFold(scene.nodes, answer.boxes, options);
  const folding = fold(scene, answer, folded);
  return {
    ...answer,
    ...folding,
    quiet: quietEdges(folding.edges, options.quiet),
    leftOut: {
      nodes: answer.nodes.length - scene.nodes.length,
      edges: answer.edges.length - scene.edges.length,
    },
    autoFolded: kind,
    path: way?.finding ?? null,
  };
}
