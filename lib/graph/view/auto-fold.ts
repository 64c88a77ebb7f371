/** Too much to draw: all boxes of one kind start folded, the smallest kind that helps. */
import type { GraphNode } from '@/lib/graph/contract';
import type { BoxKind, ViewOptions } from './view-graph';

const SMALLEST_FIRST = ['app', 'namespace', 'cluster'] as const satisfies readonly BoxKind[];
/** What was folded stays so until it would be this share of the limit, lest a refresh unfold what the next one folds. */
const STAYS_ABOVE = 0.9;

export interface AutoFold {
  readonly kind: BoxKind | null;
  /** Ids of the boxes to fold, those by hand included. */
  readonly folded: ReadonlySet<string>;
}

/** Where folding even the largest kind leaves more than the limit, the largest it is. */
export function autoFold(
  nodes: readonly GraphNode[],
  boxes: readonly { readonly id: string; readonly kind: BoxKind }[],
  options: Pick<ViewOptions, 'folded' | 'unfolded' | 'foldFrom' | 'autoFolded'>,
): AutoFold {
  const byHand = new Set(options.folded);
  const limit = options.autoFolded === null ? options.foldFrom : options.foldFrom * STAYS_ABOVE;
  if (drawnCount(nodes, byHand) <= limit) return { kind: null, folded: byHand };
  const open = new Set(options.unfolded);
  let largest: AutoFold = { kind: null, folded: byHand };
  for (const kind of SMALLEST_FIRST) {
    const own = boxes.filter((box) => box.kind === kind).map(({ id }) => id);
    if (own.length === 0) continue;
    // Counted with all of them folded, so that opening one by hand does not fold a larger kind.
    if (drawnCount(nodes, new Set([...byHand, ...own])) <= options.foldFrom || kind === 'cluster')
      return { kind, folded: new Set([...byHand, ...own.filter((id) => !open.has(id))]) };
    largest = { kind, folded: new Set([...byHand, ...own.filter((id) => !open.has(id))]) };
  }
  return largest;
}

function drawnCount(nodes: readonly GraphNode[], folded: ReadonlySet<string>): number {
  if (folded.size === 0) return nodes.length;
  const stacks = new Set<string>();
  let single = 0;
  for (const { boxes } of nodes) {
    const box = boxes.find((id) => folded.has(id));
    if (box === undefined) single += 1;
    else stacks.add(box);
  }
  return single + stacks.size;
}
