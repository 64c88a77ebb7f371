'use client';
/** One found trace: when, what, whose time it was, how long, which services, what failed. */
import { Unlink } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { clockText, instantText, type TimeZone } from '@/components/shell/time-text';
import { classNames } from '@/components/ui/class-names';
import { Quantity } from '@/components/ui/quantity';
import type { TraceSummary } from '@/lib/traces/summary';
import { ErrorMark } from './error-mark';
import { shortOperation, shortService } from './names';
import { ServiceSwatch, seriesFill } from './service-swatch';
import { RESULT_COLUMNS, TablePart } from './table-part';

export interface ResultRowProps {
  trace: TraceSummary;
  index: number;
  top: number;
  height: number;
  longestUs: number;
  series: ReadonlyMap<string, number>;
  zone: TimeZone;
  pointed: boolean;
  onPoint: (traceId: string | null) => void;
}

export function ResultRow({
  trace,
  index,
  top,
  height,
  longestUs,
  series,
  zone,
  pointed,
  onPoint,
}: ResultRowProps) {
  const scoped = useScopedHref();
  const startMs = trace.startUs / 1000;
  return (
    <TablePart
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)`, height }}
      onPointerEnter={() => onPoint(trace.traceId)}
      onPointerLeave={() => onPoint(null)}
      className={classNames(
        RESULT_COLUMNS,
        'absolute inset-x-0 top-0 border-line border-b text-sm',
        pointed ? 'bg-raised' : 'bg-surface',
      )}
    >
      <Cell className="text-text-2 text-xs tabular-nums">
        <span title={instantText(startMs, zone)}>{clockText(startMs, zone, true)}</span>
      </Cell>
      <Cell className="flex min-w-0 items-center gap-2">
        <ServiceSwatch series={series.get(trace.rootService)} />
        <Link
          href={scoped(`/traces/${trace.traceId}`) as Route}
          prefetch={false}
          title={`${trace.rootService} ${trace.rootName}`}
          className="min-w-0 truncate rounded-tag after:absolute after:inset-0"
        >
          <span className="font-semibold">{shortService(trace.rootService)}</span>{' '}
          <span className="text-text-2">{shortOperation(trace.rootName)}</span>
        </Link>
      </Cell>
      <Cell className="relative h-full">
        <Segments trace={trace} longestUs={longestUs} series={series} />
      </Cell>
      <Cell className="text-right">
        <Quantity value={trace.durationUs} unit="us" />
      </Cell>
      <Cell className="text-right tabular-nums">{trace.spans}</Cell>
      <Cell className="flex min-w-0 items-center gap-1.5 overflow-hidden">
        <Services trace={trace} series={series} />
      </Cell>
      <Cell className="flex items-center justify-end gap-1 tabular-nums">
        {trace.failedSpans > 0 && (
          <>
            <ErrorMark own={trace.rootFailed} label={trace.rootFailed ? 'Failed,' : 'Failures below,'} />
            <span className="font-medium text-failing">{trace.failedSpans}</span>
          </>
        )}
      </Cell>
    </TablePart>
  );
}

function Cell({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <TablePart role="cell" className={className}>
      {children}
    </TablePart>
  );
}

/** The critical path by service, on the list's common ruler. */
function Segments({ trace, longestUs, series }: Pick<ResultRowProps, 'trace' | 'longestUs' | 'series'>) {
  const share = (us: number): string => `${(us / longestUs) * 100}%`;
  return (
    <>
      <span
        style={{ width: `max(2px, ${share(trace.durationUs)})` }}
        className="absolute top-1/2 left-0 h-2.5 -translate-y-1/2 rounded-[2px] bg-raised"
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

const PILLS = 2;

function Services({ trace, series }: Pick<ResultRowProps, 'trace' | 'series'>) {
  const others = trace.services.filter((service) => service.name !== trace.rootService);
  const all = trace.services.map((service) => `${service.name} ${service.spans}`).join('\n');
  return (
    <>
      {others.slice(0, PILLS).map((service) => (
        <span
          key={service.name}
          title={`${service.name}: ${service.spans} spans${service.failedSpans > 0 ? `, ${service.failedSpans} failed` : ''}`}
          className="inline-flex h-5 min-w-0 items-center gap-1.5 rounded-full bg-raised px-2 text-2xs text-text-2"
        >
          {service.failedSpans > 0 ? (
            <ErrorMark own label="failed in" className="size-2.5" />
          ) : (
            <ServiceSwatch series={series.get(service.name)} />
          )}
          <span className="truncate">{shortService(service.name)}</span>
          <span className="text-text-3 tabular-nums">{service.spans}</span>
        </span>
      ))}
      {others.length > PILLS && (
        <span title={all} className="relative text-2xs text-text-3 tabular-nums">
          +{others.length - PILLS}
        </span>
      )}
      {trace.incomplete && (
        <span
          title="A span names a parent that is not in the trace: it was not recorded, or has not arrived yet."
          className="relative inline-flex h-5 shrink-0 items-center gap-1 rounded-tag border border-control border-dashed px-1.5 text-2xs text-text-2"
        >
          <Unlink aria-hidden="true" className="size-3" />
          incomplete
        </span>
      )}
    </>
  );
}
