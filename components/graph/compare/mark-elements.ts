/** The picture of two moments: what changed stands out with its difference, what stayed steps back. Pure. */

import type { BoxChanges } from '@/components/graph/cards/box-model';
import type { CardModel, GraphElements } from '@/components/graph/elements';
import { labelWidth } from '@/components/graph/lines/edge-label';
import type { LineModel } from '@/components/graph/lines/line-model';
import type { ChangeKind, Comparison } from '@/lib/graph/compare/change';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { openBoxChanges } from './box-changes';
import { changeDelta } from './change-words';

const CHANGED_WIDTH = 3;
const SAME_WIDTH = 1.4;
/** The sign before the words of a changed line. */
const SIGN = 1;

/** What the picture tells beside the comparison of its own lines and cards. */
export interface Story {
  /** Kinds that the reader took out of the legend; they are drawn as if they had stayed. */
  readonly off: ReadonlySet<ChangeKind>;
  /** Edges of the answers in the chain of the likely cause, from the cause outwards. */
  readonly chain: readonly string[];
  /** Drawn edge → the edges of the answers that it sums up. */
  readonly merged: ViewGraph['merged'];
  /** What came and went in folded boxes. */
  readonly folded: ReadonlyMap<string, Pick<BoxChanges, 'new' | 'gone'>>;
}

export const NO_STORY: Story = { off: new Set(), chain: [], merged: new Map(), folded: new Map() };

export function markElements(elements: GraphElements, comparison: Comparison, story: Story): GraphElements {
  const place = new Map(story.chain.map((id, index) => [id, index]));
  const lines = elements.lines.map((line) => {
    const places = (story.merged.get(line.id) ?? [line.id]).flatMap((id) => place.get(id) ?? []);
    const chained = places.length === 0 ? null : Math.min(...places);
    return { ...markLine(line, comparison, story.off), chained };
  });
  const ends = new Set(
    lines.flatMap(({ chained, source, target }) => (chained === null ? [] : [source, target])),
  );
  const cards = elements.cards.map((card) => ({
    ...markCard(card, comparison, story),
    chained: ends.has(card.id),
  }));
  const inside = openBoxChanges(cards);
  const boxes = elements.boxes.map((box) => ({ ...box, changes: inside.get(box.id) ?? null }));
  return { lines, cards, boxes };
}

function markLine(line: LineModel, comparison: Comparison, off: ReadonlySet<ChangeKind>): LineModel {
  const change = comparison.edges.get(line.id);
  const kind = change?.kinds.find((one) => !off.has(one)) ?? 'same';
  const delta = change === undefined ? null : changeDelta({ ...change, kinds: [kind] });
  const label = delta === null ? [] : [delta];
  return {
    ...line,
    change: kind,
    width: kind === 'same' || kind === 'unknown' || kind === 'gone' ? SAME_WIDTH : CHANGED_WIDTH,
    failedShare: kind === 'moreErrors' ? Math.max(line.failedShare, 0.3) : 0,
    pattern: 'solid',
    label,
    labelWidth: label.length === 0 ? 0 : labelWidth(label, SIGN),
    lock: null,
    breaker: false,
  };
}

/** A node says only that it came or went: what else changed is told by its edges. A folded box counts those in it. */
function markCard(card: CardModel, comparison: Comparison, { off, folded }: Story): CardModel {
  if (card.stack !== null)
    return {
      ...card,
      changes: { services: card.stack.apps, ...(folded.get(card.id) ?? { new: 0, gone: 0 }) },
    };
  const kind = comparison.nodes.get(card.id)?.kinds[0];
  const change = (kind === 'new' || kind === 'gone') && !off.has(kind) ? kind : null;
  return { ...card, change };
}
