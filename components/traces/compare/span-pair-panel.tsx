'use client';
/** One merged row: its figures in both traces, what its attributes say differently, and links to each span. */
import { ExternalLink } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useScopedHref } from '@/components/shell/scope';
import { type TraceSource, traceHref } from '@/components/traces/reading/uploaded-registry';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { Quantity } from '@/components/ui/quantity';
import { attributeDifferences } from '@/lib/traces/compare/attribute-differences';
import { rowDifference, type Sides } from '@/lib/traces/compare/explain';
import { statusMessageOf } from '@/lib/traces/model/read-row';
import { SPAN_STATUSES } from '@/lib/traces/model/span';
import { spanIdOf } from '@/lib/traces/model/span-ids';
import { Delta } from './delta';
import { type PairModel, wordsOf } from './pair-model';
import { ValueChange } from './value-change';

export function SpanPairPanel({ model, row }: { model: PairModel; row: number }) {
  const { alignment, a, b, look } = model;
  const { service, name } = wordsOf(model, row);
  const [rowA, rowB] = [alignment.a[row] ?? -1, alignment.b[row] ?? -1];
  const { durationNs, selfNs, pathNs, kind } = rowDifference(a, b, alignment, row);
  const differences = kind === 'both' ? attributeDifferences(a.trace, rowA, b.trace, rowB) : [];
  return (
    <div className="flex flex-col gap-4 p-4">
      <header>
        <h2 className="flex items-center gap-2 font-semibold text-base">
          <ServiceSwatch series={look.series.get(service)} cue={look.cues.get(service)} />
          <span className="min-w-0 break-words">{service}</span>
        </h2>
        <p className="break-words text-sm text-text-2">{name}</p>
        <p className="mt-2 flex gap-4 text-sm">
          <SpanLink letter="A" of={a} row={rowA} source={model.sources.a} />
          <SpanLink letter="B" of={b} row={rowB} source={model.sources.b} />
        </p>
      </header>
      <table className="w-full text-sm tabular-nums">
        <thead className="text-text-3 text-xs">
          <tr className="[&>th]:pb-1 [&>th]:text-right [&>th]:font-normal">
            <th>
              <span className="sr-only">Figure</span>
            </th>
            <th>A</th>
            <th>B</th>
            <th>Difference</th>
          </tr>
        </thead>
        <tbody>
          <Figures label="Duration" sides={durationNs} kind={kind} />
          <Figures label="Self time" sides={selfNs} kind={kind} />
          <Figures label="On the critical path" sides={pathNs} kind={kind} />
          <tr className="border-line border-t">
            <th scope="row" className="py-1 text-left font-normal text-text-2">
              Status
            </th>
            <td className="text-right">{statusOf(a, rowA)}</td>
            <td className="text-right">{statusOf(b, rowB)}</td>
            <td />
          </tr>
        </tbody>
      </table>
      {kind === 'both' && (
        <section>
          <h3 className="mb-2 font-semibold text-sm">Attributes that differ</h3>
          {differences.length === 0 ? (
            <p className="text-sm text-text-2">None: both spans say the same.</p>
          ) : (
            <ul className="flex flex-col gap-2">
              {differences.map((difference) => (
                <li key={`${difference.scope} ${difference.key}`}>
                  <ValueChange difference={difference} />
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {kind !== 'both' && (
        <p className="text-sm text-text-2">
          {kind === 'only-a'
            ? 'B has no span like it at this place.'
            : 'A has no span like it at this place.'}
        </p>
      )}
    </div>
  );
}

function Figures({ label, sides, kind }: { label: string; sides: Sides; kind: string }) {
  return (
    <tr className="border-line border-t">
      <th scope="row" className="py-1 text-left font-normal text-text-2">
        {label}
      </th>
      <td className="text-right">
        <Quantity value={kind === 'only-b' ? null : sides.a / 1000} unit="us" note="Not in A" />
      </td>
      <td className="text-right">
        <Quantity value={kind === 'only-a' ? null : sides.b / 1000} unit="us" note="Not in B" />
      </td>
      <td className="text-right">
        <Delta ns={sides.b - sides.a} />
      </td>
    </tr>
  );
}

function statusOf({ trace }: TraceModel, row: number): string {
  if (row < 0) return 'none';
  const message = statusMessageOf(trace, row);
  return `${SPAN_STATUSES[trace.status[row] ?? 0] ?? 'unset'}${message === null || message === '' ? '' : `: ${message}`}`;
}

export interface SpanLinkProps {
  letter: string;
  of: TraceModel;
  row: number;
  source: TraceSource;
}

export function SpanLink({ letter, of: { trace }, row, source }: SpanLinkProps) {
  const scoped = useScopedHref();
  if (row < 0) return null;
  return (
    <Link
      href={scoped(traceHref(trace.traceId, source, { span: spanIdOf(trace, row) })) as Route}
      prefetch={false}
      className="inline-flex items-center gap-1 text-accent hover:underline"
    >
      Span in {letter}
      <ExternalLink aria-hidden="true" className="size-3.5" />
    </Link>
  );
}
