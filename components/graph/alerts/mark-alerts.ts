/** The picture with its alerts: a bell on cards and lines. Pure; what has none stays the same object. */

import type { CardModel, GraphElements } from '@/components/graph/elements';
import { labelWidth } from '@/components/graph/lines/edge-label';
import { type LineModel, lineMarks } from '@/components/graph/lines/line-model';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { RaisedAlert } from '@/lib/insight/raised-alerts/contract';
import type { PlacedAlerts } from '@/lib/insight/raised-alerts/place';

/** What a bell stands for. */
export interface AlertSign {
  /** Firing where one of them does. */
  readonly state: RaisedAlert['state'];
  readonly count: number;
}

export function markAlerts(
  elements: GraphElements,
  placed: PlacedAlerts,
  { drawnAs }: Pick<ViewGraph, 'drawnAs'>,
): GraphElements {
  if (placed.nodes.size + placed.edges.size === 0) return elements;
  const signs = signsOf([...placed.nodes, ...placed.edges], drawnAs);
  return {
    boxes: elements.boxes,
    cards: elements.cards.map((card) => markedCard(card, signs.get(card.id))),
    lines: elements.lines.map((line) => markedLine(line, signs.get(line.id))),
  };
}

/** What is folded has its bell on the box, or on the edge that sums it up; an alert of several in it counts once. */
function signsOf(
  entries: readonly (readonly [id: string, alerts: readonly RaisedAlert[]])[],
  drawnAs: ViewGraph['drawnAs'],
): ReadonlyMap<string, AlertSign> {
  const alerts = new Map<string, Set<RaisedAlert>>();
  for (const [id, own] of entries) {
    const drawn = drawnAs.get(id) ?? id;
    const known = alerts.get(drawn) ?? new Set();
    for (const alert of own) known.add(alert);
    alerts.set(drawn, known);
  }
  return new Map(
    [...alerts].map(([id, all]) => {
      const state = [...all].some((alert) => alert.state === 'firing') ? 'firing' : 'pending';
      return [id, { state, count: all.size }] as const;
    }),
  );
}

/** Of all that is drawn as this node or edge, each alert once. */
export function alertsDrawnAs(
  id: string,
  entries: readonly (readonly [id: string, alerts: readonly RaisedAlert[]])[],
  drawnAs: ViewGraph['drawnAs'],
): readonly RaisedAlert[] {
  const own = entries.filter(([part]) => (drawnAs.get(part) ?? part) === id);
  return [...new Set(own.flatMap(([, alerts]) => alerts))];
}

function markedCard(card: CardModel, alert: AlertSign | undefined): CardModel {
  return alert === undefined ? card : { ...card, alert };
}

function markedLine(line: LineModel, alert: AlertSign | undefined): LineModel {
  if (alert === undefined) return line;
  const { label } = line;
  return { ...line, alert, labelWidth: labelWidth(label, lineMarks({ ...line, alert })) };
}

/** `2 alerts firing`. */
export function alertWords({ state, count }: AlertSign): string {
  return `${count === 1 ? 'an alert' : `${count} alerts`} ${state}`;
}
