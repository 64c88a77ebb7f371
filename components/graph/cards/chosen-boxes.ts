/** The answer with only those kinds of boxes that the reader wants. Pure. */

import { type BoxKind, boxKinds } from '@/components/graph/view-state';
import type { GraphAnswer } from '@/lib/graph/contract';

/** The answer itself where no box goes, so that nothing is computed anew. */
export function withBoxes(answer: GraphAnswer, kinds: readonly BoxKind[]): GraphAnswer {
  const gone = new Set(answer.boxes.filter((box) => !kinds.includes(box.kind)).map(({ id }) => id));
  if (gone.size === 0) return answer;
  const boxes = new Map(answer.boxes.map((box) => [box.id, box]));
  const outer = (id: string | null): string | null => {
    let at = id;
    while (at !== null && gone.has(at)) at = boxes.get(at)?.parent ?? null;
    return at;
  };
  return {
    ...answer,
    boxes: answer.boxes
      .filter(({ id }) => !gone.has(id))
      .map((box) => ({ ...box, parent: outer(box.parent) })),
    nodes: answer.nodes.map((node) => ({ ...node, boxes: node.boxes.filter((id) => !gone.has(id)) })),
  };
}

/** The boxes that "fold all" folds: namespaces where they are drawn, else what is. */
export function foldedByAll(boxes: GraphAnswer['boxes'], open: readonly string[]): string[] {
  const order: readonly BoxKind[] = ['namespace', ...boxKinds];
  const kind = order.find((one) => boxes.some((box) => box.kind === one));
  return boxes.filter((box) => box.kind === kind && !open.includes(box.id)).map(({ id }) => id);
}
