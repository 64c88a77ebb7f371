/** The services of a found trace with their spans, what failed in each, and whether parts are missing. */
import { Unlink } from 'lucide-react';
import { ErrorMark } from '@/components/traces/error-mark';
import { shortService } from '@/components/traces/names';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceSummary } from '@/lib/traces/contract';

export interface ServicesProps {
  readonly trace: TraceSummary;
  readonly series: ReadonlyMap<string, number>;
  /** Pills; the rest is a number. */
  readonly most: number;
}

export function Services({ trace, series, most }: ServicesProps) {
  const others = trace.services.filter((service) => service.name !== trace.rootService);
  const all = trace.services.map((service) => `${service.name} ${service.spans}`).join('\n');
  return (
    <>
      {others.slice(0, most).map((service) => (
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
      {others.length > most && (
        <span title={all} className="relative text-2xs text-text-3 tabular-nums">
          +{others.length - most}
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
