'use client';
/** One span: its place in the tree, its name and outcome, its bar. */
import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
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
import { SpanBar } from './span-bar';

export interface WaterfallRowProps {
  id: string;
  model: TraceModel;
  row: number;
  index: number;
  top: number;
  scale: TimelineScale;
  columns: CSSProperties;
  selected: boolean;
  folded: boolean;
  matched: boolean;
  terms: readonly string[];
  showPath: boolean;
  onSelect: (row: number) => void;
  onToggle: (row: number) => void;
}

export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { id, model, row, index, top, scale, columns, selected, folded, matched, terms, showPath } = props;
  const { trace } = model;
  const hasChildren = (trace.size[row] ?? 1) > 1;
  return (
    <TablePart
      id={id}
      role="row"
      aria-level={(trace.depth[row] ?? 0) + 1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      {...(hasChildren && { 'aria-expanded': !folded })}
      onClick={() => props.onSelect(row)}
      onDoubleClick={() => hasChildren && props.onToggle(row)}
      style={{ ...columns, transform: `translateY(${top}px)` }}
      className={classNames(
        'absolute inset-x-0 top-0 grid h-[26px] cursor-default',
        selected
          ? 'bg-accent-wash [--row:color-mix(in_srgb,var(--accent)_12%,var(--surface))] before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent'
          : 'bg-transparent [--row:var(--surface)] hover:bg-raised hover:[--row:var(--raised)]',
      )}
    >
      <Name {...props} hasChildren={hasChildren} />
      <TablePart role="gridcell" className="relative min-w-0 overflow-hidden">
        <SpanBar
          model={model}
          row={row}
          scale={scale}
          folded={folded && hasChildren}
          strong={selected}
          faded={terms.length > 0 && !matched && !selected}
          showPath={showPath}
        />
      </TablePart>
    </TablePart>
  );
});

function Name({
  model,
  row,
  folded,
  selected,
  matched,
  terms,
  onToggle,
  hasChildren,
}: WaterfallRowProps & { hasChildren: boolean }) {
  const { trace, series, names } = model;
  const service = serviceOf(trace, row);
  const name = nameOf(trace, row);
  const status = SPAN_STATUSES[trace.status[row] ?? 0] ?? 'unset';
  const outcome = spanOutcome({ attributes: attributesOf(trace, row), status });
  const own = hasFlag(trace, row, FAILED);
  const below = folded && (trace.failedBelow[row] ?? 0) > 0;
  return (
    <TablePart role="gridcell" className="flex min-w-0 items-center whitespace-nowrap pr-2.5 pl-3">
      <Guides trace={trace} row={row} />
      {hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={folded ? `Unfold ${(trace.size[row] ?? 1) - 1} spans` : 'Fold'}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row);
          }}
          className="grid h-[26px] w-[18px] shrink-0 place-items-center text-text-3 hover:text-text"
        >
          {folded ? (
            <ChevronRight aria-hidden="true" className="size-3.5" />
          ) : (
            <ChevronDown aria-hidden="true" className="size-3.5" />
          )}
        </button>
      ) : (
        <span className="w-[18px] shrink-0" />
      )}
      {(own || below) && <ErrorMark own={own} label={own ? 'Failed:' : 'Failed below:'} className="mr-1.5" />}
      <ServiceSwatch series={series[trace.service[row] ?? 0]} />
      <span title={`${service} ${name}`} className="ml-1.5 min-w-0 truncate text-sm">
        <span className="font-semibold">
          <Highlight
            text={names[trace.service[row] ?? 0] ?? service}
            terms={matched ? terms : []}
            current={selected}
          />
        </span>{' '}
        <span className="text-text-2">
          <Highlight text={shortOperation(name)} terms={matched ? terms : []} current={selected} />
        </span>
      </span>
      {hasWarnings(trace, row) && (
        <TriangleAlert
          role="img"
          aria-label={`Warning: ${warningsOf(trace, row).join(' ')}`}
          className="ml-1.5 size-3 text-degraded"
        />
      )}
      {folded && hasChildren && (
        <span className="ml-1.5 shrink-0 rounded-tag bg-raised px-1.5 text-2xs text-text-3">
          {(trace.size[row] ?? 1) - 1} folded
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
      <span
        title={outcome.meaning ?? undefined}
        className={classNames(
          'ml-auto max-w-24 shrink-0 truncate pl-2 text-xs tabular-nums',
          own ? 'font-semibold text-failing' : outcome.failed ? 'text-failing' : 'text-text-3',
        )}
      >
        {outcome.text}
      </span>
    </TablePart>
  );
}

const STEP_PX = 16;
/** Deeper than this the steps get narrower, so that names keep their room. */
const WIDE_LEVELS = 14;
const DEEP_PX = 224;

/** A line for each ancestor that has more below it. */
function Guides({ trace, row }: { trace: Trace; row: number }) {
  const depth = trace.depth[row] ?? 0;
  if (depth === 0) return null;
  if (trace.maxDepth > WIDE_LEVELS) {
    const width = Math.max(2, (DEEP_PX * depth) / trace.maxDepth);
    return <span aria-hidden="true" style={{ width }} className="h-full shrink-0 border-line border-r" />;
  }
  const lines: number[] = [];
  let at = row;
  for (let parent = trace.parent[at] ?? -1; parent >= 0; parent = trace.parent[at] ?? -1) {
    const goesOn = at + (trace.size[at] ?? 1) < parent + (trace.size[parent] ?? 1);
    if (at === row || goesOn) lines.push((trace.depth[parent] ?? 0) * STEP_PX + STEP_PX / 2 + 1);
    at = parent;
  }
  return (
    <span aria-hidden="true" style={{ width: depth * STEP_PX }} className="relative h-full shrink-0">
      {lines.map((left) => (
        <span key={left} style={{ left }} className="absolute inset-y-0 border-line border-l" />
      ))}
    </span>
  );
}
