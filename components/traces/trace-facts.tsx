'use client';
/** The figures of a trace in one line, and what can be done with the whole of it. */
import {
  Clock,
  Copy,
  Download,
  GitCompareArrows,
  Hourglass,
  RotateCw,
  Share2,
  Spline,
  TriangleAlert,
} from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { memo, type ReactNode, useMemo } from 'react';
import { PageBadges } from '@/components/shell/page';
import { ageText, clockText, instantText } from '@/components/shell/time-text';
import { useNow, useTimeZone } from '@/components/shell/time-zone';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Pill } from '@/components/ui/pill';
import { Popover } from '@/components/ui/popover';
import { Quantity } from '@/components/ui/quantity';
import { useToast } from '@/components/ui/toast';
import { quantityText } from '@/lib/mesh/quantity';
import { hasWarnings, warningsOf } from '@/lib/traces/model/read-row';
import { FAILED, hasFlag, nameOf, serviceOf, type Trace } from '@/lib/traces/model/trace';
import { shortTraceId } from '@/lib/traces/trace-id';
import { ArchiveButton } from './archive-button';
import { groupHref } from './compare/compare-state';
import { downloadTrace } from './download-trace';
import { ErrorMark } from './error-mark';
import { TraceLinks } from './external-links';
import { missesParents } from './growing';
import type { TraceSource } from './reading/uploaded-registry';
import type { TraceModel } from './trace-model';
import { useCopy } from './use-copy';
import { PathShares } from './what-if/path-shares';

export interface TraceFactsProps {
  model: TraceModel;
  refreshing: boolean;
  /** More of it may still arrive, and is looked for. */
  growing: boolean;
  /** Null where it cannot be asked for again. */
  onRefresh: (() => void) | null;
  source: TraceSource;
  adjustClocks: boolean;
  onAdjustClocks: (adjust: boolean) => void;
}

export const TraceFacts = memo(function TraceFacts({
  model,
  refreshing,
  growing,
  onRefresh,
  source,
  adjustClocks,
  onAdjustClocks,
}: TraceFactsProps) {
  const { trace } = model;
  const copy = useCopy();
  const toast = useToast();
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-5 gap-y-1 border-line border-b px-4 py-2">
      <PageBadges>
        <Button
          size="sm"
          title={`Copy ${trace.traceId}`}
          aria-label={`Copy the trace id ${trace.traceId}`}
          onClick={() => void copy(trace.traceId, 'Trace id copied')}
          className="font-mono"
        >
          {shortTraceId(trace.traceId)}
          <Copy aria-hidden="true" />
        </Button>
      </PageBadges>
      <dl className="flex max-w-full shrink-0 flex-wrap items-center gap-5">
        <Fact label="Start">
          <Start startMs={Number(trace.baseNs / 1000n) / 1000} />
        </Fact>
        <Fact label="Duration">
          <Duration model={model} />
        </Fact>
        <Fact label="Spans">
          <Quantity value={trace.count} unit="count" />
        </Fact>
        <Fact label="Services">{trace.services.length}</Fact>
        <Fact label="Depth">{trace.maxDepth + 1}</Fact>
        <Fact label="Errors">
          {model.failed === 0 ? (
            '0'
          ) : (
            <span className="flex items-center gap-1.5 text-failing">
              <ErrorMark own={hasFlag(trace, model.root, FAILED)} />
              {model.failed}
            </span>
          )}
        </Fact>
      </dl>
      <Popover
        label="Critical path by operation"
        align="start"
        className="w-[560px] p-0"
        trigger={
          <Button title="Which operations the trace waited for, and what would be gained there">
            <Spline aria-hidden="true" />
            Critical path
          </Button>
        }
      >
        <PathShares model={model} />
      </Popover>
      <Completeness model={model} growing={growing} />
      <Warnings model={model} />
      <span className="flex-1" />
      <span className="flex shrink-0 items-center gap-2">
        {(trace.clocksAdjusted || !adjustClocks) && (
          <Button
            active={adjustClocks}
            aria-pressed={adjustClocks}
            title="Spans that do not fit into their parents are moved, as their hosts' clocks differ"
            onClick={() => onAdjustClocks(!adjustClocks)}
          >
            <Clock aria-hidden="true" />
            Clocks adjusted
          </Button>
        )}
        {onRefresh !== null && (
          <IconButton
            label="Ask again: more of it may have arrived"
            onClick={onRefresh}
            disabled={refreshing}
          >
            <RotateCw aria-hidden="true" className={refreshing ? 'animate-spin' : ''} />
          </IconButton>
        )}
        <TraceLinks trace={trace} />
        <Button asChild>
          <Link
            href={groupHref(trace.traceId, source) as Route}
            prefetch={false}
            title="Hold it against the traces of its like"
          >
            <GitCompareArrows aria-hidden="true" />
            Compare
          </Link>
        </Button>
        {source === 'server' && <ArchiveButton key={trace.traceId} traceId={trace.traceId} />}
        <Button onClick={() => toast({ title: downloadTrace(trace, source) })}>
          <Download aria-hidden="true" />
          Download
        </Button>
        <Button onClick={() => void copy(window.location.href, 'Link to this view copied')}>
          <Share2 aria-hidden="true" />
          Share
        </Button>
      </span>
    </div>
  );
});

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="whitespace-nowrap border-line border-r pr-5 last:border-0 last:pr-0">
      <dt className="text-2xs text-text-3 leading-[14px]">{label}</dt>
      <dd className="mt-0.5 flex items-baseline gap-2 font-semibold text-lg leading-5 tracking-[-0.01em] tabular-nums">
        {children}
      </dd>
    </div>
  );
}

