/** A span in one line of a table: colour, service and operation, its failure before them. */
import { ErrorMark } from '@/components/traces/error-mark';
import { Highlight } from '@/components/traces/highlight';
import { shortOperation } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceModel } from '@/components/traces/trace-model';
import { FAILED, hasFlag, nameOf, serviceOf } from '@/lib/traces/model/trace';

export interface SpanNameProps {
  readonly model: TraceModel;
  readonly row: number;
  readonly terms: readonly string[];
}

export function SpanName({ model, row, terms }: SpanNameProps) {
  const { trace, series, names } = model;
  const service = trace.service[row] ?? 0;
  return (
    <span
      title={`${serviceOf(trace, row)} ${nameOf(trace, row)}`}
      className="flex min-w-0 items-center gap-1.5"
    >
      {hasFlag(trace, row, FAILED) && <ErrorMark own label="failed" className="size-3" />}
      <ServiceSwatch series={series[service]} />
      <span className="min-w-0 truncate">
        <span className="font-semibold">
          <Highlight text={names[service] ?? ''} terms={terms} />
        </span>{' '}
        <span className="text-text-2">
          <Highlight text={shortOperation(nameOf(trace, row))} terms={terms} />
        </span>
      </span>
    </span>
  );
}
