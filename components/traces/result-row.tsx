'use client';
/** One found trace: when, what, whose time it was, how long, which services, what failed. */
import type { Route } from 'next';
import Link from 'next/link';
import { memo } from 'react';
import { useScopedHref } from '@/components/shell/scope';
import { clockText, instantText, type TimeZone } from '@/components/shell/time-text';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import type { TraceSearchAnswer, TraceSummary } from '@/lib/traces/contract';
import { routeId } from '@/lib/traces/find/routes';
import { ErrorMark } from './error-mark';
import { shortOperation, shortService } from './names';
import { traceHref } from './reading/uploaded-registry';
import { type Cohort, pickLetter } from './search/cohort';
import { Services } from './search/service-pills';
import { ShapeDifferences } from './search/shape-differences';
import { ServiceSwatch, seriesFill } from './service-swatch';
import { LIST_COLUMNS, RESULT_COLUMNS, TablePart } from './table-part';

export interface ResultRowProps {
  readonly trace: TraceSummary;
  readonly answer: TraceSearchAnswer;
  readonly usual: ReadonlyMap<string, number | null>;
  readonly dense: boolean;
  /** What is looked for in the trace once it is opened. */
  readonly find: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly longestUs: number;
  readonly series: ReadonlyMap<string, number>;
  readonly zone: TimeZone;
  readonly cohort: Cohort;
  /** Position among those picked for comparison, or −1. */
  readonly pickedAt: number;
  /** In the brushed part; null where nothing is brushed. */
  readonly isChosen: boolean | null;
  readonly isPointed: boolean;
  readonly onPoint: (traceId: string | null) => void;
}

export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { trace, dense, find, index, top, height, series, zone, pickedAt, isChosen, isPointed, onPoint } =
    props;
  const scoped = useScopedHref();
  const startMs = trace.startUs / 1000;
  return (
    <TablePart
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)`, height }}
      onPointerEnter={() => onPoint(trace.traceId)}
      onPointerLeave={() => onPoint(null)}
      className={classNames(
        dense ? RESULT_COLUMNS : LIST_COLUMNS,
        !dense && 'grid-rows-[34px_26px]',
        'absolute inset-x-0 top-0 border-line border-b text-sm',
        pickedAt >= 0 ? 'bg-accent-wash' : isPointed ? 'bg-raised' : 'bg-surface',
        isChosen === true && 'shadow-[inset_3px_0_0_var(--accent)]',
        isChosen === false && 'opacity-64',
      )}
    >
      <Cell className="relative z-10">
        <PickBox {...props} />
      </Cell>
      <Cell className="text-text-2 text-xs tabular-nums">
        <span title={instantText(startMs, zone)}>{clockText(startMs, zone, true)}</span>
      </Cell>
      <Cell className="flex min-w-0 items-center gap-2">
        <ServiceSwatch series={series.get(trace.rootService)} />
        <Link
          href={scoped(traceHref(trace.traceId, 'server', { find })) as Route}
          prefetch={false}
          title={`${trace.rootService} ${trace.rootName}`}
          className="min-w-0 truncate rounded-tag after:absolute after:inset-0"
        >
          <span className="font-semibold">{shortService(trace.rootService)}</span>{' '}
          <span className="text-text-2">{shortOperation(trace.rootName)}</span>
        </Link>
        {props.answer.here.length > 0 && trace.matchedSpans > 0 && trace.matchedSpans < trace.spans && (
          <span
            title={`${trace.matchedSpans} of ${trace.spans} spans satisfy the search`}
            className="relative shrink-0 text-2xs text-text-3 tabular-nums"
          >
            {trace.matchedSpans} match
          </span>
        )}
      </Cell>
      <Cell className="relative h-full">
        <Segments {...props} />
      </Cell>
      <Cell className="text-right">
        <Quantity value={trace.durationUs} unit="us" />
      </Cell>
      <Cell className="text-right tabular-nums">{trace.spans}</Cell>
      {dense && (
        <Cell className="flex min-w-0 items-center gap-1.5 overflow-hidden">
          <Services trace={trace} series={series} most={2} />
        </Cell>
      )}
      <Cell className="flex items-center justify-end gap-1 tabular-nums">
        {trace.failedSpans > 0 && (
          <>
            <ErrorMark own={trace.rootFailed} label={trace.rootFailed ? 'Failed,' : 'Failures below,'} />
            <span className="font-medium text-failing">{trace.failedSpans}</span>
          </>
        )}
      </Cell>
      {!dense && <SecondLine {...props} />}
    </TablePart>
  );
});

function SecondLine({ trace, answer, usual, series }: ResultRowProps) {
  return (
    <Cell className="col-span-5 col-start-3 flex min-w-0 items-center gap-1.5 overflow-hidden pb-1.5">
      <Services trace={trace} series={series} most={8} />
      {trace.shape >= 0 && (
        <span className="relative ml-auto flex min-w-0 shrink-0 items-center gap-1.5 pl-3">
          <ShapeDifferences
            answer={answer}
            usual={usual.get(routeId(trace)) ?? null}
            here={trace.shape}
            most={2}
          />
        </span>
      )}
    </Cell>
  );
}

/** A, B, … in the box itself. Above the link that covers the row. */
function PickBox({ trace, cohort, pickedAt }: ResultRowProps) {
  const picked = pickedAt >= 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native box cannot show the letter of the pick
    <button
      type="button"
      role="checkbox"
      aria-checked={picked}
      aria-label={`Pick ${trace.rootService} ${trace.rootName} to compare`}
      onClick={() => cohort.toggle(trace.traceId)}
      className={classNames(
        'relative grid size-[18px] place-items-center rounded-tag border font-semibold text-2xs after:absolute after:-inset-1',
        picked ? 'border-accent bg-accent text-on-accent' : 'border-control bg-surface',
      )}
    >
      {picked && pickLetter(pickedAt)}
    </button>
  );
}

function Cell({ className, children }: { readonly className?: string; readonly children: React.ReactNode }) {
  return (
    <TablePart role="cell" className={className}>
      {children}
    </TablePart>
  );
}

/** The critical path by service, on the list's common ruler; a plain bar where the source told no spans. */
function Segments({ trace, longestUs, series }: Pick<ResultRowProps, 'trace' | 'longestUs' | 'series'>) {
  const share = (us: number): string => `${(us / longestUs) * 100}%`;
  return (
    <>
      <span
        style={{ width: `max(2px, ${share(trace.durationUs)})` }}
        className={classNames(
          'absolute top-1/2 left-0 h-2.5 -translate-y-1/2 rounded-[2px]',
          trace.segments.length === 0 ? 'bg-text-3' : 'bg-raised',
        )}
      />
      {trace.segments.map((segment) => (
        <span
          key={segment.fromUs}
          style={{ left: share(segment.fromUs), width: share(segment.toUs - segment.fromUs) }}
          className={classNames(
            'absolute top-1/2 h-2.5 min-w-0.5 -translate-y-1/2 border-surface border-r',
            seriesFill(series.get(trace.services[segment.service]?.name ?? '')),
          )}
        />
      ))}
    </>
  );
}
