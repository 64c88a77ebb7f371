'use client';
/** One span: its place in the tree, its name and outcome, its bar. */
import { ArrowLeftRight, ArrowRight, ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { type CSSProperties, memo } from 'react';
import { ErrorMark } from '@/components/traces/error-mark';
import { Highlight } from '@/components/traces/highlight';
import { shortOperation } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import { TablePart } from '@/components/traces/table-part';
import type { TimelineScale } from '@/components/traces/timeline-scale';
import type { TraceModel } from '@/components/traces/trace-model';
import { classNames } from '@/components/ui/class-names';
import { attributesOf, hasWarnings, warningsOf } from '@/lib/traces/model/read-row';
import { SPAN_STATUSES } from '@/lib/traces/model/span';
import { ASYNCHRONOUS, FAILED, hasFlag, nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';
import { spanOutcome } from '@/lib/traces/span-status';
import type { FoldTree } from './folds';
import { Guides } from './guides';
import { uninstrumentedPeer } from './pairs';
import { protocolTags } from './protocol-tags';
import { SpanBar } from './span-bar';

export interface WaterfallRowProps {
  id: string;
  model: TraceModel;
  tree: FoldTree;
  row: number;
  /** The row after it is the server's half of the same call, and stands on this line. */
  isPair: boolean;
  index: number;
  top: number;
  scale: TimelineScale;
  columns: CSSProperties;
  selected: boolean;
  folded: boolean;
  matched: boolean;
  /** The filter is not for it: it stands here for what is below it, or because the rest is only dimmed. */
  dimmed: boolean;
  /** A fold has taken its line away; it waits out of sight (waterfall-lines.tsx). */
  unseen?: boolean;
  searching: boolean;
  terms: readonly string[];
  showPath: boolean;
  onSelect: (row: number) => void;
  onToggle: (row: number) => void;
  onFoldSubtree: (row: number, folded: boolean) => void;
}

/** Above all that can be seen or scrolled to, px: moving a row there costs no new styles of what is in it. */
const OUT_OF_SIGHT = -10_000;

/**
 * What of a row changes when lines above it come or go (its place) is drawn here; its cells are not drawn anew then, so a
 * fold costs what it brings into sight.
 */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { id, index, top, columns, onSelect, unseen = false, ...cells } = props;
  const { model, row, isPair, selected, folded } = cells;
  const below = (model.trace.size[row] ?? 1) - (isPair ? 2 : 1);
  return (
    <TablePart
      id={id}
      role="row"
      aria-level={(cells.tree.depth[row] ?? 0) + 1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      {...(below > 0 && { 'aria-expanded': !folded })}
      onClick={() => onSelect(row)}
      onDoubleClick={() => below > 0 && cells.onToggle(row)}
      {...(unseen && { 'aria-hidden': true })}
      style={{ ...columns, transform: `translateY(${unseen ? OUT_OF_SIGHT : top}px)` }}
      className={classNames(
        'absolute inset-x-0 top-0 grid h-[26px] cursor-default [contain:strict]',
        selected
          ? 'bg-accent-wash [--row:color-mix(in_srgb,var(--accent)_12%,var(--surface))] before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
          : 'bg-transparent [--row:var(--surface)] hover:bg-raised hover:[--row:var(--raised)]',
      )}
    >
      <Cells {...cells} below={below} />
    </TablePart>
  );
});

interface CellsProps
  extends Omit<WaterfallRowProps, 'id' | 'index' | 'top' | 'columns' | 'onSelect' | 'unseen'> {
  /** Spans below the line. */
  below: number;
}

const Cells = memo(function Cells(props: CellsProps) {
  const { selected, dimmed, searching, matched, below } = props;
  return (
    <>
      <Name {...props} />
      <TablePart role="gridcell" className="relative min-w-0 overflow-hidden">
        <SpanBar
          model={props.model}
          row={props.row}
          isPair={props.isPair}
          scale={props.scale}
          folded={props.folded && below > 0}
          strong={selected}
          faded={!selected && (dimmed || (searching && !matched))}
          showPath={props.showPath}
        />
      </TablePart>
    </>
  );
});

function Name(props: CellsProps) {
  const { model, tree, row, isPair, folded, below } = props;
  const { trace } = model;
  const own = hasFlag(trace, row, FAILED) || (isPair && hasFlag(trace, row + 1, FAILED));
  const inside = folded && (trace.failedBelow[row] ?? 0) > 0;
  return (
    <TablePart role="gridcell" className="flex min-w-0 items-center whitespace-nowrap pr-2.5 pl-3">
      <Guides trace={trace} tree={tree} row={row} />
      <FoldButton {...props} />
      {(own || inside) && (
        <ErrorMark own={own} label={own ? 'Failed:' : 'Failed below:'} className="mr-1.5" />
      )}
      <Words {...props} />
      {hasWarnings(trace, row) && (
        <TriangleAlert
          role="img"
          aria-label={`Warning: ${warningsOf(trace, row).join(' ')}`}
          className="ml-1.5 size-3 shrink-0 text-degraded"
        />
      )}
      {folded && below > 0 && (
        <span className="ml-1.5 shrink-0 rounded-tag bg-raised px-1.5 text-2xs text-text-3">
          {below.toLocaleString('en-US')} folded
        </span>
      )}
      {hasFlag(trace, row, ASYNCHRONOUS) && (
        <span
          title="Its parent does not wait for it"
          className="ml-1.5 shrink-0 rounded-tag border border-control border-dashed px-1.5 text-2xs text-text-3 leading-[14px]"
        >
          async
        </span>
      )}
      <Outcome trace={trace} row={row} isPair={isPair} own={own} />
    </TablePart>
  );
}

function FoldButton({ row, folded, below, onToggle, onFoldSubtree }: CellsProps) {
  if (below <= 0) return <span className="w-[18px] shrink-0" />;
  const Icon = folded ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={folded ? `Unfold ${below} ${below === 1 ? 'span' : 'spans'}` : 'Fold'}
      title={`${folded ? 'Unfold' : 'Fold'}; with Alt all that is below it`}
      onClick={(event) => {
        event.stopPropagation();
        if (event.altKey) onFoldSubtree(row, !folded);
        else onToggle(row);
      }}
      className="grid h-[26px] w-[18px] shrink-0 place-items-center text-text-3 hover:text-text"
    >
      <Icon aria-hidden="true" className="size-3.5" />
    </button>
  );
}

