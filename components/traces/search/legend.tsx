/** What marks and bars of the results mean, with counts. */
import { ErrorMark } from '@/components/traces/error-mark';
import { ServiceSwatch } from '@/components/traces/service-swatch';
import type { TraceSummary } from '@/lib/traces/contract';

const LEGEND_SERVICES = 4;

export function Legend({
  traces,
  series,
}: {
  readonly traces: readonly TraceSummary[];
  readonly series: ReadonlyMap<string, number>;
}) {
  const roots = new Map<string, number>();
  let failed = 0;
  let below = 0;
  let fewest = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const trace of traces) {
    fewest = Math.min(fewest, trace.spans);
    most = Math.max(most, trace.spans);
    if (trace.rootFailed) failed += 1;
    else if (trace.failedSpans > 0) below += 1;
    else roots.set(trace.rootService, (roots.get(trace.rootService) ?? 0) + 1);
  }
  const services = [...roots].sort((a, b) => b[1] - a[1]);
  const item = 'flex items-center gap-1.5 whitespace-nowrap text-2xs text-text-2';
  const figure = 'font-semibold text-text tabular-nums';
  return (
    <ul className="flex min-w-0 items-center gap-4 overflow-hidden">
      {failed > 0 && (
        <li className={item}>
          <ErrorMark own className="size-3" /> answered with an error <span className={figure}>{failed}</span>
        </li>
      )}
      {below > 0 && (
        <li className={item}>
          <ErrorMark own={false} className="size-3" /> error below <span className={figure}>{below}</span>
        </li>
      )}
      {services.slice(0, LEGEND_SERVICES).map(([name, count]) => (
        <li key={name} className={item}>
          <ServiceSwatch series={series.get(name)} /> {name} <span className={figure}>{count}</span>
        </li>
      ))}
      {services.length > LEGEND_SERVICES && (
        <li className={item}>{services.length - LEGEND_SERVICES} more</li>
      )}
      {most > 0 && <li className={item}>size: {fewest === most ? most : `${fewest} to ${most}`} spans</li>}
    </ul>
  );
}

export function Foot({ count, total }: { readonly count: number; readonly total: number }) {
  return (
    <footer className="flex h-7 shrink-0 items-center gap-4 overflow-hidden whitespace-nowrap border-line border-t bg-surface px-4 text-2xs text-text-3">
      <span className="flex items-center gap-1.5">
        <ErrorMark own className="size-3" /> answered with an error
      </span>
      <span className="flex items-center gap-1.5">
        <ErrorMark own={false} className="size-3" /> answered, with an error below
      </span>
      <span>bar: critical path by service</span>
      <span className="ml-auto tabular-nums">
        {count === total ? `${total} traces` : `${count} of ${total} traces`}
      </span>
    </footer>
  );
}
