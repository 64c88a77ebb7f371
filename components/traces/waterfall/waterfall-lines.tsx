'use client';
/**
 * The lines in sight, in the order of their rows. Those that a fold has just taken away stay, out of sight, until the next
 * one: unfolding them again, which is what follows most often, then makes no element anew.
 */
import { type CSSProperties, cloneElement, type ReactElement, useRef } from 'react';
import type { TimelineScale } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import type { TraceState } from '@/components/traces/use-trace-state';
import { HiddenLine } from './hidden-line';
import type { Lines } from './lines';
import { type OpenBelow, topOf } from './use-line-window';
import { WaterfallRow, type WaterfallRowProps } from './waterfall-row';

/** No more than a large screen shows. */
const MOST_UNSEEN = 80;

export interface WaterfallLinesProps {
  /** What the ids of the lines begin with. */
  id: string;
  /** First line that is drawn, and first that is not. */
  from: number;
  to: number;
  open: OpenBelow | null;
  model: TraceModel;
  state: TraceState;
  scale: TimelineScale;
  columns: CSSProperties;
  /** The line in focus. */
  current: number | null;
}

type RowElement = ReactElement<WaterfallRowProps>;

interface Drawn {
  readonly model: TraceModel;
  readonly lines: Lines;
  readonly rows: ReadonlyMap<number, RowElement>;
  readonly unseen: ReadonlyMap<number, RowElement>;
}

export function WaterfallLines(props: WaterfallLinesProps) {
  const { from, to, model, state } = props;
  const { lines } = state;
  const before = useRef<Drawn | null>(null);
  const rows = new Map<number, RowElement>();
  const elements = new Map<number, ReactElement>();
  for (let index = from; index < to; index += 1) {
    const row = lines.row[index] ?? 0;
    if ((lines.hidden[index] ?? 0) === 0) rows.set(row, rowOn(props, index, row));
    else elements.set(row, hiddenOn(props, index, row));
  }
  const unseen = unseenRows(before.current, model, lines, (row) => rows.has(row) || elements.has(row));
  before.current = { model, lines, rows, unseen };
  for (const [row, element] of rows) elements.set(row, element);
  for (const [row, element] of unseen) elements.set(row, element);
  return [...elements].sort(([a], [b]) => a - b).map(([, element]) => element);
}

function unseenRows(
  before: Drawn | null,
  model: TraceModel,
  lines: Lines,
  isDrawn: (row: number) => boolean,
): Map<number, RowElement> {
  const unseen = new Map<number, RowElement>();
  // In another reading of the trace the same number may be another span.
  if (before === null || before.model !== model) return unseen;
  if (before.lines !== lines) {
    for (const [row, element] of before.rows) {
      if (!isDrawn(row) && unseen.size < MOST_UNSEEN)
        unseen.set(row, cloneElement(element, { unseen: true }));
    }
  }
  for (const [row, element] of before.unseen) {
    if (!isDrawn(row) && unseen.size < MOST_UNSEEN) unseen.set(row, element);
  }
  return unseen;
}

function rowOn(props: WaterfallLinesProps, index: number, row: number): RowElement {
  const { state, current } = props;
  const { folded, halves, rows, matched } = state;
  const isPair = halves?.[row + 1] === 1;
  return (
    <WaterfallRow
      key={row}
      {...placeOf(props, index, row)}
      isPair={isPair}
      selected={index === current}
      folded={folded[row] === 1 || (isPair && folded[row + 1] === 1)}
      matched={matched.has(row) || (isPair && matched.has(row + 1))}
      dimmed={rows.kept !== null && rows.kept[row] !== 1 && !(isPair && rows.kept[row + 1] === 1)}
      searching={state.searching}
      terms={state.terms}
      onSelect={state.select}
      onToggle={state.toggle}
      onFoldSubtree={state.foldSubtree}
    />
  );
}

function hiddenOn(props: WaterfallLinesProps, index: number, row: number): ReactElement {
  const { lines, rows } = props.state;
  const count = lines.hidden[index] ?? 0;
  return <HiddenLine key={row} {...placeOf(props, index, row)} count={count} onShow={rows.showAnyway} />;
}

function placeOf(
  { id, model, state, scale, columns, open }: WaterfallLinesProps,
  index: number,
  row: number,
) {
  const { tree, showPath } = state;
  return { id: `${id}-${row}`, model, tree, row, index, top: topOf(index, open), scale, columns, showPath };
}
