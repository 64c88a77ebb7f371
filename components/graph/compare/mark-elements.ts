/** The picture of two moments: what changed stands out with its difference, what stayed steps back. Pure. */

import { labelWidth } from '@/components/graph/edge-label';
import type { CardModel, GraphElements } from '@/components/graph/elements';
import type { LineModel } from '@/components/graph/line-model';
import type { ChangeKind, Comparison } from '@/lib/graph/compare/change';
import { changeDelta } from './change-words';

const CHANGED_WIDTH = 3;
const SAME_WIDTH = 1.4;
/** The sign before the words of a changed line. */
const SIGN = 1;

/** `off`: kinds that the reader took out of the legend; they are drawn as if they had stayed. */
export function markElements(
  elements: GraphElements,
  comparison: Comparison,
  off: ReadonlySet<ChangeKind>,
): GraphElements {
  return {
    ...elements,
    lines: elements.lines.map((line) => markLine(line, comparison, off)),
    cards: elements.cards.map((card) => markCard(card, comparison, off)),
  };
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

/** A node says only that it came or went: what else changed is told by its edges. */
function markCard(card: CardModel, comparison: Comparison, off: ReadonlySet<ChangeKind>): CardModel {
  const kind = comparison.nodes.get(card.id)?.kinds[0];
  const change = (kind === 'new' || kind === 'gone') && !off.has(kind) ? kind : null;
  return { ...card, change };
}