function Start({ startMs }: { startMs: number }) {
  const [zone] = useTimeZone();
  const now = useNow(10_000);
  const millis = String(Math.floor(startMs % 1000)).padStart(3, '0');
  return (
    <span title={`${instantText(startMs, zone)}.${millis}`}>
      {clockText(startMs, zone, true)}.{millis}
      {now > 0 && (
        <span className="ml-2 font-normal text-text-3 text-xs tracking-normal">
          {ageText(now - startMs)} ago
        </span>
      )}
    </span>
  );
}

/** The root's answer is what a caller waited for; what runs on after it is said beside it. */
function Duration({ model }: { model: TraceModel }) {
  const { trace, afterRootNs, root } = model;
  return (
    <span>
      <Quantity value={(trace.durationNs[root] ?? 0) / 1000} unit="us" />
      {afterRootNs > 0 && (
        <span
          title={`The last span ends ${quantityText(afterRootNs / 1000, 'us')} after the root`}
          className="ml-2 font-normal text-text-3 text-xs tracking-normal"
        >
          + {quantityText(afterRootNs / 1000, 'us')} after it
        </span>
      )}
    </span>
  );
}

/** Whether the trace is whole, as far as that can be known. */
function Completeness({ model, growing }: { model: TraceModel; growing: boolean }) {
  const misses = useMemo(() => missesParents(model.trace), [model]);
  if (!growing && !misses) return null;
  return (
    <Pill
      title={
        growing
          ? 'It is young or lacks spans, so it is asked for again every few seconds until nothing comes any more'
          : 'Some spans name a parent that did not arrive'
      }
      className="shrink-0 border border-line"
    >
      <Hourglass aria-hidden="true" />
      {misses ? (growing ? 'Incomplete, still looking' : 'Incomplete') : 'May still grow'}
    </Pill>
  );
}

const MOST_WARNINGS = 50;

function oddRows(trace: Trace): number[] {
  const rows: number[] = [];
  for (let row = 0; row < trace.count; row += 1) if (hasWarnings(trace, row)) rows.push(row);
  return rows;
}

function Warnings({ model }: { model: TraceModel }) {
  const { trace } = model;
  const odd = useMemo(() => oddRows(trace), [trace]);
  const rows = odd.slice(0, MOST_WARNINGS);
  const count = odd.length + trace.warnings.length;
  if (count === 0) return null;
  return (
    <Popover
      label="What is odd about this trace"
      align="start"
      className="w-[440px] p-3"
      trigger={
        <button type="button" className="rounded-full">
          <Pill tone="degraded" className="border border-degraded-line">
            <TriangleAlert aria-hidden="true" />
            {count} {count === 1 ? 'warning' : 'warnings'}
          </Pill>
        </button>
      }
    >
      <h2 className="mb-2 font-semibold text-sm">What is odd about this trace</h2>
      <ul className="flex flex-col gap-2 text-xs">
        {trace.warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
        {rows.map((row) => (
          <li key={row}>
            <span className="font-medium">
              {serviceOf(trace, row)} {nameOf(trace, row)}
            </span>
            <span className="block text-text-2">{warningsOf(trace, row).join(' ')}</span>
          </li>
        ))}
        {odd.length > rows.length && (
          <li className="text-text-3">and {odd.length - rows.length} more spans</li>
        )}
      </ul>
    </Popover>
  );
}
