/** A line for each ancestor of a row that has more below it. */
import type { Trace } from '@/lib/traces/model/trace';
import type { FoldTree } from './folds';

const STEP_PX = 16;
/** Deeper than this the steps get narrower, so that names keep their room. */
const WIDE_LEVELS = 14;
const DEEP_PX = 224;

export function Guides({ trace, tree, row }: { trace: Trace; tree: FoldTree; row: number }) {
  const depth = tree.depth[row] ?? 0;
  if (depth === 0) return null;
  if (trace.maxDepth > WIDE_LEVELS) {
    const width = Math.max(2, (DEEP_PX * depth) / trace.maxDepth);
    return <span aria-hidden="true" style={{ width }} className="h-full shrink-0 border-line border-r" />;
  }
  const lines = new Set<number>();
  let at = row;
  for (let parent = trace.parent[at] ?? -1; parent >= 0; parent = trace.parent[at] ?? -1) {
    const goesOn = at + (trace.size[at] ?? 1) < parent + (trace.size[parent] ?? 1);
    if (at === row || goesOn) lines.add((tree.depth[parent] ?? 0) * STEP_PX + STEP_PX / 2 + 1);
    at = parent;
  }
  return (
    <span aria-hidden="true" style={{ width: depth * STEP_PX }} className="relative h-full shrink-0">
      {[...lines].map((left) => (
        <span key={left} style={{ left }} className="absolute inset-y-0 border-line border-l" />
      ))}
    </span>
  );
}
