/** What can be done to the picture: each is a change of the URL, so that Back undoes it. */
import type { GraphTarget } from './emphasis';
import { foldChange } from './selection';
import type { GraphView } from './view-state';

export interface GraphActions {
  readonly select: (target: GraphTarget | null) => void;
  /** Only what is this many calls around a node. */
  readonly focus: (node: string, hops: '1' | '2') => void;
  /** The next node that is chosen is the other end. */
  readonly startPath: (node: string) => void;
  readonly path: (from: string, to: string) => void;
  readonly only: (what: 'errors' | 'slow' | null) => void;
  readonly hide: (id: string) => void;
  readonly fold: (box: string, fold: boolean) => void;
}

export function graphActions(view: GraphView, change: (next: Partial<GraphView>) => void): GraphActions {
  const noPart = { focus: null, from: null, to: null } as const;
  return {
    select: (target) => {
      // A path that has only begun takes the next node as its end.
      if (view.from !== null && view.to === null && target?.kind === 'node' && target.id !== view.from)
        change({ to: target.id });
      else
        change({
          node: target?.kind === 'node' ? target.id : null,
          edge: target?.kind === 'edge' ? target.id : null,
        });
    },
    focus: (node, hops) => change({ ...noPart, focus: node, hops }),
    startPath: (node) => change({ ...noPart, from: node }),
    path: (from, to) => change({ ...noPart, from, to }),
    only: (only) => change({ only }),
    hide: (id) =>
      change({ hidden: [...view.hidden.filter((one) => one !== id), id], node: null, edge: null }),
    fold: (box, fold) => change(foldChange(view, box, fold)),
  };
}
