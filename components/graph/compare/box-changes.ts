/** What came and went in boxes between two moments, open and folded. Pure. */
import type { BoxChanges } from '@/components/graph/cards/box-model';
import type { CardModel } from '@/components/graph/elements';
import type { Change, ChangeKind } from '@/lib/graph/compare/change';
import type { GraphNode } from '@/lib/graph/contract';

type Counts = Pick<BoxChanges, 'new' | 'gone'>;
const NONE: Counts = { new: 0, gone: 0 };

/** By folded box: its members that came or went, as `nodes` tells of the answers and `drawnAs` where they are. */
export function foldedCounts(
  nodes: ReadonlyMap<string, Change>,
  drawnAs: ReadonlyMap<string, string>,
  off: ReadonlySet<ChangeKind>,
): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const [id, { kinds }] of nodes) {
    const [kind] = kinds;
    const box = drawnAs.get(id);
    if (box === undefined || off.has(kind) || (kind !== 'new' && kind !== 'gone')) continue;
    const before = counts.get(box) ?? NONE;
    counts.set(box, { ...before, [kind]: before[kind] + 1 });
  }
  return counts;
}

/** By open box, of the cards in it, which say what became of them; stacks bring their own counts. */
export function openBoxChanges(cards: readonly CardModel[]): ReadonlyMap<string, BoxChanges> {
  const found = new Map<string, { apps: Set<string>; folded: number; new: number; gone: number }>();
  for (const card of cards) {
    const { node, stack, change, changes } = card;
    for (const box of (node ?? stack).boxes) {
      const sum = found.get(box) ?? { apps: new Set<string>(), folded: 0, new: 0, gone: 0 };
      found.set(box, sum);
      const app = node === null ? null : appOf(node);
      if (app !== null) sum.apps.add(app);
      sum.folded += stack?.apps ?? 0;
      sum.new += changes?.new ?? (change === 'new' ? 1 : 0);
      sum.gone += changes?.gone ?? (change === 'gone' ? 1 : 0);
    }
  }
  return new Map(
    [...found].map(([box, { apps, folded, new: came, gone }]) => [
      box,
      { services: apps.size + folded, new: came, gone },
    ]),
  );
}

/** As folded boxes count theirs; external hosts and unknown ends are no services. */
function appOf({ kind, namespace, app, name }: GraphNode): string | null {
  const counts = kind === 'workload' || kind === 'app' || kind === 'service' || kind === 'gateway';
  return counts ? `${namespace}/${app ?? name}` : null;
}