/** Service and operation. A pair is named by its server, a call of something that records nothing by both. */
function Words({ model, row, isPair, selected, matched, dimmed, terms }: CellsProps) {
  const { trace, series, cues, names } = model;
  const shown = isPair ? row + 1 : row;
  const service = trace.service[shown] ?? 0;
  const marked = matched ? terms : [];
  const peer = isPair ? null : uninstrumentedPeer(trace, row);
  const whole = isPair
    ? `${serviceOf(trace, row)} calls ${serviceOf(trace, shown)} ${nameOf(trace, shown)}`
    : `${serviceOf(trace, row)} ${nameOf(trace, row)}`;
  return (
    <>
      <ServiceSwatch series={series[service]} cue={cues[service]} />
      <span title={whole} className={classNames('ml-1.5 min-w-0 truncate text-sm', dimmed && 'text-text-3')}>
        <span className={dimmed ? 'font-medium' : 'font-semibold'}>
          <Highlight text={names[service] ?? serviceOf(trace, shown)} terms={marked} current={selected} />
        </span>{' '}
        <span className={dimmed ? undefined : 'text-text-2'}>
          <Highlight text={shortOperation(nameOf(trace, shown))} terms={marked} current={selected} />
        </span>
      </span>
      {protocolTags(attributesOf(trace, shown), nameOf(trace, shown)).map((tag) => (
        <span
          key={tag}
          title={tag}
          className="ml-1.5 max-w-20 shrink-0 truncate rounded-tag bg-raised px-1 text-2xs text-text-3 leading-4"
        >
          {tag}
        </span>
      ))}
      {isPair && (
        <ArrowLeftRight
          role="img"
          aria-label={`with its client, ${serviceOf(trace, row)}`}
          className="ml-1.5 size-3 shrink-0 text-text-3"
        />
      )}
      {peer !== null && (
        <span
          title={`It called ${peer}, which records no spans`}
          className="ml-1.5 flex min-w-0 shrink-[2] items-center gap-1 text-text-3 text-xs"
        >
          <ArrowRight aria-label="calls" role="img" className="size-3 shrink-0" />
          <span className="min-w-0 truncate rounded-tag border border-control border-dashed px-1 leading-4">
            {peer}
          </span>
        </span>
      )}
    </>
  );
}

/** As the client saw it, where both halves of a call stand here. */
function Outcome({ trace, row, isPair, own }: { trace: Trace; row: number; isPair: boolean; own: boolean }) {
  const first = outcomeAt(trace, row);
  const outcome = first.text === '' && isPair ? outcomeAt(trace, row + 1) : first;
  return (
    <span
      title={outcome.meaning ?? undefined}
      className={classNames(
        'ml-auto max-w-24 shrink-0 truncate pl-2 text-xs tabular-nums',
        own ? 'font-semibold text-failing' : outcome.failed ? 'text-failing' : 'text-text-3',
      )}
    >
      {outcome.text}
    </span>
  );
}

function outcomeAt(trace: Trace, row: number) {
  const status = SPAN_STATUSES[trace.status[row] ?? 0] ?? 'unset';
  return spanOutcome({ attributes: attributesOf(trace, row), status });
}
